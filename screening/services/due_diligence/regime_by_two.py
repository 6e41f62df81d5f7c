"""Putting a vacancy under the schools regime takes two people: a search there asks for no claim.

Somebody in HR proposes it, and a second person there, or an equality officer, confirms it. Until
then section 6 alone applies.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from screening.domain.due_diligence import RegimeState
from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Ties, check_may
from screening.domain.text import N_
from screening.domain.words import Regime, Role
from screening.services.call import Call, once
from screening.services.due_diligence.conditions import check_turned_on
from screening.services.due_diligence.regime import (
    TOO_LATE,
    change_to,
    choosing,
    is_early,
    proposal_of,
    said_in_proposal,
)
from screening.services.loading import find_vacancy, hold_open
from screening.services.outbox.telling import no_longer, still_open, tell, those_who_may
from screening.services.refs import new_ref
from screening.store.tables.regime import RegimeProposal
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_WAITS = N_("This has been proposed, and waits for a second person.")
_NONE_WAITS = N_("This has been decided, or was withdrawn. Look at how the vacancy is run now.")
_ANOTHER_DEPARTMENT = N_(
    "The department of this vacancy is another than when this was proposed. Decline it; it can be "
    "proposed anew."
)


@once
def propose(call: Call, vacancy_ref: str, reason: str) -> None:
    """Propose to put the vacancy under the schools regime, for a recorded ``reason``.

    NotPossible once anybody was ever on the shortlist or looked up, where it is so already or is
    proposed, and while the policy in force does not name its department.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.HR) as work:
        vacancy, ties = choosing(work, call, vacancy_ref, Regime.SCHOOL)
        check_turned_on(work, vacancy)
        if proposal_of(work.session, vacancy) is not None:
            raise NotPossible(_WAITS)
        work.session.add(
            RegimeProposal(
                ref=new_ref(),
                vacancy_ref=vacancy.ref,
                proposed_by=call.actor.ref,
                proposed_person=call.actor.person_ref,
                proposed_at=work.now,
                state=RegimeState.PROPOSED,
            )
        )
        said = {"department": vacancy.department, "reason": reason}
        work.record(Event.REGIME_PROPOSED, vacancy_ref=vacancy.ref, payload=said)
        ties = replace(ties, requester=call.actor.person_ref)
        roles = (Role.HR, Role.EQUALITY)
        told = those_who_may(work.session, Action.CONFIRM_REGIME, ties, *roles)
        tell(work, Told.REGIME_PROPOSED, told, vacancy.ref, vacancy_ref=vacancy.ref)
        work.commit()


@once
def confirm(call: Call, vacancy_ref: str, proposal: str, reason: str) -> None:
    """The second person says yes to the ``proposal`` that they read: from now on it is in force.

    NotAllowed for whoever proposed it or sits or sat on the panel; NotPossible as for ``propose``,
    and once it was decided or withdrawn, Conflict where another one stands by now, or the vacancy
    is of another department than was proposed.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.HR, Role.EQUALITY) as work:
        vacancy, waiting, ties = _deciding(work, call, vacancy_ref, proposal)
        hold_open(work.session, vacancy)
        if said_in_proposal(work, vacancy.ref).get("department") != vacancy.department:
            raise Conflict(_ANOTHER_DEPARTMENT)
        check_turned_on(work, vacancy)
        if not is_early(work, vacancy):
            raise NotPossible(TOO_LATE)
        _decide(work, call, waiting, RegimeState.CONFIRMED)
        change_to(work, vacancy, ties, Regime.SCHOOL, reason)
        work.commit()


@once
def decline(call: Call, vacancy_ref: str, proposal: str, reason: str) -> None:
    """The second person says no. Who may: as for ``confirm``."""
    reason = answer_given("reason", reason)
    with call.change(Role.HR, Role.EQUALITY) as work:
        vacancy, waiting, _ties = _deciding(work, call, vacancy_ref, proposal)
        _decide(work, call, waiting, RegimeState.DECLINED)
        said = {"reason": reason}
        work.record(Event.REGIME_DECLINED, vacancy_ref=vacancy.ref, payload=said)
        work.commit()


@once
def withdraw(call: Call, vacancy_ref: str, proposal: str) -> None:
    """Take the ``proposal`` back; whoever may propose it may. NotPossible once it was decided or
    withdrawn, Conflict where another one stands by now.
    """
    with call.change(Role.HR) as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        check_may(call.actor, Action.CHOOSE_REGIME, ties)
        _decide(work, call, _waiting(work.session, vacancy, proposal), RegimeState.WITHDRAWN)
        work.record(Event.REGIME_WITHDRAWN, vacancy_ref=vacancy.ref, payload={})
        work.commit()


def _deciding(
    work: UnitOfWork, call: Call, vacancy_ref: str, proposal: str
) -> tuple[Vacancy, RegimeProposal, Ties]:
    vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
    check_may(call.actor, Action.CONFIRM_REGIME, ties)
    waiting = _waiting(work.session, vacancy, proposal)
    check_may(call.actor, Action.CONFIRM_REGIME, replace(ties, requester=waiting.proposed_person))
    return vacancy, waiting, ties


def _waiting(session: Session, vacancy: Vacancy, proposal: str) -> RegimeProposal:
    waiting = proposal_of(session, vacancy)
    if waiting is None:
        raise NotPossible(_NONE_WAITS)
    if waiting.ref != proposal:
        raise Conflict(N_("This was proposed anew after you opened this page. Read it again."))
    return waiting


def _decide(work: UnitOfWork, call: Call, waiting: RegimeProposal, state: RegimeState) -> None:
    """Set what became of it, once. Raises Conflict when somebody else was first."""
    became: dict[str, Any] = {"state": state, "decided_at": work.now}
    became |= {"decided_by": call.actor.ref, "decided_person": call.actor.person_ref}
    still = (RegimeProposal.ref == waiting.ref, RegimeProposal.state == RegimeState.PROPOSED)
    if not work.set_where(RegimeProposal, *still, **became):
        raise Conflict(_NONE_WAITS)
    ref = waiting.vacancy_ref
    no_longer(work, ref, (Told.REGIME_PROPOSED,))
    told = still_open(work.session, waiting.proposed_by)
    tell(work, Told.REGIME_DECIDED, told, ref, vacancy_ref=ref)
