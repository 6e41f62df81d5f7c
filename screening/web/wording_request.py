"""A request in words: the names of its fields, and how each of them reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.domain.request import Place, Request
from screening.services.checks.filing import HR_SEARCHER
from screening.web.formats import long_date
from screening.web.wording import label

LABELS: Mapping[str, Any] = {
    "request.question": _l("What they want to know"),
    "request.relevance": _l("Why it bears on the job"),
    "request.places": _l("Where they would look"),
    "request.terms": _l("Search words"),
    "request.looking_at": _l("What would be read"),
    "request.from": _l("Period"),
    "request.minutes": _l("Minutes"),
    "request.alternatives": _l("Why they cannot just ask"),
    "request.why_not_supplied": _l("Why a place the candidate did not give"),
    "request.why_now": _l("Why now"),
    "request.searcher": _l("Who they would have search"),
}
"""The fields of a request in reading order, by the names that findings go by."""


def as_read(request: Request) -> dict[str, str]:
    """What ``request`` says in each field of ``LABELS``."""
    scope = request.scope
    searcher = label(request.searcher_kind)
    if request.searcher_name not in {"", searcher, HR_SEARCHER}:
        searcher = f"{searcher}: {request.searcher_name}"
    return {
        "request.question": request.question,
        "request.relevance": request.relevance,
        "request.places": "\n".join(place_text(place) for place in scope.places),
        "request.terms": "\n".join(scope.terms),
        "request.looking_at": scope.looking_at,
        "request.from": period(scope.from_date, scope.to_date),
        "request.minutes": str(scope.minutes),
        "request.alternatives": request.alternatives,
        "request.why_not_supplied": request.why_not_supplied,
        "request.why_now": request.why_now,
        "request.searcher": searcher,
    }


def place_text(place: Place) -> str:
    """A place on one line: the address, what it is, and who gave it."""
    where = " – ".join(part for part in (place.platform, place.address) if part)
    return f"{where} ({label(place.supplied_by)})"


def period(first: str, last: str) -> str:
    """The days from ``first`` to ``last`` (ISO dates, empty where open), in words."""
    days = {
        "first": long_date(date.fromisoformat(first)) if first else "",
        "last": long_date(date.fromisoformat(last)) if last else "",
    }
    if first and last:
        return str(gettext("%(first)s to %(last)s", **days))
    if first:
        return str(gettext("From %(first)s on", **days))
    return str(gettext("Up to %(last)s", **days) if last else gettext("Any time"))
