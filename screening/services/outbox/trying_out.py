"""Sending oneself a message to see whether the way out works: it says nothing of anybody."""

from datetime import timedelta

from sqlalchemy import func, select

from screening.domain.errors import NotPossible
from screening.domain.notifying import MessageKind, MessageState
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.refs import new_ref
from screening.store.tables.outbox import Outgoing

MOST_AN_HOUR = 5

_HOUR = timedelta(hours=1)


@once
def send_test(call: Call, way_out: str) -> None:
    """Have a test message sent to whoever calls, an administrator, by ``way_out``.

    Raises NotPossible where nothing leaves the service, or after too many in an hour.
    """
    check_may(call.actor, Action.ADMINISTER)
    if not way_out:
        raise NotPossible(N_("No way to send e-mail is set up, so there is nothing to try out."))
    with call.change(Role.ADMINISTRATOR) as work:
        lately = select(func.count()).where(
            Outgoing.kind == MessageKind.TEST,
            Outgoing.account_ref == call.actor.ref,
            Outgoing.made_at > work.now - _HOUR,
        )
        if (work.session.scalar(lately) or 0) >= MOST_AN_HOUR:
            raise NotPossible(N_("You have sent enough of them for an hour. Look at “Messages”."))
        work.session.add(
            Outgoing(
                ref=new_ref(),
                kind=MessageKind.TEST,
                account_ref=call.actor.ref,
                state=MessageState.WAITING,
                made_at=work.now,
                due_at=work.now,
            )
        )
        work.commit()
