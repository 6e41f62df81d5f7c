"""How a route calls a service: as whom, when, and with which key."""

from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app, g, request
from flask_babel import get_translations

from screening.domain.errors import ScreeningError
from screening.domain.people import CANDIDATE, CLOCK
from screening.reports.model import Organisation
from screening.services.call import Call, Clock
from screening.services.kept_settings.organisation import organisation_now
from screening.store.store import Store

_EXTENSION = "screening"
KEY_FIELD = "idempotency_key"


@dataclass(frozen=True)
class Behind:
    """What stands behind the pages: the store, what says the time, and in whose name they are.

    ``start`` is the organisation as long as nobody has set it in the service; ``way_out`` by what
    messages leave it, as administrators are shown it: empty where none does.
    """

    store: Store
    clock: Clock
    start: Organisation
    way_out: str = ""
    _last: list[Organisation] = field(default_factory=list, compare=False)

    @property
    def sends(self) -> bool:
        """Whether messages can leave the service by e-mail."""
        return bool(self.way_out)

    @property
    def organisation(self) -> Organisation:
        """The organisation as it is set now; asked once in a request.

        A page that says that the database is away has a heading too: that known last.
        """
        if "organisation" not in g:
            try:
                self._last[:] = [organisation_now(Call(self.store, CLOCK, self.clock), self.start)]
            except ScreeningError:
                g.organisation = (self._last or [self.start])[0]
            else:
                g.organisation = self._last[0]
        organisation: Organisation = g.organisation
        return organisation

    @property
    def house(self) -> Organisation:
        """The same, by the forms of the reader's language."""
        return self.organisation.speaking(get_translations())


def set_up_calling(app: Flask, behind_it: Behind) -> None:
    """Let ``behind_it`` stand behind the pages of ``app``."""
    app.extensions[_EXTENSION] = behind_it


def behind() -> Behind:
    """What stands behind the page that is being answered."""
    return cast(Behind, current_app.extensions[_EXTENSION])


def call() -> Call:
    """A call by whoever is signed in. The form's key makes a second click the same as the first."""
    return Call(behind().store, g.actor, behind().clock, form_key())


def to_look() -> Call:
    """A call by whoever is signed in, for what every page shows: also for one that answers what was
    not read, since it was too large or nobody asked for it.
    """
    return Call(behind().store, g.actor, behind().clock)


def by_candidate() -> Call:
    """A call by whoever holds the link to a candidate's own page; never by who is signed in.

    It looks at nothing that was sent, so that it can be asked whether to read that at all.
    """
    return Call(behind().store, CANDIDATE, behind().clock)


def form_key() -> str:
    """The key of the form that was sent: a second click with it is the same as the first."""
    return request.form.get(KEY_FIELD, "")
