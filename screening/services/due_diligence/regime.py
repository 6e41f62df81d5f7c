"""By which regime a vacancy is run: HR says so before anybody is shortlisted or looked up."""

from sqlalchemy import select

from screening.domain.due_diligence import turned_on
from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Actor, Ties, check_may, may
from screening.domain.text import N_
from screening.domain.words import CandidateStatus, Regime, Role, Stage
from screening.services.call import Call, once
from screening.services.due_diligence.conditions import OFF
from screening.services.loading import find_vacancy, hold_open
from screening.services.outbox.telling import tell, those_who_may
from screening.store.ledger_store import open_records
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_EARLY = (Stage.ADVERTISED, Stage.SIFTING)
_BEFORE = (CandidateStatus.APPLIED, CandidateStatus.WITHDREW)
_STAGES, _CANDIDATES = (
    (Event.STAGE_CHANGED,),
    (Event.CANDIDATE_ADDED, Event.CANDIDATE_STATUS_CHANGED),
)
_TOO_LATE = N_(
    "The regime of this vacancy stays as it is: somebody is on its shortlist, or has been, or "
    "somebody was looked up."
)


@once
def choose(call: Call, vacancy_ref: str, regime: Regime, reason: str) -> None:
    """Run the vacancy by ``regime`` from now on, for a recorded ``reason``; equality officers are
    told, for a school's regime asks for no claim.

    NotPossible once anybody was ever on the shortlist or looked up, where it is so already, and
    for a school while the policy in force does not allow it.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.HR) as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        check_may(call.actor, Action.CHOOSE_REGIME, ties)
        hold_open(work.session, vacancy)
        if regime is Regime.SCHOOL and not turned_on(work.policy):
            raise NotPossible(OFF)
        if vacancy.regime == regime or not is_early(work, vacancy):
            raise NotPossible(_TOO_LATE)
        before, vacancy.regime = vacancy.regime, regime
        said = {"before": before, "after": regime, "reason": reason}
        work.record(Event.REGIME_CHANGED, vacancy_ref=vacancy.ref, payload=said)
        officers = those_who_may(work.session, Action.READ_TRAIL, ties, Role.EQUALITY)
        tell(work, Told.REGIME, officers, vacancy.ref, vacancy_ref=vacancy.ref)
        work.commit()


def may_choose(work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties) -> bool:
    """Whether ``actor`` could choose another regime for ``vacancy`` now."""
    possible = turned_on(work.policy) or vacancy.regime == Regime.SCHOOL
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
