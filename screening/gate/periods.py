"""The years a claim speaks of, and how far a request goes beyond them."""

import re
from datetime import date

from screening.domain.request import Scope
from screening.gate.subject import word_set

_BEFORE = r"[\d.,£#/-]"  # of a number, an amount or a code
_YEAR = re.compile(  # begins with its digit: a pattern that begins by looking back is slow
    rf"((?:1(?<!{_BEFORE}1)9|2(?<!{_BEFORE}2)0)\d\d)(?:\s?[-–/]\s?((?:20)?\d\d))?(?![\d,.]\d)"
)
_CLAUSE_ENDS = re.compile(r"[.;:!?\n]|,? (?:and|but) ")


def _any_of(table: str) -> re.Pattern[str]:
    words = sorted(word_set("periods", table))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_RUNNING, _BEGINNING, _ELSEWHERE = map(_any_of, ("running", "beginning", "elsewhere"))

Claimed = tuple[int, int | None]
"""The first and last year of which a claim speaks; None for one that still runs."""


def claimed_years(quote: str) -> Claimed | None:
    """The first and last year that ``quote`` names; None for one that still runs or for none.

    A year in which something else happened ("I qualified in 2009") is none of the claimed work.
    """
    clauses = [clause for clause in _CLAUSE_ENDS.split(quote) if _years(clause)]
    about = [clause for clause in clauses if not _ELSEWHERE.search(clause)]
    years = [year for clause in about for year in _years(clause)]
    if not years:
        return None
    plain = quote.replace("'", "").replace("’", "")
    goes_on = _RUNNING.search(plain) or any(map(_BEGINNING.search, about))
    return min(years), None if len(set(years)) == 1 and goes_on else max(years)


def _years(text: str) -> list[int]:
    years: list[int] = []
    for first, last in _YEAR.findall(text) if "19" in text or "20" in text else ():
        years.append(int(first))
        if last:
            years.append(int(last) if len(last) == 4 else int(first[:2] + last))
    return years


def years_beyond(claimed: Claimed | None, scope: Scope) -> float:
    """How many years the scope reaches outside those ``claimed``; 0 when none are."""
    if claimed is None or not (scope.from_date or scope.to_date):
        return 0.0
    first, last = claimed
    before = (date(first, 1, 1) - _day(scope.from_date, first)).days if scope.from_date else 0
    after = (_day(scope.to_date, 0) - date(last, 12, 31)).days if scope.to_date and last else 0
    return (max(0, before) + max(0, after)) / 365


def years_away(claimed: Claimed | None, text: str) -> int:
    """How many years the farthest year named in ``text`` lies outside those ``claimed``."""
    named = _years(text) if claimed else []
    if not (claimed and named):
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
