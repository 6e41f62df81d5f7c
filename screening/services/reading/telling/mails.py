"""The e-mails that carried the link to a candidate's own page, for whoever may send them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from gettext import NullTranslations

from screening.domain.emails import is_email_outside
from screening.domain.errors import KeyDestroyed
from screening.domain.events import Event
from screening.domain.notifying import MessageState
from screening.domain.people import Action, check_may
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.candidates import contact_of
from screening.services.due_diligence.conditions import find_part
from screening.services.loading import find_check
from screening.services.own_page.links import days_of
from screening.services.own_page.mail_words import Asked, MailWords, words_of
from screening.services.own_page.shortlist_mailing import story_of_links
from screening.services.reading.people import names_of
from screening.services.story import Story, last, story_of, text_in
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.outbox import Outgoing
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class MailShown:
    """One of them. ``to`` is empty once erased. ``state`` is None where nothing of it is known any
    more. ``perhaps``: it may have arrived all the same. ``number`` is that of the link in it.
    """

    to: str
    at: datetime
    by: str
    number: int
    state: MessageState | None
    ended_at: datetime | None
    note: str
    perhaps: bool


@dataclass(frozen=True)
class AddressChanged:
    """When, and by whom, how to reach a candidate was last changed."""

    at: datetime
    by: str


@dataclass(frozen=True)
class Mails:
    """What was sent, newest first; and to which ``address`` to send, as far as it is known.

    ``changed`` is None where what the application gave still stands.
    """

    sent: tuple[MailShown, ...]
    address: str
    changed: AddressChanged | None


def read_mails(call: Call, check_ref: str) -> Mails:
    """The e-mails about the check. Raises NotFound or NotAllowed."""
    with call.look() as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
        return _mails(work, check.candidate_ref, story_of(work, check))


def read_shortlist_mails(call: Call, part_ref: str) -> Mails:
    """The same about a part in a school's due-diligence search."""
    with call.look() as work:
        part, _search, _vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        return _mails(work, part.candidate_ref, story_of_links(work, part))


def read_mail_words(
    call: Call, check_ref: str, organisation: Organisation, tongues: Sequence[NullTranslations]
) -> MailWords:
    """What a message by the caller would say now, but for the link. Raises as above."""
    with call.look() as work:
        _check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
        return _words(work, call, organisation, tongues)


def read_shortlist_mail_words(
    call: Call, part_ref: str, organisation: Organisation, tongues: Sequence[NullTranslations]
) -> MailWords:
    """The same about a part in a school's due-diligence search."""
    with call.look() as work:
        find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        return _words(work, call, organisation, tongues)


def _mails(work: UnitOfWork, candidate_ref: str, story: Story) -> Mails:
    mailed = [one for one in story if one.event == Event.LINK_MAILED]
    names = names_of(work.session, [one.actor_ref for one in mailed])
    shown = tuple(_shown(work, one, names, story) for one in reversed(mailed))
    return Mails(shown, _address(work, candidate_ref, story), _changed(work, candidate_ref))


def _words(
    work: UnitOfWork, call: Call, organisation: Organisation, tongues: Sequence[NullTranslations]
) -> MailWords:
    sender = work.session.get_one(Account, call.actor.ref)
    until = work.now + timedelta(days=days_of(work.policy))
    return words_of(organisation, Asked(sender.name, sender.email), until, tongues=tongues)


def _shown(
    work: UnitOfWork, record: OpenedRecord, names: Mapping[str, str], story: Story
) -> MailShown:
    ref = text_in(record, "message") or ""
    row = work.session.get(Outgoing, ref)
    ended = _ended(story, ref)
    recorded = MessageState.SENT if ended and ended.event == Event.MAIL_TAKEN else None
    return MailShown(
        to=text_in(record, "to") or "",
        at=record.occurred_at,
        by=names[record.actor_ref],
        number=int(text_in(record, "number") or 0),
        state=MessageState(row.state) if row else recorded,
        ended_at=row.ended_at if row else ended.occurred_at if ended else None,
        note=row.note if row else "",
        perhaps=bool(row and row.handed_at and row.state != MessageState.SENT),
    )


def _ended(story: Story, ref: str) -> OpenedRecord | None:
    ends = (Event.MAIL_TAKEN, Event.MAIL_FAILED)
    return last([one for one in story if ref and text_in(one, "message") == ref], *ends)


def _changed(work: UnitOfWork, candidate_ref: str) -> AddressChanged | None:
    held, last_change = None, None
    for event in (Event.CANDIDATE_ADDED, Event.CANDIDATE_CHANGED):
        for one in open_records(work.session, work.vault, subject_ref=candidate_ref, event=event):
            contact = (one.payload or {}).get("contact")  # older records do not say it
            if contact is not None and contact != held:
                held, last_change = contact, one if event == Event.CANDIDATE_CHANGED else None
    if last_change is None:
        return None
    by = names_of(work.session, [last_change.actor_ref])[last_change.actor_ref]
    return AddressChanged(last_change.occurred_at, by)


def _address(work: UnitOfWork, candidate_ref: str, story: Story) -> str:
    """Where the last message went, or what the application gave; empty where that is no address."""
    if before := text_in(last(story, Event.LINK_MAILED), "to"):
        return before
    try:
        given = contact_of(work, work.session.get_one(Candidate, candidate_ref))
    except KeyDestroyed:
        return ""
    return given if is_email_outside(given) else ""
