"""The register of searches to find people: one entry, the list, and who of those found applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select

from screening.domain.candidate_codes import code_of
from screening.domain.name_masks import NOBODY
from screening.domain.people import Action, Actor, Ties, check_may, may
from screening.domain.sourcing import FoundBy, Sign
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.people import names_of
from screening.services.reading.registers.narrowing import SourcingWanted, of_sourcing
from screening.services.reading.registers.sourcing_asked import (
    AskedRow,
    HandledShown,
    asked_about,
    handled,
    names_hidden_in,
    signs_of,
)
from screening.services.reading.trail.by_reference import without_names
from screening.services.reading.visible import off_panel
from screening.services.sourcing import entry_code, find_search, may_see_sourced
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import SourcedApplicant, SourcingNote, SourcingSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200
_ORDER = Order(SourcingSearch.entered_at, SourcingSearch.ref)


EVERY = SourcingWanted()
FIRST = Turning()


@dataclass(frozen=True)
class AppliedRow:
    """Somebody who was found by sourcing and has applied."""

    candidate_ref: str
    code: str
    vacancy_reference: str
    found_by: FoundBy
    matched_at: datetime
    search_ref: str
    search_code: str


@dataclass(frozen=True)
class SourcingRow:
    """A line of the register. ``attempt``: it looked like a check, for its ``signs``, which an
    entry that keeps it has too. ``followed_by``: the entry that keeps it, or puts it right.
    ``asked``: what the reader may know that is asked about it, and what HR said.
    """

    ref: str
    code: str
    vacancy_ref: str
    vacancy_reference: str
    platform: str
    made_on: date
    entered_at: datetime
    by: str
    attempt: bool
    signs: tuple[Sign, ...]
    followed_by: str
    asked: tuple[AskedRow, ...]


@dataclass(frozen=True)
class NoteShown:
    """Somebody noted. ``name`` and ``address`` are empty for whoever works by reference; None once
    erased.
    """

    at: datetime
    erase_from: datetime
    name: str | None
    address: str | None
    applied: tuple[AppliedRow, ...]


@dataclass(frozen=True)
class SourcingShown:
    """One entry for one reader. ``words`` None: erased. ``own``: the reader made it. ``handled``:
    what HR said, by the ref of what is asked.
    """

    row: SourcingRow
    words: Mapping[str, str] | None
    follows: str
    notes: tuple[NoteShown, ...]
    handled: Mapping[str, HandledShown]
    own: bool
    sees_names: bool


def list_sourcing(
    call: Call, wanted: SourcingWanted = EVERY, turning: Turning = FIRST
) -> Page[SourcingRow]:
    """The ``wanted`` entries that the caller may read, the newest first: their own, or all but of
    their own panels.
    """
    mine = SourcingSearch.entered_person == call.actor.person_ref
    found = select(SourcingSearch)
    if not may(call.actor, Action.SEE_SOURCED):
        found = found.where(mine)
    else:
        vacancy = SourcingSearch.vacancy_ref
        apart = vacancy.is_(None) | off_panel(call.actor, vacancy)
        found = found.where(mine | apart)
    with call.look() as work:
        found = found.where(*of_sourcing(work, call.actor, wanted))
        page = turn(work.session, found, _ORDER, turning)
        refs = [entry.ref for entry in page.rows]
        return page.with_rows(
            _rows(work, call.actor, _entries().where(SourcingSearch.ref.in_(refs)))
        )


def read_sourcing(call: Call, ref: str) -> SourcingShown:
    """One entry, or NotFound."""
    with call.look() as work:
        search = find_search(work, call, ref)
        (row,) = _rows(work, call.actor, _entries().where(SourcingSearch.ref == search.ref))
        own = search.entered_person == call.actor.person_ref
        hidden = NOBODY if own else names_hidden_in(work, call.actor, search)
        (record,) = without_names(
            open_records(work.session, work.vault, subject_ref=search.ref)[:1], hidden
        )
        told = may_see_sourced(work, call, search)
        sees_names = own or (told and call.actor.has(Role.HR))
        said = record.payload
        return SourcingShown(
            row=replace(row, platform=hidden.hide(row.platform)),
            words=None
            if said is None
            else {
                name: str(said.get(name, "")) for name in ("platform", "words", "purpose", "why")
            },
            follows=search.follows or "",
            notes=_notes(work, search, call.actor, names=sees_names, applied=told),
            handled=handled(work, row.asked, hidden),
            own=own,
            sees_names=sees_names,
        )


def list_applied(call: Call) -> tuple[AppliedRow, ...]:
    """Who of those found by sourcing has applied for an open vacancy, for HR and officers."""
    check_may(call.actor, Action.SEE_SOURCED)
    with call.look() as work:
        return _applied(work, Vacancy.closed_at.is_(None), off_panel(call.actor))


def sourced(
    work: UnitOfWork, actor: Actor, ties: Ties, candidate_ref: str
) -> tuple[AppliedRow, ...]:
    """By what searches a candidate had been found; nothing for the panel."""
    if not may(actor, Action.SEE_SOURCED, ties):
        return ()
    return _applied(work, SourcedApplicant.candidate_ref == candidate_ref)


def _applied(work: UnitOfWork, *which: ColumnElement[bool]) -> tuple[AppliedRow, ...]:
    """Nobody who was erased: their code would stand beside the words that had found them."""
    found = work.session.execute(
        select(SourcedApplicant, SourcingNote.search_ref, Candidate.number, Vacancy.reference)
        .join(SourcingNote, SourcingNote.ref == SourcedApplicant.note_ref)
        .join(Candidate, Candidate.ref == SourcedApplicant.candidate_ref)
        .join(Vacancy, Vacancy.ref == Candidate.vacancy_ref)
        .where(Candidate.erased_at.is_(None), *which)
        .order_by(SourcedApplicant.matched_at.desc(), SourcedApplicant.note_ref)
        .limit(MOST)
    )
    return tuple(
        AppliedRow(
            candidate_ref=match.candidate_ref,
            code=code_of(number),
            vacancy_reference=reference,
            found_by=FoundBy(match.found_by),
            matched_at=match.matched_at,
            search_ref=search_ref,
            search_code=entry_code(search_ref),
        )
        for match, search_ref, number, reference in found
    )


def _notes(
    work: UnitOfWork, search: SourcingSearch, actor: Actor, *, names: bool, applied: bool
) -> tuple[NoteShown, ...]:
    notes = work.session.scalars(
        select(SourcingNote)
        .where(SourcingNote.search_ref == search.ref)
        .order_by(SourcingNote.noted_at, SourcingNote.ref)
    )
    return tuple(_note(work, one, actor, names=names, applied=applied) for one in notes)


def _note(
    work: UnitOfWork, note: SourcingNote, actor: Actor, *, names: bool, applied: bool
) -> NoteShown:
    """Whoever may know of the entry may sit on the panel of whoever it found."""
    (record,) = open_records(work.session, work.vault, subject_ref=note.ref)[:1]
    said = record.payload
    return NoteShown(
        at=note.noted_at,
        erase_from=note.erase_from,
        name=None if said is None else said["name"] if names else "",
        address=None if said is None else said["address"] if names else "",
        applied=_applied(work, SourcedApplicant.note_ref == note.ref, off_panel(actor))
        if applied
        else (),
    )


def _entries() -> Select[SourcingSearch, str]:
    return (
        select(SourcingSearch, Vacancy.reference)
        .outerjoin(Vacancy, Vacancy.ref == SourcingSearch.vacancy_ref)
        .order_by(SourcingSearch.entered_at.desc(), SourcingSearch.ref.desc())
        .limit(MOST)
    )


def _rows(
    work: UnitOfWork, actor: Actor, wanted: Select[SourcingSearch, str]
) -> tuple[SourcingRow, ...]:
    found = work.session.execute(wanted).all()
    asked = asked_about(work, actor, [entry.ref for entry, _reference in found])
    names = names_of(work.session, [entry.entered_by for entry, _reference in found])
    followers = _followers(work, [entry.ref for entry, _reference in found])
    return tuple(
        SourcingRow(
            ref=entry.ref,
            code=entry_code(entry.ref),
            vacancy_ref=entry.vacancy_ref or "",
            vacancy_reference=reference or "",
            platform=entry.platform,
            made_on=entry.made_on,
            entered_at=entry.entered_at,
            by=names[entry.entered_by],
            attempt=entry.attempt,
            signs=signs_of(entry.looks_like),
            followed_by=followers.get(entry.ref, ""),
            asked=asked[entry.ref],
        )
        for entry, reference in found
    )


def _followers(work: UnitOfWork, refs: Sequence[str]) -> Mapping[str, str]:
    wanted = select(SourcingSearch.follows, SourcingSearch.ref)
    found = work.session.execute(wanted.where(SourcingSearch.follows.in_(refs)))
    return {before: ref for before, ref in found if before is not None}
