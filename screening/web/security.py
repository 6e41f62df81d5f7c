"""What every request has to satisfy and every answer carries, whichever room it is for."""

import re
import secrets
from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO
from typing import IO, Any, TypeVar
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, Request, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge

from screening.domain.people import Actor
from screening.web.access import guard, may_open

View = TypeVar("View", bound=Callable[..., Any])

LARGEST_BODY = 1_000_000  # bytes: the longest form, filled to the brim, is a tenth of this
LARGEST_FORM = 500_000  # bytes held in memory
LARGEST_FILE = (
    3_000_000  # bytes where a file is taken: a whole policy, also pasted, is half of this
)
MOST_FIELDS = 500
LONG_CACHE = "public, max-age=31536000, immutable"

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_FORM_TYPE = "application/x-www-form-urlencoded"
_WITH_FILES = "multipart/form-data"
_REPEATABLE = "screening_repeatable"
_TAKES_FILE = "screening_takes_file"
_LARGEST = "screening_largest"
_IF_ASKED = "screening_if_asked"
_FIELD_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")  # forms count their rows by what stands in it
_PORT = re.compile(r":[0-9]*$")

_POLICY = (
    "default-src 'none'",
    "script-src 'nonce-{nonce}'",
    "style-src 'nonce-{nonce}'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
_SHUT_IN = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
_UNUSED_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class InMemory(Request):
    """A request whose files stay in memory. They hold candidates' data, and what the parser puts
    aside by itself lies on the disk unsealed. ``takes_file`` bounds how large they are.
    """

    def _get_file_stream(self, *_about: object, **_more: object) -> IO[bytes]:
        return BytesIO()


def set_up_security(app: Flask, hosts: tuple[str, ...], production: bool) -> None:
    """Put the checks before and the headers after every request of ``app``."""
    app.request_class = InMemory
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
        SESSION_COOKIE_NAME="__Host-screening" if production else "screening",
        SESSION_COOKIE_SECURE=production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # The referrer, which this would ask for, is never sent; Origin is asked for below.
        WTF_CSRF_SSL_STRICT=False,
        SCREENING_HOSTS=hosts,
        SCREENING_PRODUCTION=production,
    )
    app.before_request(refuse_foreign_host)
    app.before_request(refuse_foreign_origin)
    app.before_request(take_more_with_a_file)
    app.before_request(refuse_malformed)
    app.after_request(add_headers)


def repeatable(*names: str) -> Callable[[View], View]:
    """Let a view take several values for the fields ``names`` (checkboxes); stands below it."""

    def mark(view: View) -> View:
        setattr(view, _REPEATABLE, frozenset(names))
        return view

    return mark


def takes_file(
    *names: str, largest: int = LARGEST_FILE, if_asked: Callable[..., bool] | None = None
) -> Callable[[View], View]:
    """Let a view take one file in each of the fields ``names``; stands below it. Others take none.

    The whole request may have ``largest`` bytes, from whoever may open the view. Where anybody may,
    ``if_asked`` is given what the address says before more than usual is read, and answers whether
    it is, or raises.
    """

    def mark(view: View) -> View:
        setattr(view, _TAKES_FILE, frozenset(names))
        setattr(view, _LARGEST, largest)
        setattr(view, _IF_ASKED, if_asked)
        return view

    return mark


