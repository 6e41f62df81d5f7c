"""Who sits on a vacancy's panel, and who decides alone: written inside a unit of work."""

from collections.abc import Sequence

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from screening.domain.due_diligence import RegimeState
from screening.domain.errors import NotValid
from screening.domain.events import DUE_DILIGENCE_OF_ONE, Event
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import decode
from screening.store.tables.account import Account
from screening.store.tables.check import Check
from screening.store.tables.decision import Decision
from screening.store.tables.due_diligence import DueDiligenceSearch
from screening.store.tables.record import record
from screening.store.tables.regime import RegimeProposal
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork


def write_panel(
    work: UnitOfWork, vacancy: Vacancy, accounts: Sequence[str], outside_decider: str
) -> None:
    """Seat exactly ``accounts`` and record it. Raises NotValid where they may not sit there.

    ``outside_decider`` is an account too, or empty. The vacancy is held open.
    """
    wanted = {ref: _open_account(work.session, ref) for ref in accounts}
    decider = _open_account(work.session, outside_decider) if outside_decider else None
    seats = seats_of(work.session, vacancy)
    check_can_sit(
        work.session, vacancy, list(wanted.values()), decider.person_ref if decider else ""
    )
    vacancy.outside_decider = decider.person_ref if decider else ""
    seated = {seat.account_ref for seat in seats}
    for seat in seats:
        if seat.account_ref not in wanted:
            seat.left_at = work.now
    for ref, account in wanted.items():
        if ref not in seated:
            work.session.add(
                PanelMember(
                    vacancy_ref=vacancy.ref,
                    account_ref=ref,
                    joined_at=work.now,
                    person_ref=account.person_ref,
                )
            )
    work.record(
        Event.PANEL_CHANGED,
        vacancy_ref=vacancy.ref,
        payload={
            "panel": sorted(wanted),
            "joined": sorted(set(wanted) - seated),
            "left": sorted(seated - set(wanted)),
            "outside_decider": outside_decider,
        },
    )


def seats_of(session: Session, vacancy: Vacancy) -> Sequence[PanelMember]:
    """The seats of those who sit there now."""
    return session.scalars(
        select(PanelMember).where(
            PanelMember.vacancy_ref == vacancy.ref, PanelMember.left_at.is_(None)
        )
    ).all()


def check_can_sit(
    session: Session, vacancy: Vacancy, accounts: Sequence[Account], decider_person: str
) -> None:
    """Raise NotValid unless ``accounts`` may be the panel, with that outside decider (or none)."""
    if decider_person and decider_person in {account.person_ref for account in accounts}:
        raise NotValid({"outside_decider": N_("Choose a decider who is not on the panel")})
    seated = {seat.account_ref for seat in seats_of(session, vacancy)}
    _check_apart(session, vacancy, [one for one in accounts if one.ref not in seated])


def decider_of(session: Session, vacancy: Vacancy) -> str:
    """The account of the outside decider; empty where there is none."""
    if not vacancy.outside_decider:
        return ""
    accounts = select(Account.ref).where(Account.person_ref == vacancy.outside_decider)
    open_first = (Account.closed_at.is_not(None), Account.opened_at, Account.ref)
    return session.scalars(accounts.order_by(*open_first).limit(1)).one()


def _check_apart(session: Session, vacancy: Vacancy, joining: Sequence[Account]) -> None:
    """Whoever decided or searched here knows what a panel may not, and whoever put a vacancy under
    the schools regime did it for a panel of others: NotValid to seat them.
    """
    of_checks = Check.vacancy_ref == vacancy.ref
    decided = select(Decision.decided_person).join(Check, Check.ref == Decision.check_ref)
    apart = set(
        session.scalars(
            union(
                decided.where(of_checks),
                select(Check.searcher_person).where(of_checks),
                select(DueDiligenceSearch.searcher_person).where(
                    DueDiligenceSearch.vacancy_ref == vacancy.ref
                ),
                select(RegimeProposal.decided_person).where(
                    RegimeProposal.vacancy_ref == vacancy.ref,
                    RegimeProposal.state == RegimeState.CONFIRMED,
                ),
            )
        )
    )
    apart |= _handled(session, vacancy)
    if any(one.person_ref in apart for one in joining):
        raise NotValid(
            {"panel": N_("Choose people who have not dealt with a check for this vacancy")}
        )


def _handled(session: Session, vacancy: Vacancy) -> set[str]:
    """The persons who dealt for HR with a check of somebody else, or with what a school found."""
    asked = dict(
        session.execute(
            select(Check.ref, Check.requester_person).where(Check.vacancy_ref == vacancy.ref)
        ).all()
    )
    written = select(record.c.canonical).where(
        record.c.vacancy_ref == vacancy.ref,
        record.c.check_ref.in_(asked) | record.c.event_type.in_(DUE_DILIGENCE_OF_ONE),
    )
    found = [decode(canonical) for canonical in session.scalars(written)]
    by_hr = [one for one in found if one.actor_role == Role.HR]
    persons = dict(
        session.execute(
            select(Account.ref, Account.person_ref).where(
                Account.ref.in_({one.actor_ref for one in by_hr})
            )
        ).all()
    )
    acted = {(persons[one.actor_ref], asked.get(one.check_ref, "")) for one in by_hr}
    return {person for person, requester in acted if person != requester}


def _open_account(session: Session, ref: str) -> Account:
    account = session.get(Account, ref)
    if account is None or account.closed_at is not None:
        raise NotValid({"panel": N_("Choose people who have an open account")})
    return account
