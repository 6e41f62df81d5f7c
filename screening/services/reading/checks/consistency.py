"""Were like claims treated alike? By criterion: who claims it, and which of them was checked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.people import Actor, Ties
from screening.domain.words import CandidateStatus, CriterionKind, Role, State
from screening.services.call import Call
from screening.services.loading import criteria_of, find_vacancy
from screening.services.reading.doing import standing
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

READERS = (Role.HR, Role.EQUALITY, Role.DATA_PROTECTION)


@dataclass(frozen=True)
class CheckMark:
    """A check that was sent, and how it stands."""

    ref: str
    number: int
    state: State


@dataclass(frozen=True)
class Claimant:
    """A candidate with a claim on the criterion. Without ``checks`` none was asked for."""

    code: str
    status: CandidateStatus
    claims: int
    checks: tuple[CheckMark, ...]


@dataclass(frozen=True)
class Compared:
    """A criterion, and everybody who claims it. ``text`` is empty where it is in force no more."""

    code: str
    kind: CriterionKind | None
    text: str
    claimants: tuple[Claimant, ...]

    @property
    def checked(self) -> int:
        """On how many of them a check was asked for."""
        return sum(bool(one.checks) for one in self.claimants)

    @property
    def unchecked(self) -> int:
        """On how many of them none was."""
        return len(self.claimants) - self.checked


@dataclass(frozen=True)
class Consistency:
    """A vacancy by its criteria; ``candidates`` is how many it has in all."""

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    candidates: int
    criteria: tuple[Compared, ...]


def read_consistency(call: Call, vacancy_ref: str) -> Consistency:
    """All criteria of the vacancy, those in force first, for HR and officers. Or NotFound."""
    call.hat(*READERS)
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        return Consistency(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            candidates=vacancy.candidates,
            criteria=compare(work, call.actor, vacancy, ties),
        )


def compare(
    work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties, criterion: str = ""
) -> tuple[Compared, ...]:
    """Each criterion (or ``criterion`` alone) with those who claim it, by their numbers, as
    ``actor`` may know it.
    """
    by_code: dict[str, list[tuple[Candidate, Claim]]] = defaultdict(list)
    wanted = (
        select(Candidate, Claim)
        .join(Claim, Claim.candidate_ref == Candidate.ref)
        .where(Claim.vacancy_ref == vacancy.ref)
        .order_by(Candidate.number, Claim.number)
    )
    if criterion:
        wanted = wanted.where(Claim.criterion == criterion)
    for candidate, claim in work.session.execute(wanted):
        by_code[claim.criterion].append((candidate, claim))
    marks = _marks(work, actor, vacancy, ties)
    known = {one.code: one for one in criteria_of(work.session, vacancy)}
    codes = [criterion] if criterion else [*known, *sorted(set(by_code) - set(known))]
    return tuple(
        Compared(
            code=code,
            kind=CriterionKind(known[code].kind) if code in known else None,
            text=known[code].text if code in known else "",
            claimants=_claimants(by_code[code], marks),
        )
        for code in codes
    )


def _claimants(
    rows: Sequence[tuple[Candidate, Claim]], marks: dict[str, list[CheckMark]]
) -> tuple[Claimant, ...]:
    people: dict[str, Candidate] = {candidate.ref: candidate for candidate, _claim in rows}
    claims: dict[str, list[str]] = defaultdict(list)
    for candidate, claim in rows:
        claims[candidate.ref].append(claim.ref)
    return tuple(
        Claimant(
            code=code_of(people[ref].number),
            status=CandidateStatus(people[ref].status),
            claims=len(held),
            checks=tuple(mark for claim in held for mark in marks.get(claim, ())),
        )
        for ref, held in claims.items()
    )


def _marks(
    work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties
) -> dict[str, list[CheckMark]]:
    """The checks of the vacancy that were sent at least once, by claim."""
    sent = select(Check).where(Check.vacancy_ref == vacancy.ref, Check.revision > 0)
    marks: dict[str, list[CheckMark]] = defaultdict(list)
    for check in work.session.scalars(sent.order_by(Check.number)):
        state, _since = standing(work, actor, ties, check)
        marks[check.claim_ref].append(CheckMark(check.ref, check.number, state))
    return marks
