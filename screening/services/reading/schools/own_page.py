"""What a candidate on a school's shortlist reads: on their own page, and in the letter to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from screening.domain.due_diligence import DueDiligence
from screening.domain.entry import answer_given
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.words import CandidateStatus
from screening.reports.model import Organisation
from screening.reports.school_notice import SchoolNotice
from screening.services.call import Call
from screening.services.candidates import name_of
from screening.services.due_diligence.conditions import candidate_of, find_part
from screening.services.due_diligence.saying import can_be_answered, waits
from screening.services.own_page.shortlist import opened
from screening.services.own_page.shortlist_words import may_say
from screening.services.reading.checks.holding_back import ReplyShown
from screening.services.reading.schools.answers import marked_answer
from screening.services.reading.schools.notice import school_notice
from screening.services.reading.schools.part import Word, given_in, words_of
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.unit_of_work import UnitOfWork


class Standing(StrEnum):
    """How far it is, as one candidate is told: never what another of them said."""

    WAITS = "waits"
    MAY_LOOK = "may-look"
    WITHDREW = "withdrew"
    OBJECTED = "objected"
    LOOKING = "looking"
    LOOKED = "looked"
    TOLD = "told"
    NOT_TOLD = "not-told"
    OVER = "over"


_SAID = frozenset(
    {
        Event.DUE_DILIGENCE_OBJECTED,
        Event.DUE_DILIGENCE_REPLIED,
        Event.DUE_DILIGENCE_UPHELD,
        Event.DUE_DILIGENCE_NOT_UPHELD,
        Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
        Event.DUE_DILIGENCE_ANSWER_KEPT_BACK,
    }
)


@dataclass(frozen=True)
class ShortlistPage:
    """The page. ``told``: what the panel is to ask about; empty where there is nothing.

    ``looked_up``: whether anybody began to. ``withdrew``: the panel reads nothing of them any more.
    ``saying``: they may object or say something; ``objecting``: they may object now; ``answering``:
    they may answer what the panel was told.
    """

    notice: SchoolNotice
    standing: Standing
    looked_up: bool
    withdrew: bool
    told: str
    said: tuple[Word, ...]
    saying: bool
    objecting: bool
    answering: bool
    ends_at: datetime


def read_shortlist_page(call: Call, key: str, organisation: Organisation) -> ShortlistPage:
    """The page to which the link with ``key`` leads. Raises LinkDead."""
    with call.look() as work:
        part, vacancy, link = opened(work, key)
        search = work.session.get_one(DueDiligenceSearch, vacancy.ref)
        candidate = work.session.get_one(Candidate, part.candidate_ref)
        about = (search, vacancy)
        records = words_of(work, candidate)
        standing = _standing(work, search, part, candidate)
        saying = may_say(search)
        answers = can_be_answered(work, search, part) and part.answered_at is None
        return ShortlistPage(
            notice=school_notice(work, about, link.made_by, organisation, part.not_before),
            standing=standing,
            looked_up=part.begun_at is not None,
            withdrew=candidate.status == CandidateStatus.WITHDREW,
            told=given_in(records) if standing is Standing.TOLD else "",
            said=tuple(one for one in records if one.event in _SAID),
            saying=saying,
            objecting=saying and not waits(part),
            answering=answers,
            ends_at=link.ends_at,
        )


def preview_answer(call: Call, key: str, text: str) -> ReplyShown:
    """What the panel would read of an answer, for its writer, before they send it.

    Raises LinkDead, and NotValid for what could not be sent.
    """
    text = answer_given("words", text)
    with call.look() as work:
        _part, vacancy, _link = opened(work, key)
        return marked_answer(work, vacancy, text)


def read_letter_to_one(call: Call, part_ref: str, organisation: Organisation) -> SchoolNotice:
    """The notice with the name and the days of one candidate, for HR to send.

    Raises NotFound or NotAllowed, and NotPossible once the candidate is erased.
    """
    with call.look() as work:
        part, search, vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        name = name_of(work, candidate_of(work, part))
        about = (search, vacancy)
        notice = school_notice(work, about, call.actor.ref, organisation, part.not_before)
        return replace(notice, candidate_name=name)


def _standing(
    work: UnitOfWork, search: DueDiligenceSearch, part: DueDiligencePart, candidate: Candidate
) -> Standing:
    state = DueDiligence(search.state)
    if state is DueDiligence.HANDED_OVER:
        told = part.passed_on is not None and not _withdrew_before(work, candidate)
        return Standing.TOLD if told else Standing.NOT_TOLD
    if state is DueDiligence.CALLED_OFF:
        return Standing.OVER
    found: Mapping[Standing, bool] = {
        Standing.OBJECTED: waits(part),
        Standing.LOOKED: part.recorded_at is not None,
        Standing.LOOKING: part.begun_at is not None,
        Standing.WITHDREW: candidate.status == CandidateStatus.WITHDREW,
        Standing.WAITS: work.now < part.not_before,
    }
    return next((standing for standing, so in found.items() if so), Standing.MAY_LOOK)


def _withdrew_before(work: UnitOfWork, candidate: Candidate) -> bool:
    """Whether ``candidate`` had withdrawn when the panel was told of everybody else."""
    if candidate.status != CandidateStatus.WITHDREW:
        return False
    here = candidate.vacancy_ref
    handed = Event.DUE_DILIGENCE_HANDED_OVER
    told = open_records(work.session, work.vault, vacancy_ref=here, event=handed)[-1]
    changed = Event.CANDIDATE_STATUS_CHANGED
    moves = open_records(work.session, work.vault, subject_ref=candidate.ref, event=changed)
    return bool(moves) and moves[-1].vacancy_seq < told.vacancy_seq
