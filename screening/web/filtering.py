"""What a list is narrowed down to, kept in its address: boxes, what was chosen, how to take it off.

Such an address can be kept, sent to a colleague and opened again. It holds nothing of a candidate
but the reference: names are not looked for. What is no value of a box counts as not chosen, and the
page says so.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from babel.dates import format_date
from flask import request, url_for
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from screening.services.calendar import day_of
from screening.services.reading.pages import Turning
from screening.web.calling import behind
from screening.web.wording import label

LONGEST = 200
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_MONTHS = 12
_YEARS = 7

Options = Mapping[str, Any]


class Box(NamedTuple):
    """One thing to narrow by. ``options`` are to be chosen from; without, one types, and ``takes``
    says whether that can be used. ``otherwise`` names what it is where nothing is chosen.
    """

    name: str
    label: Any
    options: Callable[[], Options] | None = None
    hint: Any = ""
    takes: Callable[[str], bool] = bool
    otherwise: Any = _l("Any")


class Chip(NamedTuple):
    """One thing that was chosen, in words, and the address without it."""

    text: str
    without: str


@dataclass(frozen=True)
class Filter:
    """The boxes of a list with what was ``chosen``, by name; ``unused``: what could not be used."""

    boxes: tuple[tuple[Box, Options], ...]
    chosen: Mapping[str, str]
    unused: tuple[str, ...]
    turning: Turning

    def address(self, **more: str) -> str:
        """The address of the list as it is narrowed now, and as it is turned by ``more``."""
        return _address(dict(self.chosen) | more)

    @property
    def everything(self) -> str:
        """The address of the whole list."""
        return _address({})

    @property
    def chips(self) -> list[Chip]:
        """What was chosen, each to be taken off."""
        return [
            Chip(
                f"{box.label}: {options.get(value, value)}",
                _address({name: one for name, one in self.chosen.items() if name != box.name}),
            )
            for box, options in self.boxes
            if (value := self.chosen.get(box.name))
        ]

    @property
    def is_opened(self) -> bool:
        """Whether more than words was chosen, so that the boxes are better seen."""
        return bool(self.chosen.keys() - {"words"})


def filter_by(*boxes: Box) -> Filter:
    """What the address of this request asks for."""
    shown = [(box, _options(box)) for box in boxes]
    typed = {box.name: request.args.get(box.name, "").strip()[:LONGEST] for box in boxes}
    usable = {
        box.name: typed[box.name] in options if box.options else box.takes(typed[box.name])
        for box, options in shown
    }
    return Filter(
        boxes=tuple(shown),
        chosen={name: text for name, text in typed.items() if text and usable[name]},
        unused=tuple(str(box.label) for box in boxes if typed[box.name] and not usable[box.name]),
        turning=Turning(request.args.get("after", ""), request.args.get("before", "")),
    )


def words_box(text: Any) -> Box:
    """The box for words, whose label says what is searched."""
    return Box("words", text)


def choice(name: str, text: Any, codes: Iterable[StrEnum]) -> Box:
    """A box to choose one of ``codes`` from."""
    kept = tuple(codes)
    return Box(name, text, lambda: {code.value: label(code) for code in kept})


def month_box(text: Any) -> Box:
    """A box to choose a month from; the address may ask for an older one."""
    return Box("month", text, _months)


def ticked(name: str, text: Any, yes: Any) -> Box:
    """A box for something that is so, or does not matter."""
    return Box(name, text, lambda: {"yes": yes})


def chosen_of(filtered: Filter, name: str, codes: type[StrEnum]) -> Any:
    """The one of ``codes`` that was chosen, or None."""
    value = filtered.chosen.get(name)
    return codes(value) if value else None


def month_of(filtered: Filter) -> date | None:
    """The first day of the month that was chosen."""
    value = filtered.chosen.get("month")
    return date.fromisoformat(f"{value}-01") if value else None


def _options(box: Box) -> Options:
    return box.options() if box.options else {}


def _months() -> Options:
    first = day_of(behind().clock()).replace(day=1)
    days = [first]
    while len(days) < _MONTHS:
        last = days[-1]
        days.append(date(last.year - (last.month == 1), (last.month - 2) % _MONTHS + 1, 1))
    asked = request.args.get("month", "")
    if _MONTH.fullmatch(asked) and (older := date.fromisoformat(f"{asked}-01")) not in days:
        days.append(older)
    return {f"{day:%Y-%m}": month_name(day) for day in days}


def years() -> Options:
    """This year and those before it, to choose one from."""
    last = day_of(behind().clock()).year
    return {str(year): str(year) for year in range(last, last - _YEARS, -1)}


def month_name(day: date) -> str:
    """``November 2026``."""
    return format_date(day, "LLLL y", locale=get_locale() or "en")


def _address(query: Mapping[str, str]) -> str:
    values: dict[str, Any] = {**(request.view_args or {}), **query}
    return url_for(request.endpoint or "", **values)
