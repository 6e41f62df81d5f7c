"""One candidate as one reader may see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.people import Action
from screening.domain.words import CandidateStatus
from screening.services.call import Call
from screening.services.candidates import contact_of
from screening.services.loading import find_candidate
from screening.services.reading.trail.by_reference import names_hidden_from, works_by_reference
from screening.services.reading.vacancies.claim import ClaimShown, name_for, show_claim
from screening.services.reading.vacancies.vacancy import (
    CheckRow,
    CriterionShown,
    check_rows,
    criteria_shown,
    may_do,
)
from screening.store.tables.candidate import Claim
from screening.store.tables.check import Check


@dataclass(frozen=True)
class CandidateShown:
    """One candidate for one reader. ``contact`` is empty for those who work by reference."""

    ref: str
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    vacancy_open: bool
    code: str
    name: str
    contact: str
    status: CandidateStatus
    erased_at: datetime | None
    criteria: tuple[CriterionShown, ...]
    claims: tuple[ClaimShown, ...]
    checks: tuple[CheckRow, ...]
    may: frozenset[Action]
    by_reference: bool


def read_candidate(call: Call, candidate_ref: str) -> CandidateShown:
    """One candidate with claims and checks, or NotFound."""
    with call.look() as work:
        candidate, vacancy, ties = find_candidate(work.session, call.actor, candidate_ref)
        hidden = names_hidden_from(work, call.actor, ties, vacancy.ref)
        name = name_for(work, call.actor, ties, candidate)
        claims = work.session.scalars(
            select(Claim).where(Claim.candidate_ref == candidate.ref).order_by(Claim.number)
        )
        return CandidateShown(
            ref=candidate.ref,
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            vacancy_open=vacancy.closed_at is None,
            code=code_of(candidate.number),
            name=name,
            contact=contact_of(work, candidate) if name else "",
            status=CandidateStatus(candidate.status),
            erased_at=candidate.erased_at,
            criteria=criteria_shown(work, vacancy),
            claims=tuple(show_claim(work, vacancy, claim, hidden) for claim in claims),
            checks=check_rows(
                work, call.actor, ties, select(Check).where(Check.candidate_ref == candidate.ref)
            ),
            may=may_do(call.actor, ties),
            by_reference=works_by_reference(call.actor, ties),
        )
