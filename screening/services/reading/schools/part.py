"""One candidate's part in a due-diligence search as its readers see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from screening.domain.candidate_codes import code_of
from screening.domain.due_diligence import (
    DueDiligence,
    ToExplore,
    allows,
    can_happen,
)
from screening.domain.events import Event
from screening.domain.name_masks import NOBODY, Names
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.words import CandidateStatus, Stage
from screening.services.due_diligence.conditions import (
    is_on_the_list,
    untold,
)
from screening.services.due_diligence.passing import lock_of
from screening.services.due_diligence.saying import waits
from screening.services.reading.trail.by_reference import names_hidden_from, without_names
from screening.services.reading.vacancies.claim import name_for
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_OF_THE_SEARCH = (Event.DUE_DILIGENCE_RECORDED, Event.DUE_DILIGENCE_WORDED)
"""What whoever searches reads: nothing that candidates say, nor what HR makes of that."""
_WORDS = (
    Event.DUE_DILIGENCE_OBJECTED,
    Event.DUE_DILIGENCE_REPLIED,
    Event.DUE_DILIGENCE_UPHELD,
    Event.DUE_DILIGENCE_NOT_UPHELD,
    *_OF_THE_SEARCH,
    Event.DUE_DILIGENCE_KEPT_BACK,
    Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
    Event.DUE_DILIGENCE_ANSWER_KEPT_BACK,
)


@dataclass(frozen=True)
class Word:
    """Something that was written down of one candidate, and when."""

    event: Event
    at: datetime
    words: str
    pages: str = ""


@dataclass(frozen=True)
class PartShown:
    """One candidate's part. ``doings``: what the reader can do now. ``words``: what they may read.

    ``to_explore`` is None and ``given``, what the panel is told, empty for who may not see them;
    ``answer``: what the panel has of the candidate's answer to it, or empty.
    ``given_to_reader``: the panel has it, and the reader may read it. ``let_through``: how
    many marks HR let stand.
    """

    ref: str
    code: str
    name: str
    status: CandidateStatus
    erased: bool
    told_at: datetime
    not_before: datetime
    reply_over: bool
    begun_at: datetime | None
    recorded_at: datetime | None
    screened: bool
    minutes: int | None
    over_minutes: bool
    protected_seen: bool
    let_through: int
    to_explore: ToExplore | None
    given: str
    answer: str
    given_to_reader: bool
    words: tuple[Word, ...]
    doings: frozenset[Event]


def sees_words(actor: Actor, ties: Ties) -> bool:
    """Whether ``actor`` may read what was written down, as things stand in ``ties``.

    Of what candidates say, and what HR makes of it, only with ``SEE_REPLIES`` besides.
    """
    return may(actor, Action.SEE_DUE_DILIGENCE, ties) or may(actor, Action.SEARCH, ties)


def show_part(
    work: UnitOfWork, actor: Actor, ties: Ties, part: DueDiligencePart, candidate: Candidate
) -> PartShown:
    """``part`` of ``candidate`` as ``actor`` may see it."""
    search = work.session.get_one(DueDiligenceSearch, part.vacancy_ref)
    state = DueDiligence(search.state)
    reads = sees_words(actor, ties)
    vacancy = work.session.get_one(Vacancy, part.vacancy_ref)
    scores = may(actor, Action.LOCK_SCORES, ties)
    locked = scores and lock_of(work, vacancy, actor.person_ref) is not None
    told = reads or (locked and state is DueDiligence.HANDED_OVER)
    hidden = names_hidden_from(work, actor, ties, part.vacancy_ref) if told else NOBODY
    records = words_of(work, candidate, hidden) if told else ()
    if reads and not may(actor, Action.SEE_REPLIES, ties):
        records = tuple(one for one in records if one.event in _OF_THE_SEARCH)
    found = ToExplore(part.to_explore) if reads and part.to_explore else None
    return PartShown(
        ref=part.ref,
        code=code_of(candidate.number),
        name=name_for(work, actor, ties, candidate),
        status=CandidateStatus(candidate.status),
        erased=candidate.erased_at is not None,
        told_at=part.told_at,
        not_before=part.not_before,
        reply_over=work.now >= part.not_before,
        begun_at=part.begun_at,
        recorded_at=part.recorded_at,
        screened=part.passed_on is not None,
        minutes=part.minutes if reads else None,
        over_minutes=reads and (part.minutes or 0) > search.minutes,
        protected_seen=reads and part.protected_seen,
        let_through=part.let_through if reads else 0,
        to_explore=found,
        given=given_in(records),
        answer=_newest(records, Event.DUE_DILIGENCE_ANSWER_PASSED_ON),
        given_to_reader=told and state is DueDiligence.HANDED_OVER,
        words=records if reads else (),
        doings=_doings_of_one(work, actor, ties, part, candidate, state),
    )


def _doings_of_one(
    work: UnitOfWork,
    actor: Actor,
    ties: Ties,
    part: DueDiligencePart,
    candidate: Candidate,
    state: DueDiligence,
) -> frozenset[Event]:
    """What ``actor`` can do to one candidate's part now."""
    here = candidate.erased_at is None
    objected = waits(part)
    answered = here and part.answered_at is not None
    to_write = part.begun_at is not None and part.recorded_at is None
    to_screen = here and part.recorded_at is not None and part.passed_on is None
    due = part.begun_at is None and is_on_the_list(candidate) and work.now >= part.not_before
    vacancy = work.session.get_one(Vacancy, part.vacancy_ref)
    begins = due and allows(work.policy, vacancy.department) and vacancy.stage == Stage.SHORTLISTED
    rows = (
        (Action.HANDLE_DUE_DILIGENCE, Event.DUE_DILIGENCE_OBJECTED, here and not objected),
        (Action.HANDLE_DUE_DILIGENCE, Event.DUE_DILIGENCE_REPLIED, here and not answered),
        (Action.HANDLE_DUE_DILIGENCE, Event.DUE_DILIGENCE_ANSWER_PASSED_ON, answered),
        (Action.HANDLE_DUE_DILIGENCE, Event.DUE_DILIGENCE_UPHELD, objected),
        (Action.HANDLE_DUE_DILIGENCE, Event.DUE_DILIGENCE_WORDED, to_screen),
        (Action.SEARCH, Event.DUE_DILIGENCE_BEGUN, begins and not untold(work, vacancy)),
        (Action.SEARCH, Event.DUE_DILIGENCE_RECORDED, here and to_write),
    )
    links = here and may(actor, Action.HANDLE_DUE_DILIGENCE, ties)
    return frozenset({Event.LINK_MADE} if links else ()) | frozenset(
        event
        for action, event, possible in rows
        if possible and can_happen(event, state) and may(actor, action, ties)
    )


def words_of(work: UnitOfWork, candidate: Candidate, hidden: Names = NOBODY) -> tuple[Word, ...]:
    """What was written down of ``candidate``, oldest first, without the names ``hidden``; nothing
    once erased.
    """
    found = open_records(work.session, work.vault, subject_ref=candidate.ref)
    return tuple(
        Word(
            Event(record.event),
            record.occurred_at,
            str(record.payload.get("words") or record.payload.get("reasons") or ""),
            str(record.payload.get("pages", "")),
        )
        for record in without_names(found, hidden)
        if record.event in _WORDS and record.payload is not None
    )


def given_in(records: Sequence[Word]) -> str:
    """What the panel is told of one candidate, by what was written down; empty where nothing is."""
    return _newest(records, Event.DUE_DILIGENCE_WORDED)


def _newest(records: Sequence[Word], event: Event) -> str:
    return next((one.words for one in reversed(records) if one.event is event), "")
