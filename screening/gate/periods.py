"""The years a claim speaks of, and how far a request goes beyond them."""

import re
from datetime import date

from screening.domain.request import Scope

_YEAR = re.compile(r"(?<![\d.,£#/-])((?:19|20)\d\d)(?:\s?[-–/]\s?((?:20)?\d\d))?(?![\d,.]\d)")
_OPEN = re.compile(r"\b(since|from|onwards|onward|present|now|currently|ers|still|to date)\b", re.I)


def claimed_years(quote: str) -> tuple[int, int | None] | None:
    """The first and last year that ``quote`` names; None for one that still runs or for none."""
    years = _years(quote)
    if not years:
        return None
    running = len(set(years)) == 1 and _OPEN.search(quote)
    return min(years), None if running else max(years)


def _years(text: str) -> list[int]:
    years: list[int] = []
    for first, last in _YEAR.findall(text) if "19" in text or "20" in text else ():
        years.append(int(first))
        if last:
            years.append(int(last) if len(last) == 4 else int(first[:2] + last))
    return years


def years_beyond(quote: str, scope: Scope) -> float:
    """How many years the scope reaches outside those named in ``quote``; 0 when none are."""
    claimed = claimed_years(quote)
    if claimed is None or not (scope.from_date or scope.to_date):
        return 0.0
    first, last = claimed
    before = (date(first, 1, 1) - _day(scope.from_date, first)).days if scope.from_date else 0
    after = (_day(scope.to_date, 0) - date(last, 12, 31)).days if scope.to_date and last else 0
    return (max(0, before) + max(0, after)) / 365


def years_away(quote: str, text: str) -> int:
    """How many years the farthest year named in ``text`` lies outside those in ``quote``."""
    named = _years(text)
    claimed = claimed_years(quote) if named else None
    if claimed is None:
        return 0
    first, last = claimed
    return max(0, first - min(named), max(named) - last if last else 0)


def years_asked(scope: Scope) -> float:
    """How many years the scope spans; 0 when either end is open."""
    if not (scope.from_date and scope.to_date):
        return 0.0
    return (_day(scope.to_date, 0) - _day(scope.from_date, 0)).days / 365


def _day(text: str, year: int) -> date:
    return date.fromisoformat(text) if text else date(year, 1, 1)
