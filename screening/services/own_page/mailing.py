"""The link to a candidate's own page by e-mail: what is sent to whom, and what became of it.

Whoever gets the link may answer for the candidate. So the same link goes to one address alone, sent
by who made it: to another address, or by somebody else, goes a new one, and the old one is dead. A
message that has not left by then is not sent any more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from screening.domain.entry import tidy
from screening.domain.errors import Conflict
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.words import Role
from screening.reports.model import Organisation
from screening.services.call import Call, once
from screening.services.moving import note
from screening.services.outbox.outside import Envelope, write
from screening.services.outbox.telling import no_longer
from screening.services.own_page.links import (
    MADE_SINCE,
    About,
    Link,
    is_older,
    key_about,
    linked,
    make,
)
from screening.services.own_page.mail_words import Asked, words_of
from screening.services.own_page.telling import no_longer_untold, on_its_way
from screening.services.story import Story, last, story_of, text_in
from screening.store.tables.account import Account
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.link_mail import LinkMail
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class InWhoseName:
    """Who writes, in which languages, and how an address is made out of the key of a link."""

    organisation: Organisation
    address: Callable[[str], str]
    tongues: Sequence[NullTranslations] = ()


@once
def send_link(call: Call, check_ref: str, number: int, to: str, writer: InWhoseName) -> None:
    """Have the link to the page about a check sent to the address ``to``.

    ``number`` is that of the link that there is (0: none); it is renewed where it may not go to
    ``to``, and where it was made before there was what the candidate is told by it: so the new one
    works long enough. Raises as ``make_link`` does, and NotValid for what is no address.
    """
    to = tidy(to)
    with call.change(Role.HR) as work:
        check = linked(work, call, check_ref)
        link = work.session.get(CandidateLink, check.ref)
        check_newest(link, number)
        story = story_of(work, check)
        if link is None or is_older(link, check) or not may_go(work, call, link, story, to):
            make(work, call, check, number)
            link = work.session.get_one(CandidateLink, check.ref, populate_existing=True)
        said = write_mail(work, call, (link, (check.ref, check.candidate_ref)), to, writer)
        no_longer(work, check.ref, (Told.LINK_NOT_SENT,))
        sent = LinkMail(message_ref=said["message"], check_ref=check.ref, number=link.number)
        sent.untold_since = no_longer_untold(work, check) or on_its_way(work, check)
        work.session.add(sent)
        note(work, check, Event.LINK_MAILED, said)
        work.commit()


def check_newest(link: Link | None, number: int) -> None:
    """Conflict unless ``link`` is the one that was shown, ``number`` (0: none)."""
    if (link.number if link else 0) != number:
        raise Conflict(MADE_SINCE)


def may_go(work: UnitOfWork, call: Call, link: Link, story: Story, to: str) -> bool:
    """Whether ``link`` itself may go to ``to``: works, is the caller's, and went nowhere else as
    ``story`` has it.
    """
    if link.ends_at <= work.now or link.made_person != call.actor.person_ref:
        return False
    return last_address(story).casefold() in ("", to.casefold())


def write_mail(
    work: UnitOfWork, call: Call, of: tuple[Link, About], to: str, writer: InWhoseName
) -> dict[str, str]:
    """Have a message with the link to the page about ``of`` sent to ``to``; what is recorded of it.

    Raises NotValid for what is no address.
    """
    link, about = of
    sender = work.session.get_one(Account, call.actor.ref)
    asked = Asked(sender.name, sender.email)
    address = writer.address(key_about(work, about, link.number))
    mail = words_of(writer.organisation, asked, link.ends_at, address, writer.tongues)
    open_to_read = words_of(writer.organisation, asked, link.ends_at, "", writer.tongues)
    return {
        "to": to,
        "subject": mail.subject,
        "text": open_to_read.text,
        "message": write(work, about[1], Envelope(to, mail.subject, mail.text)),
        "number": str(link.number),
    }


def last_address(story: Story) -> str:
    """To which address the newest link in ``story`` was sent last; empty where to none."""
    mailed = last(story, Event.LINK_MAILED, Event.LINK_MADE, Event.LINK_RENEWED)
    return text_in(mailed, "to") or ""
