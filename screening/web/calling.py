"""How a route calls a service: as whom, when, and with which key."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g, request

from screening.services.call import Call, Clock
from screening.store.store import Store

_EXTENSION = "screening"
KEY_FIELD = "idempotency_key"


@dataclass(frozen=True)
class Behind:
    """What stands behind the pages: the store, and what says the time."""

    store: Store
    clock: Clock


def set_up_calling(app: Flask, store: Store, clock: Clock) -> None:
    """Put ``store`` and ``clock`` behind the pages of ``app``."""
    app.extensions[_EXTENSION] = Behind(store, clock)


def behind() -> Behind:
    """What stands behind the page that is being answered."""
    return cast(Behind, current_app.extensions[_EXTENSION])


def call() -> Call:
    """A call by whoever is signed in. The form's key makes a second click the same as the first."""
    store, clock = behind().store, behind().clock
    return Call(store, g.actor, clock, request.form.get(KEY_FIELD, ""))
