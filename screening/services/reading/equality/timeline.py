"""A vacancy's whole trail, for officers: every record, those not ready and refused among them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select

from screening.domain.candidate_codes import code_of
from screening.domain.events import OF_DATA_PROTECTION, Event
from screening.domain.name_masks import NOBODY, Names
from screening.domain.people import CLOCK, Action, Actor, Ties, may
from screening.domain.request import Request
from screening.domain.text import N_
from screening.ledger.record import Record, decode, instant
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.erasure.ending import ended_on
from screening.services.loading import find_vacancy
from screening.services.reading.checks.check import AttemptShown, show_attempt
from screening.services.reading.trail.by_reference import (
    names_hidden_from,
    without_names,
    works_by_reference,
)
from screening.services.reading.trail.chain import Chain, position_of, read_part
from screening.services.reading.trail.facts import Fact, facts_of
from screening.services.reading.trail.kinds import KINDS, Kind
from screening.services.reading.trail.narrowing import narrowing
from screening.services.story import SUBMISSIONS, Attempt, attempts_of, claim_texts
from screening.store.ledger_store import OpenedRecord, of_event, open_records
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork

PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """What to show: of one kind, one check (its number), and between two days, both included."""

    kind: Kind | None = None
    check: int | None = None
    since: date | None = None
    until: date | None = None


EVERYTHING = Wanted()


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

    ``records`` are all that there are, ``hidden`` of them not shown to this reader; nor are, to
    whoever works ``by_reference``, names of candidates in what people wrote.
    """

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    records: int
    hidden: int
    found: int
    entries: tuple[Entry, ...]
    before: int
    by_reference: bool
    register_ended: date | None = None


def read_timeline(call: Call, vacancy_ref: str, wanted: Wanted, before: int = 0) -> Timeline:
    """The records of a vacancy that are ``wanted``, from the one before number ``before`` on. None
    but those are opened.
    """
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        newest = position_of(work, vacancy.ref, reports=True)
        hidden = hidden_from(call.actor, ties)
        untold = count_of(work, vacancy.ref, hidden, up_to=newest)
        found, seqs, more = _turned(work, vacancy.ref, wanted, hidden, before, newest + 1 - untold)
        names = names_hidden_from(work, call.actor, ties, vacancy.ref)
        chain = read_part(work, vacancy.ref, newest, seqs, names)
        numbers, codes = _numbers(work, chain.records), _codes(work, chain.records)
        return Timeline(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            records=newest + 1,
            hidden=untold,
            found=found,
            entries=tuple(
                _entry(work, chain, record, numbers, codes, names)
                for record in reversed(chain.records)
            ),
            before=chain.records[0].vacancy_seq if more else 0,
            by_reference=works_by_reference(call.actor, ties),
            register_ended=ended_on(work.session, vacancy.ref),
        )


def hidden_from(actor: Actor, ties: Ties) -> frozenset[Event]:
    """The events of a vacancy of which ``actor``, who reads its trail, is told only how many."""
    return frozenset() if may(actor, Action.GIVE_ACCESS, ties) else OF_DATA_PROTECTION


def count_of(
    work: UnitOfWork, vacancy_ref: str, events: Collection[Event], up_to: int, after: int = -1
) -> int:
    """How many records of ``events`` a vacancy has after number ``after``, ``up_to`` another."""
    wanted = select(func.count()).where(
        record.c.vacancy_ref == vacancy_ref,
        record.c.vacancy_seq.between(after + 1, up_to),
        of_event(named=True).in_(events),
    )
    return int(work.session.scalar(wanted) or 0) if events else 0


