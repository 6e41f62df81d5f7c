"""What stands before the erasure of one candidate, and what of them is out of reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.name_masks import Names
from screening.domain.people import Action, check_may, may
from screening.domain.words import CandidateStatus, ErasedBecause, ErasureState
from screening.services.call import Call
from screening.services.erasure.after_restoring import waits_since
from screening.services.erasure.erasing_by_two import open_proposal, records_about, ties_to_erasure
from screening.services.loading import find_vacancy, ties_of
from screening.services.reading.keeping.copies import Copies, copies_elsewhere
from screening.services.reading.keeping.holds import HoldShown, holds_on
from screening.services.reading.people import names_of
from screening.services.reading.trail.by_reference import names_hidden_from, without_names
from screening.services.reading.vacancies.claim import name_for
from screening.services.reading.vacancies.vacancy import CheckRow, check_rows
from screening.store import erasure, looking
from screening.store.ledger_store import open_records
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.erasure import ErasureProposal
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 50
SAID = (Event.ERASURE_PROPOSED, Event.ERASURE_CONFIRMED, Event.ERASURE_DECLINED)


@dataclass(frozen=True)
class ProposalShown:
    """One proposal. The words are empty once the candidate is erased.

    ``proposer_left``: the account that proposed it was closed since.
    """

    state: ErasureState
    because: ErasedBecause
    why: str
    by: str
    at: datetime
    proposer_left: bool
    decided_by: str
    decided_at: datetime | None
    reasons: str


@dataclass(frozen=True)
class ErasureShown:
    """How it stands with erasing one candidate. ``read``: records about them so far.

    ``proposals`` are newest first; ``waiting`` is the one to be decided. ``hold`` is one that
    stands in the way, and so does that ``erasing_waits``.
    """

    ref: str
    code: str
    name: str
    vacancy_ref: str
    vacancy_reference: str
    status: CandidateStatus
    erased_at: datetime | None
    checks: tuple[CheckRow, ...]
    proposals: tuple[ProposalShown, ...]
    waiting: ProposalShown | None
    hold: HoldShown | None
    copies: Copies
    read: int
    may_propose: bool
    may_decide: bool
    erasing_waits: bool


@dataclass(frozen=True)
class ToConfirm:
    """A proposal that waits; ``mine``: the reader may decide on it."""

    candidate_ref: str
    code: str
    vacancy_reference: str
    because: ErasedBecause
    by: str
    at: datetime
    mine: bool


@dataclass(frozen=True)
class UnfinishedErasure:
    """A candidate whose keys are destroyed, and of whom something unreadable is still stored."""

    ref: str
    code: str
    vacancy_reference: str


def read_erasure(call: Call, candidate_ref: str) -> ErasureShown:
    """How it stands. NotFound for who may not know the candidate, NotAllowed on the panel."""
    with call.look() as work:
        vacancy_ref = select(Candidate.vacancy_ref).where(Candidate.ref == candidate_ref)
        found = work.session.scalar(vacancy_ref) or ""
        vacancy, ties = find_vacancy(work.session, call.actor, found)
        check_may(call.actor, Action.SEE_ERASURE, ties)
        candidate = work.session.get_one(Candidate, candidate_ref)
        name = name_for(work, call.actor, ties, candidate)
        hidden = names_hidden_from(work, call.actor, ties, vacancy.ref)
        proposals = _proposals(work, candidate, hidden)
        waiting = open_proposal(work.session, candidate.ref)
        ties = ties_to_erasure(work.session, ties, candidate.ref, waiting)
        holds = [one for one in holds_on(work, call.actor, ties, vacancy) if one.lifted_at is None]
        return ErasureShown(
            ref=candidate.ref,
            code=code_of(candidate.number),
            name=name,
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            status=CandidateStatus(candidate.status),
            erased_at=candidate.erased_at,
            checks=check_rows(
                work, call.actor, ties, select(Check).where(Check.candidate_ref == candidate.ref)
            ),
            proposals=proposals,
            waiting=proposals[0] if waiting else None,
            hold=holds[-1] if holds else None,
            copies=copies_elsewhere(work, candidate),
            read=records_about(work.session, candidate.ref),
            may_propose=may(call.actor, Action.PROPOSE_ERASURE, ties),
            may_decide=may(call.actor, Action.CONFIRM_ERASURE, ties),
            erasing_waits=waits_since(work.session) is not None,
        )


def list_to_confirm(call: Call) -> tuple[ToConfirm, ...]:
    """Proposals that wait, the oldest first: for HR those that they may decide on."""
    check_may(call.actor, Action.SEE_RETENTION)
    with call.look() as work:
        found = work.session.execute(
            select(ErasureProposal, Candidate, Vacancy)
            .join(Candidate, Candidate.ref == ErasureProposal.candidate_ref)
            .join(Vacancy, Vacancy.ref == ErasureProposal.vacancy_ref)
            .where(ErasureProposal.state == ErasureState.PROPOSED)
            .order_by(ErasureProposal.proposed_at, ErasureProposal.ref)
            .limit(MOST)
        ).all()
        names = names_of(work.session, [proposal.proposed_by for proposal, *_rest in found])
        rows = []
        for proposal, candidate, vacancy in found:
            ties = ties_of(work.session, vacancy)
            ties = ties_to_erasure(work.session, ties, candidate.ref, proposal)
            mine = may(call.actor, Action.CONFIRM_ERASURE, ties)
            if mine or may(call.actor, Action.PROPOSE_ERASURE, ties):
                rows.append(
                    ToConfirm(
                        candidate_ref=candidate.ref,
                        code=code_of(candidate.number),
                        vacancy_reference=vacancy.reference,
                        because=ErasedBecause(proposal.because),
                        by=names[proposal.proposed_by],
                        at=proposal.proposed_at,
                        mine=mine,
                    )
                )
        return tuple(rows)


def list_unfinished(call: Call) -> tuple[UnfinishedErasure, ...]:
    """Erasures that were begun and have not ended; the worker ends them within minutes."""
    check_may(call.actor, Action.PROPOSE_ERASURE)
    with call.look() as work:
        begun = looking.to_look_for(work.vault)
        owners = {key.owner for key in erasure.unfinished(work.session, begun)}
        found = work.session.execute(
            select(Candidate, Vacancy.reference)
            .join(Vacancy, Vacancy.ref == Candidate.vacancy_ref)
            .where(Candidate.ref.in_(owners))
            .order_by(Vacancy.reference, Candidate.number)
            .limit(MOST)
        ).all()
        return tuple(
            UnfinishedErasure(candidate.ref, code_of(candidate.number), reference)
            for candidate, reference in found
        )


def _proposals(work: UnitOfWork, candidate: Candidate, hidden: Names) -> tuple[ProposalShown, ...]:
    found = work.session.scalars(
        select(ErasureProposal)
        .where(ErasureProposal.candidate_ref == candidate.ref)
        .order_by(ErasureProposal.proposed_at.desc(), ErasureProposal.ref)
    ).all()
    if not found:
        return ()
    refs = {ref for one in found for ref in (one.proposed_by, one.decided_by)}
    names = names_of(work.session, refs)
    left = set(
        work.session.scalars(
            select(Account.ref).where(Account.ref.in_(refs), Account.closed_at.is_not(None))
        )
    )
    said = _said(work, candidate, hidden)
    waiting_first = sorted(found, key=lambda one: one.state != ErasureState.PROPOSED)
    return tuple(
        ProposalShown(
            state=ErasureState(one.state),
            because=ErasedBecause(one.because),
            why=said.get((one.ref, "why"), ""),
            by=names[one.proposed_by],
            at=one.proposed_at,
            proposer_left=one.proposed_by in left,
            decided_by=names.get(one.decided_by, ""),
            decided_at=one.decided_at,
            reasons=said.get((one.ref, "reasons"), ""),
        )
        for one in waiting_first
    )


def _said(work: UnitOfWork, candidate: Candidate, hidden: Names) -> Mapping[tuple[str, str], Any]:
    """What was written in each proposal and the word on it, by its ref and the field."""
    about = open_records(work.session, work.vault, subject_ref=candidate.ref)
    records = without_names([one for one in about if one.event in SAID], hidden)
    payloads = [one.payload for one in records if one.payload]
    return {
        (payload["proposal"], field): payload[field]
        for payload in payloads
        for field in ("why", "reasons")
        if field in payload
    }
