"""Messages that carry the link to a candidate's own page, written by ``own_page.mailing``: whether
one is worth sending still, the record of how it ended, and telling HR where it failed.
"""

from screening.domain.events import Event
from screening.domain.notifying import MessageState, Told
from screening.services.loading import ties_of
from screening.services.outbox.telling import answerers, no_longer, tell
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.tables.link_mail import LinkMail
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_BECAME = {MessageState.SENT: Event.MAIL_TAKEN, MessageState.FAILED: Event.MAIL_FAILED}


def is_out_of_date(work: UnitOfWork, message_ref: str) -> bool:
    """Whether the message carries a link that works no more, so that it need not be sent."""
    mail = work.session.get(LinkMail, message_ref)
    if mail is None:
        return False
    link = work.session.get(CandidateLink, mail.check_ref)
    return link is None or link.number != mail.number or link.ends_at <= work.now


def note_end(work: UnitOfWork, message_ref: str, state: MessageState, channel: str) -> None:
    """Record what became of a message that carries a link; nothing of any other, or once erased.

    Whoever in HR may deal with the check is told of one that failed: the candidate may not know yet
    that they are to be looked up.
    """
    mail, event = work.session.get(LinkMail, message_ref), _BECAME.get(state)
    if mail is None or event is None:
        return
    check = work.session.get_one(Check, mail.check_ref)
    candidate = work.session.get_one(Candidate, check.candidate_ref)
    if candidate.erased_at is None and not work.vault.has_destroyed(candidate.ref):
        work.record(
            event,
            vacancy_ref=check.vacancy_ref,
            subject_ref=check.candidate_ref,
            check_ref=check.ref,
            payload={"message": message_ref, "channel": channel},
        )
        if event is Event.MAIL_TAKEN:
            no_longer(work, check.ref, (Told.LINK_NOT_SENT,))
        elif not is_out_of_date(work, message_ref):
            ties = ties_of(work.session, work.session.get_one(Vacancy, check.vacancy_ref), check)
            told, where = answerers(work.session, check, ties), check.vacancy_ref
            tell(work, Told.LINK_NOT_SENT, told, check.ref, vacancy_ref=where)
