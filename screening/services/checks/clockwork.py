"""What happens to a check because time has passed."""

from datetime import datetime

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.policy import Policy
from screening.domain.words import State
from screening.services.calendar import due
from screening.services.call import Call
from screening.services.checks.reply_time import as_told
from screening.services.moving import move
from screening.services.story import story_of
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork

BATCH = 100
"""How many checks one unit of work may move: a lock is never held long."""


def tick(call: Call) -> int:
    """Do everything that has fallen due, for all checks; the answer is how many were looked at."""
    settled = 0
    while refs := _due_now(call):
        for ref in refs:
            settle(call, ref)
        settled += len(refs)
    return settled


def settle(call: Call, check_ref: str) -> None:
    """Bring the check to where the clock says it is, before somebody acts on it.

    An act of its own, by nobody: an unknown ``check_ref`` is left to whoever acts next.
    """
    with call.as_clock().change() as work:
        check = work.session.get(Check, check_ref)
        if check is not None and _reply_period_over(work, check):
            move(work, check, Event.REPLY_PERIOD_OVER, {})
        if check is not None and _stop_can_be_told(work, check):
            move(work, check, Event.STOP_TOLD, {})
        if check is not None and _authorisation_lapsed(work, check):
            move(work, check, Event.AUTHORISATION_LAPSED, {})
        work.commit()


def _reply_period_over(work: UnitOfWork, check: Check) -> bool:
    if check.state != State.NOTIFIED:
        return False
    return work.session.get_one(Notice, check.ref).reply_until < work.now


def _stop_can_be_told(work: UnitOfWork, check: Check) -> bool:
    """By the day in the notice: an objection gives more time, which the panel must not see."""
    return check.state == State.STOPPED and as_told(work, story_of(work, check)) is None


def _authorisation_lapsed(work: UnitOfWork, check: Check) -> bool:
    if check.state != State.READY:
        return False
    end = work.session.get_one(Authorisation, check.ref).not_after
    return end is not None and grace_over(work.policy, end, work.now)


def grace_over(policy: Policy, not_after: datetime, now: datetime) -> bool:
    """Whether the days for writing a search up, after its last day, have passed too."""
    return due(policy, "log_due", not_after) < now


def _due_now(call: Call) -> list[str]:
    with call.as_clock().look() as work:
        notified = (
            select(Check.ref)
            .join(Notice, Notice.check_ref == Check.ref)
            .where(Check.state == State.NOTIFIED, Notice.reply_until < work.now)
        )
        ready = (
            select(Check.ref, Authorisation.not_after)
            .join(Authorisation, Authorisation.check_ref == Check.ref)
            .where(Check.state == State.READY, Authorisation.not_after < work.now)
        )
        refs = list(work.session.scalars(notified.limit(BATCH)))
        stopped = work.session.scalars(select(Check).where(Check.state == State.STOPPED))
        refs += [check.ref for check in stopped if _stop_can_be_told(work, check)]
        lapsed = work.session.execute(ready.order_by(Authorisation.not_after).limit(BATCH))
        refs += [ref for ref, end in lapsed if end and grace_over(work.policy, end, work.now)]
        return refs
