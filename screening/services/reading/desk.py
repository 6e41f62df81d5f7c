"""What waits for somebody: the rows on each person's home page, and HR's queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select

from screening.domain.lifecycle import ENDED
from screening.domain.text import N_
from screening.domain.words import Role, SearcherKind, State
from screening.services.calendar import due, working_days_waiting
from screening.services.call import Call
from screening.services.candidates import code_of
from screening.services.loading import ties_of
from screening.services.people.substitutes import passed_on_to, standing_in
from screening.services.reading.doing import standing, why_not_decide
from screening.services.reading.people import names_of
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation, Overturn
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork

WAITING_FOR_HR = (State.AWAITING, State.REFERRED)
IN_HRS_HANDS = (State.APPROVED, State.NOTIFIED, State.PAUSED, State.SEARCHED)
MOST = 200
PROPOSED = N_("You proposed to overturn what was found, so somebody else in HR confirms it.")


@dataclass(frozen=True)
class DeskRow:
    """One check that somebody has to do something about. ``waiting`` is in working days;
    ``why_not_mine`` is empty where the reader may decide it.

    ``due`` is until when HR is to decide, and None where nothing waits for its decision.
    ``decider`` is the outside decider's name; ``passed_on`` names whoever stands in and for whom,
    once the time of escalation is over, which ``escalated`` says; ``passed_to_me`` where that is
    the reader.
    """

    ref: str
    number: int
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    candidate_code: str
    state: State
    since: datetime
    waiting: int
    overdue: bool
    requester: str
    claim_seen: bool
    mine_to_decide: bool
    why_not_mine: str
    due: datetime | None = None
    decider: str = ""
    escalated: bool = False
    passed_on: tuple[tuple[str, str], ...] = ()
    passed_to_me: bool = False


def decisions_waiting(call: Call) -> tuple[DeskRow, ...]:
    """Requests and referrals that wait for HR, the longest waiting first: what is due first, as
    all have the same time.
    """
    return _rows(call, _in(*WAITING_FOR_HR))


def passed_to(call: Call) -> tuple[DeskRow, ...]:
    """Of those, the ones passed on to the caller, who stands in for somebody today."""
    with call.look() as work:
        persons = {one.acting_person for one in standing_in(work)}
    if call.actor.person_ref not in persons:
        return ()
    return tuple(row for row in decisions_waiting(call) if row.passed_to_me)


def in_hrs_hands(call: Call) -> tuple[DeskRow, ...]:
    """Checks after approval that wait for HR: notices, objections, outcomes to hand over, and what
    candidates answered to what the panel was told.
    """
    wanted = (
        select(Check, Vacancy)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .outerjoin(CandidateLink, CandidateLink.check_ref == Check.ref)
    )
    answered = CandidateLink.replied_at.is_not(None)
    return _rows(call, wanted.where(Check.state.in_(IN_HRS_HANDS) | answered))


def searches_for(call: Call) -> tuple[DeskRow, ...]:
    """Searches that the caller is to make or is making, third parties' included for HR."""
    states = (State.READY, State.SEARCHING)
    wanted = _in(*states).join(Authorisation, Authorisation.check_ref == Check.ref)
    mine = Check.searcher_person == call.actor.person_ref
    if call.actor.has(Role.HR):
        mine = mine | (Authorisation.searcher_kind == SearcherKind.THIRD_PARTY)
    return _rows(call, wanted.where(mine))


def asked_by(call: Call) -> tuple[DeskRow, ...]:
    """The caller's own checks that are not over, where they may still know of them."""
    wanted = select(Check, Vacancy).join(Vacancy, Vacancy.ref == Check.vacancy_ref)
    if not call.actor.has(Role.HR):
        wanted = wanted.where(Check.vacancy_ref.in_(_sits_on(call)))
    return _rows(
        call,
        wanted.where(Check.requester_person == call.actor.person_ref, Check.state.not_in(ENDED)),
    )


