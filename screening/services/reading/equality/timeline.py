"""A vacancy's whole trail, for officers: every record, those not ready and refused among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import OF_DATA_PROTECTION, Event
from screening.domain.people import CLOCK, Action, Actor, Ties, may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.services.reading.checks.check import AttemptShown, show_attempt
from screening.services.reading.trail.chain import Chain, position_of, read_chain
from screening.services.reading.trail.facts import Fact, facts_of
from screening.services.reading.trail.kinds import KINDS, Kind
from screening.services.story import SUBMISSIONS, attempts_of
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """What to show: of one kind, one check (its number), and between two days, both included."""

    kind: Kind | None = None
    check: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Entry:
    """One record. ``facts`` is None once erased; ``attempt`` holds a request that was sent.

    ``by`` is empty for what happened because time had passed, ``role`` for whoever has none.
    """

    vacancy_seq: int
    event: Event
    at: datetime
    by: str
    role: str
    candidate_ref: str
    candidate_code: str
    check_ref: str
    check_number: int
    facts: tuple[Fact, ...] | None
    attempt: AttemptShown | None
    leaf_hash: str


@dataclass(frozen=True)
class Timeline:
    """Some of a vacancy's records, newest first; ``before`` fetches older ones, 0 at the end.

    ``records`` are all that there are, ``hidden`` of them not shown to this reader.
    """

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    records: int
    hidden: int
    found: int
    entries: tuple[Entry, ...]
    before: int
    checks: tuple[int, ...]


def read_timeline(call: Call, vacancy_ref: str, wanted: Wanted, before: int = 0) -> Timeline:
    """The records of a vacancy that are ``wanted``, from the one before number ``before`` on."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        chain = read_chain(work, vacancy.ref, position_of(work, vacancy.ref, reports=True))
        numbers = _numbers(work, vacancy.ref)
        hidden = hidden_from(call.actor, ties)
        told = [record for record in chain.records if record.event not in hidden]
        found = [record for record in told if _is_wanted(record, wanted, numbers)]
        older = [one for one in reversed(found) if not before or one.vacancy_seq < before]
        codes = _codes(work, vacancy.ref)
        page = older[:PAGE]
        return Timeline(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            records=len(chain.records),
            hidden=len(chain.records) - len(told),
            found=len(found),
            entries=tuple(_entry(work, chain, record, numbers, codes) for record in page),
            before=page[-1].vacancy_seq if len(older) > PAGE else 0,
            checks=tuple(sorted(numbers.values())),
        )


def hidden_from(actor: Actor, ties: Ties) -> frozenset[Event]:
    """The events of a vacancy of which ``actor``, who reads its trail, is told only how many."""
    return frozenset() if may(actor, Action.GIVE_ACCESS, ties) else OF_DATA_PROTECTION


def _is_wanted(record: OpenedRecord, wanted: Wanted, numbers: Mapping[str, int]) -> bool:
    day = day_of(record.occurred_at)
    return (
        (wanted.kind is None or record.event in KINDS[wanted.kind][1])
        and (wanted.check is None or numbers.get(record.check_ref) == wanted.check)
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
    )


def _entry(
    work: UnitOfWork,
    chain: Chain,
    record: OpenedRecord,
    numbers: Mapping[str, int],
    codes: Mapping[str, str],
) -> Entry:
    event = Event(record.event)
    facts = None
    if record.payload is not None:
        facts = facts_of(event, record.payload, chain.names)
    return Entry(
        vacancy_seq=record.vacancy_seq,
        event=event,
        at=record.occurred_at,
        by="" if record.actor_ref == CLOCK.ref else chain.names[record.actor_ref],
        role=chain.role_of(record),
        candidate_ref=record.subject_ref if record.subject_ref in codes else "",
        candidate_code=codes.get(record.subject_ref, ""),
        check_ref=record.check_ref,
        check_number=numbers.get(record.check_ref, 0),
        facts=facts,
        attempt=_attempt(work, chain, record) if event in SUBMISSIONS and record.payload else None,
        leaf_hash=record.leaf_hash,
    )


def _attempt(work: UnitOfWork, chain: Chain, record: OpenedRecord) -> AttemptShown:
    attempts = attempts_of(chain.of_check(record.check_ref))
    return show_attempt(work, next(one for one in attempts if one.record is record))


def _numbers(work: UnitOfWork, vacancy_ref: str) -> dict[str, int]:
    found = select(Check.ref, Check.number).where(Check.vacancy_ref == vacancy_ref)
    return dict(work.session.execute(found).all())


def _codes(work: UnitOfWork, vacancy_ref: str) -> dict[str, str]:
    found = select(Candidate.ref, Candidate.number).where(Candidate.vacancy_ref == vacancy_ref)
    return {ref: code_of(number) for ref, number in work.session.execute(found)}
