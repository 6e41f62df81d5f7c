"""By which regime a vacancy is run: said before anybody is shortlisted or looked up.

Putting one under the schools regime takes two people (``regime_by_two``). Taking it out takes one:
nobody is looked up by that.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.due_diligence import RegimeState, allows
from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Actor, Ties, check_may, may
from screening.domain.text import N_
from screening.domain.words import CandidateStatus, Regime, Role, Stage
from screening.services.call import Call, once
from screening.services.loading import find_vacancy, hold_open
from screening.services.outbox.telling import tell, those_who_may
from screening.store.ledger_store import open_records
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.regime import RegimeProposal
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_EARLY = (Stage.ADVERTISED, Stage.SIFTING)
_BEFORE = (CandidateStatus.APPLIED, CandidateStatus.WITHDREW)
_STAGES, _CANDIDATES = (
    (Event.STAGE_CHANGED,),
    (Event.CANDIDATE_ADDED, Event.CANDIDATE_STATUS_CHANGED),
)
TOO_LATE = N_(
    "The regime of this vacancy stays as it is: somebody is on its shortlist, or has been, or "
    "somebody was looked up."
)
_DEPARTMENT_STAYS = N_(
    "Keep the department as it is: the schools regime is proposed or in force for this vacancy"
)
_SO_ALREADY = N_("This vacancy is run by that regime already.")


@once
def leave(call: Call, vacancy_ref: str, reason: str) -> None:
    """Take the vacancy out of the schools regime, for a recorded ``reason``.

    NotPossible once anybody was ever on the shortlist or looked up, and where it is in none.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.HR) as work:
        vacancy, ties = choosing(work, call, vacancy_ref, Regime.CLAIMS)
        change_to(work, vacancy, ties, Regime.CLAIMS, reason)
        work.commit()


def proposal_of(session: Session, vacancy: Vacancy) -> RegimeProposal | None:
    """The proposal for ``vacancy`` that waits for a second person."""
    return session.scalars(
        select(RegimeProposal).where(
            RegimeProposal.vacancy_ref == vacancy.ref, RegimeProposal.state == RegimeState.PROPOSED
        )
    ).one_or_none()


def said_in_proposal(work: UnitOfWork, vacancy_ref: str) -> Mapping[str, str]:
    """What the newest proposal for the vacancy says: of which department it is, and the reason."""
    event = Event.REGIME_PROPOSED
    found = open_records(work.session, work.vault, vacancy_ref=vacancy_ref, event=event)
    return found[-1].payload or {}


def check_department(session: Session, vacancy: Vacancy, department: str) -> None:
    """NotValid for another ``department`` while the schools regime is proposed or in force for
    ``vacancy``: by its department the policy says whether it may be.
    """
    if department == vacancy.department:
        return
    if vacancy.regime == Regime.SCHOOL or proposal_of(session, vacancy) is not None:
        raise NotValid({"department": _DEPARTMENT_STAYS})


def may_choose(work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties) -> bool:
    """Whether ``actor`` could propose another regime for ``vacancy`` now, or take it out of one."""
    possible = vacancy.regime == Regime.SCHOOL or (
        allows(work.policy, vacancy.department) and proposal_of(work.session, vacancy) is None
    )
    allowed = may(actor, Action.CHOOSE_REGIME, ties) and vacancy.closed_at is None
    return possible and allowed and is_early(work, vacancy)


def is_early(work: UnitOfWork, vacancy: Vacancy) -> bool:
    """Whether nobody was ever shortlisted in ``vacancy``, nor looked up as far as is recorded.

    By the records: setting somebody back to applied does not undo that they were on the list. Who
    is erased counts as having been on it.
    """
    looked_up = (
        select(Authorisation.check_ref)
        .join(Check, Check.ref == Authorisation.check_ref)
        .where(Check.vacancy_ref == vacancy.ref, Authorisation.used_at.is_not(None)),
        select(UnauthorisedSearch.ref).where(UnauthorisedSearch.vacancy_ref == vacancy.ref),
    )
    if vacancy.stage not in _EARLY or any(
        work.session.scalar(wanted.limit(1)) is not None for wanted in looked_up
    ):
        return False
    return all(
        record.payload is not None
        and record.payload.get("after", record.payload.get("status")) in allowed
        for events, allowed in ((_STAGES, _EARLY), (_CANDIDATES, _BEFORE))
        for event in events
        for record in open_records(work.session, work.vault, vacancy_ref=vacancy.ref, event=event)
    )


def choosing(
    work: UnitOfWork, call: Call, vacancy_ref: str, regime: Regime
) -> tuple[Vacancy, Ties]:
    """The vacancy, held open, for who may have it run by another ``regime`` than it is now."""
    vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
    check_may(call.actor, Action.CHOOSE_REGIME, ties)
    hold_open(work.session, vacancy)
    if vacancy.regime == regime:
        raise NotPossible(_SO_ALREADY)
    if not is_early(work, vacancy):
        raise NotPossible(TOO_LATE)
    return vacancy, ties


def change_to(work: UnitOfWork, vacancy: Vacancy, ties: Ties, regime: Regime, reason: str) -> None:
    """Run the vacancy by ``regime`` from now on; equality officers are told."""
    before, vacancy.regime = vacancy.regime, regime
    said = {"before": before, "after": regime, "reason": reason}
    work.record(Event.REGIME_CHANGED, vacancy_ref=vacancy.ref, payload=said)
    officers = those_who_may(work.session, Action.READ_TRAIL, ties, Role.EQUALITY)
    tell(work, Told.REGIME, officers, vacancy.ref, vacancy_ref=vacancy.ref)
