"""The link to the page of a candidate on a school's shortlist by e-mail, as one about a check."""

from screening.domain.entry import tidy
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.due_diligence.conditions import candidate_of, find_part
from screening.services.due_diligence_steps import record_of_one
from screening.services.outbox.telling import no_longer
from screening.services.own_page.links import renew
from screening.services.own_page.mailing import InWhoseName, check_newest, may_go, write_mail
from screening.services.story import Story
from screening.store.ledger_store import open_records
from screening.store.tables.candidate_link import ShortlistLink
from screening.store.tables.due_diligence import DueDiligencePart
from screening.store.tables.link_mail import ShortlistMail
from screening.store.unit_of_work import UnitOfWork


@once
def send_link(call: Call, part_ref: str, number: int, to: str, writer: InWhoseName) -> None:
    """Have the link to the page about a part sent to the address ``to``.

    As ``mailing.send_link``; raises as ``shortlist.make_link`` does, and NotValid for what is no
    address.
    """
    to = tidy(to)
    with call.change(Role.HR) as work:
        part, _search, _vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        candidate_of(work, part)
        about, link = (part.ref, part.candidate_ref), work.session.get(ShortlistLink, part.ref)
        check_newest(link, number)
        if link is None or not may_go(work, call, link, story_of_links(work, part), to):
            event, renewed = renew(work, call, ShortlistLink, about, number)
            record_of_one(work, part, event, renewed)
            link = work.session.get_one(ShortlistLink, part.ref, populate_existing=True)
        said = write_mail(work, call, (link, about), to, writer)
        no_longer(work, part.ref, (Told.SHORTLIST_NOT_SENT,))
        sent = ShortlistMail(message_ref=said["message"], part_ref=part.ref, number=link.number)
        work.session.add(sent)
        record_of_one(work, part, Event.LINK_MAILED, said)
        work.commit()


def story_of_links(work: UnitOfWork, part: DueDiligencePart) -> Story:
    """The records of whose ``part`` it is that belong to no check, oldest first."""
    found = open_records(work.session, work.vault, subject_ref=part.candidate_ref)
    return [one for one in found if not one.check_ref]
