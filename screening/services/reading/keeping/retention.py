"""What will be erased, and when: by the policy in force, and by what stands in the way.

By reference, never by name, and in the order in which vacancies were closed: that is the order in
which their data is due.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Select, case, exists, func, select

from screening.domain.candidate_codes import code_of
from screening.domain.people import Action, check_may, may
from screening.domain.policy import Policy
from screening.domain.words import CandidateStatus, ErasureState
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.erasure.after_restoring import waits_since
from screening.services.erasure.holds import standing
from screening.services.erasure.retention import (
    GOES_BY_ITSELF,
    SUCCESSFUL,
    WARNING,
    due_day,
    due_within,
)
from screening.services.loading import find_vacancy
from screening.services.reading.keeping.holds import HoldShown, holds_on
from screening.services.reading.keeping.register import RegisterShown, register_of
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.vacancies.vacancy_list import (
    EVERY,
    FIRST,
    VacanciesWanted,
    select_vacancies,
)
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import ErasureAnnounced, ErasureProposal
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 50
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Before anything here: "is closed", said so that an index serves it."""
_ORDER = Order(Vacancy.closed_at, Vacancy.ref, newest_first=False)


@dataclass(frozen=True)
class RetentionRow:
    """A closed vacancy of which data about people is kept: ``left`` go by themselves, on ``goes``
    (None while held, or where nobody does); ``apart`` were appointed or have an offer, and wait
    for two people.

    ``due`` is the day by the policy; ``over``: it is here; ``soon``: within a month.
    """

    ref: str
    reference: str
    title: str
    closed_on: date
    left: int
    apart: int
    due: date
    over: bool
    soon: bool
    announced_on: date | None
    goes: date | None
    held_since: datetime | None


@dataclass(frozen=True)
class Period:
    """A period of the policy, in days, and what it rests on."""

    days: int
    source: str


@dataclass(frozen=True)
class Calendar:
    """One page of closed vacancies, the first to be erased first.

    ``open_vacancies`` have data for which no time runs yet; the oldest has been open since
    ``open_since``. ``erasing_waits``: nobody's data goes before somebody has said so.
    """

    page: Page[RetentionRow]
    kept: Period
    register: Period
    open_vacancies: int
    open_since: date | None
    erasing_waits: bool


@dataclass(frozen=True)
class PersonKept:
    """One candidate of a vacancy; ``by_itself``: the clock erases them when it is time.

    ``proposed``: to be erased by two people; not told to the panel, who may not see proposals: it
    could be what the person asked for.
    """

    ref: str
    code: str
    status: CandidateStatus
    erased_at: datetime | None
    by_itself: bool
    proposed: bool


@dataclass(frozen=True)
class VacancyKept:
    """What is kept of one vacancy; ``row`` is None until it is closed, or once nobody is left.
    ``register`` is None until it is closed.
    """

    ref: str
    reference: str
    title: str
    closed: bool
    row: RetentionRow | None
    register: RegisterShown | None
    people: tuple[PersonKept, ...]
    holds: tuple[HoldShown, ...]
    may_hold: bool
    erasing_waits: bool


def list_retention(call: Call) -> tuple[RetentionRow, ...]:
    """Vacancies whose data is due, or will be within a month; the longest overdue first."""
    check_may(call.actor, Action.SEE_RETENTION)
    with call.look() as work:
        near = due_within(work.policy, work.now, WARNING)
        found = _closed(select(Vacancy)).where(near).order_by(Vacancy.closed_at, Vacancy.ref)
        return _rows(work, work.session.scalars(found.limit(MOST)).all())


def read_calendar(
    call: Call, wanted: VacanciesWanted = EVERY, turning: Turning = FIRST
) -> Calendar:
    """One page of what will be erased, of the ``wanted`` vacancies."""
    check_may(call.actor, Action.SEE_RETENTION)
    with call.look() as work:
        found = _closed(select_vacancies(work.session, call.actor, wanted))
        page = turn(work.session, found, _ORDER, turning)
        still_open, since = work.session.execute(
            select(func.count(), func.min(Vacancy.opened_at)).where(
                Vacancy.closed_at.is_(None), _is_kept()
            )
        ).one()
        return Calendar(
            page=page.with_rows(_rows(work, page.rows)),
            kept=_period(work.policy, "retention_months"),
            register=_period(work.policy, "register_years"),
            open_vacancies=still_open,
            open_since=day_of(since) if still_open else None,
            erasing_waits=waits_since(work.session) is not None,
        )


