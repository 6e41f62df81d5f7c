"""Two people erase a candidate: a data protection officer proposes, somebody else decides.

Whoever decides is another data protection officer or in HR, and had no part in a check on the
candidate: what they did themselves is not theirs to make unreadable. Until then nothing is
destroyed. What was confirmed is carried out at once, or by the worker if that is cut short.
"""

from dataclasses import replace
from typing import Any, cast

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session

from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Ties, check_may
from screening.domain.text import N_
from screening.domain.words import ErasedBecause, ErasureState, Role
from screening.services.call import Call, once
from screening.services.candidates import ERASED
from screening.services.erasure import erasing
from screening.services.erasure.after_restoring import check_goes_on
from screening.services.erasure.holds import check_not_held
from screening.services.loading import find_candidate
from screening.services.outbox.telling import tell, those_who_may
from screening.services.refs import new_ref
from screening.services.taking_part import took_part
from screening.store import sweeping
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.erasure import ErasureProposal
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork

_NONE_OPEN = N_("No proposal to erase this candidate's data waits any more. See what became of it.")


@once
def propose(call: Call, candidate_ref: str, because: ErasedBecause, why: str) -> str:
    """Propose to erase the candidate; the proposal's ref is the answer.

    Whoever may not gets NotFound. NotPossible once erased, while a hold stands on the vacancy, or
    while another proposal waits.
    """
    why = answer_given("why", why)
    with call.change(Role.DATA_PROTECTION) as work:
        candidate, vacancy, ties = find_candidate(
            work.session, call.actor, candidate_ref, Action.PROPOSE_ERASURE
        )
        if candidate.erased_at is not None:
            raise NotPossible(ERASED)
        check_not_held(work.session, vacancy)
        if open_proposal(work.session, candidate.ref) is not None:
            raise NotPossible(N_("Erasing this candidate's data is proposed already."))
        proposal = ErasureProposal(
            ref=new_ref(),
            vacancy_ref=vacancy.ref,
            candidate_ref=candidate.ref,
            because=because,
            proposed_by=call.actor.ref,
            proposed_person=call.actor.person_ref,
            proposed_at=work.now,
            state=ErasureState.PROPOSED,
        )
        work.session.add(proposal)
        _note(work, Event.ERASURE_PROPOSED, proposal, because=because, why=why)
        _tell(work, ties_to_erasure(work.session, ties, candidate.ref, proposal), proposal)
        work.commit(proposal.ref)
    return proposal.ref


@once
def withdraw(call: Call, candidate_ref: str) -> None:
    """Take the proposal back; any data protection officer may."""
    with call.change(Role.DATA_PROTECTION) as work:
        candidate, _vacancy, _ties = find_candidate(
            work.session, call.actor, candidate_ref, Action.PROPOSE_ERASURE
        )
        proposal = _open(work, candidate)
        _decide(work, call, proposal, ErasureState.WITHDRAWN)
        _note(work, Event.ERASURE_WITHDRAWN, proposal)
        work.commit()


@once
def decline(call: Call, candidate_ref: str, reasons: str, read: int) -> None:
    """Say no, with reasons. ``read`` and who may: as for ``confirm``."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.DATA_PROTECTION, Role.HR) as work:
        proposal = _to_decide(work, call, candidate_ref, read)
        _decide(work, call, proposal, ErasureState.DECLINED)
        _note(work, Event.ERASURE_DECLINED, proposal, reasons=reasons)
        work.commit()


def confirm(call: Call, candidate_ref: str, reasons: str, read: int) -> bool:
    """Say yes, with reasons, and erase the candidate; whether the files are clean too.

    False: somebody is reading, or the database is a large one, and old pages stay in the files
    until the worker has written them anew.
    ``read`` is how many records there were about the candidate when the page was made: Conflict
    when there are more by now. NotAllowed for whoever proposed it, had a part in a check on the
    candidate, or sits or sat on the panel; NotPossible while a hold stands, or erasing waits.
    """
    because = _confirm(call, candidate_ref, reasons, read)
    erasing.carry_out(call, candidate_ref, ErasedBecause(because))
    return sweeping.flush(call.store, however_large=False)


@once
def _confirm(call: Call, candidate_ref: str, reasons: str, read: int) -> str:
    """Record the word; why the candidate is erased is the answer."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.DATA_PROTECTION, Role.HR) as work:
        proposal = _to_decide(work, call, candidate_ref, read)
        candidate, vacancy, _ties = find_candidate(work.session, call.actor, candidate_ref)
        check_goes_on(work)
        check_not_held(work.session, vacancy)
        _decide(work, call, proposal, ErasureState.CONFIRMED)
        _note(work, Event.ERASURE_CONFIRMED, proposal, reasons=reasons)
        work.commit(proposal.because)
    return proposal.because


