"""Where the name of somebody who is erased stands in what was written about others.

Whoever works by reference reads "[name]" there, since the name is known. Before it is known no more
it is kept where it stands: in which text, by a digest of that, and from where to where; no word,
and not whose name it is. Any text of a record counts, whoever is shown it today. What is kept of a
text is sealed under the key of that text and goes with it: so whoever can read a digest can read
the text, and nobody else can guess at one.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, or_, select, union

from screening.domain.errors import KeyDestroyed, SealBroken
from screening.domain.events import Event
from screening.domain.name_masks import NOBODY, Names, Span, digest_of
from screening.domain.words import Retention
from screening.services.erasure.registers import entries_about
from screening.services.sourced import with_the_same_words
from screening.services.stripping.cases import strings_in
from screening.store.appending import key_of
from screening.store.ledger_store import OpenedRecord, of_event, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import NamePlaces
from screening.store.tables.record import record
from screening.store.tables.registers import (
    SourcedApplicant,
    SourcingNote,
    SourcingQuestion,
    SourcingSearch,
    UnauthorisedSearch,
)
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

NAMED = (Event.CANDIDATE_ADDED, Event.CANDIDATE_CHANGED)
"""The records that hold what a candidate is called."""
_NO_WORDS = (*NAMED, Event.CANDIDATE_STATUS_CHANGED)
"""Of most applicants there are no other records, and nobody's texts are in these."""
_AT_A_TIME = 500

Places = dict[str, set[Span]]


@dataclass
class Elsewhere:
    """Where the ``names`` of one candidate stand in texts of others, by the key of each text; found
    in all records ``up_to`` a number.
    """

    candidate_ref: str
    vacancy_ref: str
    names: Names = NOBODY
    found: dict[KeyRef, Places] = field(default_factory=dict)
    up_to: int = -1


def names_in(records: Sequence[OpenedRecord]) -> Names:
    """Every name that the candidates of whom ``records`` tell have or had. Those erased have none
    that is known.
    """
    names: dict[str, list[str]] = {}
    for each in records:
        if each.event in NAMED and each.payload is not None:
            names.setdefault(each.subject_ref, []).append(each.payload["name"])
    return Names(names)


def look_elsewhere(work: UnitOfWork, candidate_ref: str) -> Elsewhere:
    """Where the names of a candidate stand in texts of others, as things are now; nowhere once they
    are erased.
    """
    vacancy_ref = work.session.get_one(Candidate, candidate_ref).vacancy_ref
    elsewhere = Elsewhere(candidate_ref, vacancy_ref)
    _look_on(work, elsewhere)
    return elsewhere


def keep(work: UnitOfWork, elsewhere: Elsewhere) -> bool:
    """Keep what was found, and what has come since, inside a unit of work that has the vacancy
    locked; whether anything of it was not kept before.
    """
    _look_on(work, elsewhere)
    kept = [_keep(work, elsewhere.vacancy_ref, *each) for each in sorted(elsewhere.found.items())]
    return any(kept)


def kept_in(work: UnitOfWork, vacancy_ref: str) -> Mapping[str, Sequence[Span]]:
    """Where names stand that were those of candidates of the vacancy, by the digest of each text
    that can be read still.
    """
    wanted = select(NamePlaces).where(NamePlaces.vacancy_ref == vacancy_ref)
    places: dict[str, list[Span]] = {}
    for row in work.session.scalars(wanted):
        for digest, spans in _read(work, row).items():
            places.setdefault(digest, []).extend(spans)
    return places


def _look_on(work: UnitOfWork, elsewhere: Elsewhere) -> None:
    """Look through the records that have come since; through all, where the names are others."""
    own = record.c.subject_ref == elsewhere.candidate_ref
    names = names_in(list(_opened(work, own, of_event(named=True).in_(NAMED))))
    if names != elsewhere.names:
        elsewhere.names, elsewhere.up_to = names, -1
    if not names.by_candidate:
        return
    theirs = {elsewhere.candidate_ref, *entries_about(work.session, elsewhere.candidate_ref)}
    read_without = _read_without_names_of(work, elsewhere.vacancy_ref)
    since, of_words = record.c.seq > elsewhere.up_to, of_event(named=True).not_in(_NO_WORDS)
    for each in _opened(work, since, of_words, read_without):
        elsewhere.up_to = each.seq
        if not each.payload:
            continue
        key = key_of(Event(each.event), each.vacancy_ref, each.subject_ref)
        for text in strings_in(each.payload) if key.owner not in theirs else ():
            if spans := names.spans(text, each.subject_ref):
                places = elsewhere.found.setdefault(key, {})
                places.setdefault(digest_of(text), set()).update(spans)


