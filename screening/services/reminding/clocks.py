"""What nobody does and everybody should know: clocks that have run out, and what of ours fails.

Looked for by the worker. Each is told once, since a row says when it began; where two workers look
at once, one of them writes it.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select

from screening.domain.notifying import Told
from screening.domain.people import Action
from screening.domain.rights import OVER, RightsState
from screening.domain.words import Role
from screening.services.calendar import day_of, end_of_day, start_of_day
from screening.services.call import Call
from screening.services.job_queue import JobState
from screening.services.outbox.telling import administrators, tell, those_who_may
from screening.services.reminding import asked, in_hand, schools, staff, waiting
from screening.services.reminding.untold import BATCH, untold
from screening.services.rights import ties_to
from screening.store.tables.checkpoint import WitnessState
from screening.store.tables.job import Job
from screening.store.tables.outbox import Notification
from screening.store.tables.rights import RightsRequest
from screening.store.unit_of_work import UnitOfWork

NEAR = timedelta(days=5)
"""How long before its day a data protection officer is reminded of a request."""
PATIENCE = timedelta(hours=1)
"""For how long a witness may fail before administrators are told: most of it passes by itself."""
LATELY = timedelta(days=7)
"""Jobs that failed longer ago are told of no more."""


def look(call: Call) -> None:
    """Tell of every clock that has run out and of all that fails, unless that was told."""
    with call.as_clock().change() as work:
        waiting.look(work)
        in_hand.look(work)
        schools.look(work)
        asked.look(work)
        staff.look(work)
        _rights(work)
        _witnesses(work)
        _jobs(work)
        work.commit()


def _rights(work: UnitOfWork) -> None:
    """Entries whose day to acknowledge or to answer is near, and again once it is over."""
    today = day_of(work.now)
    acknowledge = and_(
        RightsRequest.state == RightsState.OPEN, RightsRequest.acknowledge_by <= today + NEAR
    )
    found = work.session.scalars(
        select(RightsRequest)
        .where(
            RightsRequest.state.not_in(OVER), or_(RightsRequest.due <= today + NEAR, acknowledge)
        )
        .order_by(RightsRequest.due, RightsRequest.ref)
        .limit(BATCH)
    ).all()
    known = _known(work, [entry.ref for entry in found])
    for entry in found:
        to_acknowledge = entry.acknowledge_by if entry.state == RightsState.OPEN else None
        for day in (to_acknowledge, entry.due):
            if day is None or day > today + NEAR:
                continue
            since = end_of_day(day) if day < today else start_of_day(day)
            if (entry.ref, since) not in known:
                officers = (Action.GIVE_ACCESS, ties_to(work, entry), Role.DATA_PROTECTION)
                told = those_who_may(work.session, *officers)
                where = entry.vacancy_ref
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
            untold(Told.WITNESS_FAILS, WitnessState.name, WitnessState.failing_since),
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
            untold(Told.JOB_FAILED, Job.ref, Job.ended_at),
        )
    )
    for job in failed:
        _tell_administrators(work, Told.JOB_FAILED, job.ref, job.ended_at)


def _tell_administrators(work: UnitOfWork, kind: Told, about: str, since: datetime | None) -> None:
    tell(work, kind, administrators(work.session), about, since=since)
