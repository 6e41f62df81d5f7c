"""How often who decides whose requests, and how: by department and year, for officers.

A pair with few decisions is not shown at all. Each decision is counted in one place only, so that
nothing of such a pair can be found by taking one figure from another.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.reading.vacancies.vacancy import never_sat_on
from screening.store.lasting import seconds_between
from screening.store.tables.account import Account
from screening.store.tables.check import Check, Revision
from screening.store.tables.decision import Decision
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class PairRow:
    """One who asks and one who decides: how many requests were ``decided``, how many of those
    ``approved``, and how long half of them waited at most.
    """

    department: str
    requester: str
    decider: str
    decided: int
    approved: int
    waited: timedelta


@dataclass(frozen=True)
class Pairs:
    """The pairs of one ``year`` with at least ``fewest`` decisions in a department."""

    year: int
    years: tuple[int, ...]
    fewest: int
    rows: tuple[PairRow, ...]


def read_pairs(call: Call, year: int = 0) -> Pairs:
    """The pairs of ``year``, the present one for 0, but for vacancies on whose panel one sat."""
    check_may(call.actor, Action.READ_PAIRS)
    with call.look() as work:
        this_year = day_of(work.now).year
        first = work.session.scalar(select(func.min(Decision.decided_at)))
        years = tuple(range(this_year, day_of(first or work.now).year - 1, -1))
        year = year if year in years else this_year
        fewest = int(work.policy.number("report", "suppress_under"))
        return Pairs(year, years, fewest, _rows(work, call, year, fewest))


def least_shown(call: Call) -> int:
    """How many decisions a pair has at least where it is shown; for everybody who is counted."""
    with call.look() as work:
        return int(work.policy.number("report", "suppress_under"))


def _rows(work: UnitOfWork, call: Call, year: int, fewest: int) -> tuple[PairRow, ...]:
    found = work.session.execute(_counted(call, year, fewest)).all()
    names = _names(work, {person for row in found for person in (row.asks, row.decides)})
    rows = (
        PairRow(
            department=row.department,
            requester=names[row.asks],
            decider=names[row.decides],
            decided=row.decided,
            approved=row.approved,
            waited=timedelta(seconds=round(row.waited)),
        )
        for row in found
    )
    return tuple(
        sorted(
            rows,
            key=lambda row: (row.department.casefold(), -row.decided, row.requester, row.decider),
        )
    )


def _counted(call: Call, year: int, fewest: int) -> Select[Any]:
    """Each pair of the year with at least ``fewest`` decisions: counts, and the median in seconds:
    the mean of the one or two in the middle.
    """
    begins, ends = start_of_day(date(year, 1, 1)), start_of_day(date(year + 1, 1, 1))
    waited = seconds_between(Revision.submitted_at, Decision.decided_at)
    cell = (Vacancy.department, Decision.requester_person, Decision.decided_person)
    each = (
        select(
            Vacancy.department,
            Decision.requester_person.label("asks"),
            Decision.decided_person.label("decides"),
            Decision.kind,
            waited.label("waited"),
            func.row_number().over(partition_by=cell, order_by=waited).label("place"),
            func.count().over(partition_by=cell).label("decided"),
        )
        .join(Check, Check.ref == Decision.check_ref)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(
            Revision,
            (Revision.check_ref == Decision.check_ref) & (Revision.number == Decision.revision),
        )
        .where(Decision.decided_at >= begins, Decision.decided_at < ends, never_sat_on(call.actor))
        .subquery()
        .c
    )
    in_the_middle = each.place.in_(((each.decided + 1) // 2, (each.decided + 2) // 2))
    return (
        select(
            each.department,
            each.asks,
            each.decides,
            func.count().label("decided"),
            func.sum(case((each.kind == "approve", 1), else_=0)).label("approved"),
            func.avg(case((in_the_middle, each.waited))).label("waited"),
        )
        .where(each.decided >= fewest)
        .group_by(each.department, each.asks, each.decides)
    )


def _names(work: UnitOfWork, persons: set[str]) -> dict[str, str]:
    found = select(Account.person_ref, Account.name).where(Account.person_ref.in_(persons))
    return dict(work.session.execute(found.order_by(Account.opened_at.desc())).all())
