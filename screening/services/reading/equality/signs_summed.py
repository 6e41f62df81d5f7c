"""What calls for a look, summed by department over twelve months of vacancies: for officers.

Every count is of records, and each of these the same reader can open from the list of reviews. So
small ones are given as they are: an officer who is told "fewer than 5" looks at none of them. None
says who a candidate is: that something protected was seen is recorded, and never what.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.reading.equality.overview import LATEST, FiguresWanted
from screening.services.reading.equality.signs import (
    Among,
    Counts,
    Sign,
    wording_signs,
)
from screening.services.reading.equality.signs_counted import unsealed_signs
from screening.services.reading.equality.twelve_months import in_months, months_to
from screening.services.reading.vacancies.vacancy import never_sat_on
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NEWEST = 1000
"""Checks whose wording is looked at. What was found is sealed, so that each has to be opened."""


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
        among = Among(_set_up(call, wanted, months), Vacancy.department, start_of_day(months[0]))
        of, read = newest_checks(work, among)
        signs: dict[str, Counter[Sign]] = defaultdict(Counter)
        for name, sign, count in unsealed_signs(work, among):
            signs[name][sign] += count
        for ref, sign, count in wording_signs(work, list(of)):
            signs[of[ref]][sign] += count
        rows = [
            SignsRow(name, vacancies, checks, dict(+signs[name]))
            for name, vacancies, checks in work.session.execute(_counted(among))
        ]
        every = SignsRow(
            "",
            sum(row.vacancies for row in rows),
            sum(row.checks for row in rows),
            dict(sum(signs.values(), Counter[Sign]())),
        )
        return SignsSummed(
            months[0],
            months[-1],
            tuple(sorted(rows, key=lambda row: row.department.casefold())),
            every if len(rows) > 1 else None,
            every.checks - read,
        )


def _set_up(
    call: Call, wanted: FiguresWanted, months: Sequence[date]
) -> tuple[ColumnElement[bool], ...]:
    """The vacancies of these months. A department may have nearly all of them, so that no question
    begins with its own.
    """
    of_months = (in_months(Vacancy.opened_at, months), never_sat_on(call.actor))
    if wanted.department:
        return (*of_months, Vacancy.department.concat("") == wanted.department)
    return of_months


def _counted(among: Among) -> Select[str, int, int]:
    """How many vacancies and checks there are in each department."""
    return (
        select(Vacancy.department, func.count(), func.sum(Vacancy.checks))
        .where(*among.which)
        .group_by(Vacancy.department)
    )


def newest_checks(work: UnitOfWork, among: Among) -> tuple[Mapping[str, str], int]:
    """The newest vacancies with checks ``among`` those, each with its department, until they have
    so many checks together; and how many they have.
    """
    found = (
        select(Vacancy.ref, Vacancy.department, Vacancy.checks)
        .where(*among.which, Vacancy.checks > 0)
        .order_by(Vacancy.opened_at.desc(), Vacancy.ref.desc())
        .limit(NEWEST)
    )
    newest, checks = {}, 0
    for ref, department, number in work.session.execute(found):
        if checks >= NEWEST:
            break
        newest[ref] = department
        checks += number
    return newest, checks