def handed_to(call: Call) -> tuple[DeskRow, ...]:
    """Outcomes handed over to a panel the caller sits on, whose influence is not recorded."""
    return _rows(call, _in(State.HANDED_OVER).where(Check.vacancy_ref.in_(_sits_on(call))))


def _sits_on(call: Call) -> Select[str]:
    """The vacancies on whose panel the caller sits."""
    return select(PanelMember.vacancy_ref).where(
        PanelMember.person_ref == call.actor.person_ref, PanelMember.left_at.is_(None)
    )


def _in(*states: State) -> Select[Check, Vacancy]:
    return (
        select(Check, Vacancy)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .where(Check.state.in_(states))
    )


def _proposal_to_overturn() -> ColumnElement[bool]:
    """The proposal that stands for a check; none once the referral is answered."""
    return (
        (Check.state == State.REFERRED)
        & (Overturn.check_ref == Check.ref)
        & (Overturn.revision == Check.revision)
    )


def _rows(call: Call, wanted: Select[Check, Vacancy]) -> tuple[DeskRow, ...]:
    with call.look() as work:
        found = work.session.execute(
            wanted.add_columns(Candidate.number, Claim.seen_at, Overturn.proposed_person)
            .join(Candidate, Candidate.ref == Check.candidate_ref)
            .join(Claim, Claim.ref == Check.claim_ref)
            .outerjoin(Overturn, _proposal_to_overturn())
            .where(Candidate.erased_at.is_(None))  # nobody can do anything about those
            .order_by(Check.state_since, Check.ref)
            .limit(MOST)
        ).all()
        names = names_of(work.session, [check.requester for check, *_rest in found])
        running = standing_in(work)
        accounts = [ref for one in running for ref in (one.absent, one.acting)]
        names |= names_of(work.session, accounts)
        deciders = _deciders(work, [vacancy for _check, vacancy, *_rest in found])
        rows = []
        for check, vacancy, number, seen_at, proposed_by in found:
            ties = ties_of(work.session, vacancy, check)
            state, since = standing(work, call.actor, ties, check)
            waiting = working_days_waiting(since, work.now)
            why_not_mine = why_not_decide(call.actor, ties)
            if proposed_by == call.actor.person_ref:
                why_not_mine = why_not_mine or PROPOSED
            waits = check.state in WAITING_FOR_HR
            passed = passed_on_to(work, ties, check.state_since, running) if waits else ()
            rows.append(
                DeskRow(
                    ref=check.ref,
                    number=check.number,
                    vacancy_ref=vacancy.ref,
                    vacancy_reference=vacancy.reference,
                    vacancy_title=vacancy.title,
                    candidate_code=code_of(number),
                    state=state,
                    since=since,
                    waiting=waiting,
                    overdue=waits and work.now > due(work.policy, "decision", check.state_since),
                    requester=names[check.requester],
                    claim_seen=seen_at is not None,
                    mine_to_decide=not why_not_mine,
                    why_not_mine=why_not_mine,
                    due=due(work.policy, "decision", check.state_since) if waits else None,
                    decider=deciders.get(vacancy.outside_decider, ""),
                    escalated=waits
                    and work.now > due(work.policy, "escalation", check.state_since),
                    passed_on=tuple((names[one.acting], names[one.absent]) for one in passed),
                    passed_to_me=not why_not_mine
                    and any(one.acting_person == call.actor.person_ref for one in passed),
                )
            )
        return tuple(rows)


def _deciders(work: UnitOfWork, vacancies: Sequence[Vacancy]) -> dict[str, str]:
    """The names of the outside deciders of ``vacancies``, by person."""
    persons = {vacancy.outside_decider for vacancy in vacancies} - {""}
    found = select(Account.person_ref, Account.name).where(Account.person_ref.in_(persons))
    return dict(work.session.execute(found.order_by(Account.opened_at.desc())).all())
