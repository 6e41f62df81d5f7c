"""One vacancy as its readers see it: its panel, candidates and checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select

from screening.domain.candidate_codes import code_of
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.words import CandidateStatus, CriterionKind, Regime, Stage, State
from screening.services.call import Call
from screening.services.due_diligence.regime import may_choose, proposal_of
from screening.services.erasure.ending import ended_on
from screening.services.loading import criteria_of, find_vacancy
from screening.services.reading.doing import standing
from screening.services.reading.people import names_of
from screening.services.reading.vacancies.claim import name_for
from screening.services.reading.vacancies.declarations import DeclarationRow, declarations_of
from screening.services.reading.visible import off_panel
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork

NEWEST = 25
"""Checks on the page of a vacancy; the list of checks has all of them."""
PAGE = 100
"""Candidates on a page of it."""


@dataclass(frozen=True)
class PanelSeat:
    """Somebody's seat on the panel."""

    account_ref: str
    name: str
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True)
class CriterionShown:
    """One criterion in force."""

    code: str
    kind: CriterionKind
    text: str


@dataclass(frozen=True)
class CandidateRow:
    """One candidate in a list; the name is empty for those who work by reference."""

    ref: str
    code: str
    name: str
    status: CandidateStatus
    claims: int
    checks: int
    erased: bool


@dataclass(frozen=True)
class CheckRow:
    """One check in a list."""

    ref: str
    number: int
    candidate_ref: str
    candidate_code: str
    state: State
    state_since: datetime
    requester: str


@dataclass(frozen=True)
class VacancyShown:
    """One vacancy for one reader, who ``may`` do that. A panel sees only its own declarations.

    ``checks`` are the newest of ``all_checks``, ``candidates`` some of ``all_candidates``: those
    after the number ``following`` are on the next page, 0 at the end.
    """

    ref: str
    reference: str
    title: str
    department: str
    apply_by: date
    stage: Stage
    regime: Regime
    opened_at: datetime
    closed_at: datetime | None
    criteria_version: int
    criteria: tuple[CriterionShown, ...]
    panel: tuple[PanelSeat, ...]
    outside_decider: str
    outside_decider_ref: str
    candidates: tuple[CandidateRow, ...]
    all_candidates: int
    following: int
    checks: tuple[CheckRow, ...]
    all_checks: int
    may: frozenset[Action]
    declarations: tuple[DeclarationRow, ...] = ()
    may_choose_regime: bool = False
    regime_proposed: bool = False
    register_ended: date | None = None


def read_vacancy(call: Call, vacancy_ref: str, after: int = 0) -> VacancyShown:
    """One vacancy with its panel, its candidates behind the number ``after`` and its newest checks,
    or NotFound.
    """
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        seats = work.session.execute(
            select(PanelMember, Account.name)
            .join(Account, Account.ref == PanelMember.account_ref)
            .where(PanelMember.vacancy_ref == vacancy.ref)
            .order_by(PanelMember.joined_at, Account.name)
        ).all()
        decider_ref, decider_name = _outside_decider(work, vacancy)
        people = work.session.scalars(
            _candidates_of(vacancy).where(Candidate.number > after).limit(PAGE + 1)
        ).all()
        return VacancyShown(
            ref=vacancy.ref,
            reference=vacancy.reference,
            title=vacancy.title,
            department=vacancy.department,
            apply_by=vacancy.apply_by,
            stage=Stage(vacancy.stage),
            regime=Regime(vacancy.regime),
            opened_at=vacancy.opened_at,
            closed_at=vacancy.closed_at,
            criteria_version=vacancy.criteria_version,
            criteria=criteria_shown(work, vacancy),
            panel=tuple(
                PanelSeat(seat.account_ref, name, seat.joined_at, seat.left_at)
                for seat, name in seats
            ),
            outside_decider=decider_name,
            outside_decider_ref=decider_ref,
            candidates=_rows(work, call.actor, ties, vacancy, people[:PAGE]),
            all_candidates=vacancy.candidates,
            following=people[PAGE - 1].number if len(people) > PAGE else 0,
            checks=check_rows(
                work,
                call.actor,
                ties,
                select(Check).where(
                    Check.vacancy_ref == vacancy.ref, Check.number > vacancy.checks - NEWEST
                ),
            ),
            all_checks=vacancy.checks,
            may=may_do(call.actor, ties),
            declarations=_declarations(work, call.actor, vacancy, ties),
            may_choose_regime=may_choose(work, call.actor, vacancy, ties),
            regime_proposed=proposal_of(work.session, vacancy) is not None,
            register_ended=ended_on(work.session, vacancy.ref),
        )


