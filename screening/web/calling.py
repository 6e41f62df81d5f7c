"""How a route calls a service: as whom, when, and with which key."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g, request

from screening.domain.people import CANDIDATE
from screening.reports.model import Organisation
from screening.services.call import Call, Clock
from screening.store.store import Store

_EXTENSION = "screening"
KEY_FIELD = "idempotency_key"


@dataclass(frozen=True)
class Behind:
    """What stands behind the pages: the store, what says the time, and in whose name they are.

    ``sends``: messages can leave the service by e-mail.
    """

    store: Store
    clock: Clock
    organisation: Organisation
    sends: bool = False


def set_up_calling(app: Flask, behind_it: Behind) -> None:
    """Let ``behind_it`` stand behind the pages of ``app``."""
    app.extensions[_EXTENSION] = behind_it


def behind() -> Behind:
    """What stands behind the page that is being answered."""
    return cast(Behind, current_app.extensions[_EXTENSION])


def call() -> Call:
    """A call by whoever is signed in. The form's key makes a second click the same as the first."""
    return Call(behind().store, g.actor, behind().clock, request.form.get(KEY_FIELD, ""))


def by_candidate() -> Call:
    """A call by whoever holds the link to a candidate's own page; never by who is signed in."""
    return Call(behind().store, CANDIDATE, behind().clock, request.form.get(KEY_FIELD, ""))
