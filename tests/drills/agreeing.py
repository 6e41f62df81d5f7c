"""What must hold of a database whatever happened to its writers: nothing in it is half of a change.

``disagreements`` looks at the rows of each state beside the records that say how it came about, at
every sealed text, and at the log, as somebody who has an export would. ``missing`` asks for what
people were told is done.
"""

import io
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.errors import KeyDestroyed
from screening.domain.events import Event
from screening.domain.lifecycle import TRANSITIONS, transition
from screening.domain.words import Retention, State
from screening.ledger import merkle
from screening.ledger.record import decode
from screening.ledger.verify import verify
from screening.services.erasure.erasing import CLASSES
from screening.store import erasure, tree
from screening.store.engine import database_file
from screening.store.export import export
from screening.store.ledger_store import OpenedRecord, heads, open_records
from screening.store.store import Store
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check, Draft, Revision
from screening.store.tables.checkpoint import LogCheckpoint, LogKey, TreeBlock
from screening.store.tables.decision import Authorisation, Decision
from screening.store.tables.declaration import Declaration
from screening.store.tables.due_diligence import (
    DueDiligenceLock,
    DueDiligencePart,
    DueDiligenceSearch,
)
from screening.store.tables.record import idempotency, record
from screening.store.tables.search import HandOver, LetThrough, Notice, Outcome, ScoreLock, Visit
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import ActorRef, UnitOfWork
from screening.store.vault import KeyRef

NOBODY = ActorRef("0" * 32, "")
MOVES = {each.event for each in TRANSITIONS}
BESIDE: Mapping[InstrumentedAttribute[Any], tuple[str, frozenset[Event]]] = {
    Vacancy.ref: ("vacancy_ref", frozenset({Event.VACANCY_OPENED})),
    Candidate.ref: ("subject_ref", frozenset({Event.CANDIDATE_ADDED})),
    Check.ref: ("check_ref", frozenset({Event.CHECK_STARTED})),
    Revision.check_ref: (
        "check_ref",
        frozenset({Event.CHECK_SUBMITTED, Event.CHECK_NOT_READY}),
    ),
    Decision.check_ref: (
        "check_ref",
        frozenset({Event.CHECK_APPROVED, Event.CHECK_REJECTED, Event.CHECK_RETURNED}),
    ),
    Authorisation.check_ref: ("check_ref", frozenset({Event.CHECK_APPROVED})),
    Notice.check_ref: ("check_ref", frozenset({Event.NOTICE_SENT})),
    Visit.check_ref: ("check_ref", frozenset({Event.VISIT_RECORDED})),
    Outcome.check_ref: ("check_ref", frozenset({Event.OUTCOME_RECORDED})),
    LetThrough.check_ref: ("check_ref", frozenset({Event.WORDS_LET_THROUGH})),
    ScoreLock.check_ref: ("check_ref", frozenset({Event.SCORES_LOCKED})),
    Declaration.vacancy_ref: ("vacancy_ref", frozenset({Event.DECLARATION_MADE})),
    DueDiligenceSearch.vacancy_ref: ("vacancy_ref", frozenset({Event.DUE_DILIGENCE_OPENED})),
    DueDiligencePart.candidate_ref: ("subject_ref", frozenset({Event.DUE_DILIGENCE_TOLD})),
    DueDiligenceLock.vacancy_ref: ("vacancy_ref", frozenset({Event.DUE_DILIGENCE_LOCKED})),
    HandOver.check_ref: ("check_ref", frozenset({Event.HANDED_OVER, Event.WITHHELD})),
}
"""Rows that come with records: for each row one record, and for each record one row."""


@dataclass(frozen=True)
class Told:
    """What somebody was told is done: an event of ``ref``, or one of the things below.

    ``size``: which version of a draft, how many records under a checkpoint, which key.
    """

    what: str
    ref: str = ""
    size: int = 0


SAVED, SIGNED, ROTATED, ERASED = "saved", "signed", "rotated", "erased"


def look(store: Store) -> UnitOfWork:
    """A unit of work that reads."""
    return store.unit_of_work(NOBODY, lambda: datetime.now(UTC), write=False)


def disagreements(store: Store, *, settled: bool = True) -> list[str]:
    """What is half done, or not as the log says, a sentence each.

    ``settled``: erasures that were cut short have been finished since.
    """
    with look(store) as work:
        records = open_records(work.session, work.vault)
        found = [*_log(work, records), *_rows(work, records), *_states(work, records)]
        found += [*_repeats(work), *(_left(work) if settled else ())]
    return found + [*_files(store)]


def missing(store: Store, told: Iterable[Told]) -> list[Told]:
    """What of ``told`` is not there, or is there twice."""
    with look(store) as work:
        said = _said(work)
        drafts = dict(work.session.execute(select(Draft.check_ref, Draft.version)).all())
        signed = set(work.session.scalars(select(LogCheckpoint.size)))
        keys = set(work.session.scalars(select(LogKey.number)))
        erased = {ref for ref, _event in said if _is_erased(work, ref)}

    def is_there(one: Told) -> bool:
        match one.what:
            case "saved":
                return bool(drafts.get(one.ref, 0) >= one.size)
            case "signed":
                return one.size in signed
            case "rotated":
                return one.size in keys
            case "erased":
                return one.ref in erased
            case event:
                return said[one.ref, event] == 1

    return [one for one in told if not is_there(one)]


