"""Queries, actions and conditions: for the officer who asks, and for colleagues who are asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from screening.domain.errors import NotFound
from screening.domain.events import OF_FOLLOW_UPS, Event
from screening.domain.people import Action, check_may, may
from screening.domain.text import N_
from screening.domain.words import FollowUpKind, FollowUpState, Role
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.following_up import (
    ANSWERED,
    OPEN_STATES,
    find_asked,
    may_answer,
    possible_owners,
)
from screening.services.loading import find_vacancy, ties_of
from screening.services.reading.people import Colleague, names_of
from screening.services.reading.visible import off_panel
from screening.store.ledger_store import of_event, open_records
from screening.store.tables.account import Account
from screening.store.tables.check import Check
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.record import record
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 100


@dataclass(frozen=True)
class FollowUpRow:
    """A query, action or condition without its words. ``owner`` is empty where all of HR is asked;
    ``overdue``: it waits still and its day is over; ``late``: it was answered after its day.
    """

    ref: str
    kind: FollowUpKind
    state: FollowUpState
    number: int
    sign_off_seq: int | None
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
class SaidOfIt:
    """One thing that was said of it, by whom and when. ``due`` where it sets a day."""

    event: Event
    at: datetime
    by: str
    words: str
    due: date | None


@dataclass(frozen=True)
class FollowUpShown:
    """A query, action or condition with all that was said of it, the oldest first. ``may_settle``:
    the reader may say what becomes of it; ``own``: they answered it themselves.
    """

    row: FollowUpRow
    said: tuple[SaidOfIt, ...]
    may_settle: bool = False
    own: bool = False

    @property
    def words(self) -> str:
        """What was asked first."""
        return self.said[0].words if self.said else ""

    @property
    def answer(self) -> str:
        """What was answered last; empty where nothing was."""
        answers = [one.words for one in self.said if one.event in ANSWERED.values()]
        return answers[-1] if answers else ""


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


def read_follow_ups(call: Call, vacancy_ref: str) -> FollowUps:
    """What was asked about a vacancy, for officers who read its trail. Or NotFound."""
    with call.look() as work:
        vacancy, _ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        wanted = _with_vacancy().where(FollowUp.vacancy_ref == vacancy.ref)
        rows = _rows(work, wanted.order_by(FollowUp.number.desc()))
        said = said_of(work, vacancy.ref)
        checks = select(Check.number).where(Check.vacancy_ref == vacancy.ref, Check.revision > 0)
        return FollowUps(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            shown=tuple(FollowUpShown(row, said.get(row.ref, ())) for row in rows),
            owners={kind: owners_of(work, call, vacancy, kind) for kind in FollowUpKind},
            checks=tuple(work.session.scalars(checks.order_by(Check.number))),
            may_ask=may(call.actor, Action.REVIEW),
        )


def read_follow_up(call: Call, ref: str) -> FollowUpShown:
    """One of them for whoever may answer it. Or NotFound."""
    with call.look() as work:
        asked, vacancy = find_asked(work, call.actor, ref)
        [row] = _rows(work, _with_vacancy().where(FollowUp.ref == asked.ref))
        return FollowUpShown(row, said_of(work, vacancy.ref).get(row.ref, ()))


def read_to_settle(call: Call, ref: str) -> FollowUpShown:
    """One of them for officers who read the trail of its vacancy. Or NotFound."""
    with call.look() as work:
        asked = work.session.get(FollowUp, ref)
        if asked is None:
            raise NotFound(N_("There is nothing here."))
        vacancy, _ties = find_vacancy(
            work.session, call.actor, asked.vacancy_ref, Action.READ_TRAIL
        )
        [row] = _rows(work, _with_vacancy().where(FollowUp.ref == ref))
        by = work.session.get(Account, asked.answered_by)
        return FollowUpShown(
            row,
            said_of(work, vacancy.ref).get(ref, ()),
            may_settle=may(call.actor, Action.REVIEW) and asked.state in OPEN_STATES,
            own=by is not None and by.person_ref == call.actor.person_ref,
        )


def list_asked(call: Call) -> tuple[FollowUpRow, ...]:
    """What waits for the caller to answer, what is due first."""
    mine = FollowUp.owner_person == call.actor.person_ref
    if call.actor.has(Role.HR):
        mine = mine | ((FollowUp.owner_person == "") & off_panel(call.actor))
    waiting = _with_vacancy().where(FollowUp.state == FollowUpState.ASKED, mine)
    with call.look() as work:
        found = work.session.execute(waiting.order_by(FollowUp.due, FollowUp.ref).limit(MOST)).all()
        may_be = [
            (asked, vacancy)
            for asked, vacancy in found
            if may_answer(call.actor, asked, ties_of(work.session, vacancy))
        ]
        return _shown_rows(work, may_be)


def list_open(call: Call) -> tuple[FollowUpRow, ...]:
    """What waits for an answer, or for an officer's word on it, what is due first."""
    check_may(call.actor, Action.REVIEW)
    return list_follow_ups(call).rows