def list_candidates(call: Call, vacancy_ref: str) -> tuple[CandidateRow, ...]:
    """All candidates of a vacancy, or NotFound."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        people = work.session.scalars(_candidates_of(vacancy)).all()
        return _rows(work, call.actor, ties, vacancy, people)


def list_checks_of(call: Call, vacancy_ref: str) -> tuple[CheckRow, ...]:
    """All checks of a vacancy by number, or NotFound."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        wanted = select(Check).where(Check.vacancy_ref == vacancy.ref)
        return check_rows(work, call.actor, ties, wanted)


def _declarations(
    work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties
) -> tuple[DeclarationRow, ...]:
    rows = declarations_of(work.session, vacancy)
    sees_all = may(actor, Action.SEE_DECLARATIONS, ties)
    return tuple(row for row in rows if sees_all or row.person_ref == actor.person_ref)


def never_sat_on(actor: Actor) -> ColumnElement[bool]:
    """Vacancies on whose panel ``actor`` never sat."""
    return off_panel(actor)


def criteria_shown(work: UnitOfWork, vacancy: Vacancy) -> tuple[CriterionShown, ...]:
    """The criteria in force, in their order."""
    return tuple(
        CriterionShown(row.code, CriterionKind(row.kind), row.text)
        for row in criteria_of(work.session, vacancy)
    )


def _candidates_of(vacancy: Vacancy) -> Select[Candidate]:
    return select(Candidate).where(Candidate.vacancy_ref == vacancy.ref).order_by(Candidate.number)


def _rows(
    work: UnitOfWork, actor: Actor, ties: Ties, vacancy: Vacancy, people: Sequence[Candidate]
) -> tuple[CandidateRow, ...]:
    counted = work.session.execute(
        select(Check.candidate_ref, func.count())
        .where(Check.vacancy_ref == vacancy.ref)
        .group_by(Check.candidate_ref)
    )
    checks = dict(counted.all())
    return tuple(
        CandidateRow(
            ref=candidate.ref,
            code=code_of(candidate.number),
            name=name_for(work, actor, ties, candidate),
            status=CandidateStatus(candidate.status),
            claims=candidate.claims,
            checks=checks.get(candidate.ref, 0),
            erased=candidate.erased_at is not None,
        )
        for candidate in people
    )


def check_rows(
    work: UnitOfWork, actor: Actor, ties: Ties, wanted: Select[Check]
) -> tuple[CheckRow, ...]:
    """The checks of a vacancy that ``wanted`` selects, as ``actor`` may see them, by number."""
    found: Sequence[Check] = work.session.scalars(wanted.order_by(Check.number)).all()
    numbers = dict(
        work.session.execute(
            select(Candidate.ref, Candidate.number).where(
                Candidate.ref.in_({check.candidate_ref for check in found})
            )
        ).all()
    )
    names = names_of(work.session, [check.requester for check in found])
    stands = {check.ref: standing(work, actor, ties, check) for check in found}
    return tuple(
        CheckRow(
            ref=check.ref,
            number=check.number,
            candidate_ref=check.candidate_ref,
            candidate_code=code_of(numbers[check.candidate_ref]),
            state=stands[check.ref][0],
            state_since=stands[check.ref][1],
            requester=names[check.requester],
        )
        for check in found
    )


def _outside_decider(work: UnitOfWork, vacancy: Vacancy) -> tuple[str, str]:
    """The account and name of the outside decider; two empties where there is none."""
    if not vacancy.outside_decider:
        return "", ""
    accounts = select(Account.ref, Account.name).where(
        Account.person_ref == vacancy.outside_decider
    )
    open_first = (Account.closed_at.is_not(None), Account.opened_at, Account.ref)
    ref, name = work.session.execute(accounts.order_by(*open_first).limit(1)).one()
    return ref, name


def may_do(actor: Actor, ties: Ties) -> frozenset[Action]:
    """All that ``actor`` may do, as things stand in ``ties``."""
    return frozenset(action for action in Action if may(actor, action, ties))
