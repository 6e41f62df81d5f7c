"""Putting a request before the gate, with what the product knows around it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from screening.domain.request import Request
from screening.domain.words import CandidateStatus, CriterionKind, Source, Stage
from screening.gate.assessment import Assessment
from screening.gate.case import Case, Claim, Context, Criterion
from screening.gate.case import Vacancy as GateVacancy
from screening.gate.gate import assess
from screening.services.judging.asked_before import earlier_requests, sent_lately, stopped_before
from screening.services.loading import criteria_of
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate import Claim as ClaimRow
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NOW_SHORTLISTED = (
    CandidateStatus.SHORTLISTED,
    CandidateStatus.INTERVIEWED,
    CandidateStatus.OFFERED,
)


def judge(
    work: UnitOfWork, check: Check, vacancy: Vacancy, request: Request, quote: str
) -> Assessment:
    """The gate's assessment of ``request`` as a new revision of ``check``, on a claim of ``quote``.

    It is judged as the request of whoever ``check`` says asked.
    """
    return assess(case_of(work, check, vacancy, request, quote), work.policy)


def case_of(
    work: UnitOfWork,
    check: Check,
    vacancy: Vacancy,
    request: Request,
    quote: str,
    submitted: OpenedRecord | None = None,
) -> Case:
    """The whole case of ``request``, a revision of ``check`` about to be submitted.

    Or of one that was ``submitted`` before: then later requests are left out, while stage,
    shortlist and criteria are those of now.
    """
    claim = work.session.get_one(ClaimRow, check.claim_ref)
    before = submitted.seq if submitted else None
    at = submitted.occurred_at if submitted else work.now
    minutes = work.policy.limits["burst_minutes"]
    return Case(
        vacancy=_vacancy(work.session, vacancy, claim.criteria_version),
        claim=Claim(Source(claim.source), quote),
        criterion=claim.criterion,
        request=request,
        earlier=earlier_requests(work, check, request, quote, before),
        context=Context(
            shortlisted=_shortlisted(work.session, check),
            same_criterion=_same_criterion(work.session, check, claim.criterion),
            lately=sent_lately(work.session, check, at, minutes),
            stopped=stopped_before(work, check, before),
        ),
    )


def _vacancy(session: Session, vacancy: Vacancy, version: int) -> GateVacancy:
    return GateVacancy(
        title=vacancy.title,
        applicants=vacancy.candidates,
        stage=Stage(vacancy.stage),
        criteria=tuple(
            Criterion(row.code, CriterionKind(row.kind), row.text)
            for row in criteria_of(session, vacancy, version)
        ),
    )


def _shortlisted(session: Session, check: Check) -> int:
    """How many candidates of the vacancy are on its shortlist now."""
    on_it = Candidate.status.in_(NOW_SHORTLISTED)
    count = select(func.count()).select_from(Candidate)
    return session.scalar(count.where(Candidate.vacancy_ref == check.vacancy_ref, on_it)) or 0


def _same_criterion(session: Session, check: Check, criterion: str) -> int:
    """How many others of the vacancy have a check on the same criterion, sent at least once."""
    others = (
        select(func.count(Check.candidate_ref.distinct()))
        .join(ClaimRow, ClaimRow.ref == Check.claim_ref)
        .where(
            Check.vacancy_ref == check.vacancy_ref,
            Check.candidate_ref != check.candidate_ref,
            Check.revision > 0,
            ClaimRow.criterion == criterion,
        )
    )
    return session.scalar(others) or 0
