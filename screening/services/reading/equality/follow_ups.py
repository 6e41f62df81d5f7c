"""Queries, actions and conditions: for the officer who asks, and for colleagues who are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from screening.domain.name_masks import NOBODY, Names
from screening.domain.people import Action, check_may, may
from screening.domain.words import FollowUpKind, FollowUpState, Role
from screening.services.call import Call
from screening.services.erasure.ending import ended_on
from screening.services.following_up import (
    OPEN_STATES,
    find_asked,
    may_answer,
    possible_owners,
)
from screening.services.loading import find_vacancy, ties_of
from screening.services.reading.equality.what_was_asked import (
    FollowUpRow,
    FollowUpShown,
    rows_of,
    said_of,
    shown_rows,
    with_vacancy,
)
from screening.services.reading.people import Colleague, as_colleague
from screening.services.reading.trail.by_reference import names_hidden_from
from screening.services.reading.visible import off_panel
from screening.services.settling import find_to_settle, why_not_settle
from screening.store.tables.check import Check
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 100


@dataclass(frozen=True)
class FollowUpsWanted:
    """Which of all: of one ``kind`` or ``department``; what is open, or stands in one ``state``."""

    kind: FollowUpKind | None = None
    state: FollowUpState | None = None
    department: str = ""


OPEN = FollowUpsWanted()


@dataclass(frozen=True)
class FollowUpsListed:
    """The first of what is wanted, and how many were ``found``."""

    found: int
    rows: tuple[FollowUpRow, ...]


@dataclass(frozen=True)
class FollowUps:
    """All that was asked of a vacancy, the newest first; whom and about what one can ask."""

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    shown: tuple[FollowUpShown, ...]
    owners: Mapping[FollowUpKind, tuple[Colleague, ...]]
    checks: tuple[int, ...]
    may_ask: bool
    register_ended: date | None = None


def read_follow_ups(call: Call, vacancy_ref: str) -> FollowUps:
    """What was asked about a vacancy, for officers who read its trail. Or NotFound."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        ended = ended_on(work.session, vacancy.ref)
        wanted = with_vacancy().where(FollowUp.vacancy_ref == vacancy.ref)
        rows = rows_of(work, wanted.order_by(FollowUp.number.desc()))
        hidden = names_hidden_from(work, call.actor, ties, vacancy.ref)
        said = said_of(work, vacancy.ref, hidden)
        checks = select(Check.number).where(Check.vacancy_ref == vacancy.ref, Check.revision > 0)
        return FollowUps(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            shown=tuple(FollowUpShown(row, said.get(row.ref, ())) for row in rows),
            owners={kind: owners_of(work, call, vacancy, kind) for kind in FollowUpKind},
            checks=tuple(work.session.scalars(checks.order_by(Check.number))),
            may_ask=may(call.actor, Action.REVIEW) and not ended,
            register_ended=ended,
        )


def read_follow_up(call: Call, ref: str) -> FollowUpShown:
    """One of them for whoever may answer it. Or NotFound."""
    with call.look() as work:
        asked, vacancy = find_asked(work, call.actor, ref)
        [row] = rows_of(work, with_vacancy().where(FollowUp.ref == asked.ref))
        return FollowUpShown(row, said_of(work, vacancy.ref, NOBODY).get(row.ref, ()))


def read_to_settle(call: Call, ref: str) -> FollowUpShown:
    """One of them for officers who read the trail of its vacancy. Or NotFound."""
    with call.look() as work:
        asked, vacancy, ties = find_to_settle(work, call.actor, ref)
        hidden = names_hidden_from(work, call.actor, ties, vacancy.ref)
        [row] = rows_of(work, with_vacancy().where(FollowUp.ref == ref))
        return FollowUpShown(
            row,
            said_of(work, vacancy.ref, hidden).get(ref, ()),
            may_settle=may(call.actor, Action.REVIEW) and asked.state in OPEN_STATES,
            why_not=why_not_settle(work, call.actor, asked),
        )


def list_asked(call: Call) -> tuple[FollowUpRow, ...]:
    """What waits for the caller to answer, what is due first."""
    mine = FollowUp.owner_person == call.actor.person_ref
    if call.actor.has(Role.HR):
        mine = mine | ((FollowUp.owner_person == "") & off_panel(call.actor))
    waiting = with_vacancy().where(FollowUp.state == FollowUpState.ASKED, mine)
    with call.look() as work:
        found = work.session.execute(waiting.order_by(FollowUp.due, FollowUp.ref).limit(MOST)).all()
        may_be = [
            (asked, vacancy)
            for asked, vacancy in found
            if may_answer(call.actor, asked, ties_of(work.session, vacancy))
        ]
        return shown_rows(work, may_be)


def list_open(call: Call) -> tuple[FollowUpRow, ...]:
    """What waits for an answer, or for an officer's word on it, what is due first."""
    check_may(call.actor, Action.REVIEW)
    return list_follow_ups(call).rows


def list_follow_ups(
    call: Call, wanted: FollowUpsWanted = OPEN, most: int = MOST
) -> FollowUpsListed:
    """What is ``wanted`` of all vacancies but those on whose panel the officer sat: what is open
    by its day, so that what is overdue comes first, and what is over the newest first.
    """
    check_may(call.actor, Action.READ_PAIRS)
    states = (wanted.state,) if wanted.state else OPEN_STATES
    found = with_vacancy().where(FollowUp.state.in_(states), off_panel(call.actor))
    if wanted.kind:
        found = found.where(FollowUp.kind == wanted.kind)
    if wanted.department:
        found = found.where(Vacancy.department == wanted.department)
    order = (FollowUp.due, FollowUp.ref)
    if wanted.state and wanted.state not in OPEN_STATES:
        order = (FollowUp.due.desc(), FollowUp.ref)  # type: ignore[assignment]  # a column, turned
    with call.look() as work:
        counted = select(func.count()).select_from(found.with_only_columns(FollowUp.ref).subquery())
        rows = rows_of(work, found.order_by(*order).limit(most))
        return FollowUpsListed(int(work.session.scalar(counted) or 0), rows)


def open_of(work: UnitOfWork, vacancy_ref: str) -> tuple[FollowUpRow, ...]:
    """What is open of a vacancy, what is due first."""
    found = with_vacancy().where(
        FollowUp.vacancy_ref == vacancy_ref, FollowUp.state.in_(OPEN_STATES)
    )
    return rows_of(work, found.order_by(FollowUp.due, FollowUp.ref))


def conditions_of(work: UnitOfWork, vacancy_ref: str, hidden: Names) -> tuple[FollowUpShown, ...]:
    """The conditions of a vacancy's sign-offs without the names ``hidden``, in the order they were
    set.
    """
    found = with_vacancy().where(
        FollowUp.vacancy_ref == vacancy_ref, FollowUp.kind == FollowUpKind.CONDITION
    )
    rows = rows_of(work, found.order_by(FollowUp.number))
    said = said_of(work, vacancy_ref, hidden) if rows else {}
    return tuple(FollowUpShown(row, said.get(row.ref, ())) for row in rows)


def owners_of(
    work: UnitOfWork, call: Call, vacancy: Vacancy, kind: FollowUpKind
) -> tuple[Colleague, ...]:
    """Whom the caller can ask for that, by name."""
    people = possible_owners(work, call.actor, vacancy, kind)
    rows = map(as_colleague, people)
    return tuple(sorted(rows, key=lambda one: (one.name.casefold(), one.email)))
