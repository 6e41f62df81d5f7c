"""How often who decides whose requests, and how: by department and year, for officers.

A pair with few decisions is not shown at all. Each decision is counted in one place only, so that
nothing of such a pair can be found by taking one figure from another.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Select, String, cast, func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.reading.visible import off_panel
from screening.store.tables.account import Account
from screening.store.tables.decision import CountedDecision
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
        first = work.session.scalar(select(func.min(CountedDecision.decided_on)))
        years = tuple(range(this_year, (first or day_of(work.now)).year - 1, -1))
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
            waited=timedelta(seconds=round(median(map(int, row.waits.split(","))))),
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
    """Each pair of the year with at least ``fewest`` decisions: counts, and how long each waited.

    They are counted by vacancy first, along one index, and only then by department.
    """
    one = CountedDecision
    each = (
        select(
            one.vacancy_ref,
            one.requester_person.label("asks"),
            one.decided_person.label("decides"),
            func.count().label("decided"),
            func.sum(one.approved).label("approved"),
            func.aggregate_strings(cast(one.waited, String), ",").label("waits"),
        )
        .where(
            one.decided_on.between(date(year, 1, 1), date(year, 12, 31)),
            off_panel(call.actor, one.vacancy_ref),
        )
        .group_by(one.vacancy_ref, one.requester_person, one.decided_person)
        .subquery()
        .c
    )
    pair = (Vacancy.department, each.asks, each.decides)
    return (
        select(
            *pair,
            func.sum(each.decided).label("decided"),
            func.sum(each.approved).label("approved"),
            func.aggregate_strings(each.waits, ",").label("waits"),
        )
        .join(Vacancy, Vacancy.ref == each.vacancy_ref)
        .group_by(*pair)
        .having(func.sum(each.decided) >= fewest)
    )


def _names(work: UnitOfWork, persons: set[str]) -> dict[str, str]:
    found = select(Account.person_ref, Account.name).where(Account.person_ref.in_(persons))
    return dict(work.session.execute(found.order_by(Account.opened_at.desc())).all())
