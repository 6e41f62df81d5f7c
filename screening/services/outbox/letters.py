"""What stands in a message. To staff: kinds and counts, and where to sign in; never about whom."""

from dataclasses import dataclass

from sqlalchemy import func, select

from screening.domain.notifying import TOLD_NAMES, MessageKind, Told
from screening.domain.text import N_
from screening.services.outbox.channel import Letter
from screening.services.outbox.link_mails import is_out_of_date
from screening.services.outbox.outside import open_envelope
from screening.store.tables.account import Account
from screening.store.tables.outbox import Notification, Outgoing
from screening.store.unit_of_work import UnitOfWork

SUBJECT = N_("Something waits for you in Screening")
BODY = N_(
    "Since the last message, this has come up for you in the screening service of {organisation}:\n"
    "\n"
    "{lines}\n"
    "\n"
    "Sign in to see it: {address}/notifications\n"
    "\n"
    "No applicant is named in this message, and none is meant to be in an answer to it. Somebody\n"
    "may have dealt with part of this by the time you look. How often you get these messages is\n"
    "yours to choose, on the same page.\n"
)
TEST = N_("A test of Screening")
TEST_BODY = N_(
    "You asked for this message in the screening service of {organisation}, to see whether\n"
    "messages leave it. They do. There is nothing to answer.\n"
)


@dataclass(frozen=True)
class Letterhead:
    """In whose name messages are, and where the pages are reached that they lead to."""

    organisation: str
    address: str


def letter_of(work: UnitOfWork, ref: str, head: Letterhead, *, perhaps: bool) -> Letter | None:
    """The message ``ref``, the same each time; None where whom it was for is gone, or where what
    it carries works no more.
    """
    message = work.session.get_one(Outgoing, ref)
    if message.kind == MessageKind.OUTSIDE:
        envelope = open_envelope(work, message)
        if envelope is None or is_out_of_date(work, ref):
            return None
        to, subject, text = envelope.to, envelope.subject, envelope.text
    else:
        account = work.session.get_one(Account, message.account_ref)
        if account.closed_at is not None:
            return None
        to, subject, text = account.email, SUBJECT, _body(work, ref, head)
        if message.kind == MessageKind.TEST:
            subject, text = TEST, TEST_BODY.format(organisation=head.organisation)
    return Letter(ref, to, subject, text, message.made_at, perhaps)


def _body(work: UnitOfWork, ref: str, head: Letterhead) -> str:
    found = work.session.execute(
        select(Notification.kind, func.count())
        .where(Notification.message_ref == ref)
        .group_by(Notification.kind)
    ).all()
    counts = {Told(kind): count for kind, count in found}
    lines = [f"- {TOLD_NAMES[kind]}: {counts[kind]}" for kind in Told if kind in counts]
    return BODY.format(organisation=head.organisation, address=head.address, lines="\n".join(lines))
