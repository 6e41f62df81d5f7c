"""The list of checks: those that a reader may know of, looked for and narrowed down.

By reference: names of candidates are sealed, each under a key of its own, and no question to the
database can look into them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from screening.domain.candidate_codes import code_of
from screening.domain.people import Actor
from screening.domain.policy import Policy
from screening.domain.words import State, Verdict
from screening.services.calendar import begun_before
from screening.services.call import Call
from screening.services.loading import ties_of_each
from screening.services.reading.desk.in_hand import WAITING_FOR_HR
from screening.services.reading.desk.waiting import CheckLine
from screening.services.reading.doing import standing
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.people import names_of, persons_called
from screening.services.reading.vacancies.vacancy_list import has_words, within
from screening.services.reading.visible import (
    checks_seen,
    column_for,
    looked_up,
    narrowed,
    order_for,
    stands_in,
)
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check, Revision, RevisionPlace
from screening.store.tables.decision import Decision
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

ORDER = Order(Check.started_at, Check.ref)


@dataclass(frozen=True)
class ChecksWanted:
    """Which checks. ``words``: of vacancies that have them anywhere; ``who`` asked for them or
    decided one of their attempts; ``candidate``: the number in the candidate's reference;
    ``verdict``: what the rules said of one of their attempts; ``platform``: where one would look,
    as long as that is not erased; ``month``: a day of the month in which they were started;
    ``overdue``: HR has not decided in time; ``vacancy``: the ref of the one they are of.
    """

    words: str = ""
    who: str = ""
    candidate: int | None = None
    criterion: str = ""
    state: State | None = None
    verdict: Verdict | None = None
    platform: str = ""
    department: str = ""
    month: date | None = None
    overdue: bool = False
    vacancy: str = ""


@dataclass(frozen=True)
class CheckListed(CheckLine):
    """One line of the list of all checks."""

    criterion: str
    started_at: datetime


EVERY = ChecksWanted()
FIRST = Turning()


def list_checks(
    call: Call, wanted: ChecksWanted = EVERY, turning: Turning = FIRST
) -> Page[CheckListed]:
    """The ``wanted`` checks that the caller may know of, the last started first."""
    with call.look() as work:
        found = select_checks(work, call.actor, wanted)
        page = turn(work.session, found, order_for(call.actor, ORDER), turning)
        return page.with_rows(_lines(work, call.actor, page.rows))


def select_checks(work: UnitOfWork, actor: Actor, wanted: ChecksWanted) -> Select[Check]:
    """The question for the ``wanted`` checks that ``actor`` may know of, in no order."""
    session = work.session
    found = select(Check).where(*checks_seen(session, actor))
    found = found.where(*has_words(session, actor, Check.vacancy_ref, wanted.words))
    if wanted.vacancy:
        found = found.where(column_for(actor, Check.vacancy_ref) == wanted.vacancy)
    if wanted.state:
        found = found.where(stands_in(actor, wanted.state))
    if wanted.month:
        found = found.where(within(column_for(actor, Check.started_at), wanted.month))
    if wanted.overdue:
        found = found.where(is_overdue(work.policy, work.now))
    return found.where(*_looked_up(session, actor, wanted))


def _looked_up(
    session: Session, actor: Actor, wanted: ChecksWanted
) -> Sequence[ColumnElement[bool]]:
    """The conditions that other tables than the checks' own tell of."""
    conditions = []
    if wanted.department:
        conditions.append(of_department(session, actor, Check.vacancy_ref, wanted.department))
    if wanted.who:
        conditions.append(_by(session, actor, persons_called(session, wanted.who)))
    if wanted.candidate is not None:
        this = Candidate.number == wanted.candidate
        owner = (Candidate.ref == Check.candidate_ref) & this
        conditions.append(_one(session, actor, select(Check.ref).join(Candidate, owner), owner))
    if wanted.criterion:
        spelled = {wanted.criterion, wanted.criterion.upper(), wanted.criterion.lower()}
        claim = (Claim.ref == Check.claim_ref) & Claim.criterion.in_(spelled)
        conditions.append(_one(session, actor, select(Check.ref).join(Claim, claim), claim))
    if wanted.verdict:
        said = Revision.verdict == wanted.verdict
        own = (Revision.check_ref == Check.ref) & said
        conditions.append(_one(session, actor, select(Revision.check_ref).where(said), own))
    if wanted.platform:
        named = RevisionPlace.platform == wanted.platform
        own = (RevisionPlace.check_ref == Check.ref) & named
        conditions.append(_one(session, actor, select(RevisionPlace.check_ref).where(named), own))
        conditions.append(_is_kept())
    return conditions


def _one(
    session: Session, actor: Actor, keys: Select[str], this: ColumnElement[bool]
) -> ColumnElement[bool]:
    return narrowed(session, actor, Check.ref, keys, looked_up(this))


def of_department(
    session: Session, actor: Actor, vacancy_ref: InstrumentedAttribute[str], department: str
) -> ColumnElement[bool]:
    """That the vacancy of a row is of ``department``."""
    named = Vacancy.department == department
    this = looked_up(Vacancy.ref == vacancy_ref, named)
    return narrowed(session, actor, vacancy_ref, select(Vacancy.ref).where(named), this)


def _by(session: Session, actor: Actor, persons: frozenset[str]) -> ColumnElement[bool]:
    asked = Check.requester_person.in_(persons)
    decided = Decision.decided_person.in_(persons)
    keys = select(Check.ref).where(asked)
    either = keys.union_all(select(Decision.check_ref).where(decided)).subquery()
    own = looked_up(Decision.check_ref == Check.ref, decided)
    return narrowed(session, actor, Check.ref, select(either.c[0]), asked | own)


def _is_kept() -> ColumnElement[bool]:
    """Where one would look is read by nobody once the candidate is erased."""
    return looked_up(Candidate.ref == Check.candidate_ref, Candidate.erased_at.is_(None))


def is_overdue(policy: Policy, now: datetime) -> ColumnElement[bool]:
    """That HR has not decided a check in time."""
    return Check.state.in_(WAITING_FOR_HR) & (
        Check.state_since < begun_before(policy, "decision", now)
    )


def _lines(work: UnitOfWork, actor: Actor, checks: Sequence[Check]) -> list[CheckListed]:
    refs = [check.ref for check in checks]
    names = names_of(work.session, [check.requester for check in checks])
    found = work.session.execute(
        select(Check.ref, Vacancy, Candidate.number, Claim.criterion)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .join(Claim, Claim.ref == Check.claim_ref)
        .where(Check.ref.in_(refs))
    )
    about = {ref: (vacancy, number, criterion) for ref, vacancy, number, criterion in found}
    each = ties_of_each(work.session, [(about[check.ref][0], check) for check in checks])
    late = begun_before(work.policy, "decision", work.now)
    lines = []
    for check, ties in zip(checks, each, strict=True):
        vacancy, number, criterion = about[check.ref]
        state, since = standing(work, actor, ties, check)
        lines.append(
            CheckListed(
                ref=check.ref,
                number=check.number,
                vacancy_ref=vacancy.ref,
                vacancy_reference=vacancy.reference,
                vacancy_title=vacancy.title,
                candidate_code=code_of(number),
                criterion=criterion,
                state=state,
                since=since,
                started_at=check.started_at,
                requester=names[check.requester],
                overdue=state in WAITING_FOR_HR and check.state_since < late,
            )
        )
    return lines
