"""Who may come in by which door. A view says so itself, by a decorator; one that says nothing
is shut to everybody.

This is the outer door: it knows roles. What a person may do to one vacancy or check is asked in
``domain.people``, by the services.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from screening.domain.errors import NotAllowed, NotFound
from screening.domain.people import Actor
from screening.domain.words import Role

View = TypeVar("View", bound=Callable[..., Any])

OPEN = frozenset[Role]()
"""The mark of a view for everyone, signed in or not."""

EVERY_ROLE = frozenset(Role)

RECRUITERS = (Role.MANAGER, Role.HR)
OFFICERS = (Role.EQUALITY, Role.DATA_PROTECTION)
READERS = (*RECRUITERS, *OFFICERS)
"""Everybody who may know of a vacancy; of which ones, the services say."""

POLICY_READERS = (Role.HR, *OFFICERS, Role.ADMINISTRATOR)
"""Everybody who may read what is judged by, and what is to change of it."""

RETENTION_READERS = (Role.DATA_PROTECTION, Role.HR)
"""Everybody who may read what will be erased, and when; they also decide on erasing somebody."""

SIGN_IN = "signing_in.sign_in"

_MARK = "screening_roles"
_NOT_FOR_STAFF = "screening_not_for_staff"


def who_may(*roles: Role) -> Callable[[View], View]:
    """Let in whoever has one of ``roles``; stands below the route."""
    if not roles:
        raise ValueError("who_may needs a role; open_to_all is for everyone")

    def mark(view: View) -> View:
        setattr(view, _MARK, frozenset(roles))
        return view

    return mark


def who_is_signed_in(view: View) -> View:
    """Let in everyone who is signed in, whatever their roles."""
    setattr(view, _MARK, EVERY_ROLE)
    return view


def open_to_all(view: View) -> View:
    """Let everyone in, signed in or not."""
    setattr(view, _MARK, OPEN)
    return view


def open_to_the_signed_out(view: View) -> View:
    """Let in whoever is not signed in: what is done there is no colleague's act."""
    setattr(view, _NOT_FOR_STAFF, True)
    return open_to_all(view)


def roles_of(app: Flask, endpoint: str) -> frozenset[Role] | None:
    """Who may use ``endpoint``: roles, ``OPEN`` for everyone, None when it does not say."""
    if endpoint == "static":
        return OPEN
    roles: frozenset[Role] | None = getattr(app.view_functions[endpoint], _MARK, None)
    return roles


def may_open(actor: Actor | None, endpoint: str) -> bool:
    """Whether ``actor`` (None: signed out) gets past the outer door of ``endpoint``."""
    roles = roles_of(current_app, endpoint)
    if roles is None:
        return False
    if roles == OPEN:
        return actor is None or not _is_shut_to_staff(endpoint)
    return actor is not None and actor.has(*roles)


def guard() -> ResponseReturnValue | None:
    """Before each request: let in, send to sign-in, or refuse."""
    if request.endpoint is None:
        return None  # no such address, or not by this method: routing answers
    if roles_of(current_app, request.endpoint) is None:
        raise NotFound(gettext("There is nothing here."))
    if may_open(g.actor, request.endpoint):
        return None
    if g.actor is None:
        return redirect(url_for(SIGN_IN, next=_way_back()))
    if _is_shut_to_staff(request.endpoint):
        raise NotAllowed(
            gettext("This page is for a candidate alone. You are signed in as somebody else.")
        )
    raise NotAllowed(gettext("This page is not part of your role."))


def _is_shut_to_staff(endpoint: str) -> bool:
    view = current_app.view_functions.get(endpoint)
    return bool(getattr(view, _NOT_FOR_STAFF, False))


def _way_back() -> str | None:
    """Where to go after signing in: only what is safe to fetch again."""
    return request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else None
