"""Were like claims treated alike? By criterion: who claims it, and which of them was checked.

The comparison is of those with a claim written down here. Claims are written down mostly where a
check is wanted, so it is never one of all who applied.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import SelectBase, select

from screening.domain.candidate_codes import code_of
from screening.domain.people import Actor, Ties
from screening.domain.words import CandidateStatus, CriterionKind, Role, State, Verdict
from screening.services.call import Call
from screening.services.checks.reply_time import knows_of_replies
from screening.services.erasure.ending import ended_on
from screening.services.loading import criteria_of, find_vacancy
from screening.services.reading.doing import standing
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check, Revision
from screening.store.tables.decision import Decision, Overturn
from screening.store.tables.search import Visit
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

AFTER_IT = (State.WITHHELD, State.HANDED_OVER, State.CLOSED)
"""States that tell anybody that somebody looked, and nothing of when the candidate answered."""
READERS = (Role.HR, Role.EQUALITY, Role.DATA_PROTECTION)


@dataclass(frozen=True)
class CheckMark:
    """A check that was tried at least once, how it stands, and how far it came.

    ``sent``: an attempt of it went to HR to be decided; ``searched`` as the reader may know.
    """

    ref: str
    number: int
    state: State
    sent: bool
    decided: bool
    searched: bool


@dataclass(frozen=True)
class Claimant:
    """A candidate with a claim on the criterion. Without ``checks`` none was asked for."""

    code: str
    status: CandidateStatus
    claims: int
    checks: tuple[CheckMark, ...]


@dataclass(frozen=True)
class Compared:
    """A criterion, and everybody with a claim on it that is written down here, among all the
    ``candidates`` of the vacancy. ``text`` is empty where it is in force no more.
    """

    code: str
    kind: CriterionKind | None
    text: str
    claimants: tuple[Claimant, ...]
    candidates: int

    @property
    def unwritten(self) -> int:
        """Of how many candidates no such claim is written down: of them nothing can be said."""
        return self.candidates - len(self.claimants)

    @property
    def sent(self) -> int:
        """On how many of the claimants a check went to HR."""
        return self._with(lambda mark: mark.sent)

    @property
    def decided(self) -> int:
        """On how many HR decided one."""
        return self._with(lambda mark: mark.decided)

    @property
    def searched(self) -> int:
        """How many were looked up."""
        return self._with(lambda mark: mark.searched)

    @property
    def only_not_ready(self) -> int:
        """On how many there are attempts, none of which went to HR."""
        return self._with(lambda _mark: True) - self.sent

    @property
    def unchecked(self) -> int:
        """On how many there is no attempt."""
        return sum(not one.checks for one in self.claimants)

    def _with(self, test: Callable[[CheckMark], bool]) -> int:
        return sum(any(map(test, one.checks)) for one in self.claimants)


@dataclass(frozen=True)
class Consistency:
    """A vacancy by its criteria; ``candidates`` is how many it has in all."""

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    candidates: int
    criteria: tuple[Compared, ...]
    register_ended: date | None


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
            register_ended=ended_on(work.session, vacancy.ref),
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
            candidates=vacancy.candidates,
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
    """The checks of the vacancy that were tried at least once, by claim."""
    tried = select(Check).where(Check.vacancy_ref == vacancy.ref, Check.revision > 0)
    passed = select(Revision.check_ref).where(Revision.verdict != Verdict.BLOCK)
    let_through = select(Overturn.check_ref).where(Overturn.confirmed_person != "")
    sent = _of(work, vacancy, passed.union(let_through))
    decided = _of(work, vacancy, select(Decision.check_ref))
    searched = _of(work, vacancy, select(Visit.check_ref))
    marks: dict[str, list[CheckMark]] = defaultdict(list)
    for check in work.session.scalars(tried.order_by(Check.number)):
        state, _since = standing(work, actor, ties, check)
        told = state in AFTER_IT or knows_of_replies(actor, ties, check)
        mark = CheckMark(
            ref=check.ref,
            number=check.number,
            state=state,
            sent=check.ref in sent,
            decided=check.ref in decided,
            searched=told and check.ref in searched,
        )
        marks[check.claim_ref].append(mark)
    return marks


def _of(work: UnitOfWork, vacancy: Vacancy, refs: SelectBase) -> set[str]:
    """Those among ``refs`` that are checks of the vacancy."""
    wanted = select(Check.ref).where(Check.vacancy_ref == vacancy.ref, Check.ref.in_(refs))
    return set(work.session.scalars(wanted))
