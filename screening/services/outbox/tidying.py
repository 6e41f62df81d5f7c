"""Letting go of what was told and sent long ago: it is about staff, and of use for a while only."""

from datetime import timedelta

from sqlalchemy import delete, select

from screening.domain.notifying import Told
from screening.services.call import Call
from screening.services.outbox.telling import free
from screening.store.tables.outbox import Notification, Outgoing

KEPT = timedelta(days=180)


def tidy(call: Call) -> None:
    """Remove notifications older than ``KEPT``, and messages that ended before then.

    Whoever put their first steps away is not offered them again.
    """
    with call.as_clock().look() as work:
        old = work.now - KEPT
        told = (Notification.made_at < old) & (Notification.kind != Told.FIRST_STEPS)
        ended = Outgoing.ended_at < old
        first = select(Notification.ref).where(told).union(select(Outgoing.ref).where(ended))
        if work.session.execute(first.limit(1)).first() is None:
            return
    with call.as_clock().change() as work:
        work.session.execute(delete(Notification).where(Notification.ref.in_(free(told))))
        counted = select(Notification.message_ref).where(Notification.message_ref.is_not(None))
        work.session.execute(delete(Outgoing).where(ended, Outgoing.ref.not_in(counted)))
        work.commit()
