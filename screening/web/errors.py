"""Each error becomes a page that says what happened, that nothing is lost, and what to do.

One table names them all; an error that it does not name is ours, and becomes a 500.
"""

import logging
from collections.abc import Callable
from math import ceil

from flask import Flask, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from screening.domain.errors import (
    Conflict,
    KeyDestroyed,
    NotAllowed,
    NotFound,
    NotPossible,
    NotValid,
    PolicyUnread,
    ScreeningError,
    TooMany,
    Unavailable,
)
from screening.web.calling import behind

log = logging.getLogger(__name__)

Page = tuple[str, int, dict[str, str]]
CANDIDATES = "/your-page"
"""What the addresses of candidates' own pages begin with: there they are spoken to otherwise."""
_OWN_PAGES = ("own_page", "shortlist_page")
"""The rooms of those pages."""

_ERROR_PAGES: tuple[tuple[type[ScreeningError], str, int], ...] = (
    (NotFound, "errors/not_found.html", 404),
    (NotAllowed, "errors/not_allowed.html", 403),
    (NotPossible, "errors/not_possible.html", 409),
    (PolicyUnread, "errors/policy_unread.html", 409),
    (Conflict, "errors/conflict.html", 409),
    (NotValid, "errors/not_valid.html", 400),
    (TooMany, "errors/too_many.html", 429),
    (Unavailable, "errors/unavailable.html", 503),
    (KeyDestroyed, "errors/erased.html", 410),
)

_AGAIN_AFTER = 60
"""Seconds after which to ask anew what could not be stored."""

_HTTP_PAGES = {
    403: "errors/not_allowed.html",
    404: "errors/not_found.html",
    405: "errors/wrong_method.html",
    413: "errors/too_large.html",
    429: "errors/too_many.html",
    503: "errors/unavailable.html",
}


def set_up_errors(app: Flask) -> None:
    """Give ``app`` a page for every error there is."""
    for error, template, status in _ERROR_PAGES:
        app.register_error_handler(error, _page_for(template, status))
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(Exception, _our_fault)


def _page_for(template: str, status: int) -> Callable[[ScreeningError], Page]:
    def page(error: ScreeningError) -> Page:
        seconds = error.retry_after if isinstance(error, TooMany) else 0
        if isinstance(error, Unavailable):
            seconds = _AGAIN_AFTER
        headers = {"Retry-After": str(seconds)} if seconds else {}
        fields = error.fields if isinstance(error, NotValid) else {}
        # Rooms below the web speak English; here it becomes the reader's language.
        said = "" if fields else gettext(str(error)) if str(error) else ""
        return _render(
            template,
            status,
            headers,
            said=said,
            fields=list(fields.values()),
            minutes=ceil(seconds / 60),
            words=_typed(),
        )

    return page


def _typed() -> list[str]:
    """The words in a form that came to nothing, shown once more so that they are not lost."""
    has_a_page = g.get("actor") is not None or request.blueprint in _OWN_PAGES
    if request.method != "POST" or not has_a_page:
        return []
    try:
        sent = list(request.form.items(multi=True))
    except RequestEntityTooLarge:  # refused before it was read, and too much to read now
        return []
    values = (text for name, text in sent if "password" not in name)
    return [text for text in values if len(text.split()) > 1]


def _http_page(error: HTTPException) -> Page:
    status = error.code or 500
    if status >= 500 and status not in _HTTP_PAGES:
        return _our_fault(error)
    template = _HTTP_PAGES.get(status, "errors/bad_request.html")
    # Only our own sentences are shown; Werkzeug's are written for programmers.
    said = error.description if error.description != type(error).description else ""
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return _render(template, status, headers, said=said or "", fields=[])


def _our_fault(error: Exception) -> Page:
    log.error("unexpected error", exc_info=error)
    # Whoever is signed in was asked of a service that may be what failed.
    g.actor = None
    return _render("errors/our_fault.html", 500, {})


def _render(template: str, status: int, headers: dict[str, str], **values: object) -> Page:
    if _is_for_a_candidate():
        template = "own_page/error.html"
        values = {"said": "", "fields": [], "words": [], "minutes": 0} | values
        key = (request.view_args or {}).get("key", "")
        own = request.blueprint if request.blueprint in _OWN_PAGES else "own_page"
        values |= {
            "status": status,
            "here": url_for(f"{own}.page", key=key) if key else "",
            "help": behind().organisation.help,
        }
    return render_template(template, **values), status, headers


def _is_for_a_candidate() -> bool:
    """Whether nobody is signed in, and a candidate's own page was asked for, or what is like it."""
    return g.get("actor") is None and request.path.startswith(CANDIDATES)
