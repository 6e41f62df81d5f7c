"""The notice to a candidate, filled from the check: one model for the page and for the letter."""

import re
from datetime import datetime

from screening.domain.errors import KeyDestroyed, NotPossible
from screening.domain.events import Event
from screening.domain.kept_settings import SettingKind
from screening.domain.people import CANDIDATE, Action, check_may
from screening.domain.request import Request
from screening.domain.text import N_
from screening.domain.words import Regime, Role, SearcherKind, Source
from screening.reports.model import Organisation
from screening.reports.notice import Notice, PlaceTold
from screening.services.calendar import day_after, day_of
from screening.services.call import Call
from screening.services.candidates import ERASED, name_of
from screening.services.checks.notices import window
from screening.services.loading import criteria_of, find_check, holders_of
from screening.services.reading.checks.check import CheckShown, show_check
from screening.services.reading.telling.lawful_basis import basis_at
from screening.store.kept_settings import newest
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.search import Notice as Sent
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

IN_A_SENTENCE: dict[Source, str] = {
    Source.CV: N_("CV"),
    Source.APPLICATION: N_("application form"),
    Source.COVERING_LETTER: N_("covering letter"),
    Source.INTERVIEW: N_("interview"),
    Source.PORTFOLIO: N_("portfolio"),
    Source.REFERENCE: N_("reference"),
}
SEARCHERS: dict[SearcherKind, str] = {
    SearcherKind.HR: N_("{name}, who works in our HR team,"),
    SearcherKind.MANAGER: N_("{name}, who is a manager here,"),
    SearcherKind.THIRD_PARTY: N_("{name}, who would do it for us,"),
}


def read_notice(call: Call, check_ref: str, organisation: Organisation) -> Notice:
    """What the candidate is told about the check, in the name of whoever sent it.

    Before it is sent, that is the caller, and its dates are those of a notice delivered now.
    Raises NotFound or NotAllowed, NotPossible for a check without a scope, KeyDestroyed once the
    candidate is erased.
    """
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
        shown = show_check(work, call.actor, check, vacancy, ties)
        notified = shown.last(Event.NOTICE_SENT)
        by_hr = notified is not None and notified.by_ref != CANDIDATE.ref
        sender = notified.by_ref if notified and by_hr else call.actor.ref
        return notice_of(work, shown, organisation, sender)


def notice_of(
    work: UnitOfWork, check: CheckShown, organisation: Organisation, sender: str
) -> Notice:
    """What ``check`` says to its candidate, who asks the account ``sender``. Raises as above."""
    scope = check.scope
    if scope is None:
        raise NotPossible(N_("This check has not been approved: there is nothing to tell yet."))
    request = check.attempts[scope.revision - 1].request
    candidate = work.session.get_one(Candidate, check.candidate_ref)
    if request is None or check.claim.erased:
        raise KeyDestroyed(ERASED)
    sent = work.session.get(Sent, check.ref)
    policy = work.policy
    delivered: datetime = sent.sent_at if sent else work.now
    reply_until, not_after = window(policy, delivered)
    places = request.scope.places
    contact = work.session.get_one(Account, sender)
    return Notice(
        organisation=organisation,
        reference=f"{check.vacancy_reference}/{check.number}",
        candidate_name=name_of(work, candidate),
        job_title=check.vacancy_title,
        dated=day_of(delivered),
        claim=check.claim.quote,
        claim_source=IN_A_SENTENCE[check.claim.source],
        question=request.question,
        relevance=request.relevance,
        criteria=_criteria(work, check, request),
        places=tuple(
            PlaceTold(place.address or place.platform, place.supplied_by)
            for place in (places[number] for number in scope.places)
        ),
        search_words=tuple(request.scope.terms[number] for number in scope.terms),
        looking_at=request.scope.looking_at,
        minutes=scope.minutes,
        searcher=SEARCHERS[scope.searcher_kind],
        searcher_name=scope.searcher_name,
        first_day=day_after(reply_until),
        last_day=day_of(not_after),
        reply_by=day_of(reply_until),
        basis=basis_at(work, delivered),
        recipients=policy.text("notice", "recipients"),
        kept_days=policy.days("retention_months"),
        contact_name=contact.name,
        contact=contact.email,
        data_protection_contact=organisation.complaints
        or data_protection_contact(work)
        or contact.email,
        school=work.session.get_one(Vacancy, check.vacancy_ref).regime == Regime.SCHOOL,
    )


def _criteria(work: UnitOfWork, check: CheckShown, request: Request) -> tuple[str, ...]:
    """The criterion that the claim bears on, and any other whose code the candidate would read."""
    claim = work.session.get_one(Claim, check.claim.ref)
    vacancy = work.session.get_one(Vacancy, check.vacancy_ref)
    read = f"{request.question} {request.relevance} {request.scope.looking_at}"
    return tuple(
        f"{row.text} ({row.code})"
        for row in criteria_of(work.session, vacancy, claim.criteria_version)
        if row.code == claim.criterion
        or re.search(rf"(?<!\w){re.escape(row.code)}(?!\w)", read, re.IGNORECASE)
    )


def read_officer(call: Call) -> str:
    """How anybody reaches the data protection officer, whose address is public."""
    with call.look() as work:
        return data_protection_contact(work)


def data_protection_contact(work: UnitOfWork) -> str:
    """How to reach the data protection officer: as an administrator has set it, or else whoever
    holds that role; empty while nobody does.
    """
    kept = newest(work.session, SettingKind.ORGANISATION)
    if kept and kept.content.get("officer"):
        return kept.content["officer"]
    officers = holders_of(Role.DATA_PROTECTION).order_by(Account.opened_at, Account.ref)
    found = work.session.scalars(officers.limit(1)).first()
    return f"{found.name}, {found.email}" if found else ""