def _said(work: UnitOfWork) -> Counter[tuple[str, str]]:
    """How often each event was recorded of each reference."""
    about = (record.c.vacancy_ref, record.c.subject_ref, record.c.check_ref)
    rows = work.session.execute(select(record.c.event_type, *about))
    return Counter((ref, event) for event, *refs in rows for ref in set(refs))


def _is_erased(work: UnitOfWork, ref: str) -> bool:
    candidate = work.session.get(Candidate, ref)
    return (
        candidate is not None
        and candidate.erased_at is not None
        and candidate.name_sealed is None
        and all(work.vault.is_destroyed(KeyRef(ref, each)) for each in CLASSES)
    )


def _log(work: UnitOfWork, records: list[OpenedRecord]) -> Iterator[str]:
    file = io.BytesIO()
    count = export(work.session, file, work.vault)
    outcome = verify(file.getvalue().splitlines(keepends=True))
    if outcome.refusal is not None:
        yield f"The log is refused: {outcome.refusal}."
    ends = heads(work.session)
    if not ends.log.size == count == len(records):
        yield f"The log's head says {ends.log.size} records; there are {count}."
    chains = Counter(each.vacancy_ref for each in records)
    if {ref: head.size for ref, head in ends.vacancies.items()} != chains:
        yield "The heads of the vacancies' chains are not where these end."
    leaves = [bytes.fromhex(each.leaf_hash) for each in records]
    for block in work.session.scalars(select(TreeBlock)):
        own = leaves[block.number * tree.BLOCK : (block.number + 1) * tree.BLOCK]
        if len(own) < tree.BLOCK or merkle.root(own).hex() != block.root:
            yield f"Block {block.number} of the tree is not over its leaves."
    for signed in work.session.scalars(select(LogCheckpoint)):
        if merkle.root(leaves[: signed.size]).hex() != signed.root or signed.size > count:
            yield f"The checkpoint over {signed.size} records has another root."


def _rows(work: UnitOfWork, records: list[OpenedRecord]) -> Iterator[str]:
    for column, (about, events) in BESIDE.items():
        rows = Counter(work.session.scalars(select(column)))
        said = Counter(getattr(each, about) for each in records if each.event in events)
        if rows != said:
            odd = (rows - said) + (said - rows)
            yield f"Rows of {column} and their records differ: {dict(odd)}."
    erased = select(Candidate.ref).where(Candidate.erased_at.is_not(None))
    said = Counter(each.subject_ref for each in records if each.event == Event.SUBJECT_ERASED)
    if Counter(work.session.scalars(erased)) != said:
        yield "Who is erased and whom the log says was erased differ."
    seen = select(Claim.candidate_ref).where(Claim.seen_at.is_not(None))
    claims = Counter(each.subject_ref for each in records if each.event == Event.CLAIM_SEEN)
    if Counter(work.session.scalars(seen)) != claims:
        yield "Claims that were seen and their records differ."


def _states(work: UnitOfWork, records: list[OpenedRecord]) -> Iterator[str]:
    states: dict[str, tuple[str, str]] = {}
    for each in records:
        if each.check_ref and each.event in MOVES:
            now, before = states.get(each.check_ref, ("", ""))
            after = transition(Event(each.event)).after or State(before)
            states[each.check_ref] = (after, now)
    for check in work.session.scalars(select(Check)):
        if states.get(check.ref, ("", ""))[0] != check.state:
            yield f"A check is {check.state}; its records make it {states.get(check.ref)}."


def _left(work: UnitOfWork) -> Iterator[str]:
    """What erasing has left. Payloads were opened with their records; here are names."""
    for candidate in work.session.scalars(select(Candidate)):
        key = KeyRef(candidate.ref, Retention.IDENTITY)
        place = f"candidate/{candidate.ref}/name"
        try:
            if candidate.name_sealed is not None:
                work.vault.open(key, place, candidate.name_sealed)
        except KeyDestroyed:
            yield "A name is still there and its key is not."
    if erasure.unfinished(work.session, work.vault.tombstones()):
        yield "An erasure is not finished."


def _repeats(work: UnitOfWork) -> Iterator[str]:
    """Each key that a call came with answers for records that are there."""
    used = set(work.session.scalars(select(idempotency.c.key)))
    sources = work.session.scalars(select(record.c.canonical))
    if used != {decode(source).idempotency_key for source in sources} - {""}:
        yield "Keys of calls and their records differ."


def _files(store: Store) -> Iterator[str]:
    for engine in (store.engine, store.vault.engine):
        file = database_file(engine.url.render_as_string(hide_password=False))
        if file is None:
            continue
        with closing(sqlite3.connect(file)) as connection:
            for (said,) in connection.execute("PRAGMA integrity_check"):
                if said != "ok":
                    yield f"{file.name}: {said}"
