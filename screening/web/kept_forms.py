"""What was typed is not lost when a session ended, or a form was sent with tokens of another one.

Such a form is kept for whoever typed it: its token says in which session it was shown. It comes
back on the page that the form stands on, opened with ``?kept=…``; every form of ours takes what
was typed from there by itself (``forms.Form``).
"""

from collections.abc import Collection
from urllib.parse import urlencode

from flask import Flask, current_app, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from screening.services.people.kept_forms import Kept, keep_form, offer, read_kept
from screening.services.people.sessions import account_of_session, account_of_token
from screening.web.access import may_open
from screening.web.calling import call
from screening.web.signed_in import by_nobody

PARAMETER = "kept"

_SIGNED_AS = "wtf-csrf-token"  # the salt that Flask-WTF signs its tokens with


def set_up_kept_forms(app: Flask) -> None:
    """Keep what ``app`` has to turn away; stands after ``set_up_signing_in``."""
    app.before_request(keep_for_later)
    app.register_error_handler(CSRFError, page_too_old)


def keep_for_later() -> None:
    """Keep a form for who typed it, if that is not who sends it: their session had ended, or
    somebody else signed in by the same browser since. What is sent is refused further on.
    """
    if not _is_worth_keeping() or (g.actor is not None and _shown_in() == g.get("session_ref")):
        return
    account = _typed_by() or _held_before()
    if not account or (g.actor is not None and g.actor.ref == account):
        return
    if _keep(account) and g.actor is None:
        flash(_("What you typed is kept. Sign in to look it over and send it again."))


def page_too_old(_error: CSRFError) -> tuple[str, int]:
    """A form without the tokens of this session: offered again, if it is this person's own."""
    again = ""
    if _is_worth_keeping() and g.actor is not None and (_typed_by() or g.actor.ref) == g.actor.ref:
        ref = _keep(g.actor.ref, offered=True)
        again = _address(_page_of_form(), ref) if ref else ""
    return render_template("errors/page_too_old.html", again=again), 400


def way_to_kept_form() -> str:
    """Where someone who just signed in finds what they had typed; empty: there is nothing."""
    kept = offer(call())
    if kept is None:
        return ""
    flash(_("This is what you had typed. Nothing was sent: look it over and send it again."))
    return _address(kept.page, kept.ref)


def kept_words(fields: Collection[str], always_sent: Collection[str]) -> MultiDict[str, str] | None:
    """What was typed into a form with ``fields``, if this page is to give it back; else None.

    Where a page has several forms, the words belong to one that knows all that was sent, or that
    misses nothing a browser would have sent for it (``always_sent``).
    """
    if request.method != "GET" or not request.args.get(PARAMETER) or g.get("actor") is None:
        return None
    kept = _kept_here(request.args[PARAMETER])
    typed = {name.partition("-")[0] for name, _value in kept.fields} if kept else set()
    if kept is None or not typed & set(fields):
        return None
    if typed <= set(fields) or set(always_sent) <= typed:
        return MultiDict(kept.fields)
    return None


def _kept_here(ref: str) -> Kept | None:
    if "kept_form" not in g:
        g.kept_form = read_kept(call(), ref)
    kept: Kept | None = g.kept_form
    return kept


def _is_worth_keeping() -> bool:
    """Whether this is a form that only people who are signed in can have been shown."""
    endpoint = request.endpoint
    return request.method == "POST" and endpoint is not None and not may_open(None, endpoint)


def _typed_by() -> str:
    """The account in whose session, live or ended, the form was shown; empty when unknown."""
    shown_in = _shown_in()
    return account_of_session(by_nobody(), shown_in) if shown_in else ""


def _held_before() -> str:
    """The account whose ended session the browser still held; empty when it held none."""
    return account_of_token(by_nobody(), g.ended_token) if g.ended_token else ""


def _shown_in() -> str:
    """The session that the form was shown in, by its signed token; empty when there is none."""
    signer = URLSafeTimedSerializer(str(current_app.secret_key), salt=_SIGNED_AS)
    try:
        session_ref, named, _secret = str(
            signer.loads(request.form.get("csrf_token", ""))
        ).partition(".")
    except BadData:
        return ""
    return session_ref if named else ""


def _keep(account_ref: str, *, offered: bool = False) -> str:
    fields = list(request.form.items(multi=True))
    return keep_form(by_nobody(), account_ref, _page_of_form(), fields, offered=offered)


def _page_of_form() -> str:
    """The nearest page at or above the address the form was sent to, with the same query."""
    path = request.path
    while path != "/" and not _can_be_read(path):
        path = path.rpartition("/")[0] or "/"
    if path == "/":
        return url_for("home.index")
    query = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER]
    return f"{path}?{urlencode(query)}" if query else path


def _can_be_read(path: str) -> bool:
    adapter = current_app.url_map.bind_to_environ(request.environ)
    try:
        adapter.match(path, method="GET")
    except RequestRedirect:
        return False
    except HTTPException:
        return False
    return True


def _address(page: str, ref: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{urlencode({PARAMETER: ref})}"
