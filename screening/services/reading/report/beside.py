"""The parts of the audit report about searches beside the checks, as far as they are recorded.

They hold codes and days; the words of an entry are in its lines.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import OF_UNAUTHORISED, Event
from screening.domain.sourcing import FoundBy, Handling, Sign
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.reports.beside_model import Questioned, Sourcing, Unauthorised
from screening.services.calendar import day_of
from screening.services.reading.trail.chain import Chain
from screening.services.sourcing import entry_code
from screening.services.unauthorised import report_code
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import Recusal, UnauthorisedSearch
from screening.store.unit_of_work import UnitOfWork

_ASKED = (Event.SOURCING_QUESTIONED, Event.SOURCED_PERSON_APPLIED, Event.SOURCING_HANDLED)


def unauthorised(work: UnitOfWork, chain: Chain) -> tuple[Unauthorised, ...]:
    """The searches without authorisation that the chain knows of, in the order of telling."""
    told: dict[str, list[OpenedRecord]] = {}
    for record in chain.every(*OF_UNAUTHORISED):
        told.setdefault(record.subject_ref, []).append(record)
    return tuple(_shown(work, chain, ref, records) for ref, records in told.items())


def sourcing(work: UnitOfWork, chain: Chain) -> Sourcing:
    """Which searches to find people the chain knows of."""
    entries = {record.subject_ref for record in chain.every(Event.SOURCING_QUESTIONED)}
    asked: dict[tuple[str, str], list[OpenedRecord]] = {}
    for record in chain.every(*_ASKED):
        # Of somebody erased it is not known any more which search had found them.
        found_by = (record.payload or {}).get("search", "")
        own = record.subject_ref in entries
        about = (record.subject_ref, "") if own else (found_by, record.subject_ref)
        asked.setdefault(about, []).append(record)
    return Sourcing(
        entered=len(chain.every(Event.SOURCING_ENTERED)),
        questioned=tuple(_questioned(work, *about, records) for about, records in asked.items()),
        applied=len({candidate for _search, candidate in asked if candidate}),
    )


def _questioned(
    work: UnitOfWork, search: str, candidate: str, records: Sequence[OpenedRecord]
) -> Questioned:
    said: dict[str, Any] = {}
    for record in records:
        said |= record.payload or {}
    found = [
        FoundBy(one.payload["found_by"])
        for one in records
        if one.payload and "found_by" in one.payload
    ]
    return Questioned(
        code=entry_code(search) if search else "",
        candidate=_code(work, candidate),
        records=tuple(record.vacancy_seq for record in records),
        why=tuple(dict.fromkeys((*map(Sign, said.get("looks_like", ())), *found))),
        handling=Handling(said["handling"]) if "handling" in said else None,
        report=said.get("report", ""),
        erased=any(record.payload is None for record in records),
    )


def _shown(
    work: UnitOfWork, chain: Chain, ref: str, records: Sequence[OpenedRecord]
) -> Unauthorised:
    entry = work.session.get_one(UnauthorisedSearch, ref)
    said = _said_before(entry, records[0].occurred_at)
    handled = "effect" in said or any(one.event == Event.UNAUTHORISED_HANDLED for one in records)
    for record in records:
        said |= record.payload or {}
    return Unauthorised(
        code=report_code(ref),
        candidate=_code(work, said.get("candidate", "")),
        records=tuple(record.vacancy_seq for record in records),
        told_on=day_of(entry.reported_at),
        told_by_looker=entry.made_by == MadeBy.ME,
        looker=chain.name_of(entry.looker_person),
        breach=Breach(entry.breach),
        judged=Breach(entry.breach_judged) if handled and entry.breach_judged else None,
        effect=Effect(said["effect"]) if "effect" in said else None,
        recused=_recused(work, chain, ref) if handled else (),
        ruling=BreachRuling(said["ruling"]) if "ruling" in said else None,
        person_told=PersonTold(said["person_told"]) if "person_told" in said else None,
        erased=any(record.payload is None for record in records),
    )


def _said_before(entry: UnauthorisedSearch, first: datetime) -> dict[str, Any]:
    """What HR and data protection said before anybody knew which vacancy it is about: ``first`` is
    the moment of the first record in this chain. Without it the chain holds their records.
    """
    said: dict[str, Any] = {}
    if entry.handled_at is not None and entry.handled_at < first:
        said |= {"effect": entry.effect}
    if entry.ruled_at is not None and entry.ruled_at < first:
        said |= {"ruling": entry.ruling, "person_told": entry.person_told}
    return said


def _recused(work: UnitOfWork, chain: Chain, ref: str) -> tuple[str, ...]:
    """From the rows, as it stays when the words of the entry are erased."""
    persons = work.session.scalars(select(Recusal.person_ref).where(Recusal.report_ref == ref))
    return tuple(sorted(chain.name_of(person) for person in persons))


def _code(work: UnitOfWork, candidate_ref: str) -> str:
    """From the records alone: whom it is about may be said after the position."""
    return code_of(work.session.get_one(Candidate, candidate_ref).number) if candidate_ref else ""
