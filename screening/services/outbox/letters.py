"""What stands in a message. To staff: kinds and counts, and where to sign in; never about whom.

It is put in the person's own language when it is sent.
"""

from dataclasses import dataclass
from gettext import NullTranslations

from sqlalchemy import func, select

from screening.domain.notifying import TOLD_NAMES, Language, MessageKind, Told
from screening.domain.text import N_
from screening.services.catalogues import catalogue_of
from screening.services.outbox.channel import PERHAPS, Letter
from screening.services.outbox.link_mails import is_out_of_date
from screening.services.outbox.outside import open_envelope
from screening.store.tables.account import Account
from screening.store.tables.outbox import MailChoice, Notification, Outgoing
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
    speaks = catalogue_of(Language.ENGLISH)
    if message.kind == MessageKind.OUTSIDE:
        envelope = open_envelope(work, message)
        if envelope is None or is_out_of_date(work, ref):
            return None
        to, subject, text = envelope.to, envelope.subject, envelope.text
    else:
        account = work.session.get_one(Account, message.account_ref)
        if account.closed_at is not None:
            return None
        speaks = catalogue_of(_language(work, account.ref))
        to, subject, text = account.email, speaks.gettext(SUBJECT), _body(work, ref, head, speaks)
        if message.kind == MessageKind.TEST:
            subject = speaks.gettext(TEST)
            text = speaks.gettext(TEST_BODY).format(organisation=head.organisation)
    warning = speaks.gettext(PERHAPS)
    return Letter(ref, to, subject, text, message.made_at, perhaps, warning)


def _language(work: UnitOfWork, account_ref: str) -> Language:
    choice = work.session.get(MailChoice, account_ref)
    return Language(choice.language) if choice else Language.ENGLISH


def _body(work: UnitOfWork, ref: str, head: Letterhead, speaks: NullTranslations) -> str:
    found = work.session.execute(
        select(Notification.kind, func.count())
        .where(Notification.message_ref == ref)
        .group_by(Notification.kind)
    ).all()
    counts = {Told(kind): count for kind, count in found}
    names = {kind: speaks.gettext(TOLD_NAMES[kind]) for kind in Told if kind in counts}
    lines = "\n".join(f"- {name}: {counts[kind]}" for kind, name in names.items())
    body = speaks.gettext(BODY)
    return body.format(organisation=head.organisation, address=head.address, lines=lines)
