"""Telling candidates what came of it: an objection that was decided, an outcome that was handed
over or withheld. They read it on their own page, and hear of it only where HR tells them.

``moving`` says since when there is something to tell. It is over once a message with the link is
sent (``mailing``), HR says how else the candidate was told, or they answer on their page.
"""

from datetime import datetime

from sqlalchemy import func, select

from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import MessageState
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Delivery, Role
from screening.services.call import Call, once
from screening.services.loading import find_check
from screening.services.moving import note
from screening.store.tables.check import Check
from screening.store.tables.link_mail import LinkMail
from screening.store.tables.outbox import Outgoing
from screening.store.unit_of_work import UnitOfWork

OUTSIDE = (Delivery.POST, Delivery.EMAIL, Delivery.BY_HAND)
"""How HR may have told a candidate without this service."""
_UNDER_WAY = (MessageState.WAITING, MessageState.TAKEN)


@once
def tell_otherwise(call: Call, check_ref: str, delivery: Delivery) -> None:
    """Record that the candidate was told what came of it, by ``delivery`` and not from here.

    Raises NotFound or NotAllowed, NotValid for a delivery that is none of ``OUTSIDE``, NotPossible
    where there is nothing that they were not told of.
    """
    if delivery not in OUTSIDE:
        raise NotValid({"way": N_("Choose how the candidate is told")})
    with call.change(Role.HR) as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
        if no_longer_untold(work, check) is None:
            raise NotPossible(N_("The candidate was told already, or there is nothing to tell."))
        note(work, check, Event.CANDIDATE_TOLD, {"delivery": delivery})
        work.commit()


def no_longer_untold(work: UnitOfWork, check: Check) -> datetime | None:
    """Let nothing of ``check`` wait to be told; since when it did, None where nothing does."""
    since = check.untold_since
    still = (Check.ref == check.ref, Check.untold_since == since)
    if since is None or not work.set_where(Check, *still, untold_since=None):
        return None
    work.session.refresh(check, ["untold_since"])
    return since


def on_its_way(work: UnitOfWork, check: Check) -> datetime | None:
    """Since when that waited which a message that has not left yet tells; None where none does."""
    told = select(func.min(LinkMail.untold_since)).join(
        Outgoing, Outgoing.ref == LinkMail.message_ref
    )
    waiting = (LinkMail.check_ref == check.ref, Outgoing.state.in_(_UNDER_WAY))
    return work.session.scalar(told.where(*waiting))


def untold_again(work: UnitOfWork, check: Check) -> None:
    """Let wait again what a message tells that has not left: its link is dead, so it never will."""
    since = on_its_way(work, check)
    if since is not None:
        nothing = (Check.ref == check.ref, Check.untold_since.is_(None))
        work.set_where(Check, *nothing, untold_since=since)
