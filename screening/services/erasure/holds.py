"""A hold on a whole vacancy: while one stands, nothing of anybody in it is erased.

Those who were not chosen are what those who were are compared with, so it is never on one person.
Each has its own reason and is lifted by itself: what two claims need goes when neither needs it.
"""

from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, select, update
from sqlalchemy.orm import Session

from screening.domain.candidate_codes import code_of
from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotFound, NotPossible
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.words import ErasureState, Role
from screening.services.call import Call, once
from screening.services.loading import find_vacancy
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import ErasureAnnounced, ErasureProposal, Hold, RegisterEnd
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

IS_HELD: ColumnElement[bool] = exists().where(
    Hold.vacancy_ref == Vacancy.ref, Hold.lifted_at.is_(None)
)
"""Whether a hold stands on a vacancy that is asked for."""


@once
def place(call: Call, vacancy_ref: str, reason: str) -> str:
    """Put a hold on the vacancy; its number is the answer.

    Proposals to erase somebody in it end, confirmed ones too while no key is destroyed, and the
    warning that the clock will erase is taken back.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.DATA_PROTECTION) as work:
        vacancy, _ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.HOLD)
        highest = select(func.max(Hold.number)).where(Hold.vacancy_ref == vacancy.ref)
        number = (work.session.scalar(highest) or 0) + 1
        work.session.add(
            Hold(
                vacancy_ref=vacancy.ref,
                number=number,
                placed_by=call.actor.ref,
                placed_at=work.now,
            )
        )
        stopped = _stop_proposals(work, call, vacancy)
        work.session.execute(
            delete(ErasureAnnounced).where(ErasureAnnounced.vacancy_ref == vacancy.ref)
        )
        work.session.execute(
            delete(RegisterEnd).where(
                RegisterEnd.vacancy_ref == vacancy.ref, RegisterEnd.ended_at.is_(None)
            )
        )
        work.record(
            Event.HOLD_PLACED,
            vacancy_ref=vacancy.ref,
            payload={"hold": str(number), "reason": reason, "stopped": stopped},
        )
        work.commit(str(number))
    return str(number)


@once
def lift(call: Call, vacancy_ref: str, number: int, reason: str) -> None:
    """Lift one hold. What is due then is erased only once a new warning has stood for its time."""
    reason = answer_given("reason", reason)
    with call.change(Role.DATA_PROTECTION) as work:
        vacancy, _ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.HOLD)
        if work.session.get(Hold, (vacancy.ref, number)) is None:
            raise NotFound(N_("There is nothing here."))
        lifted = cast(
            CursorResult[Any],
            work.session.execute(
                update(Hold)
                .where(
                    Hold.vacancy_ref == vacancy.ref,
                    Hold.number == number,
                    Hold.lifted_at.is_(None),
                )
                .values(lifted_by=call.actor.ref, lifted_at=work.now)
                .execution_options(synchronize_session=False)
            ),
        )
        if lifted.rowcount != 1:
            raise Conflict(N_("This hold has been lifted already."))
        work.record(
            Event.HOLD_LIFTED,
            vacancy_ref=vacancy.ref,
            payload={"hold": str(number), "reason": reason},
        )
        work.commit()


def standing(session: Session, vacancy_refs: Collection[str]) -> Sequence[Hold]:
    """The holds that stand on any of the vacancies, oldest first."""
    return session.scalars(
        select(Hold)
        .where(Hold.vacancy_ref.in_(vacancy_refs), Hold.lifted_at.is_(None))
        .order_by(Hold.placed_at, Hold.number)
    ).all()


def check_not_held(session: Session, vacancy: Vacancy) -> None:
    """Raise NotPossible while a hold stands. Sure until the commit where the vacancy is locked."""
    if standing(session, [vacancy.ref]):
        raise NotPossible(
            N_(
                "A hold is on this vacancy, so nothing of it is erased. Ask the data protection "
                "officer who put it there."
            )
        )


def _stop_proposals(work: UnitOfWork, call: Call, vacancy: Vacancy) -> list[str]:
    """End what was proposed or confirmed and is not begun; the codes of those it was about."""
    rows = work.session.execute(
        select(ErasureProposal, Candidate)
        .join(Candidate, Candidate.ref == ErasureProposal.candidate_ref)
        .where(
            ErasureProposal.vacancy_ref == vacancy.ref,
            ErasureProposal.state.in_((ErasureState.PROPOSED, ErasureState.CONFIRMED)),
            Candidate.erased_at.is_(None),
        )
        .order_by(Candidate.number)
    ).all()
    stopped = [
        (proposal, candidate)
        for proposal, candidate in rows
        if not work.vault.has_destroyed(candidate.ref)
    ]
    for proposal, _candidate in stopped:
        if proposal.state == ErasureState.PROPOSED:
            proposal.decided_by = call.actor.ref
            proposal.decided_person = call.actor.person_ref
            proposal.decided_at = work.now
        proposal.state = ErasureState.STOPPED
    return [code_of(candidate.number) for _proposal, candidate in stopped]
