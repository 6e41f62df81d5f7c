"""Sending what stands in the outbox, whatever interrupts it.

What is promised. A message is a row: none is lost once it is there, for an attempt that ends in no
answer is taken up again, by any worker, after ``STALE``. Each attempt has a number, and before a
message is handed over the row says so (``handed_at``), if the attempt is still the newest. Stopped
before that, nothing has gone; stopped after it, nobody here knows. Then:

- GOV.UK Notify is asked whether it has the message, by its reference, before it is sent again. Two
  could go only if Notify took a request and showed nothing of it for as long as ``STALE``.
- A mail server cannot be asked. The message is sent again, under the Message-ID that it had, and
  says in its first line that it may have come before. So two can arrive, and can be told apart.

Who does not want that risk has no choice but to lose some; for what waits for somebody, and for a
candidate's link, a second copy does less harm than none. Nothing of it is recorded in the log, as
nothing is of checkpoints that are left with witnesses, but for how a message ended that carries a
candidate's link (``link_mails``).
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from screening.domain.errors import Conflict, Unavailable
from screening.domain.notifying import MessageState, Told
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.outbox.channel import Channel, Letter, SendingFailed
from screening.services.outbox.letters import Letterhead, letter_of
from screening.services.outbox.link_mails import note_end
from screening.services.outbox.telling import administrators, tell
from screening.store.tables.outbox import Outgoing
from screening.store.unit_of_work import UnitOfWork

STALE = timedelta(minutes=2)
"""After how long an attempt is taken for dead; a conversation is cut off long before."""
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""How long to wait after each attempt that failed. After the last one a message is given up."""
AT_ONCE, ROUND = 50, timedelta(seconds=30)
"""How many messages a round sends, and how long it goes on: reports that wait are not held up."""
UNEXPECTED = N_("Something went wrong in the service itself. Its log says what.")

log = logging.getLogger(__name__)

_LONGEST = 300  # characters of a problem that are kept


@dataclass(frozen=True)
class Taken:
    """A message that is ours to send, for this ``attempt``; ``handed_at`` as before it."""

    ref: str
    attempt: int
    handed_at: datetime | None


def send(call: Call, channel: Channel, head: Letterhead) -> int:
    """Send what is due by ``channel``; how many went. One that fails is let be until later."""
    sent, ends = 0, call.clock() + ROUND
    for _turn in range(AT_ONCE):
        taken = _take(call) if call.clock() < ends else None
        if taken is None:
            break
        went = _try(call, taken, channel, head)
        if went is None:
            break
        sent += went
    return sent


def again(work: UnitOfWork, ref: str) -> None:
    """Try a message that was given up once more, from the first attempt on. Or Conflict."""
    changed = work.set_where(
        Outgoing,
        Outgoing.ref == ref,
        Outgoing.state == MessageState.FAILED,
        state=MessageState.WAITING,
        attempts=0,
        due_at=work.now,
        ended_at=None,
    )
    if not changed:
        raise Conflict(N_("This message does not wait to be tried again."))


def _take(call: Call) -> Taken | None:
    """The message that is due longest, taken for one attempt; or None: none is."""
    now = call.clock()
    due = or_(
        (Outgoing.state == MessageState.WAITING) & (Outgoing.due_at <= now),
        (Outgoing.state == MessageState.TAKEN) & (Outgoing.taken_at < now - STALE),
    )
    wanted = select(Outgoing).where(due).order_by(Outgoing.due_at, Outgoing.ref).limit(1)
    with call.as_clock().look() as work:
        if work.session.scalars(wanted).first() is None:
            return None
    with call.as_clock().change() as work:
        message = work.session.scalars(wanted.with_for_update(skip_locked=True)).first()
        if message is not None:
            message.state, message.taken_at = MessageState.TAKEN, work.now
            message.attempts += 1
        work.commit()
        return Taken(message.ref, message.attempts, message.handed_at) if message else None


def _try(call: Call, taken: Taken, channel: Channel, head: Letterhead) -> bool | None:
    """Whether the message went; None where the channel failed, or was taken over meanwhile."""
    try:
        with call.as_clock().look() as work:
            letter = letter_of(work, taken.ref, head, perhaps=taken.handed_at is not None)
        if letter is None:
            _end(call, taken, channel, MessageState.DROPPED)
            return False
        _hand_over(call, taken, channel, letter)
    except SendingFailed as failed:
        return _failed(call, taken, channel, failed, letter.to if letter else "")
    except Conflict:
        log.warning("message %s was taken up by another worker", taken.ref)
        return None
    except Unavailable:
        raise  # it is away for everybody
    except Exception:
        # A mistake of ours with one message must not keep the others from being sent.
        log.exception("message %s could not be sent", taken.ref)
        return _failed(call, taken, channel, SendingFailed(UNEXPECTED))
    return True


def _hand_over(call: Call, taken: Taken, channel: Channel, letter: Letter) -> None:
    """Hand ``letter`` over, unless the channel says that it has it. Raises SendingFailed, Conflict.

    What was written about it in the row is made durable before the other side is told anything.
    """
    if not (letter.perhaps and channel.has(letter)):
        channel.send(letter, _handing(call, taken))
    _end(call, taken, channel, MessageState.SENT)


def _handing(call: Call, taken: Taken) -> Callable[[], None]:
    def handing() -> None:
        with call.as_clock().change() as work:
            _change_mine(work, taken, handed_at=work.now)
            work.commit()

    return handing


def _end(call: Call, taken: Taken, channel: Channel, state: MessageState) -> None:
    with call.as_clock().change() as work:
        values = {"state": state, "ended_at": work.now, "sealed": None, "note": ""}
        _change_mine(work, taken, channel=channel.name, **values)
        note_end(work, taken.ref, state, channel.name)
        work.commit()


def _failed(
    call: Call, taken: Taken, channel: Channel, failed: SendingFailed, to: str = ""
) -> bool | None:
    """Put the message back to be tried again, or give it up and tell administrators.

    Other sides repeat the address ``to`` in what they say; it is not kept.
    """
    given_up = failed.hopeless or taken.attempt > len(BACK_OFF)
    with call.as_clock().change() as work:
        problem = _without(str(failed), to)[:_LONGEST]
        values: dict[str, Any] = {"channel": channel.name, "note": problem}
        if failed.refused:
            values["handed_at"] = taken.handed_at
        if given_up:
            values |= {"state": MessageState.FAILED, "ended_at": work.now}
        else:
            wait = BACK_OFF[taken.attempt - 1]
            values |= {"state": MessageState.WAITING, "due_at": work.now + wait}
        _change_mine(work, taken, **values)
        if given_up:
            tell(work, Told.NOT_SENT, administrators(work.session), taken.ref)
            note_end(work, taken.ref, MessageState.FAILED, channel.name)
        work.commit()
    return False if failed.hopeless else None


def _without(said: str, to: str) -> str:
    """``said`` without the address ``to``, nor the part of it that is somebody's name."""
    for part in (to, to.rpartition("@")[0]):
        said = re.sub(re.escape(part), "\u2026", said, flags=re.IGNORECASE) if part else said
    return said


def _change_mine(work: UnitOfWork, taken: Taken, **values: Any) -> None:
    """Write ``values`` if the attempt is the newest still. Or Conflict."""
    mine = (
        Outgoing.ref == taken.ref,
        Outgoing.state == MessageState.TAKEN,
        Outgoing.attempts == taken.attempt,
    )
    if not work.set_where(Outgoing, *mine, **values):
        raise Conflict(N_("Another worker has taken this message up."))
