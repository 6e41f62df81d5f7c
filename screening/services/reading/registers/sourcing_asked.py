"""What HR is asked about searches to find people, and what it said: for those who may know of it,
and not for whoever made the search.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, false, select

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.name_masks import Names, together
from screening.domain.people import Action, Actor, check_may, may
from screening.domain.sourcing import FoundBy, Handling, Sign
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.candidates import check_not_erased
from screening.services.loading import ties_of
from screening.services.reading.people import names_of
from screening.services.reading.trail.by_reference import names_hidden_from, without_names
from screening.services.reading.visible import off_panel
from screening.services.sourced import OF_SOMEBODY_ERASED, with_the_same_words
from screening.services.sourcing import entry_code
from screening.services.sourcing_handling import find_question
from screening.services.unauthorised import report_code
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import (
    SourcedApplicant,
    SourcingNote,
    SourcingQuestion,
    SourcingSearch,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200


@dataclass(frozen=True)
class AskedRow:
    """Why a search is asked about, and what HR says that it was; ``handling`` None: nothing yet.

    ``candidate_ref`` and ``code``: of whom it found and who has applied; empty where the entry
    itself looked like a check. ``vacancy_reference`` is theirs, or the entry's. Once they are
    ``erased`` nothing is said that tells who they were.
    """

    ref: str
    search_ref: str
    search_code: str
    vacancy_reference: str
    candidate_ref: str
    code: str
    erased: bool
    why: tuple[StrEnum, ...]
    asked_at: datetime
    handling: Handling | None
    handled_at: datetime | None
    report_ref: str
    report_code: str
    may_handle: bool


@dataclass(frozen=True)
class HandledShown:
    """What HR said: who did, and the reasons; None once they are erased."""

    by: str
    reasons: str | None


def list_questions(call: Call) -> tuple[AskedRow, ...]:
    """What is open still, the oldest first, for HR and those who inspect."""
    check_may(call.actor, Action.SEE_SOURCING_HANDLED)
    with call.look() as work:
        return _rows(work, call.actor, SourcingQuestion.handled_at.is_(None))


def read_question(call: Call, ref: str) -> AskedRow:
    """One of them, for somebody who may say what the search was. Or NotFound; NotPossible where
    nothing is asked any more, since whom it is about was erased.
    """
    with call.look() as work:
        question, _search = find_question(work, call, ref, Action.HANDLE_SOURCING)
        if question.candidate_ref and question.handled_at is None:
            check_not_erased(work.session.get_one(Candidate, question.candidate_ref))
        (row,) = _rows(work, call.actor, SourcingQuestion.ref == question.ref)
        return row


def asked_about(
    work: UnitOfWork, actor: Actor, searches: Collection[str]
) -> Mapping[str, tuple[AskedRow, ...]]:
    """What ``actor`` may know that is asked about ``searches``, by the ref of each."""
    found = defaultdict[str, tuple[AskedRow, ...]](tuple)
    if not may(actor, Action.SEE_SOURCING_HANDLED):
        return found
    for row in _rows(work, actor, SourcingQuestion.search_ref.in_(searches)):
        found[row.search_ref] += (row,)
    return found


def handled(
    work: UnitOfWork, asked: Sequence[AskedRow], hidden: Names
) -> Mapping[str, HandledShown]:
    """What HR said of each of ``asked``, by its ref, without the names that are ``hidden``."""
    said = {
        row.ref: record
        for row in asked
        if row.handling
        for record in open_records(
            work.session,
            work.vault,
            subject_ref=row.candidate_ref or row.search_ref,
            event=Event.SOURCING_HANDLED,
        )
        if _is_of(record, row)
    }
    names = names_of(work.session, [record.actor_ref for record in said.values()])
    return {
        ref: HandledShown(names[one.actor_ref], (one.payload or {}).get("reasons"))
        for ref, record in said.items()
        for one in without_names([record], hidden)
    }


def names_hidden_in(work: UnitOfWork, actor: Actor, search: SourcingSearch) -> Names:
    """The names that ``actor`` is not to read in an entry: those of the vacancy that it is for, and
    of each for which somebody has applied whom it, or one that has the same words, had found.
    """
    refs = with_the_same_words(work, {search.ref})
    asked = select(SourcingQuestion.vacancy_ref).where(SourcingQuestion.search_ref.in_(refs))
    applied = (
        select(Candidate.vacancy_ref)
        .join(SourcedApplicant, SourcedApplicant.candidate_ref == Candidate.ref)
        .join(SourcingNote, SourcingNote.ref == SourcedApplicant.note_ref)
        .where(SourcingNote.search_ref.in_(refs))
    )
    about = (SourcingSearch.vacancy_ref == Vacancy.ref) & SourcingSearch.ref.in_(refs)
    wanted = exists().where(about) | Vacancy.ref.in_(asked) | Vacancy.ref.in_(applied)
    return together(
        names_hidden_from(work, actor, ties_of(work.session, vacancy), vacancy.ref)
        for vacancy in work.session.scalars(select(Vacancy).where(wanted)).all()
    )


def _is_of(record: OpenedRecord, row: AskedRow) -> bool:
    """Several searches may have found one person; once erased, the moment tells them apart."""
    if record.payload:
        return bool(record.payload["search"] == row.search_ref)
    return record.occurred_at == row.handled_at


def open_to(actor: Actor) -> Select[str]:
    """The searches about which ``actor`` may know that something is open."""
    asked = select(SourcingQuestion.search_ref).join(
        SourcingSearch, SourcingSearch.ref == SourcingQuestion.search_ref
    )
    still = SourcingQuestion.handled_at.is_(None) & ~OF_SOMEBODY_ERASED
    return asked.where(still, _readable(actor))


def _readable(actor: Actor) -> ColumnElement[bool]:
    """That a search is not the actor's own, nor for a panel of theirs, nor whom it found."""
    made_for, about = SourcingSearch.vacancy_ref, SourcingQuestion.vacancy_ref
    if not may(actor, Action.SEE_SOURCING_HANDLED):
        return false()
    return and_(
        SourcingSearch.entered_person != actor.person_ref,
        made_for.is_(None) | off_panel(actor, made_for),
        about.is_(None) | off_panel(actor, about),
    )


