"""Objections that are decided in the life of a check, or of a school's search.

They are entered nowhere a second time: what waits is read from those, and what is over from the
log. It says when somebody objected and when that ended, and the day of receipt is sealed in it. It
is opened for what is shown, and where it may have been answered too late; once the candidate is
erased the day on which it was written down stands for it.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.due_diligence import DueDiligence
from screening.domain.events import Event
from screening.domain.people import Actor
from screening.domain.rights import Clock, RightsKind, RightsState, answer_due
from screening.domain.words import State
from screening.services.calendar import day_of, holidays
from screening.services.reading.rights.raised import Raised
from screening.services.reading.rights.rows import RightsRow, late_by
from screening.services.reading.visible import off_panel
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200


def count_late(work: UnitOfWork, found: Collection[Raised]) -> int:
    """How many of ``found`` ended after the day by which they had to be answered."""
    perhaps = [one for one in found if _is_late(one, one.earliest)]
    opened = _opened(work, perhaps)
    return sum(_is_late(one, _received(one, opened[one.seq])[0]) for one in perhaps)


def rows_of(work: UnitOfWork, found: Collection[Raised], today: date) -> Mapping[Raised, RightsRow]:
    """A line of the register for each of ``found``."""
    opened, about = _opened(work, found), _about(work, found)
    rows = {}
    for one in found:
        received, is_known = _received(one, opened[one.seq])
        row = _objection(*about[one.ref], today, received, is_known)
        if one.ended_at is not None:
            closed_on = day_of(one.ended_at)
            late = _late(one, received)
            row = replace(row, state=one.state, overdue=False, closed_on=closed_on, late=late)
        rows[one] = row
    return rows


def open_to_checks(work: UnitOfWork, actor: Actor, today: date) -> list[RightsRow]:
    """Objections to checks that nobody has decided yet; the same month runs for them."""
    found = work.session.execute(
        select(Check, Vacancy.reference, Candidate.number)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(Check.state == State.PAUSED, off_panel(actor))
        .order_by(Check.state_since, Check.ref)
        .limit(MOST)
    )
    rows = []
    for check, reference, number in found:
        said = _received_of(work, check)
        received = said or day_of(check.state_since)
        rows.append(_objection(check, reference, number, today, received, said is not None))
    return rows


def open_to_schools(work: UnitOfWork, actor: Actor, today: date) -> list[RightsRow]:
    """Objections to a school's search that nobody has decided yet, from when they were written
    down: when HR received one is not asked, and what comes by a page is received there.
    """
    found = work.session.execute(
        select(DueDiligencePart, Vacancy.reference, Candidate.number)
        .join(DueDiligenceSearch, DueDiligenceSearch.vacancy_ref == DueDiligencePart.vacancy_ref)
        .join(Vacancy, Vacancy.ref == DueDiligencePart.vacancy_ref)
        .join(Candidate, Candidate.ref == DueDiligencePart.candidate_ref)
        .where(
            DueDiligenceSearch.state == DueDiligence.PAUSED,
            DueDiligencePart.objected_at.is_not(None),
            DueDiligencePart.objection_decided_at.is_(None),
            off_panel(actor),
        )
        .order_by(DueDiligencePart.objected_at, DueDiligencePart.ref)
        .limit(MOST)
    )
    rows = []
    for part, reference, number in found:
        whose, raised = part.candidate_ref, Event.DUE_DILIGENCE_OBJECTED
        last = open_records(work.session, work.vault, subject_ref=whose, event=raised)[-1]
        received = day_of(part.objected_at or work.now)
        rows.append(_objection(part, reference, number, today, received, bool(_received_by(last))))
    return rows


def _opened(work: UnitOfWork, found: Collection[Raised]) -> Mapping[int, OpenedRecord]:
    seqs = [one.seq for one in found]
    return {each.seq: each for each in open_records(work.session, work.vault, seqs=seqs)}


def _received(one: Raised, opened: OpenedRecord) -> tuple[date, bool]:
    """When it was received, as far as is known, and whether that is known."""
    said = _received_by(opened)
    day = said if said and one.to_check else day_of(one.entered_at)
    return day, said is not None


def _late(one: Raised, received: date) -> int | None:
    return late_by(_due(received), day_of(one.ended_at)) if one.ended_at else None


def _is_late(one: Raised, received: date) -> bool:
    return one.ended_at is not None and day_of(one.ended_at) > _due(received)


@lru_cache(maxsize=4096)  # many were received on one day
def _due(received: date) -> date:
    return answer_due(Clock(RightsKind.OBJECTION, received, received), 0, holidays())


def _about(
    work: UnitOfWork, found: Collection[Raised]
) -> Mapping[str, tuple[Check | DueDiligencePart, str, int]]:
    """What each of ``found`` objects to, the vacancy's reference and the candidate's number."""
    checks = (
        select(Check, Vacancy.reference, Candidate.number)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(Check.ref.in_([one.ref for one in found if one.to_check]))
    )
    parts = (
        select(DueDiligencePart, Vacancy.reference, Candidate.number)
        .join(Vacancy, Vacancy.ref == DueDiligencePart.vacancy_ref)
        .join(Candidate, Candidate.ref == DueDiligencePart.candidate_ref)
        .where(DueDiligencePart.candidate_ref.in_([one.ref for one in found if not one.to_check]))
    )
    about: dict[str, tuple[Check | DueDiligencePart, str, int]] = {}
    for check, reference, number in work.session.execute(checks):
        about[check.ref] = (check, reference, number)
    for part, reference, number in work.session.execute(parts):
        about[part.candidate_ref] = (part, reference, number)
    return about


def _objection(
    about: Check | DueDiligencePart,
    name: str,
    number: int,
    today: date,
    received: date,
    is_known: bool = False,
) -> RightsRow:
    """An open objection ``about`` a check, or one person's part of a school's search."""
    due = _due(received)
    return RightsRow(
        ref=about.ref,
        name=name,
        check_ref=about.ref if isinstance(about, Check) else "",
        check_number=about.number if isinstance(about, Check) else 0,
        candidate_ref=about.candidate_ref,
        code=code_of(number),
        kind=RightsKind.OBJECTION,
        state=RightsState.OPEN,
        received=received,
        due=due,
        acknowledge=False,
        overdue=due < today,
        is_known=is_known,
        part_ref=about.ref if isinstance(about, DueDiligencePart) else "",
    )


def _received_of(work: UnitOfWork, check: Check) -> date | None:
    """The day on which the objection for which ``check`` is paused reached somebody, if known."""
    ref, raised = check.ref, Event.OBJECTION_RAISED
    return _received_by(open_records(work.session, work.vault, check_ref=ref, event=raised)[-1])


def _received_by(record: OpenedRecord) -> date | None:
    day = (record.payload or {}).get("received")
    return date.fromisoformat(day) if day else None
