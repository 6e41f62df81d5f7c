"""Before the start: people with sessions, and a fresh check for each round, all by the services."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from uuid import uuid4

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from screening.domain.people import Actor
from screening.domain.words import Delivery, Role
from screening.services.calendar import LONDON
from screening.services.checks import looking, notices
from screening.services.reading.checks.draft import read_request
from screening.web.calling import KEY_FIELD
from tests.drills.racing import Fields, Form, Prey, Seat
from tests.services.town import Town
from tests.web.rewinding import TOKEN_SALT
from tests.web.townspeople import TownPages

OFFICERS = 8
"""People in HR who may decide, beside those of the town."""
WORDS = "It tests the claim and nothing else."


@dataclass
class Line:
    """Everybody at the line, and the checks that they will race for."""

    app: Flask
    town: Town

    def __post_init__(self) -> None:
        names = [f"officer-{number}" for number in range(OFFICERS)]
        hr = frozenset({Role.HR})
        self.town.settle(*(Actor(uuid4().hex, uuid4().hex, name, hr) for name in names))
        self.officers = names

    def seats(self, people: Sequence[str], act: Callable[[Prey], Form], many: int) -> list[Seat]:
        """``many`` browsers of ``people``, each signed in by itself, who all do ``act``."""
        return [self._seat(name, act) for name in islice(cycle(people), many)]

    def prey(self, way: Callable[[], str], rounds: int) -> list[Prey]:
        """A fresh check for each round, brought by ``way`` to where the race begins."""
        return [self._prey(way()) for _ in range(rounds)]

    def awaiting(self) -> str:
        """A check that waits for HR's decision, and whose claim was seen."""
        self.town.now = datetime.now(UTC)
        check = self.town.submitted(self.town.vacancy(f"R-{uuid4().hex}"))
        self.town.confirm(check)
        return check

    def ready(self) -> str:
        """A check that sam may search now, for half an hour."""
        self.town.now = datetime.now(UTC)
        check = self.town.approved(self.town.vacancy(f"R-{uuid4().hex}"))
        notices.send_notice(self.town.call("hugh"), check, Delivery.EMAIL, self.town.now)
        notices.candidate_agrees(self.town.call("hugh"), check, "Go ahead.")
        looking.begin_search(self.town.call("sam"), check)
        return check

    def approve(self, prey: Prey) -> Form:
        """HR approves what was asked for in the first revision."""
        return self._decide(prey, "approve")

    def approve_with_its_key(self, prey: Prey) -> Form:
        """The same form, sent again and again: with the key that it was shown with."""
        form = self._decide(prey, "approve")
        return Form(form.path, form.fields | {KEY_FIELD: prey.key})

    def send_back(self, prey: Prey) -> Form:
        """HR returns the first revision to whoever filed it."""
        return self._decide(prey, "return")

    def _decide(self, prey: Prey, ruling: str) -> Form:
        sam = {"searcher": self.town.people["sam"].person_ref}
        said = {"revision": "1", "ruling": ruling, "reasons": WORDS, **sam, **prey.scope}
        return _form(f"/checks/{prey.check}/decision", said)

    def _prey(self, check: str) -> Prey:
        draft = read_request(self.town.call("mara"), check)
        scope = draft.request.scope
        asked = {
            "places": "0",
            "terms": "0",
            "minutes": str(scope.minutes),
            **_day("from_date", scope.from_date),
            **_day("to_date", scope.to_date),
        }
        return Prey(check, draft.version, asked, uuid4().hex)

    def _seat(self, person: str, act: Callable[[Prey], Form]) -> Seat:
        visitor = TownPages(self.app, self.town).visitor(person)
        with visitor.client.session_transaction() as session:
            named = session["csrf_token"]
        name = str(self.app.config["SESSION_COOKIE_NAME"])
        cookie = visitor.client.get_cookie(name)
        signer = URLSafeTimedSerializer(str(self.app.secret_key), salt=TOKEN_SALT)
        assert cookie is not None
        return Seat(f"{name}={cookie.value}", str(signer.dumps(named)), act)


def withdraw(prey: Prey) -> Form:
    """Whoever filed it takes the check back."""
    return _form(f"/checks/{prey.check}/withdraw", {"reason": "It was settled in interview."})


def cancel(prey: Prey) -> Form:
    """HR stops the check."""
    return _form(f"/checks/{prey.check}/cancel", {"reasons": "It was settled in interview."})


def revise(prey: Prey) -> Form:
    """Whoever filed it sends the request again, as soon as it is returned."""
    return _form(f"/checks/{prey.check}/confirm", {"version": str(prey.version)})


def visit(prey: Prey) -> Form:
    """The searcher has looked, for as long as was approved: after that nothing is left."""
    now = datetime.now(LONDON)
    looked = {"place": "0", "time": f"{now:%H:%M}", "minutes": "30", "read": "Captions of posts."}
    return _form(
        f"/checks/{prey.check}/search/visit", looked | _day("occurred_at", f"{now:%Y-%m-%d}")
    )


def _form(path: str, fields: Mapping[str, str]) -> Form:
    return Form(path, {KEY_FIELD: uuid4().hex, **fields})


def _day(name: str, written: str) -> Fields:
    parts = re.split("-", written) if written else ("", "", "")
    return {
        f"{name}-{part}": text for part, text in zip(("year", "month", "day"), parts, strict=True)
    }
