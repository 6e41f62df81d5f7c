"""How dates, times and marked words read on a page, in the manner of GOV.UK."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from babel.dates import format_date
from flask_babel import get_locale, get_translations
from flask_babel import gettext as _
from markupsafe import Markup, escape

from screening.domain.direction import set_apart, written_out, written_out_in
from screening.domain.lawful_basis import BasisTold
from screening.services.calendar import LONDON, day_of
from screening.web.languages import DEFAULT

_BEYOND = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
"""The characters above U+FFFF, but for the two noncharacters at the end of each plane."""
_NOT_IN_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U00010000-\U0010ffff]"
    f"(?<![{_BEYOND}])"  # to name the 32 themselves would cost every character a look at each
)  # https://infra.spec.whatwg.org/#code-points


def long_date(day: date) -> str:
    """``22 November 2026``; an instant is shown by the date it has in the United Kingdom."""
    return _dated(day, "d MMMM y")


def short_date(day: date) -> str:
    """``22 Nov 2026``, for tables."""
    return _dated(day, "d MMM y")


def clock_time(instant: datetime) -> str:
    """``9am``, ``5:30pm``, ``midday``, ``midnight``: British time of an aware ``instant``."""
    local = instant.astimezone(LONDON)
    if (local.hour, local.minute) == (0, 0):
        return str(_("midnight"))
    if (local.hour, local.minute) == (12, 0):
        return str(_("midday"))
    minutes = f":{local.minute:02}" if local.minute else ""
    half = _("am") if local.hour < 12 else _("pm")
    return f"{local.hour % 12 or 12}{minutes}{half}"


def date_and_time(instant: datetime) -> str:
    """``22 November 2026 at 5:30pm``, British time of an aware ``instant``."""
    return str(_("%(date)s at %(time)s", date=long_date(instant), time=clock_time(instant)))


def machine_time(moment: date) -> str:
    """What a ``<time datetime>`` holds: ISO 8601, instants with their British offset."""
    if isinstance(moment, datetime):
        return moment.astimezone(LONDON).isoformat(timespec="seconds")
    return moment.isoformat()


def showable(value: object) -> object:
    """What a template puts on a page: text without the characters that HTML does not have, and in
    which none turns the direction of what stands beside it.

    People may type them, and are shown that there was something: U+FFFD in the place of the former,
    the others written out.
    """
    if not isinstance(value, str):
        return value
    shown: str = value
    if _NOT_IN_HTML.search(value):
        shown = _NOT_IN_HTML.sub("\N{REPLACEMENT CHARACTER}", value)
    if not isinstance(value, AsTyped):
        shown = written_out_in(shown) if isinstance(value, Markup) else set_apart(shown)
    if shown is value or not isinstance(value, Markup):
        return shown
    return type(value)(shown)


class AsTyped(Markup):
    """A text, escaped, for an attribute that is sent again: what turns its direction stays in."""


def as_typed(text: str) -> AsTyped:
    """``text`` for such an attribute."""
    return AsTyped(escape(text))


def translated(text: str) -> str:
    """``text``, which a policy file or another room says, in the reader's language.

    For what is not written in the template: there ``_()`` would take it for mark-up.
    """
    return str(_(text)) if text else ""


def as_told(basis: BasisTold) -> str:
    """The lawful basis as people are told it, in the reader's language."""
    return basis.said(get_translations())


def mark(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """``text``, escaped, with the characters of each span (start, end) inside ``<mark>``. What
    turns its direction is written out, inside and outside.

    Spans may overlap and come in any order; what lies outside the text is cut off.
    """
    parts, done = [], 0
    for start, end in _merged(spans, len(text)):
        parts += [_safe(text[done:start]), Markup("<mark>"), _safe(text[start:end])]
        parts.append(Markup("</mark>"))
        done = end
    return Markup("").join([*parts, _safe(text[done:])])


def _safe(text: str) -> Markup:
    return escape(written_out(text))


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _dated(day: date, pattern: str) -> str:
    local = day_of(day) if isinstance(day, datetime) else day
    return str(format_date(local, pattern, locale=str(get_locale() or DEFAULT)))
