"""Making messages of what people were told: one for all that is new, and not too many.

What was told is counted in a message once: the row says in which. So nothing is lost between the
two, however often the worker is stopped, and nothing counted twice.
"""

from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select

from screening.domain.notifying import ONLY_IN_THE_PAGE, HowOften, MessageKind, MessageState
from screening.domain.working_days import is_working_day
from screening.services.calendar import LONDON, day_of, holidays
from screening.services.call import Call
from screening.services.outbox.telling import free
from screening.services.refs import new_ref
from screening.store.tables.account import Account
from screening.store.tables.outbox import MailChoice, Notification, Outgoing
from screening.store.unit_of_work import UnitOfWork

MOST_AN_HOUR = 4
"""Messages to one account in an hour. What is new beyond that waits, and goes in one message."""
FRESH = timedelta(days=8)
"""What was told longer ago goes in no message any more; longer than any run of days off."""
DAILY_AT = time(8)
"""When a daily message is due, on working days, in London."""

_HOUR = timedelta(hours=1)


def gather(call: Call) -> int:
    """Make a message for each account that has something new and is due one; how many were made.

    What was read in the page by then is not counted.
    """
    with call.as_clock().look() as work:
        found = work.session.execute(
            select(Notification.account_ref, MailChoice.how_often, func.min(Notification.made_at))
            .join(Account, Account.ref == Notification.account_ref)
            .outerjoin(MailChoice, MailChoice.account_ref == Notification.account_ref)
            .where(_new(work.now), Account.closed_at.is_(None))
            .group_by(Notification.account_ref, MailChoice.how_often)
        ).all()
        due = [
            account
            for account, how_often, oldest in found
            if _is_due(work, account, HowOften(how_often or HowOften.AT_ONCE), oldest)
        ]
    return sum(_make(call, account) for account in due)


def _is_due(work: UnitOfWork, account: str, how_often: HowOften, oldest: datetime) -> bool:
    if how_often is HowOften.DAILY:
        return oldest < last_daily(work.now)
    if how_often is HowOften.NEVER:
        return False
    lately = select(func.count()).where(
        Outgoing.account_ref == account, Outgoing.made_at > work.now - _HOUR
    )
    return int(work.session.scalar(lately) or 0) < MOST_AN_HOUR


def last_daily(now: datetime) -> datetime:
    """When the daily messages were due last."""
    day = day_of(now)
    if now.astimezone(LONDON).time() < DAILY_AT:
        day -= timedelta(days=1)
    while not is_working_day(day, holidays()):
        day -= timedelta(days=1)
    return datetime.combine(day, DAILY_AT, LONDON)


def _make(call: Call, account: str) -> bool:
    """Make one message of all that is new for ``account``; False where another worker has."""
    with call.as_clock().change() as work:
        message = Outgoing(
            ref=new_ref(),
            kind=MessageKind.STAFF,
            account_ref=account,
            state=MessageState.WAITING,
            made_at=work.now,
            due_at=work.now,
        )
        work.session.add(message)
        work.session.flush()
        mine = Notification.ref.in_(free(Notification.account_ref == account, _new(work.now)))
        message.items = work.set_where(Notification, mine, message_ref=message.ref)
        if not message.items:
            return False
        work.commit()
    return True


def _new(now: datetime) -> ColumnElement[bool]:
    """What was not read, and is in no message yet."""
    return (
        Notification.read_at.is_(None)
        & Notification.message_ref.is_(None)
        & (Notification.made_at > now - FRESH)
        & Notification.kind.not_in(ONLY_IN_THE_PAGE)
    )
