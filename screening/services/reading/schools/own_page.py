"""What a candidate on a school's shortlist reads: on their own page, and in the letter to them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from screening.domain.due_diligence import DueDiligence
from screening.domain.events import Event
from screening.domain.people import Action
from screening.reports.model import Organisation
from screening.reports.school_notice import SchoolNotice
from screening.services.call import Call
from screening.services.candidates import name_of
from screening.services.due_diligence.conditions import candidate_of, find_part
from screening.services.own_page.shortlist import opened
from screening.services.reading.schools.notice import school_notice
from screening.store.ledger_store import open_records
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.unit_of_work import UnitOfWork


class Standing(StrEnum):
    """How far it is, as one candidate is told: never what another of them said."""

    WAITS = "waits"
    OBJECTED = "objected"
    LOOKED = "looked"
    TOLD = "told"
    NOT_TOLD = "not-told"
    OVER = "over"


@dataclass(frozen=True)
class ShortlistPage:
    """The page. ``told``: what the panel is to ask about; empty where there is nothing."""

    notice: SchoolNotice
    standing: Standing
    told: str
    ends_at: datetime


def read_shortlist_page(call: Call, key: str, organisation: Organisation) -> ShortlistPage:
    """The page to which the link with ``key`` leads. Raises LinkDead."""
    with call.look() as work:
        part, vacancy, link = opened(work, key)
        search = work.session.get_one(DueDiligenceSearch, vacancy.ref)
        about = (search, vacancy)
        notice = school_notice(work, about, link.made_by, organisation, part.not_before)
        standing = _standing(search, part)
        told = _told(work, part) if standing is Standing.TOLD else ""
        return ShortlistPage(notice, standing, told, link.ends_at)


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


def _standing(search: DueDiligenceSearch, part: DueDiligencePart) -> Standing:
    if search.state == DueDiligence.CALLED_OFF:
        return Standing.OVER
    if search.state == DueDiligence.HANDED_OVER:
        return Standing.NOT_TOLD if part.passed_on is None else Standing.TOLD
    if part.objected_at is not None and part.objection_decided_at is None:
        return Standing.OBJECTED
    return Standing.LOOKED if part.begun_at is not None else Standing.WAITS


def _told(work: UnitOfWork, part: DueDiligencePart) -> str:
    """The words that the panel reads, as HR let them go."""
    found = open_records(
        work.session,
        work.vault,
        subject_ref=part.candidate_ref,
        event=Event.DUE_DILIGENCE_WORDED,
    )
    words = [str((record.payload or {}).get("words", "")) for record in found]
    return words[-1] if words else ""
