"""How often who decides whose requests, and how: by department and year, for officers.

A pair with few decisions is not shown at all. Each decision is counted in one place only, so that
nothing of such a pair can be found by taking one figure from another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Row, Select, String, cast, func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.reading.people import names_of_persons
from screening.services.reading.visible import off_panel
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
class YearWanted:
    """Of which people: of a ``year``, the present one for 0; of one ``department``, or of all."""

    year: int = 0
    department: str = ""


EVERY = YearWanted()


@dataclass(frozen=True)
class Pairs:
    """The first of the pairs of one ``year`` with at least ``fewest`` decisions in a department;
    ``found``: how many there are.
    """

    year: int
    fewest: int
    found: int
    rows: tuple[PairRow, ...]


def years_of_pairs(call: Call) -> tuple[int, ...]:
    """The years in which anything was decided, and the present one, the newest first."""
    check_may(call.actor, Action.READ_PAIRS)
    with call.look() as work:
        today = day_of(work.now)
        first = work.session.scalar(select(func.min(CountedDecision.decided_on))) or today
        return years_since(first, today)


def years_since(first: date, today: date) -> tuple[int, ...]:
    """The years from that of ``today`` back to that of ``first``."""
    return tuple(range(today.year, first.year - 1, -1))


def read_pairs(call: Call, wanted: YearWanted = EVERY, most: int | None = None) -> Pairs:
    """The pairs that are ``wanted``, and ``most`` of them at most, but for vacancies on whose panel
    one sat.
    """
    check_may(call.actor, Action.READ_PAIRS)
    with call.look() as work:
        year = wanted.year or day_of(work.now).year
        fewest = fewest_of(work)
        found = work.session.execute(_counted(call, year, wanted.department, fewest)).all()
        return Pairs(year, fewest, len(found), _rows(work, found, most))


def least_shown(call: Call) -> int:
    """How many decisions a pair has at least where it is shown, and how many attempts somebody has
    made; for everybody who is counted.
    """
    with call.look() as work:
        return fewest_of(work)


def fewest_of(work: UnitOfWork) -> int:
    """Below how many nobody is shown by name, and no figure is given that would be theirs."""
    return int(work.policy.number("report", "suppress_under"))


def _rows(work: UnitOfWork, found: Sequence[Row[Any]], most: int | None) -> tuple[PairRow, ...]:
    names = names_of_persons(
        work.session, {person for row in found for person in (row.asks, row.decides)}
    )
    in_order = sorted(
        found,
        key=lambda row: (
            row.department.casefold(), -row.decided, names[row.asks], names[row.decides]
        ),
    )  # fmt: skip
    return tuple(
        PairRow(
            department=row.department,
            requester=names[row.asks],
            decider=names[row.decides],
            decided=int(row.decided),  # PostgreSQL adds numbers up as decimals
            approved=int(row.approved),
            waited=timedelta(seconds=round(median(map(int, row.waits.split(","))))),
        )
        for row in in_order[:most]
    )


def _counted(call: Call, year: int, department: str, fewest: int) -> Select[Any]:
    """Each pair of the year, in the ``department`` if one is named, with at least ``fewest``
    decisions: counts, and how long each waited.

    They are counted by vacancy first, along one index, and only then by department.
    """
    one = CountedDecision
    theirs = select(Vacancy.ref).where(Vacancy.department == department)
    of = [one.vacancy_ref.in_(theirs)] if department else []
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
            *of,
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
