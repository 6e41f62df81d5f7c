"""The history of what left the service, for administrators: to whom, when, how, how it stands.

Not what was in it, and of a message to somebody outside not to whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from screening.domain.notifying import MessageKind, MessageState
from screening.domain.people import Action, check_may
from screening.services.call import Call
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.people import names_of
from screening.services.reading.vacancies.vacancy_list import within
from screening.store.tables.outbox import Outgoing
from screening.store.unit_of_work import UnitOfWork

MOST = 50


@dataclass(frozen=True)
class MessageRow:
    """One message. ``name`` is empty where it is for somebody outside. ``next_at`` is when it is
    tried again. ``perhaps``: an attempt whose end nobody knows may have reached the person.
    """

    ref: str
    name: str
    items: int
    made_at: datetime
    channel: str
    state: MessageState
    ended_at: datetime | None
    attempts: int
    next_at: datetime | None
    note: str
    perhaps: bool


@dataclass(frozen=True)
class MessagesWanted:
    """Which messages: that stand so; that were written in the month of a day."""

    state: MessageState | None = None
    month: date | None = None


EVERY = MessagesWanted()
FIRST = Turning()
_ORDER = Order(Outgoing.made_at, Outgoing.ref)


def list_messages(
    call: Call, wanted: MessagesWanted = EVERY, turning: Turning = FIRST
) -> Page[MessageRow]:
    """The ``wanted`` messages of the history, newest first."""
    check_may(call.actor, Action.ADMINISTER)
    found = select(Outgoing)
    if wanted.state:
        found = found.where(Outgoing.state == wanted.state)
    if wanted.month:
        found = found.where(within(Outgoing.made_at, wanted.month))
    with call.look() as work:
        page = turn(work.session, found, _ORDER, turning)
        return page.with_rows(_rows(work, page.rows))


def list_troubled(call: Call) -> tuple[MessageRow, ...]:
    """Messages that were given up, and those that failed and are tried again; oldest first."""
    check_may(call.actor, Action.ADMINISTER)
    troubled = Outgoing.state.in_((MessageState.WAITING, MessageState.FAILED)) & (
        Outgoing.note != ""
    )
    with call.look() as work:
        wanted = select(Outgoing).where(troubled).order_by(Outgoing.made_at, Outgoing.ref)
        return _rows(work, work.session.scalars(wanted.limit(MOST)).all())


def _rows(work: UnitOfWork, found: Sequence[Outgoing]) -> tuple[MessageRow, ...]:
    names = names_of(work.session, [one.account_ref for one in found if one.account_ref])
    return tuple(
        MessageRow(
            ref=one.ref,
            name=names.get(one.account_ref or "", "") if one.kind != MessageKind.OUTSIDE else "",
            items=one.items,
            made_at=one.made_at,
            channel=one.channel,
            state=MessageState(one.state),
            ended_at=one.ended_at,
            attempts=one.attempts,
            next_at=one.due_at if one.state == MessageState.WAITING and one.note else None,
            note=one.note,
            perhaps=one.handed_at is not None and one.state != MessageState.SENT,
        )
        for one in found
    )