def list_follow_ups(
    call: Call, wanted: FollowUpsWanted = OPEN, most: int | None = MOST
) -> FollowUpsListed:
    """What is ``wanted`` of all vacancies but those on whose panel the officer sat: what is open
    by its day, so that what is overdue comes first, and what is over the newest first.
    """
    check_may(call.actor, Action.READ_PAIRS)
    states = (wanted.state,) if wanted.state else OPEN_STATES
    found = _with_vacancy().where(FollowUp.state.in_(states), off_panel(call.actor))
    if wanted.kind:
        found = found.where(FollowUp.kind == wanted.kind)
    if wanted.department:
        found = found.where(Vacancy.department == wanted.department)
    order = (FollowUp.due, FollowUp.ref)
    if wanted.state and wanted.state not in OPEN_STATES:
        order = (FollowUp.due.desc(), FollowUp.ref)  # type: ignore[assignment]  # a column, turned
    with call.look() as work:
        counted = select(func.count()).select_from(found.with_only_columns(FollowUp.ref).subquery())
        rows = _rows(work, found.order_by(*order).limit(most))
        return FollowUpsListed(int(work.session.scalar(counted) or 0), rows)


def open_of(work: UnitOfWork, vacancy_ref: str) -> tuple[FollowUpRow, ...]:
    """What is open of a vacancy, what is due first."""
    found = _with_vacancy().where(
        FollowUp.vacancy_ref == vacancy_ref, FollowUp.state.in_(OPEN_STATES)
    )
    return _rows(work, found.order_by(FollowUp.due, FollowUp.ref))


def conditions_of(work: UnitOfWork, vacancy_ref: str) -> tuple[FollowUpShown, ...]:
    """The conditions of a vacancy's sign-offs, in the order they were set."""
    found = _with_vacancy().where(
        FollowUp.vacancy_ref == vacancy_ref, FollowUp.kind == FollowUpKind.CONDITION
    )
    rows = _rows(work, found.order_by(FollowUp.number))
    said = said_of(work, vacancy_ref) if rows else {}
    return tuple(FollowUpShown(row, said.get(row.ref, ())) for row in rows)


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
            state=FollowUpState(asked.state),
            sign_off_seq=asked.sign_off_seq,
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
            overdue=asked.state == FollowUpState.ASKED and asked.due < today,
            late=asked.answered_at is not None and day_of(asked.answered_at) > asked.due,
        )
        for asked, vacancy in found
    )


def said_of(work: UnitOfWork, vacancy_ref: str) -> dict[str, tuple[SaidOfIt, ...]]:
    """What was said of each query, action and condition of the vacancy, by its ref."""
    found = select(record.c.seq).where(
        record.c.vacancy_ref == vacancy_ref, of_event(named=True).in_(OF_FOLLOW_UPS)
    )
    seqs = work.session.scalars(found.order_by(record.c.seq)).all()
    opened = open_records(work.session, work.vault, seqs=seqs)
    names = names_of(work.session, [one.actor_ref for one in opened])
    said: dict[str, list[SaidOfIt]] = {}
    for one in opened:
        if one.payload is not None:
            each = SaidOfIt(
                event=Event(one.event),
                at=one.occurred_at,
                by=names[one.actor_ref],
                words=one.payload.get("words", ""),
                due=date.fromisoformat(one.payload["due"]) if "due" in one.payload else None,
            )
            said.setdefault(one.payload["follow_up"], []).append(each)
    return {ref: tuple(each) for ref, each in said.items()}


def owners_of(
    work: UnitOfWork, call: Call, vacancy: Vacancy, kind: FollowUpKind
) -> tuple[Colleague, ...]:
    """Whom the caller can ask for that, by name."""
    people = possible_owners(work, call.actor, vacancy, kind)
    rows = [Colleague(one.ref, one.name, one.email) for one in people]
    return tuple(sorted(rows, key=lambda one: (one.name.casefold(), one.email)))
