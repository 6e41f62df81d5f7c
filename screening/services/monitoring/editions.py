"""Editions: tables that are made once, of people who are counted once, and kept as they are.

A vacancy's people are counted in one edition and in no other; that is a unique row in the database.
So two editions have nobody in common, and what one shows says nothing of what another hides.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.monitoring import ORDERS, Fact, First, limits_of, questions_of
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.monitoring.counting import Sums, sums_key, sums_of
from screening.services.monitoring.freezing import frozen
from screening.store.tables.monitoring import (
    MonitoringCounted,
    MonitoringEdition,
    MonitoringSums,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@once
def make_edition(call: Call, year: str, first: First) -> str:
    """Count everybody of vacancies that closed in ``year`` and were not counted yet; its number.

    ``first`` says by what people are told apart first: nobody can see the figures before that is
    settled. Raises NotPossible where nobody is to be counted.
    """
    with call.change(Role.EQUALITY) as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        sums = {
            vacancy: found
            for vacancy in to_count(work, int(year))
            if (found := sums_of(work, vacancy.ref))
        }
        if not sums:
            raise NotPossible(
                N_("No answers are held for a vacancy that closed in that year and was not counted")
            )
        edition = _edition(work, call, int(year), first, sums)
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
                "year": year,
                "first": first,
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


def to_count(work: UnitOfWork, year: int) -> list[Vacancy]:
    """Vacancies that closed in ``year`` and are in no edition, locked where this may write."""
    counted = select(MonitoringCounted.vacancy_ref)
    found = work.session.scalars(
        select(Vacancy)
        .where(Vacancy.closed_at.is_not(None), Vacancy.ref.not_in(counted))
        .order_by(Vacancy.ref)
        .with_for_update()
    )
    return [one for one in found if one.closed_at and day_of(one.closed_at).year == year]


def _edition(
    work: UnitOfWork, call: Call, year: int, first: First, sums: Mapping[Vacancy, Sums]
) -> MonitoringEdition:
    order = ORDERS[first]
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
    made: dict[str, Any] = frozen(people, order, questions_of(work.policy), limits_of(work.policy))
    tables = json.dumps(made, sort_keys=True, ensure_ascii=False)
    return MonitoringEdition(
        number=int(work.session.scalar(select(func.max(MonitoringEdition.number))) or 0) + 1,
        year=year,
        first=first,
        people=made["people"],
        vacancies=len(sums),
        tables=tables,
        sha256=hashlib.sha256(tables.encode()).hexdigest(),
        made_at=work.now,
        made_by=call.actor.ref,
    )


def _empty_sums(work: UnitOfWork, sums: Mapping[Vacancy, Sums]) -> list[str]:
    """Sums that were counted are needed no more: they go, and then their keys do."""
    kept = work.session.scalars(
        select(MonitoringSums).where(MonitoringSums.vacancy_ref.in_([each.ref for each in sums]))
    ).all()
    for each in kept:
        each.sums_sealed = None
    return [each.vacancy_ref for each in kept]
