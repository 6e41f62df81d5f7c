"""What calls for a look, summed by department over twelve months of vacancies: for officers.

Every count is of records, and each of these the same reader can open from the list of reviews. So
small ones are given as they are: an officer who is told "fewer than 5" looks at none of them. None
says who a candidate is: that something protected was seen is recorded, and never what.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.reading.equality.overview import (
    LATEST,
    FiguresWanted,
    in_months,
    months_to,
)
from screening.services.reading.equality.signs import (
    Counts,
    Seen,
    Sign,
    unsealed_signs,
    wording_signs,
)
from screening.services.reading.vacancies.vacancy import never_sat_on
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NEWEST = 1000
"""Checks whose wording is looked at. What was found is sealed, so that each has to be opened."""
_AT_A_TIME = 500


@dataclass(frozen=True)
class SignsRow:
    """The signs in the vacancies of one ``department``, or of all: ''."""

    department: str
    vacancies: int
    checks: int
    signs: Counts


@dataclass(frozen=True)
class SignsSummed:
    """Vacancies set up from the month of ``first`` to that of ``last``, by department; ``all`` of
    them together where there are several departments. ``unread``: older checks whose wording was
    not looked at.
    """

    first: date
    last: date
    rows: tuple[SignsRow, ...]
    all: SignsRow | None
    unread: int


def read_signs_summed(call: Call, wanted: FiguresWanted = LATEST) -> SignsSummed:
    """The signs of what is ``wanted``, but for vacancies on whose panel the reader sat."""
    check_may(call.actor, Action.READ_PAIRS)
    with call.look() as work:
        months = months_to(day_of(work.now), wanted.month)
        found = work.session.execute(_set_up(call, wanted, months)).all()
        of = {row.ref: row.department for row in found}
        vacancies = Counter(of.values())
        checks, signs = Counter[str](), defaultdict[str, Counter[Sign]](Counter)
        for row in found:
            checks[row.department] += row.checks
        newest = _newest(found)
        for ref, sign, count in _seen(work, list(of), newest):
            signs[of[ref]][sign] += count
        rows = tuple(
            SignsRow(name, vacancies[name], checks[name], dict(signs[name]))
            for name in sorted(vacancies, key=str.casefold)
        )
        together = sum(signs.values(), Counter[Sign]())
        every = SignsRow("", len(found), checks.total(), dict(together))
        unread = sum(row.checks for row in found[len(newest) :])
        return SignsSummed(months[0], months[-1], rows, every if len(rows) > 1 else None, unread)


def _set_up(call: Call, wanted: FiguresWanted, months: Sequence[date]) -> Select[str, str, int]:
    """The vacancies of these months, the newest first."""
    found = select(Vacancy.ref, Vacancy.department, Vacancy.checks).where(
        in_months(Vacancy.opened_at, months), never_sat_on(call.actor)
    )
    if wanted.department:
        found = found.where(Vacancy.department == wanted.department)
    return found.order_by(Vacancy.opened_at.desc(), Vacancy.ref.desc())


def _newest(found: Sequence[Row[str, str, int]]) -> list[str]:
    """The first of the vacancies ``found``, until they have so many checks together."""
    newest, checks = [], 0
    for row in found:
        if checks >= NEWEST:
            break
        newest.append(row.ref)
        checks += row.checks
    return newest


def _seen(work: UnitOfWork, refs: Sequence[str], newest: Sequence[str]) -> Seen:
    for start in range(0, len(refs), _AT_A_TIME):
        yield from unsealed_signs(work, refs[start : start + _AT_A_TIME])
    yield from wording_signs(work, newest)
