"""What everybody on a school's shortlist is told before they are looked up: one text for all."""

from datetime import datetime

from screening.domain.people import Action
from screening.domain.policy import shipped_policy
from screening.reports.model import Organisation
from screening.reports.school_notice import SchoolNotice
from screening.services.calendar import day_after, day_of, due
from screening.services.call import Call
from screening.services.due_diligence.conditions import check_allowed, find_search
from screening.services.reading.telling.notice import data_protection_contact
from screening.store.policies import policy_with
from screening.store.tables.account import Account
from screening.store.tables.due_diligence import DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def read_due_diligence_notice(
    call: Call, vacancy_ref: str, organisation: Organisation
) -> SchoolNotice:
    """The notice, in the name of the caller, who sends it. NotPossible outside the conditions."""
    with call.look() as work:
        search, vacancy, _ties = find_search(work, call, vacancy_ref, Action.HANDLE_DUE_DILIGENCE)
        check_allowed(work, vacancy)
        until = due(work.policy, "reply", work.now)
        return school_notice(work, (search, vacancy), call.actor.ref, organisation, until)


def school_notice(
    work: UnitOfWork,
    of: tuple[DueDiligenceSearch, Vacancy],
    sender_ref: str,
    organisation: Organisation,
    reply_until: datetime,
) -> SchoolNotice:
    """The notice in the name of the account ``sender_ref``, with ``reply_until`` as it is.

    Its texts are those of the policy under which the search was opened: one text for all of them,
    whenever each was told, and as they read it later.
    """
    search, vacancy = of
    sender = work.session.get_one(Account, sender_ref)
    known = policy_with(work.session, search.policy_digest) or shipped_policy()
    return SchoolNotice(
        organisation=organisation,
        reference=vacancy.reference,
        title=vacancy.title,
        dated=day_of(work.now),
        reply_by=day_of(reply_until),
        first_day=day_after(reply_until),
        searcher=work.session.get_one(Account, search.searcher).name,
        minutes=search.minutes,
        looked_for=known.text("schools", "looked_for"),
        told=known.text("schools", "told"),
        basis=known.text("schools", "basis"),
        kept_days=work.policy.days("retention_months"),
        contact_name=sender.name,
        contact=sender.email,
        data_protection_contact=data_protection_contact(work) or f"{sender.name}, {sender.email}",
    )
