"""Data whose time is over goes by itself, once that has been announced for long enough.

The policy says how long data about a candidate is kept after the vacancy closed. A month before,
the clock announces it: on the record, and on the first pages of data protection and HR. Then it
erases, whoever is away. What it never erases is the data of somebody who was appointed, or has an
offer as the vacancy closes: the period is that of the unsuccessful, theirs may have become part of
another file, and a status that HR forgot to change must not cost anybody their record. Two people
decide on those.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, select

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import CandidateStatus, ErasedBecause, Role
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.erasure import erasing
from screening.services.erasure.after_restoring import waits_since
from screening.services.erasure.holds import IS_HELD, check_not_held, standing
from screening.services.loading import ties_of
from screening.services.outbox.telling import tell, those_who_may
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import ErasureAnnounced
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

WARNING = timedelta(days=30)
"""For how long it is announced before the clock erases."""
SUCCESSFUL = (CandidateStatus.OFFERED, CandidateStatus.APPOINTED)
"""Whose data the clock leaves to two people."""
BATCH = 100

GOES_BY_ITSELF: ColumnElement[bool] = Candidate.erased_at.is_(None) & Candidate.status.not_in(
    SUCCESSFUL
)
"""Whether the clock erases a candidate that is asked for, when the time is over."""


def due_day(policy: Policy, closed_at: datetime) -> date:
    """The day from which data of a vacancy closed at ``closed_at`` is kept no longer."""
    return day_of(closed_at) + timedelta(days=policy.days("retention_months"))


def due_within(policy: Policy, now: datetime, ahead: timedelta) -> ColumnElement[bool]:
    """Vacancies whose data is due by the day that is ``ahead`` of today."""
    last_closed = day_of(now) + ahead - timedelta(days=policy.days("retention_months"))
    return Vacancy.closed_at < start_of_day(last_closed + timedelta(days=1))


def announce(call: Call) -> int:
    """Announce what will be due a month from now, or is and has not been; how many vacancies.

    Where the policy has changed since, another day is announced: a sooner one never lies within a
    month.
    """
    with call.as_clock().look() as work:
        somebody = exists().where(Candidate.vacancy_ref == Vacancy.ref, GOES_BY_ITSELF)
        near_or_announced = due_within(work.policy, work.now, WARNING) | (
            ErasureAnnounced.vacancy_ref.is_not(None)
        )
        found = work.session.execute(
            select(Vacancy, ErasureAnnounced)
            .outerjoin(ErasureAnnounced, ErasureAnnounced.vacancy_ref == Vacancy.ref)
            .where(Vacancy.closed_at.is_not(None), somebody, near_or_announced, ~IS_HELD)
            .order_by(Vacancy.closed_at, Vacancy.ref)
        )
        refs = [vacancy.ref for vacancy, before in found if _day_to_announce(work, vacancy, before)]
    for ref in refs[:BATCH]:
        _announce(call.as_clock(), ref)
    return len(refs[:BATCH])


def due_now(call: Call) -> list[str]:
    """Whom the clock is to erase now: the refs of candidates, the longest due first; nobody while
    erasing waits.
    """
    with call.as_clock().look() as work:
        return due(work) if waits_since(work.session) is None else []


def due(work: UnitOfWork) -> list[str]:
    """Whose time is over, and was announced for long enough; the longest due first."""
    return list(
        work.session.scalars(
            select(Candidate.ref)
            .join(Vacancy, Vacancy.ref == Candidate.vacancy_ref)
            .join(ErasureAnnounced, ErasureAnnounced.vacancy_ref == Vacancy.ref)
            .where(
                due_within(work.policy, work.now, timedelta(0)),
                ErasureAnnounced.erase_from <= work.now,
                GOES_BY_ITSELF,
                ~IS_HELD,
            )
            .order_by(Vacancy.closed_at, Vacancy.ref, Candidate.number)
        )
    )


def erase_due(call: Call, candidate_ref: str) -> None:
    """Erase a candidate whose time is over. NotPossible when it is not, or is not any more."""
    because = ErasedBecause.RETENTION_OVER
    erasing.carry_out(call.as_clock(), candidate_ref, because, still=_still_due)


def _announce(call: Call, vacancy_ref: str) -> None:
    with call.change() as work:
        vacancy = work.session.get_one(Vacancy, vacancy_ref)
        work.session.refresh(vacancy, with_for_update=True)
        before = work.session.get(ErasureAnnounced, vacancy.ref)
        day = _day_to_announce(work, vacancy, before)
        if day is None or standing(work.session, [vacancy.ref]):
            return
        said = before or ErasureAnnounced(vacancy_ref=vacancy.ref)
        said.announced_at, said.erase_from = work.now, start_of_day(day)
        work.session.add(said)
        work.record(
            Event.ERASURE_ANNOUNCED,
            vacancy_ref=vacancy.ref,
            payload={"erase_from": day.isoformat()},
        )
        readers = (Role.DATA_PROTECTION, Role.HR)
        ties = ties_of(work.session, vacancy)
        told = those_who_may(work.session, Action.SEE_RETENTION, ties, *readers)
        tell(work, Told.DATA_DUE, told, vacancy.ref, vacancy_ref=vacancy.ref)
        work.commit()


def _day_to_announce(
    work: UnitOfWork, vacancy: Vacancy, before: ErasureAnnounced | None
) -> date | None:
    """The day from which the clock erases; None where nothing, or what was announced, will do."""
    if vacancy.closed_at is None:
        return None
    over, soonest = due_day(work.policy, vacancy.closed_at), day_of(work.now) + WARNING
    if before is None:
        return max(over, soonest) if over <= soonest else None
    announced = day_of(before.erase_from)
    if over > announced:
        return over
    return max(over, soonest) if max(over, soonest) < announced else None


def _still_due(work: UnitOfWork, vacancy: Vacancy, candidate: Candidate) -> None:
    check_not_held(work.session, vacancy)
    announced = work.session.get(ErasureAnnounced, vacancy.ref)
    if (
        announced is None
        or announced.erase_from > work.now
        or vacancy.closed_at is None
        or due_day(work.policy, vacancy.closed_at) > day_of(work.now)
        or candidate.status in SUCCESSFUL
    ):
        raise NotPossible(N_("The time for which this data is kept is not over."))
