"""Queries and actions: for the officer who asks, and for the colleagues who are asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select

from screening.domain.events import Event
from screening.domain.name_masks import NOBODY, Names
from screening.domain.people import Action, check_may, may
from screening.domain.words import FollowUpKind, Role
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.following_up import find_asked, may_answer, possible_owners
from screening.services.loading import find_vacancy, ties_of
from screening.services.reading.people import Colleague, names_of
from screening.services.reading.trail.by_reference import names_hidden_from, without_names
from screening.services.reading.visible import off_panel
from screening.store.ledger_store import open_records
from screening.store.tables.check import Check
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 100
ASKED = (Event.QUERY_ASKED, Event.ACTION_SET)
ANSWERED = (Event.QUERY_ANSWERED, Event.ACTION_DONE)


@dataclass(frozen=True)
class FollowUpRow:
    """A query or action without its words. ``owner`` is empty where all of HR is asked;
    ``overdue``: it waits still and its day is over; ``late``: it was answered after its day.
    """

    ref: str
    kind: FollowUpKind
    number: int
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    check_number: int
    owner: str
    due: date
    asked_at: datetime
    asked_by: str
    answered_at: datetime | None
    answered_by: str
    overdue: bool
    late: bool


@dataclass(frozen=True)
class FollowUpShown:
    """A query or action with its words."""

    row: FollowUpRow
    words: str
    answer: str


@dataclass(frozen=True)
class FollowUps:
    """All queries and actions of a vacancy, the newest first; whom and about what one can ask."""

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    shown: tuple[FollowUpShown, ...]
    owners: Mapping[FollowUpKind, tuple[Colleague, ...]]
    checks: tuple[int, ...]
    may_ask: bool


def read_follow_ups(call: Call, vacancy_ref: str) -> FollowUps:
    """What was asked about a vacancy, for officers who read its trail. Or NotFound."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        hidden = names_hidden_from(work, call.actor, ties, vacancy.ref)
        wanted = _with_vacancy().where(FollowUp.vacancy_ref == vacancy.ref)
        rows = _rows(work, wanted.order_by(FollowUp.number.desc()))
        said = _said(work, vacancy.ref, hidden)
        checks = select(Check.number).where(Check.vacancy_ref == vacancy.ref, Check.revision > 0)
        return FollowUps(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            shown=tuple(_shown(row, said) for row in rows),
            owners={kind: _owners(work, call, vacancy, kind) for kind in FollowUpKind},
            checks=tuple(work.session.scalars(checks.order_by(Check.number))),
            may_ask=may(call.actor, Action.REVIEW),
        )


def read_follow_up(call: Call, ref: str) -> FollowUpShown:
    """One of them for whoever may answer it. Or NotFound."""
    with call.look() as work:
        asked, vacancy = find_asked(work, call.actor, ref)
        [row] = _rows(work, _with_vacancy().where(FollowUp.ref == asked.ref))
        return _shown(row, _said(work, vacancy.ref, NOBODY))


def list_asked(call: Call) -> tuple[FollowUpRow, ...]:
    """What waits for the caller to answer, what is due first."""
    mine = FollowUp.owner_person == call.actor.person_ref
    if call.actor.has(Role.HR):
        mine = mine | ((FollowUp.owner_person == "") & off_panel(call.actor))
    waiting = _with_vacancy().where(FollowUp.answered_at.is_(None), mine)
    with call.look() as work:
        found = work.session.execute(waiting.order_by(FollowUp.due, FollowUp.ref).limit(MOST)).all()
        may_be = [
            (asked, vacancy)
            for asked, vacancy in found
            if may_answer(call.actor, asked, ties_of(work.session, vacancy))
        ]
        return _shown_rows(work, may_be)


def list_open(call: Call) -> tuple[FollowUpRow, ...]:
    """What no colleague has answered yet, what is due first, for the officers who asked."""
    check_may(call.actor, Action.REVIEW)
    waiting = _with_vacancy().where(FollowUp.answered_at.is_(None), off_panel(call.actor))
    with call.look() as work:
        return _rows(work, waiting.order_by(FollowUp.due, FollowUp.ref).limit(MOST))


def _with_vacancy() -> Select[FollowUp, Vacancy]:
    return select(FollowUp, Vacancy).join(Vacancy, Vacancy.ref == FollowUp.vacancy_ref)


def _rows(work: UnitOfWork, wanted: Select[FollowUp, Vacancy]) -> tuple[FollowUpRow, ...]:
    return _shown_rows(work, work.session.execute(wanted).all())


def _shown_rows(
    work: UnitOfWork, found: Sequence[tuple[FollowUp, Vacancy]]
) -> tuple[FollowUpRow, ...]:
    today = day_of(work.now)
    accounts = [
        ref for asked, _v in found for ref in (asked.owner, asked.asked_by, asked.answered_by)
    ]
    names = names_of(work.session, accounts)
    return tuple(
        FollowUpRow(
            ref=asked.ref,
            kind=FollowUpKind(asked.kind),
            number=asked.number,
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            check_number=asked.check_number,
            owner=names.get(asked.owner, ""),
            due=asked.due,
            asked_at=asked.asked_at,
            asked_by=names[asked.asked_by],
            answered_at=asked.answered_at,
            answered_by=names.get(asked.answered_by, ""),
            overdue=asked.answered_at is None and asked.due < today,
            late=asked.answered_at is not None and day_of(asked.answered_at) > asked.due,
        )
        for asked, vacancy in found
    )


def _said(work: UnitOfWork, vacancy_ref: str, hidden: Names) -> dict[tuple[str, bool], str]:
    """The words of each query or action of the vacancy, by its ref and whether they answer it."""
    records = open_records(work.session, work.vault, vacancy_ref=vacancy_ref)
    return {
        (record.payload["follow_up"], record.event in ANSWERED): record.payload["words"]
        for record in without_names(records, hidden)
        if record.event in (*ASKED, *ANSWERED) and record.payload is not None
    }


def _shown(row: FollowUpRow, said: Mapping[tuple[str, bool], str]) -> FollowUpShown:
    return FollowUpShown(row, said.get((row.ref, False), ""), said.get((row.ref, True), ""))


def _owners(
    work: UnitOfWork, call: Call, vacancy: Vacancy, kind: FollowUpKind
) -> tuple[Colleague, ...]:
    people = possible_owners(work, call.actor, vacancy, kind)
    rows = [Colleague(one.ref, one.name, one.email) for one in people]
    return tuple(sorted(rows, key=lambda one: (one.name.casefold(), one.email)))