def take_more_with_a_file() -> ResponseReturnValue | None:
    """Let a request be larger where its view takes files; one of a kind that holds none, as large
    as what is pasted instead of a file. What is larger and not asked for is answered unread.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, _TAKES_FILE, None):
        return None
    largest: int = getattr(view, _LARGEST)
    holds_files = request.mimetype == _WITH_FILES
    if_asked: Callable[..., bool] | None = getattr(view, _IF_ASKED)
    if if_asked is None:
        actor = current_user.guest.actor if current_user.is_authenticated else None
        if not may_open(actor, request.endpoint or ""):
            return _unread(actor) if _is_larger() else None
    elif not (holds_files and _is_larger() and if_asked(**(request.view_args or {}))):
        return None
    request.max_content_length = largest if holds_files else min(largest, LARGEST_FILE)
    request.max_form_memory_size = LARGEST_FILE
    return None


def _unread(actor: Actor | None) -> ResponseReturnValue | None:
    """The answer to somebody who may not open the page."""
    g.actor = actor
    return guard()


def _is_larger() -> bool:
    """Whether more than usual is sent, as far as it is said beforehand."""
    return request.content_length is None or request.content_length > LARGEST_BODY


def csp_nonce() -> str:
    """The nonce that this answer's own scripts and styles carry."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def shut_in() -> None:
    """Let this answer run, fetch and be nothing: it holds what somebody outside sent."""
    g.shut_in = True


def refuse_foreign_host() -> None:
    """Answer only to the names this service is known by: links are built from them."""
    name = _PORT.sub("", request.host).lower()
    if name not in current_app.config["SCREENING_HOSTS"]:
        raise BadRequest(gettext("This service is not known by the address you used."))


def refuse_foreign_origin() -> None:
    """Refuse a change that another site's page asks for; the token of each form is apart.

    As pages send no referrer, browsers say ``Origin: null`` with our own forms. What tells them
    from foreign ones is Sec-Fetch-Site, which a page can neither set nor suppress.
    """
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "null")
    if site is not None:
        allowed = site in {"same-origin", "none"}
    else:
        allowed = origin == "null" or urlsplit(origin).netloc == request.host
    if not allowed:
        raise Forbidden(gettext("This was sent from a page that is not part of this service."))


def refuse_malformed() -> None:
    """Refuse what no form of ours sends: other than UTF-8, NUL, the same field twice, and files
    but for the one that a view asks for.
    """
    _refuse_not_text(request.environ.get("PATH_INFO", "").encode("latin-1"))
    _refuse_not_text(unquote_to_bytes(request.query_string))
    if request.mimetype == _FORM_TYPE:
        _refuse_not_text(unquote_to_bytes(request.get_data()))
    view = current_app.view_functions.get(request.endpoint or "")
    may_repeat: frozenset[str] = getattr(view, _REPEATABLE, frozenset())
    for values in (request.args, request.form):
        _refuse_odd(values, may_repeat)
    may_send: frozenset[str] = getattr(view, _TAKES_FILE, frozenset())
    if any(name not in may_send or len(sent) > 1 for name, sent in request.files.lists()):
        raise BadRequest(gettext("This form takes no file, or not this many."))


def _refuse_not_text(raw: bytes) -> None:
    try:
        text = raw.decode("utf-8")  # strict: a lone surrogate is no UTF-8
    except UnicodeDecodeError:
        raise BadRequest(gettext("What was sent is not readable text.")) from None
    if "\0" in text:
        raise BadRequest(gettext("What was sent contains a character that cannot be kept."))


def _refuse_odd(values: MultiDict[str, str], may_repeat: frozenset[str]) -> None:
    if len(values) > MOST_FIELDS:
        raise RequestEntityTooLarge()
    for name, several in values.lists():
        if len(several) > 1 and name not in may_repeat:
            raise BadRequest(gettext("The same field was sent more than once."))
        if not _FIELD_NAME.fullmatch(name):
            raise BadRequest(gettext("This is not a field of this service."))
        if any("\0" in value for value in (name, *several)):
            raise BadRequest(gettext("What was sent contains a character that cannot be kept."))


def add_headers(response: Response) -> Response:
    """Tell the browser to trust nothing but this answer, and to keep no copy of it."""
    response.headers.update(_HEADERS)
    policy = "; ".join(_POLICY).format(nonce=csp_nonce())
    response.headers["Content-Security-Policy"] = _SHUT_IN if "shut_in" in g else policy
    if current_app.config["SCREENING_PRODUCTION"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if (
        request.endpoint == "static"
        and "v" in request.args
        and response.status_code == HTTPStatus.OK
    ):
        response.headers["Cache-Control"] = LONG_CACHE
    elif request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