def read_vacancy_kept(call: Call, vacancy_ref: str) -> VacancyKept:
    """What is kept of one vacancy, person by person, and its holds. Or NotFound."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.SEE_RETENTION)
        told = may(call.actor, Action.SEE_ERASURE, ties)
        register = register_of(work, vacancy)
        found = _closed(select(Vacancy)).where(Vacancy.ref == vacancy.ref)
        rows = _rows(work, work.session.scalars(found).all())
        return VacancyKept(
            ref=vacancy.ref,
            reference=vacancy.reference,
            title=vacancy.title,
            closed=vacancy.closed_at is not None,
            row=rows[0] if rows else None,
            register=register,
            people=_people(work, vacancy, told=told),
            holds=holds_on(work, call.actor, ties, vacancy),
            may_hold=may(call.actor, Action.HOLD) and not (register and register.ended_on),
            erasing_waits=waits_since(work.session) is not None,
        )


def _closed(wanted: Select[Vacancy]) -> Select[Vacancy]:
    return wanted.where(Vacancy.closed_at > _EVER, _is_kept())


def _is_kept() -> ColumnElement[bool]:
    """That data about somebody is left of a vacancy."""
    return exists().where(Candidate.vacancy_ref == Vacancy.ref, Candidate.erased_at.is_(None))


def _rows(work: UnitOfWork, found: Sequence[Vacancy]) -> tuple[RetentionRow, ...]:
    refs = [vacancy.ref for vacancy in found]
    counted = work.session.execute(
        select(Candidate.vacancy_ref, func.count(), func.count(case((GOES_BY_ITSELF, 1))))
        .where(Candidate.vacancy_ref.in_(refs), Candidate.erased_at.is_(None))
        .group_by(Candidate.vacancy_ref)
    )
    people = {ref: (kept, left) for ref, kept, left in counted}
    announced = {
        one.vacancy_ref: one
        for one in work.session.scalars(
            select(ErasureAnnounced).where(ErasureAnnounced.vacancy_ref.in_(refs))
        )
    }
    held = {one.vacancy_ref: one.placed_at for one in reversed(standing(work.session, refs))}
    rows = []
    for vacancy in found:
        kept, left = people[vacancy.ref]
        due = due_day(work.policy, vacancy.closed_at or work.now)
        warned = announced.get(vacancy.ref)
        goes = None if vacancy.ref in held or not left else goes_on(due, warned, day_of(work.now))
        rows.append(
            RetentionRow(
                ref=vacancy.ref,
                reference=vacancy.reference,
                title=vacancy.title,
                closed_on=day_of(vacancy.closed_at or work.now),
                left=left,
                apart=kept - left,
                due=due,
                over=due <= day_of(work.now),
                soon=due <= day_of(work.now) + WARNING,
                announced_on=day_of(warned.announced_at) if warned else None,
                goes=goes,
                held_since=held.get(vacancy.ref),
            )
        )
    return tuple(rows)


def goes_on(due: date, warned: ErasureAnnounced | None, today: date) -> date:
    """When the clock erases: not before it is due, nor before a warning has stood for its time."""
    return max(due, day_of(warned.erase_from) if warned else today + WARNING)


def _people(work: UnitOfWork, vacancy: Vacancy, *, told: bool) -> tuple[PersonKept, ...]:
    found = work.session.scalars(
        select(Candidate).where(Candidate.vacancy_ref == vacancy.ref).order_by(Candidate.number)
    )
    proposed = set(
        work.session.scalars(
            select(ErasureProposal.candidate_ref).where(
                ErasureProposal.vacancy_ref == vacancy.ref,
                ErasureProposal.state == ErasureState.PROPOSED,
            )
        )
    )
    return tuple(
        PersonKept(
            ref=one.ref,
            code=code_of(one.number),
            status=CandidateStatus(one.status),
            erased_at=one.erased_at,
            by_itself=one.status not in SUCCESSFUL,
            proposed=told and one.ref in proposed,
        )
        for one in found
    )


def _period(policy: Policy, name: str) -> Period:
    return Period(policy.days(name), str(policy.data["periods"][name]["source"]))
