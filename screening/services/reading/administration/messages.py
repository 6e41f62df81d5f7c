"""The history of what left the service, for administrators: to whom, when, how, how it stands.

Not what was in it, and of a message to somebody outside not to whom.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, tuple_

from screening.domain.notifying import MessageKind, MessageState
from screening.domain.people import Action, check_may
from screening.services.call import Call
from screening.services.reading.people import names_of
from screening.store.tables.outbox import Outgoing
from screening.store.unit_of_work import UnitOfWork

PAGE = 25
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
class MessagePage:
    """Some messages, newest first; ``after`` fetches the next ones, empty at the end."""

    rows: tuple[MessageRow, ...]
    after: str


def list_messages(call: Call, after: str = "") -> MessagePage:
    """One page of the history, from the message after ``after`` on."""
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        wanted = select(Outgoing).order_by(Outgoing.made_at.desc(), Outgoing.ref.desc())
        last = work.session.get(Outgoing, after) if after else None
        if last is not None:
            place = tuple_(Outgoing.made_at, Outgoing.ref)
            wanted = wanted.where(place < (last.made_at, last.ref))
        rows = _rows(work, wanted.limit(PAGE + 1))
        return MessagePage(rows[:PAGE], rows[PAGE - 1].ref if len(rows) > PAGE else "")


def list_troubled(call: Call) -> tuple[MessageRow, ...]:
    """Messages that were given up, and those that failed and are tried again; oldest first."""
    check_may(call.actor, Action.ADMINISTER)
    troubled = Outgoing.state.in_((MessageState.WAITING, MessageState.FAILED)) & (
        Outgoing.note != ""
    )
    with call.look() as work:
        wanted = select(Outgoing).where(troubled).order_by(Outgoing.made_at, Outgoing.ref)
        return _rows(work, wanted.limit(MOST))


def _rows(work: UnitOfWork, wanted: Select[Outgoing]) -> tuple[MessageRow, ...]:
    found = work.session.scalars(wanted).all()
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
