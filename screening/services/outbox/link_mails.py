"""Messages that carry the link to a candidate's own page, written by ``own_page.mailing``: whether
one is worth sending still, the record of how it ended, and telling HR where it failed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from screening.domain.events import Event
from screening.domain.notifying import MessageState, Told
from screening.services.loading import ties_of
from screening.services.outbox.telling import answerers, handlers_of_shortlist, no_longer, tell
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate_link import CandidateLink, ShortlistLink
from screening.store.tables.check import Check
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.link_mail import LinkMail, ShortlistMail
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_BECAME = {MessageState.SENT: Event.MAIL_TAKEN, MessageState.FAILED: Event.MAIL_FAILED}


@dataclass(frozen=True)
class _Carried:
    """What a message carries: link ``number`` of a page; whether it works still, and whose it is.

    ``check_ref`` is empty for the page about a school's search, ``about`` the check or the part.
    """

    about: str
    check_ref: str
    candidate_ref: str
    vacancy_ref: str
    works: bool
    kind: Told


def is_out_of_date(work: UnitOfWork, message_ref: str) -> bool:
    """Whether the message carries a link that works no more, so that it need not be sent."""
    carried = _carried(work, message_ref)
    return carried is not None and not carried.works


def note_end(work: UnitOfWork, message_ref: str, state: MessageState, channel: str) -> None:
    """Record what became of a message that carries a link; nothing of any other, or once erased.

    Whoever in HR may deal with it is told of one that failed: the candidate may not know yet that
    they are to be looked up. What it told of waits to be told again.
    """
    carried, event = _carried(work, message_ref), _BECAME.get(state)
    if carried is None or event is None:
        return
    candidate = work.session.get_one(Candidate, carried.candidate_ref)
    if candidate.erased_at is None and not work.vault.has_destroyed(candidate.ref):
        work.record(
            event,
            vacancy_ref=carried.vacancy_ref,
            subject_ref=carried.candidate_ref,
            check_ref=carried.check_ref,
            payload={"message": message_ref, "channel": channel},
        )
        if event is Event.MAIL_TAKEN:
            no_longer(work, carried.about, (carried.kind,))
        elif carried.works:
            where = carried.vacancy_ref
            tell(work, carried.kind, _handlers(work, carried), carried.about, vacancy_ref=where)
            _untold_again(work, message_ref)


def _untold_again(work: UnitOfWork, message_ref: str) -> None:
    """What a message about a check told of waits to be told, unless something newer does."""
    mail = work.session.get(LinkMail, message_ref)
    if mail is not None and mail.untold_since is not None:
        nothing = (Check.ref == mail.check_ref, Check.untold_since.is_(None))
        work.set_where(Check, *nothing, untold_since=mail.untold_since)


def _carried(work: UnitOfWork, message_ref: str) -> _Carried | None:
    mail = work.session.get(LinkMail, message_ref)
    if mail is not None:
        link, check = (
            work.session.get(CandidateLink, mail.check_ref),
            work.session.get_one(Check, mail.check_ref),
        )
        works = _works(work, link, mail.number)
        of = (check.ref, check.ref, check.candidate_ref, check.vacancy_ref)
        return _Carried(*of, works, Told.LINK_NOT_SENT)
    sent = work.session.get(ShortlistMail, message_ref)
    if sent is None:
        return None
    part = work.session.get_one(DueDiligencePart, sent.part_ref)
    works = _works(work, work.session.get(ShortlistLink, part.ref), sent.number)
    of = (part.ref, "", part.candidate_ref, part.vacancy_ref)
    return _Carried(*of, works, Told.SHORTLIST_NOT_SENT)


def _works(work: UnitOfWork, link: CandidateLink | ShortlistLink | None, number: int) -> bool:
    return link is not None and link.number == number and link.ends_at > work.now


def _handlers(work: UnitOfWork, carried: _Carried) -> Collection[str]:
    vacancy = work.session.get_one(Vacancy, carried.vacancy_ref)
    if not carried.check_ref:
        search = work.session.get_one(DueDiligenceSearch, vacancy.ref)
        return handlers_of_shortlist(work.session, vacancy, search.searcher_person)
    check = work.session.get_one(Check, carried.check_ref)
    return answerers(work.session, check, ties_of(work.session, vacancy, check))
