"""What nobody does and everybody should know: clocks that have run out, and what of ours fails.

Looked for by the worker. Each is told once, since a row says when it began; where two workers look
at once, one of them writes it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.notifying import Told
from screening.domain.people import Action, Ties
from screening.domain.rights import OVER, RightsState
from screening.domain.words import Role, State
from screening.services.calendar import day_of, due, end_of_day, start_of_day
from screening.services.call import Call
from screening.services.job_queue import JobState
from screening.services.loading import ties_of
from screening.services.outbox.telling import deciders, tell, those_who_may
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.checkpoint import WitnessState
from screening.store.tables.job import Job
from screening.store.tables.outbox import Notification
from screening.store.tables.rights import RightsRequest
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

BATCH = 200
NEAR = timedelta(days=5)
"""How long before its day a data protection officer is reminded of a request."""
PATIENCE = timedelta(hours=1)
"""For how long a witness may fail before administrators are told: most of it passes by itself."""
LATELY = timedelta(days=7)
"""Jobs that failed longer ago are told of no more."""

NOBODY = Ties(panel=frozenset())


def look(call: Call) -> None:
    """Tell of every clock that has run out and of all that fails, unless that was told."""
    with call.as_clock().change() as work:
        _decisions(work)
        _rights(work)
        _witnesses(work)
        _jobs(work)
        work.commit()


def _decisions(work: UnitOfWork) -> None:
    """Requests that wait for HR for longer than the policy gives it."""
    before = work.now - timedelta(days=work.policy.days("decision"))
    waiting = work.session.execute(
        select(Check, Vacancy)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(
            Check.state.in_((State.AWAITING, State.REFERRED)),
            Check.state_since < before,
            Candidate.erased_at.is_(None),
            _untold(Told.OVERDUE, Check.ref, Check.state_since),
        )
        .order_by(Check.state_since, Check.ref)
        .limit(BATCH)
    ).all()
    for check, vacancy in waiting:
        if due(work.policy, "decision", check.state_since) < work.now:
            told = deciders(work.session, check, ties_of(work.session, vacancy, check))
            began = check.state_since
            tell(work, Told.OVERDUE, told, check.ref, vacancy_ref=vacancy.ref, since=began)


def _rights(work: UnitOfWork) -> None:
    """Entries whose day to acknowledge or to answer is near, and again once it is over."""
    today = day_of(work.now)
    acknowledge = and_(
        RightsRequest.state == RightsState.OPEN, RightsRequest.acknowledge_by <= today + NEAR
    )
    found = work.session.execute(
        select(RightsRequest, Vacancy)
        .join(Vacancy, Vacancy.ref == RightsRequest.vacancy_ref)
        .where(
            RightsRequest.state.not_in(OVER), or_(RightsRequest.due <= today + NEAR, acknowledge)
        )
        .order_by(RightsRequest.due, RightsRequest.ref)
        .limit(BATCH)
    ).all()
    known = _known(work, [entry.ref for entry, _vacancy in found])
    for entry, vacancy in found:
        to_acknowledge = entry.acknowledge_by if entry.state == RightsState.OPEN else None
        for day in (to_acknowledge, entry.due):
            if day is None or day > today + NEAR:
                continue
            since = end_of_day(day) if day < today else start_of_day(day)
            if (entry.ref, since) not in known:
                ties = ties_of(work.session, vacancy)
                officers = (Action.GIVE_ACCESS, ties, Role.DATA_PROTECTION)
                told = those_who_may(work.session, *officers)
                where = vacancy.ref
                tell(work, Told.RIGHTS_NEAR, told, entry.ref, vacancy_ref=where, since=since)


def _known(work: UnitOfWork, entries: list[str]) -> set[tuple[str, datetime]]:
    """Of which entries a day was told of already."""
    told = select(Notification.about, Notification.since).where(
        Notification.kind == Told.RIGHTS_NEAR, Notification.about.in_(entries)
    )
    return {(about, since) for about, since in work.session.execute(told)}


def _witnesses(work: UnitOfWork) -> None:
    """Where checkpoints could not be left for a while."""
    failing = work.session.scalars(
        select(WitnessState).where(
            WitnessState.failing_since < work.now - PATIENCE,
            _untold(Told.WITNESS_FAILS, WitnessState.name, WitnessState.failing_since),
        )
    )
    for one in failing:
        _tell_administrators(work, Told.WITNESS_FAILS, one.name, one.failing_since)


def _jobs(work: UnitOfWork) -> None:
    """Work that was given up. Which vacancy it was about is no administrator's business."""
    failed = work.session.scalars(
        select(Job).where(
            Job.state == JobState.FAILED,
            Job.ended_at > work.now - LATELY,
            _untold(Told.JOB_FAILED, Job.ref, Job.ended_at),
        )
    )
    for job in failed:
        _tell_administrators(work, Told.JOB_FAILED, job.ref, job.ended_at)


def _tell_administrators(work: UnitOfWork, kind: Told, about: str, since: datetime | None) -> None:
    tell(work, kind, administrators(work), about, since=since)


def administrators(work: UnitOfWork) -> Iterable[str]:
    """The accounts of those who look after the service."""
    return those_who_may(work.session, Action.ADMINISTER, NOBODY, Role.ADMINISTRATOR)


def _untold(
    kind: Told,
    about: InstrumentedAttribute[str],
    since: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
) -> ColumnElement[bool]:
    """That nobody was told of it yet."""
    told = select(Notification.ref).where(
        Notification.about == about, Notification.kind == kind, Notification.since == since
    )
    return ~told.exists()