def _rows(work: UnitOfWork, actor: Actor, *which: ColumnElement[bool]) -> tuple[AskedRow, ...]:
    found = work.session.execute(
        select(SourcingQuestion, SourcingSearch.looks_like, Vacancy.reference, Candidate)
        .join(SourcingSearch, SourcingSearch.ref == SourcingQuestion.search_ref)
        .outerjoin(Vacancy, Vacancy.ref == SourcingQuestion.vacancy_ref)
        .outerjoin(Candidate, Candidate.ref == SourcingQuestion.candidate_ref)
        .where(_readable(actor), SourcingQuestion.handled_at.is_not(None) | ~OF_SOMEBODY_ERASED)
        .where(*which)
        .order_by(SourcingQuestion.asked_at, SourcingQuestion.ref)
        .limit(MOST)
    ).all()
    by = _found_by(work, [question.search_ref for question, *_rest in found])
    return tuple(
        _row(
            actor,
            asked,
            by.get((asked.search_ref, asked.candidate_ref), (FoundBy.WORDS,))
            if asked.candidate_ref
            else signs_of(looks_like),
            reference or "",
            candidate,
        )
        for asked, looks_like, reference, candidate in found
    )


def _row(
    actor: Actor,
    asked: SourcingQuestion,
    why: tuple[StrEnum, ...],
    vacancy_reference: str,
    candidate: Candidate | None,
) -> AskedRow:
    erased = candidate is not None and candidate.erased_at is not None
    report = "" if erased else asked.report_ref or ""
    return AskedRow(
        ref=asked.ref,
        search_ref=asked.search_ref,
        search_code=entry_code(asked.search_ref),
        vacancy_reference="" if erased else vacancy_reference,
        candidate_ref=asked.candidate_ref or "",
        code=code_of(candidate.number) if candidate and not erased else "",
        erased=erased,
        why=() if erased else why,
        asked_at=asked.asked_at,
        handling=Handling(asked.handling) if asked.handling else None,
        handled_at=asked.handled_at,
        report_ref=report,
        report_code=report_code(report) if report else "",
        may_handle=asked.handled_at is None and actor.has(Role.HR),
    )


def signs_of(looks_like: str) -> tuple[Sign, ...]:
    """The signs that stand in an entry, by their codes."""
    return tuple(Sign(code) for code in looks_like.split(",") if code)


def _found_by(
    work: UnitOfWork, searches: Collection[str]
) -> Mapping[tuple[str, str], tuple[FoundBy, ...]]:
    """What shows that somebody noted in one of ``searches`` has applied; of anybody else that is
    asked about, the entry itself holds the name.
    """
    matched = work.session.execute(
        select(SourcingNote.search_ref, SourcedApplicant.candidate_ref, SourcedApplicant.found_by)
        .join(SourcingNote, SourcingNote.ref == SourcedApplicant.note_ref)
        .where(SourcingNote.search_ref.in_(searches))
        .distinct()
        .order_by(SourcedApplicant.found_by)
    )
    found = defaultdict[tuple[str, str], tuple[FoundBy, ...]](tuple)
    for search, candidate, by in matched:
        found[search, candidate] += (FoundBy(by),)
    return found
