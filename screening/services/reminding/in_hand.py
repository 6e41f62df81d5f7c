"""What waits for HR once a request is approved: a notice to send, an objection to decide, an
outcome to hand over, something to tell the candidate.

HR was told when it came. It is told again each time that the policy's time of escalation has
passed, and of an outcome once the candidate's time to reply is over: it could not be handed over
before.
"""

from sqlalchemy import func, select

from screening.domain.notifying import Told
from screening.domain.words import State
from screening.services.calendar import begun_before
from screening.services.outbox.telling import answerers, handlers, tell_audience
from screening.services.reminding.untold import BATCH, last_told, over_again, untold
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork

_IN_HAND = (State.APPROVED, State.PAUSED, State.SEARCHED)


def look(work: UnitOfWork) -> None:
    """Tell HR of all that waits for it too long, and of what need not wait any longer."""
    _can_be_handed_over(work)
    _still_waiting(work)
    _untold(work)


def _can_be_handed_over(work: UnitOfWork) -> None:
    found = work.session.execute(
        select(Check, Notice.reply_until)
        .join(Notice, Notice.check_ref == Check.ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(
            Check.state == State.SEARCHED,
            Check.state_since <= Notice.reply_until,
            Notice.reply_until < work.now,
            Candidate.erased_at.is_(None),
            untold(Told.TO_HAND_OVER, Check.ref, Notice.reply_until),
        )
        .order_by(Notice.reply_until, Check.ref)
        .limit(BATCH)
    ).all()
    for check, since in found:
        tell_audience(work, Told.TO_HAND_OVER, check, since, handlers)


def _still_waiting(work: UnitOfWork) -> None:
    begins = func.coalesce(Notice.reply_until, Check.state_since)
    waiting = work.session.execute(
        select(Check.ref, Check.state_since, begins, last_told(Told.STILL_WAITS))
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .outerjoin(Notice, (Notice.check_ref == Check.ref) & (Check.state == State.SEARCHED))
        .where(
            Check.state.in_(_IN_HAND),
            Check.state_since < begun_before(work.policy, "escalation", work.now),
            Candidate.erased_at.is_(None),
        )
        .order_by(Check.state_since, Check.ref)
    ).all()
    begun = ((ref, max(since, begins), last) for ref, since, begins, last in waiting)
    for check, moment in over_again(work, Check, begun):
        outcome = check.state == State.SEARCHED
        tell_audience(work, Told.STILL_WAITS, check, moment, handlers if outcome else answerers)


def _untold(work: UnitOfWork) -> None:
    """What came of checks and their candidates were not told."""
    before = begun_before(work.policy, "escalation", work.now)
    waiting = work.session.execute(
        select(Check.ref, Check.untold_since, last_told(Told.STILL_WAITS))
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(Check.untold_since < before, Candidate.erased_at.is_(None))
        .order_by(Check.untold_since, Check.ref)
    ).all()
    since = ((ref, begun, last) for ref, begun, last in waiting if begun is not None)
    for check, moment in over_again(work, Check, since):
        tell_audience(work, Told.STILL_WAITS, check, moment, answerers)