def _read_without_names_of(work: UnitOfWork, vacancy_ref: str) -> ColumnElement[bool]:
    """The records that are read without the names of the vacancy's candidates: its own, those of
    entries in the registers, and what HR said of these.
    """
    entries, asked_about = _entries(work, vacancy_ref)
    handled = of_event(named=True) == Event.SOURCING_HANDLED
    return or_(
        record.c.vacancy_ref == vacancy_ref,
        record.c.subject_ref.in_(entries),
        record.c.subject_ref.in_(asked_about) & handled,
    )


def _opened(work: UnitOfWork, *which: ColumnElement[bool]) -> Iterator[OpenedRecord]:
    """The records ``which``, in order, but for what is broken: nobody reads a name in that."""
    seqs = work.session.scalars(select(record.c.seq).where(*which).order_by(record.c.seq)).all()
    for start in range(0, len(seqs), _AT_A_TIME):
        yield from _whole(work, seqs[start : start + _AT_A_TIME])


def _whole(work: UnitOfWork, seqs: Sequence[int]) -> Sequence[OpenedRecord]:
    try:
        return open_records(work.session, work.vault, seqs=seqs)
    except SealBroken:
        middle = len(seqs) // 2
        return [*_whole(work, seqs[:middle]), *_whole(work, seqs[middle:])] if middle else []


def _entries(work: UnitOfWork, vacancy_ref: str) -> tuple[Collection[str], Collection[str]]:
    """The entries of the registers that are read without the names of the vacancy's candidates, and
    the candidates, of any vacancy, about whom HR was asked for one of them.
    """
    session = work.session
    applied = (
        select(SourcingNote.search_ref)
        .join(SourcedApplicant, SourcedApplicant.note_ref == SourcingNote.ref)
        .join(Candidate, Candidate.ref == SourcedApplicant.candidate_ref)
        .where(Candidate.vacancy_ref == vacancy_ref)
    )
    made_for = select(SourcingSearch.ref).where(SourcingSearch.vacancy_ref == vacancy_ref)
    asked = select(SourcingQuestion.search_ref).where(SourcingQuestion.vacancy_ref == vacancy_ref)
    found = session.scalars(union(applied, made_for, asked)).all()
    searches = with_the_same_words(work, found)
    about = select(SourcingQuestion.candidate_ref).where(SourcingQuestion.search_ref.in_(searches))
    told = select(UnauthorisedSearch.ref).where(UnauthorisedSearch.vacancy_ref == vacancy_ref)
    return [*searches, *session.scalars(told)], [ref for ref in session.scalars(about) if ref]


def _keep(work: UnitOfWork, vacancy_ref: str, key: KeyRef, found: Places) -> bool:
    """Keep ``found`` of the texts under ``key``; whether any of it is new."""
    row = work.session.get(NamePlaces, (vacancy_ref, key.owner, key.retention))
    row = row or NamePlaces(vacancy_ref=vacancy_ref, owner=key.owner, retention=key.retention)
    before = _read(work, row)
    after = before | {text: before.get(text, set()) | spans for text, spans in found.items()}
    if after == before:
        return False
    said = json.dumps({text: sorted(spans) for text, spans in after.items()})
    with suppress(KeyDestroyed):  # meanwhile: then there is no text any more
        row.sealed = work.vault.seal(key, _place(row), said.encode())
        work.session.add(row)
        return True
    return False


def _read(work: UnitOfWork, row: NamePlaces) -> Places:
    """What is kept in ``row``; nothing where that is erased."""
    if row.sealed is None:
        return {}
    key = KeyRef(row.owner, Retention(row.retention))
    with suppress(KeyDestroyed):
        said = json.loads(work.vault.open(key, _place(row), row.sealed))
        return {text: {(start, end) for start, end in spans} for text, spans in said.items()}
    return {}


def _place(row: NamePlaces) -> str:
    """What a row is sealed with: where it belongs, which never changes."""
    return f"name_places/{row.vacancy_ref}"
