"""The people of a town in front of its pages, each signed in already."""

from dataclasses import dataclass

from flask import Flask

from screening.domain.people import CLOCK
from screening.services.call import Call
from screening.services.people.sessions import begin, resume
from tests.services.town import Town
from tests.web.page import Visitor


@dataclass
class TownPages:
    """The pages over a town's store, by the town's clock."""

    app: Flask
    town: Town

    def visitor(self, name: str) -> Visitor:
        """A browser in which the person of that ``name`` has just signed in."""
        call = Call(self.town.store, CLOCK, self.town.clock)
        with call.change() as work:
            token = begin(work, self.town.people[name].ref, "a test")
            work.commit()
        guest = resume(call, token)
        assert guest is not None
        visitor = Visitor(self.app)
        with visitor.client.session_transaction() as session:
            session["_user_id"] = token
            session["csrf_token"] = f"{guest.session_ref}.token"
        return visitor