def _turned(
    work: UnitOfWork,
    vacancy_ref: str,
    wanted: Wanted,
    hidden: Collection[Event],
    before: int,
    told: int,
) -> tuple[int, list[int], bool]:
    """How many records fit of those that are ``told``, which of them are on the page, and whether
    older ones do.

    The day of a record stands within it, so that each is looked into where days are chosen.
    """
    places = select(record.c.seq, record.c.vacancy_seq).where(
        record.c.vacancy_ref == vacancy_ref, *_fitting(vacancy_ref, wanted, hidden)
    )
    newest_first = record.c.vacancy_seq.desc()
    if wanted.since or wanted.until:
        each = work.session.execute(places.add_columns(record.c.canonical).order_by(newest_first))
        fitting = [
            (seq, number) for seq, number, source in each if _is_between(decode(source), wanted)
        ]
        found = len(fitting)
        page = [seq for seq, number in fitting if not before or number < before][: PAGE + 1]
    else:
        every = select(func.count()).select_from(places.subquery())
        found = told if wanted == EVERYTHING else int(work.session.scalar(every) or 0)
        if before:
            places = places.where(record.c.vacancy_seq < before)
        page = list(work.session.scalars(places.order_by(newest_first).limit(PAGE + 1)))
    return found, page[:PAGE], len(page) > PAGE


def _fitting(
    vacancy_ref: str, wanted: Wanted, hidden: Collection[Event]
) -> Iterator[ColumnElement[bool]]:
    if hidden:
        yield of_event(named=True).not_in(hidden)
    if wanted.kind:
        yield of_event(named=True).in_(KINDS[wanted.kind][1])
    if wanted.check is not None:
        this = (Check.vacancy_ref == vacancy_ref) & (Check.number == wanted.check)
        yield record.c.check_ref == select(Check.ref).where(this).scalar_subquery()


def _is_between(one: Record, wanted: Wanted) -> bool:
    day = day_of(instant(one.occurred_at))
    return (wanted.since is None or day >= wanted.since) and (
        wanted.until is None or day <= wanted.until
    )


def _entry(
    work: UnitOfWork,
    chain: Chain,
    record: OpenedRecord,
    numbers: Mapping[str, int],
    codes: Mapping[str, str],
    names: Names,
) -> Entry:
    event = Event(record.event)
    facts = None
    if record.payload is not None:
        facts = facts_of(event, record.payload, chain.names)
        if event is Event.CHECK_APPROVED:
            facts = (*facts, *narrowing(record.payload, _approved(work, record, names)))
        if event is Event.DECLARATION_MADE:
            facts = (*facts, Fact(N_("Policy, version"), record.policy_version))
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
        attempt=_attempt(work, record, names) if event in SUBMISSIONS and record.payload else None,
        leaf_hash=record.leaf_hash,
    )


def _attempt(work: UnitOfWork, record: OpenedRecord, names: Names) -> AttemptShown:
    attempts = _attempts(work, record, names)
    return show_attempt(work, next(one for one in attempts if one.record.seq == record.seq))


def _approved(work: UnitOfWork, record: OpenedRecord, names: Names) -> Request | None:
    """The request of which ``record`` approves a part."""
    number = int((record.payload or {})["revision"])
    return next(one.request for one in _attempts(work, record, names) if one.number == number)


def _attempts(work: UnitOfWork, record: OpenedRecord, names: Names) -> Sequence[Attempt]:
    claim = work.session.get_one(Claim, work.session.get_one(Check, record.check_ref).claim_ref)
    quote = claim_texts(work, claim).quote if names is not NOBODY else ""
    story = open_records(work.session, work.vault, check_ref=record.check_ref)
    return attempts_of(without_names(story, names, quote))


def _numbers(work: UnitOfWork, records: Sequence[OpenedRecord]) -> dict[str, int]:
    refs = {one.check_ref for one in records}
    return dict(
        work.session.execute(select(Check.ref, Check.number).where(Check.ref.in_(refs))).all()
    )


def _codes(work: UnitOfWork, records: Sequence[OpenedRecord]) -> dict[str, str]:
    refs = {one.subject_ref for one in records}
    found = select(Candidate.ref, Candidate.number).where(Candidate.ref.in_(refs))
    return {ref: code_of(number) for ref, number in work.session.execute(found)}
