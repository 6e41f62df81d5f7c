"""Who is signed in, asked at the start of each request; and how a browser comes to be, and ceases.

The browser's signed cookie holds a token and nothing about the person. What it is worth is the
services' to say, each time: here is only Flask-Login's way of asking.
"""

import secrets

from flask import Flask, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from screening.domain.people import CLOCK
from screening.services.call import Call
from screening.services.people.sessions import Guest, end, resume
from screening.web.calling import behind
from screening.web.languages import SESSION_KEY as LANGUAGE

_TOKEN = "_user_id"  # noqa: S105 - where Flask-Login keeps the token, no token itself
_FORM_TOKEN = "csrf_token"  # noqa: S105 - where Flask-WTF keeps its own
_FREE_TO_GO = frozenset(
    {"static", "information.brand", "signing_in.change_password", "signing_in.sign_out"}
)


class SignedIn(UserMixin):
    """What Flask-Login knows of someone: their session's token, and who that is."""

    def __init__(self, token: str, guest: Guest):
        self.token = token
        self.guest = guest

    def get_id(self) -> str:
        """The token: what Flask-Login puts into the browser's cookie."""
        return self.token


def set_up_signing_in(app: Flask) -> None:
    """Let ``app`` know who is signed in, as ``g.actor``; stands after what makes it None."""
    manager = LoginManager(app)
    # It signs people out when their browser is updated; a stolen cookie is ended by its row.
    manager.session_protection = None
    manager.user_loader(_load)
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a form is good for as long as its session
    app.before_request(identify)
    app.before_request(choose_password_first)


def by_nobody() -> Call:
    """A call made before anybody is signed in."""
    return Call(behind().store, CLOCK, behind().clock)


def identify() -> None:
    """Find out who sends this request."""
    if request.endpoint == "static":
        return
    g.ended_token = ""
    if current_user.is_authenticated:
        guest: Guest = current_user.guest
        g.actor, g.session_ref = guest.actor, guest.session_ref
        g.must_choose_password = guest.must_choose_password
    elif _TOKEN in session:
        g.ended_token = session.pop(_TOKEN)
        flash(_("Your session has ended, for your safety. Sign in to go on."))


def choose_password_first() -> ResponseReturnValue | None:
    """Somebody else knows the password: nothing can be done until there is another."""
    if not g.get("must_choose_password") or request.endpoint in _FREE_TO_GO or not g.actor.roles:
        return None
    return redirect(url_for("signing_in.change_password"))


def come_in(token: str) -> None:
    """Give this browser ``token``, new tokens for its forms, and nothing of whoever came before."""
    old = session.get(_TOKEN)
    if old:
        end(by_nobody(), old)
    _forget()
    guest = resume(by_nobody(), token)
    if guest is None:  # ended as it began: an administrator closed the account
        return
    login_user(SignedIn(token, guest))
    # Names its session, so that what is sent with it later can be kept for who typed it.
    session[_FORM_TOKEN] = f"{guest.session_ref}.{secrets.token_urlsafe(32)}"
    g.actor, g.session_ref = guest.actor, guest.session_ref


def go_out() -> None:
    """End this browser's session and forget everything it held but the language."""
    if _TOKEN in session:
        end(by_nobody(), session[_TOKEN])
    logout_user()
    _forget()
    g.actor = None


def _load(token: str) -> SignedIn | None:
    guest = resume(by_nobody(), token)
    return SignedIn(token, guest) if guest else None


def _forget() -> None:
    language = session.get(LANGUAGE)
    session.clear()
    g.pop(_FORM_TOKEN, None)
    if language:
        session[LANGUAGE] = language
