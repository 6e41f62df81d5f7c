"""Editions: tables that are made once, of people who are counted once, and kept as they are.

A vacancy's people are counted in one edition and in no other; that is a unique row in the database.
So two editions have nobody in common, and what one shows says nothing of what another hides.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.monitoring import ORDERS, Fact, First, Unsaid, limits_of, questions_of
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call, once
from screening.services.monitoring.counting import Sums, sums_key, sums_of
from screening.services.monitoring.freezing import Counts, could_show, frozen
from screening.store.tables.monitoring import (
    MonitoringCounted,
    MonitoringEdition,
    MonitoringSums,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@once
def make_edition(
    call: Call, year: str, first: First, since: str = "", unsaid: Unsaid = Unsaid.TOGETHER
) -> str:
    """Count everybody of vacancies that closed in ``year`` and were not counted yet; its number.

    ``since``, an earlier year, takes the years from that one on together. ``first`` says by what
    people are told apart first: nobody can see the figures before that is settled.

    Raises NotPossible where nobody is to be counted, NotValid where counting would be for nothing:
    whoever is counted can never be counted again, with those who come later or with anybody else.
    So it is refused while the last year runs, and where no table could show anything, which is
    settled by how many people there are and never by what they answered (``could_show``).
    """
    with call.change(Role.EQUALITY) as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        years = _years(work, int(since or year), int(year))
        sums = {
            vacancy: found
            for vacancy in to_count(work, years)
            if (found := sums_of(work, vacancy.ref))
        }
        if not sums:
            raise NotPossible(
                N_(
                    "No answers are held for a vacancy that closed in these years and was not "
                    "counted"
                )
            )
        edition = _edition(work, call, years, (first, unsaid), sums)
        work.session.add(edition)
        work.session.flush()
        for vacancy in sums:
            work.session.add(MonitoringCounted(vacancy_ref=vacancy.ref, edition=edition.number))
        emptied = _empty_sums(work, sums)
        work.record(
            Event.MONITORING_COUNTED,
            vacancy_ref=ORGANISATION,
            payload={
                "edition": str(edition.number),
                "since": str(years[0]),
                "year": year,
                "first": first,
                "unsaid": unsaid,
                "people": str(edition.people),
                "vacancies": str(edition.vacancies),
                "sha256": edition.sha256,
            },
        )
        work.commit(str(edition.number))
    for vacancy_ref in emptied:
        key = sums_key(vacancy_ref)
        call.store.vault.destroy(key.owner, [key.retention])
    return str(edition.number)


def to_count(work: UnitOfWork, years: range) -> list[Vacancy]:
    """Vacancies that closed in ``years`` and are in no edition, locked where this may write."""
    counted = select(MonitoringCounted.vacancy_ref)
    found = work.session.scalars(
        select(Vacancy)
        .where(
            Vacancy.closed_at >= start_of_day(date(years[0], 1, 1)),
            Vacancy.closed_at < start_of_day(date(years[-1] + 1, 1, 1)),
            Vacancy.ref.not_in(counted),
        )
        .order_by(Vacancy.ref)
        .with_for_update()
    )
    return list(found)


def _years(work: UnitOfWork, since: int, year: int) -> range:
    if year >= day_of(work.now).year:
        raise NotValid(
            {
                "year": N_(
                    "This year is not over. Wait until it is, so that everybody of it is counted "
                    "together"
                )
            }
        )
    if since > year:
        raise NotValid({"since": N_("Choose a year that is not after the last one")})
    return range(since, year + 1)


def _edition(
    work: UnitOfWork,
    call: Call,
    years: range,
    settled: tuple[First, Unsaid],
    sums: Mapping[Vacancy, Sums],
) -> MonitoringEdition:
    first, unsaid = settled
    order, limits = ORDERS[first], limits_of(work.policy)
    people, questions = _by_place(sums, order), questions_of(work.policy)
    if not could_show(people, order, questions, limits):
        raise NotValid(
            {
                "since": N_(
                    "So few people, or so many of them alike, are held of this time that no table "
                    "could show anything. Nobody was counted. Choose an earlier year here to take "
                    "years together, or wait until the next year is over"
                )
            }
        )
    made: dict[str, Any] = frozen(people, order, questions, limits, unsaid)
    made |= {"since": years[0], "unsaid": unsaid}
    tables = json.dumps(made, sort_keys=True, ensure_ascii=False)
    return MonitoringEdition(
        number=int(work.session.scalar(select(func.max(MonitoringEdition.number))) or 0) + 1,
        year=years[-1],
        first=first,
        people=made["people"],
        vacancies=len(sums),
        tables=tables,
        sha256=hashlib.sha256(tables.encode()).hexdigest(),
        made_at=work.now,
        made_by=call.actor.ref,
    )


def _by_place(sums: Mapping[Vacancy, Sums], order: Sequence[Fact]) -> Counts:
    people: dict[tuple[str, ...], dict[tuple[str, str], int]] = {}
    for vacancy, found in sums.items():
        for (checked, ended, came), counts in found.items():
            known = {
                Fact.CHECKED: checked,
                Fact.OUTCOME: ended,
                Fact.REACHED: came,
                Fact.DEPARTMENT: vacancy.department,
                Fact.VACANCY: vacancy.reference,
            }
            people[tuple(known[fact] for fact in order)] = dict(counts)
    return people


def _empty_sums(work: UnitOfWork, sums: Mapping[Vacancy, Sums]) -> list[str]:
    """Sums that were counted are needed no more: they go, and then their keys do."""
    kept = work.session.scalars(
        select(MonitoringSums).where(MonitoringSums.vacancy_ref.in_([each.ref for each in sums]))
    ).all()
    for each in kept:
        each.sums_sealed = None
    return [each.vacancy_ref for each in kept]
