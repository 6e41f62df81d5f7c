"""The work that happens later: the worker, its jobs, and the messages that leave."""

from datetime import timedelta

from sqlalchemy import func, select

from screening.domain.health import Group, Health, Line
from screening.domain.notifying import MessageState
from screening.domain.sentence import Value
from screening.domain.text import N_
from screening.services.job_queue import JobState
from screening.store.tables.job import Job
from screening.store.tables.outbox import Outgoing
from screening.store.tables.setting import WorkerSeen
from screening.store.unit_of_work import UnitOfWork

SILENT = timedelta(minutes=10)
"""After how long without a round no worker is thought to be at work; it goes round every minute."""
LATELY = timedelta(days=7)
"""For how long a job that failed is shown."""

_START = N_("Start one: python -m screening worker. `serve` starts one beside the pages.")


def jobs(work: UnitOfWork) -> Group:
    """Whether a worker is at work, and what waits for it."""
    return Group(N_("Work that happens later"), (_worker(work), _queue(work), _failed(work)))


def messages(work: UnitOfWork, way_out: str) -> Group:
    """What leaves the service; ``way_out`` by what, empty where nothing does."""
    if not way_out:
        said = N_("No way to send e-mail is set up: what people are told shows in the pages alone.")
        todo = N_(
            "If that is not meant to be so, set SCREENING_NOTIFICATIONS (docs/operations.md)."
        )
        lines = (Line(N_("E-mail"), Health.WATCH, said, {}, todo), _given_up(work))
    else:
        lines = (_waiting(work, way_out), _given_up(work))
    return Group(N_("Messages"), lines)


def _worker(work: UnitOfWork) -> Line:
    what = N_("Worker")
    seen = work.session.get(WorkerSeen, 1)
    if seen is None:
        return Line(what, Health.FAULT, N_("None was ever at work here."), {}, _START)
    late = work.now - seen.seen_at > SILENT
    said = N_("Last at work on %(seen)s.")
    health, todo = (Health.FAULT, _START) if late else (Health.FINE, "")
    return Line(what, health, said, {"seen": seen.seen_at}, todo)


def _queue(work: UnitOfWork) -> Line:
    what = N_("Jobs")
    by_state = select(Job.state, func.count()).group_by(Job.state)
    counted = dict(work.session.execute(by_state).all())
    values: dict[str, Value] = {
        "waiting": counted.get(JobState.WAITING, 0),
        "running": counted.get(JobState.RUNNING, 0),
    }
    oldest = work.session.scalar(
        select(func.min(Job.asked_at)).where(Job.state == JobState.WAITING)
    )
    if oldest is None:
        return Line(what, Health.FINE, N_("Waiting: 0. Being done: %(running)s."), values)
    said = N_("Waiting: %(waiting)s, the oldest since %(oldest)s. Being done: %(running)s.")
    late = work.now - oldest > SILENT
    health, todo = (Health.WATCH, _START) if late else (Health.FINE, "")
    return Line(what, health, said, values | {"oldest": oldest}, todo)


def _failed(work: UnitOfWork) -> Line:
    lately = (Job.state == JobState.FAILED) & (Job.ended_at > work.now - LATELY)
    count = work.session.scalar(select(func.count()).where(lately)) or 0
    health = Health.WATCH if count else Health.FINE
    todo = N_("Whoever asked for it can ask again. The log of the worker says what went wrong.")
    said = N_("In the last seven days: %(count)s.")
    return Line(N_("Jobs that failed"), health, said, {"count": count}, todo if count else "")


def _waiting(work: UnitOfWork, way_out: str) -> Line:
    unsent = Outgoing.state.in_((MessageState.WAITING, MessageState.TAKEN))
    count = work.session.scalar(select(func.count()).where(unsent)) or 0
    oldest = work.session.scalar(select(func.min(Outgoing.due_at)).where(unsent))
    values: dict[str, Value] = {"way": way_out, "count": count}
    late = oldest is not None and work.now - oldest > SILENT
    health = Health.FAULT if late else Health.FINE
    todo = N_("See whether a worker is at work, and whether the way out answers: send a test.")
    said = N_("By %(way)s. Waiting: %(count)s.")
    return Line(N_("E-mail"), health, said, values, todo if late else "")


def _given_up(work: UnitOfWork) -> Line:
    failed = select(func.count()).where(Outgoing.state == MessageState.FAILED)
    count = work.session.scalar(failed) or 0
    health = Health.WATCH if count else Health.FINE
    todo = N_("Open “Messages”: it says why, and lets you try each again.")
    said = N_("Given up: %(count)s.")
    return Line(N_("Messages not sent"), health, said, {"count": count}, todo if count else "")
