"""How often who decides whose requests, and how: by department and year, for officers.

A pair with few decisions is not shown at all. Each decision is counted in one place only, so that
nothing of such a pair can be found by taking one figure from another.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sqlalchemy import func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.reading.vacancy import never_sat_on
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
    begins, ends = start_of_day(date(year, 1, 1)), start_of_day(date(year + 1, 1, 1))
    wanted = (
        select(
            Vacancy.department,
            Decision.requester_person,
            Decision.decided_person,
            Decision.kind,
            Revision.submitted_at,
            Decision.decided_at,
        )
        .join(Check, Check.ref == Decision.check_ref)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(
            Revision,
            (Revision.check_ref == Decision.check_ref) & (Revision.number == Decision.revision),
        )
        .where(Decision.decided_at >= begins, Decision.decided_at < ends, never_sat_on(call.actor))
    )
    cells: dict[tuple[str, str, str], list[tuple[bool, timedelta]]] = defaultdict(list)
    for department, asks, decides, kind, sent, decided in work.session.execute(wanted):
        cells[department, asks, decides].append((kind == "approve", decided - sent))
    shown = {cell: each for cell, each in cells.items() if len(each) >= fewest}
    names = _names(work, {person for cell in shown for person in cell[1:]})
    rows = (
        PairRow(
            department=department,
            requester=names[asks],
            decider=names[decides],
            decided=len(each),
            approved=sum(approved for approved, _waited in each),
            waited=timedelta(seconds=median(waited.total_seconds() for _a, waited in each)),
        )
        for (department, asks, decides), each in shown.items()
    )
    return tuple(
        sorted(
            rows,
            key=lambda row: (row.department.casefold(), -row.decided, row.requester, row.decider),
        )
    )


def _names(work: UnitOfWork, persons: set[str]) -> dict[str, str]:
    found = select(Account.person_ref, Account.name).where(Account.person_ref.in_(persons))
    return dict(work.session.execute(found.order_by(Account.opened_at.desc())).all())