def open_proposal(session: Session, candidate_ref: str) -> ErasureProposal | None:
    """The proposal that waits for somebody's word on the candidate."""
    return session.scalars(
        select(ErasureProposal).where(
            ErasureProposal.candidate_ref == candidate_ref,
            ErasureProposal.state == ErasureState.PROPOSED,
        )
    ).one_or_none()


def records_about(session: Session, candidate_ref: str) -> int:
    """How many records there are about the candidate so far."""
    counted = select(func.count()).where(record.c.subject_ref == candidate_ref)
    return int(session.scalar(counted) or 0)


def ties_to_erasure(
    session: Session, ties: Ties, candidate_ref: str, proposal: ErasureProposal | None
) -> Ties:
    """``ties`` with who proposed it, and everybody who had a part in a check on the candidate:
    whoever is named in one, or did anything in it that is on record.
    """
    on_them, about_them = (
        Check.candidate_ref == candidate_ref,
        record.c.subject_ref == candidate_ref,
    )
    return replace(
        ties,
        requester=proposal.proposed_person if proposal else "",
        involved=took_part(session, on_them, about_them),
    )


def _to_decide(work: UnitOfWork, call: Call, candidate_ref: str, read: int) -> ErasureProposal:
    candidate, _vacancy, ties = find_candidate(
        work.session, call.actor, candidate_ref, Action.SEE_ERASURE
    )
    proposal = _open(work, candidate)
    ties = ties_to_erasure(work.session, ties, candidate.ref, proposal)
    check_may(call.actor, Action.CONFIRM_ERASURE, ties)
    if records_about(work.session, candidate.ref) != read:
        raise Conflict(
            N_(
                "Something was recorded about this person after you opened this page. "
                "Read it, then decide."
            )
        )
    return proposal


def _open(work: UnitOfWork, candidate: Candidate) -> ErasureProposal:
    proposal = open_proposal(work.session, candidate.ref)
    if proposal is None:
        raise NotPossible(_NONE_OPEN)
    return proposal


def _decide(work: UnitOfWork, call: Call, proposal: ErasureProposal, state: ErasureState) -> None:
    """Set what became of ``proposal``, once. Raises Conflict when somebody else was first."""
    result = cast(
        CursorResult[Any],
        work.session.execute(
            update(ErasureProposal)
            .where(
                ErasureProposal.ref == proposal.ref,
                ErasureProposal.state == ErasureState.PROPOSED,
            )
            .values(
                state=state,
                decided_by=call.actor.ref,
                decided_person=call.actor.person_ref,
                decided_at=work.now,
            )
            .execution_options(synchronize_session=False)
        ),
    )
    if result.rowcount != 1:
        raise Conflict(_NONE_OPEN)


def _tell(work: UnitOfWork, ties: Ties, proposal: ErasureProposal) -> None:
    roles = (Role.DATA_PROTECTION, Role.HR)
    told = those_who_may(work.session, Action.CONFIRM_ERASURE, ties, *roles)
    tell(work, Told.ERASURE, told, proposal.candidate_ref, vacancy_ref=proposal.vacancy_ref)


def _note(work: UnitOfWork, event: Event, proposal: ErasureProposal, **said: str) -> None:
    work.record(
        event,
        vacancy_ref=proposal.vacancy_ref,
        subject_ref=proposal.candidate_ref,
        payload={"proposal": proposal.ref, **said},
    )
