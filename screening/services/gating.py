"""Putting a request before the gate, with what the product knows around it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from screening.domain.people import Actor
from screening.domain.request import Request
from screening.domain.words import CandidateStatus, CriterionKind, Source, Stage
from screening.gate.assessment import Assessment
from screening.gate.case import Case, Claim, Context, Criterion, Earlier
from screening.gate.case import Vacancy as GateVacancy
from screening.gate.gate import assess
from screening.services.candidates import code_of
from screening.services.loading import criteria_of
from screening.services.story import attempts_of, claim_texts, story_of
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate import Claim as ClaimRow
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

EARLIER = 20
"""How many of a requester's earlier requests on the vacancy are read beside a new one."""
NOW_SHORTLISTED = (
    CandidateStatus.SHORTLISTED,
    CandidateStatus.INTERVIEWED,
    CandidateStatus.OFFERED,
)


def judge(
    work: UnitOfWork, check: Check, vacancy: Vacancy, request: Request, actor: Actor
) -> Assessment:
    """The gate's assessment of ``request`` as a new revision of ``check``."""
    claim = work.session.get_one(ClaimRow, check.claim_ref)
    case = Case(
        vacancy=_vacancy(work.session, vacancy, claim.criteria_version),
        claim=Claim(Source(claim.source), claim_texts(work, claim).quote),
        criterion=claim.criterion,
        request=request,
        earlier=_earlier(work, check, actor),
        context=_context(work.session, check, claim.criterion),
    )
    return assess(case, work.policy)


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


def _earlier(work: UnitOfWork, check: Check, actor: Actor) -> tuple[Earlier, ...]:
    """The same person's newest submitted requests about other candidates of the vacancy."""
    others = work.session.scalars(
        select(Check)
        .where(
            Check.vacancy_ref == check.vacancy_ref,
            Check.requester_person == actor.person_ref,
            Check.candidate_ref != check.candidate_ref,
            Check.revision > 0,
        )
        .order_by(Check.state_since.desc(), Check.ref)
        .limit(EARLIER)
    ).all()
    read = (_read(work, other) for other in others)
    return tuple(earlier for earlier in read if earlier is not None)


def _read(work: UnitOfWork, check: Check) -> Earlier | None:
    request = attempts_of(story_of(work, check))[-1].request
    if request is None:
        return None
    candidate = work.session.get_one(Candidate, check.candidate_ref)
    claim = work.session.get_one(ClaimRow, check.claim_ref)
    return Earlier(
        candidate=code_of(candidate.number),
        quote=claim_texts(work, claim).quote,
        question=request.question,
        relevance=request.relevance,
    )


def _context(session: Session, check: Check, criterion: str) -> Context:
    shortlisted = session.scalar(
        select(func.count())
        .select_from(Candidate)
        .where(Candidate.vacancy_ref == check.vacancy_ref, Candidate.status.in_(NOW_SHORTLISTED))
    )
    same = session.scalar(
        select(func.count(Check.candidate_ref.distinct()))
        .join(ClaimRow, ClaimRow.ref == Check.claim_ref)
        .where(
            Check.vacancy_ref == check.vacancy_ref,
            Check.candidate_ref != check.candidate_ref,
            Check.revision > 0,
            ClaimRow.criterion == criterion,
        )
    )
    return Context(shortlisted=shortlisted or 0, same_criterion=same or 0)
