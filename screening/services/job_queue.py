"""Work that happens later, asked for in the transaction of the change that needs it.

One worker has a job at a time: it is claimed by compare-and-set, and every claim counts one
attempt. The attempt is the claim's own mark: who was thought dead and comes back finds that the
job is on another attempt, and can neither beat nor finish it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from screening.domain.errors import Conflict
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.refs import new_ref
from screening.store.tables.job import Job
from screening.store.unit_of_work import UnitOfWork

BEAT = timedelta(seconds=5)
"""How often a worker says that it is still at it."""
STALE = timedelta(seconds=30)
"""After how long a silence a worker is taken for dead."""
MOST_ATTEMPTS = 3
LONGEST_NOTE = 300

_DIED = N_("Whatever was making this stopped each time, for a reason it could not tell.")


class JobKind(StrEnum):
    """What a job makes."""

    REPORT = "report"
    REPLAY = "replay"
    SOURCING = "sourcing"


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Claim:
    """A job that is ours to do, for this ``attempt``."""

    ref: str
    kind: JobKind
    subject: str
    attempt: int


@dataclass(frozen=True)
class JobShown:
    """How far a job has come. ``note`` says what went wrong last, or is empty."""

    state: JobState
    percent: int
    note: str


def ask_for(work: UnitOfWork, kind: JobKind, subject: str, asked_by: str) -> str:
    """Add a job about ``subject``, to be done once ``work`` is committed; the answer is its ref."""
    job = Job(
        ref=new_ref(),
        kind=kind,
        subject=subject,
        state=JobState.WAITING,
        asked_by=asked_by,
        asked_at=work.now,
    )
    work.session.add(job)
    return job.ref


def show_job(session: Session, ref: str) -> JobShown:
    """How far the job has come."""
    job = session.get_one(Job, ref)
    return JobShown(JobState(job.state), job.percent, job.note)


def claim(call: Call, ref: str = "") -> Claim | None:
    """Take the job that has waited longest (or the job ``ref``), or None: nothing to do.

    A job whose worker fell silent waits too, until its attempts are used up.
    """
    if not _anything(call, ref):
        return None
    with call.as_clock().change() as work:
        _give_up_the_hopeless(work)
        job = work.session.scalars(
            select(Job)
            .where(_free(work.now), *_only(ref))
            .order_by(Job.asked_at, Job.ref)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if job is not None:
            job.state, job.beat_at = JobState.RUNNING, work.now
            job.attempts += 1
            job.percent = 0
        work.commit()
        return Claim(job.ref, JobKind(job.kind), job.subject, job.attempts) if job else None


def beat(call: Call, mine: Claim) -> None:
    """Say that the job is still being done. Nothing happens when it is no longer ours."""
    with call.as_clock().change() as work:
        _change(work, mine, beat_at=work.now)
        work.commit()


def say_how_far(call: Call, mine: Claim, percent: int) -> None:
    """Say how much of the job is done, in per cent."""
    with call.as_clock().change() as work:
        _change(work, mine, percent=percent, beat_at=work.now)
        work.commit()


def finish(work: UnitOfWork, mine: Claim) -> None:
    """Mark the job done, in the unit of work that holds its result.

    Raises Conflict when the job is no longer ours: then the result must not be kept.
    """
    done = _change(work, mine, state=JobState.DONE, percent=100, note="", ended_at=work.now)
    if not done:
        raise Conflict(N_("Another worker has taken this job up."))


def put_back(call: Call, mine: Claim, note: str, *, hopeless: bool = False) -> None:
    """Give the job back because of ``note``: to be tried again, or failed for good.

    It fails for good when it is ``hopeless``, or when its attempts are used up.
    """
    spent = hopeless or mine.attempt >= MOST_ATTEMPTS
    with call.as_clock().change() as work:
        _change(
            work,
            mine,
            state=JobState.FAILED if spent else JobState.WAITING,
            note=note[:LONGEST_NOTE],
            ended_at=work.now if spent else None,
        )
        work.commit()


def _anything(call: Call, ref: str) -> bool:
    with call.look() as work:
        found = work.session.scalar(select(Job.ref).where(_free(work.now), *_only(ref)).limit(1))
    return found is not None


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(Job.state == JobState.WAITING, _silent(now))


def _silent(now: datetime) -> ColumnElement[bool]:
    return and_(Job.state == JobState.RUNNING, Job.beat_at < now - STALE)


def _only(ref: str) -> tuple[ColumnElement[bool], ...]:
    return (Job.ref == ref,) if ref else ()


def _give_up_the_hopeless(work: UnitOfWork) -> None:
    hopeless = (_silent(work.now), Job.attempts >= MOST_ATTEMPTS)
    work.set_where(Job, *hopeless, state=JobState.FAILED, note=_DIED, ended_at=work.now)


def _change(work: UnitOfWork, mine: Claim, **values: Any) -> bool:
    still = (Job.ref == mine.ref, Job.state == JobState.RUNNING, Job.attempts == mine.attempt)
    return work.set_where(Job, *still, **values) == 1
