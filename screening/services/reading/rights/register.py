"""The register of requests, objections and complaints: what waits, and what came in time.

An objection to a check, or to a school's search, is decided in the life of that. While it is open
it stands in the list too, leads there, and is entered nowhere a second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from screening.domain.candidate_codes import code_of
from screening.domain.due_diligence import DueDiligence
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.rights import OVER, Clock, RightsKind, RightsState, answer_due
from screening.domain.words import Role, State
from screening.domain.working_days import working_days_between
from screening.services.calendar import day_of, holidays
from screening.services.call import Call
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.vacancies.vacancy import never_sat_on
from screening.services.reading.vacancies.vacancy_list import within
from screening.services.reading.visible import off_panel
from screening.services.rights import name_of_entry
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.rights import RightsRequest
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200
_ORDER = Order(RightsRequest.entered_at, RightsRequest.ref)


@dataclass(frozen=True)
class RightsWanted:
    """Which entries: of a ``kind``; that stand in ``state``, or else are over; entered in the month
    of a day.
    """

    kind: RightsKind | None = None
    state: RightsState | None = None
    month: date | None = None


EVERY = RightsWanted()
FIRST = Turning()


@dataclass(frozen=True)
class RightsRow:
    """One line of the register. ``check_ref``: an objection that is decided with that check;
    its number is ``check_number``, and ``name`` the vacancy's reference. ``part_ref``: one to a
    school's search, decided with that part of it.

    ``due`` is the next day by which something has to be done, to ``acknowledge`` or to answer; None
    while we wait for the person. Once it is over, the day by which it had to be answered, and
    ``closed_on`` when it was; None where it was taken back or refused while we waited. ``late``: by
    how many working days that came too late, 0 where none of the days was one; None: in time.
    ``acknowledged_late``: that was not done by its day. Of somebody who has no page here neither
    ``candidate_ref`` nor ``code`` is there. ``is_known``: whether that is the day of
    receipt; else it is the one on which it was written down.
    """

    ref: str
    name: str
    check_ref: str
    candidate_ref: str
    code: str
    kind: RightsKind
    state: RightsState
    received: date
    due: date | None
    acknowledge: bool
    overdue: bool
    closed_on: date | None = None
    late: int | None = None
    acknowledged_late: bool = False
    is_known: bool = True
    part_ref: str = ""
    check_number: int = 0


@dataclass(frozen=True)
class Over:
    """How many entries are over; how many were answered after their day, and how many complaints
    acknowledged after theirs.
    """

    entries: int
    answered_late: int
    acknowledged_late: int


def list_open(call: Call) -> tuple[RightsRow, ...]:
    """What waits for an answer, due soonest first; what waits for the person comes last."""
    return _listed(call, RightsRequest.state.not_in(OVER))


def list_entries(
    call: Call, wanted: RightsWanted = EVERY, turning: Turning = FIRST
) -> Page[RightsRow]:
    """The ``wanted`` entries, the latest first."""
    check_may(call.actor, Action.ENTER_RIGHTS)
    states = (wanted.state,) if wanted.state else OVER
    found = select(RightsRequest).where(RightsRequest.state.in_(states), _readable(call))
    if wanted.kind:
        found = found.where(RightsRequest.kind == wanted.kind)
    if wanted.month:
        found = found.where(within(RightsRequest.entered_at, wanted.month))
    with call.look() as work:
        page = turn(work.session, found, _ORDER, turning)
        about = _named(work, [entry.ref for entry in page.rows])
        today = day_of(work.now)
        return page.with_rows([row_of(one, *about[one.ref], today) for one in page.rows])


def _named(work: UnitOfWork, refs: Sequence[str]) -> dict[str, tuple[str | None, int | None]]:
    """The vacancy's reference and the candidate's number of each entry, where it has such."""
    found = (
        select(RightsRequest.ref, Vacancy.reference, Candidate.number)
        .outerjoin(Vacancy, Vacancy.ref == RightsRequest.vacancy_ref)
        .outerjoin(Candidate, Candidate.ref == RightsRequest.candidate_ref)
        .where(RightsRequest.ref.in_(refs))
    )
    return {ref: (reference, number) for ref, reference, number in work.session.execute(found)}


def count_over(call: Call) -> Over:
    """How many entries are over, and how many of them came too late; of those in ``list_entries``,
    however many there are.
    """
    check_may(call.actor, Action.ENTER_RIGHTS)
    wanted = select(RightsRequest.due, RightsRequest.closed_at, RightsRequest.acknowledge_by).where(
        RightsRequest.state.in_(OVER), _readable(call)
    )
    with call.look() as work:
        found = work.session.execute(wanted).all()
    answered = sum(
        due is not None and closed_at is not None and day_of(closed_at) > due
        for due, closed_at, _acknowledge_by in found
    )
    acknowledged = sum(acknowledge_by is not None for *_days, acknowledge_by in found)
    return Over(len(found), answered, acknowledged)


def _listed(call: Call, which: ColumnElement[bool]) -> tuple[RightsRow, ...]:
    """HR sees what they entered, a data protection officer everything but of their own panels.

    Where there is too much, what waits is the longest received: it is due first.
    """
    check_may(call.actor, Action.ENTER_RIGHTS)
    officer = call.actor.has(Role.DATA_PROTECTION)
    wanted = (
        select(RightsRequest, Vacancy.reference, Candidate.number)
        .outerjoin(Vacancy, Vacancy.ref == RightsRequest.vacancy_ref)
        .outerjoin(Candidate, Candidate.ref == RightsRequest.candidate_ref)
        .where(which, _readable(call))
        .order_by(RightsRequest.received, RightsRequest.ref)
        .limit(MOST)
    )
    with call.look() as work:
        today = day_of(work.now)
        found = work.session.execute(wanted).all()
        rows = [row_of(entry, reference, number, today) for entry, reference, number in found]
        if officer:
            rows += [*_objections(work, call, today), *_for_schools(work, call, today)]
        rows.sort(key=lambda row: (row.due is None, row.due or row.received, row.name))
        return tuple(rows)


def _readable(call: Call) -> ColumnElement[bool]:
    """The entries that a reader of the register finds there."""
    mine = RightsRequest.entered_person == call.actor.person_ref
    if not call.actor.has(Role.DATA_PROTECTION):
        return mine
    of_no_vacancy = RightsRequest.vacancy_ref.is_(None)
    return of_no_vacancy | off_panel(call.actor, RightsRequest.vacancy_ref) | mine


def _objections(work: UnitOfWork, call: Call, today: date) -> list[RightsRow]:
    """Objections to checks that nobody has decided yet; the same month runs for them."""
    found = work.session.execute(
        select(Check, Vacancy.reference, Candidate.number)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(Check.state == State.PAUSED, never_sat_on(call.actor))
        .order_by(Check.state_since, Check.ref)
        .limit(MOST)
    )
    rows = []
    for check, reference, number in found:
        said = _received(work, check)
        received = said or day_of(check.state_since)
        rows.append(_objection(check, reference, number, today, received, said is not None))
    return rows


def _for_schools(work: UnitOfWork, call: Call, today: date) -> list[RightsRow]:
    """Objections to a school's search that nobody has decided yet, from when they were written
    down: when HR received one is not asked, and what comes by a page is received there.
    """
    found = work.session.execute(
        select(DueDiligencePart, Vacancy.reference, Candidate.number)
        .join(DueDiligenceSearch, DueDiligenceSearch.vacancy_ref == DueDiligencePart.vacancy_ref)
        .join(Vacancy, Vacancy.ref == DueDiligencePart.vacancy_ref)
        .join(Candidate, Candidate.ref == DueDiligencePart.candidate_ref)
        .where(
            DueDiligenceSearch.state == DueDiligence.PAUSED,
            DueDiligencePart.objected_at.is_not(None),
            DueDiligencePart.objection_decided_at.is_(None),
            never_sat_on(call.actor),
        )
        .order_by(DueDiligencePart.objected_at, DueDiligencePart.ref)
        .limit(MOST)
    )
    rows = []
    for part, reference, number in found:
        whose, raised = part.candidate_ref, Event.DUE_DILIGENCE_OBJECTED
        last = open_records(work.session, work.vault, subject_ref=whose, event=raised)[-1]
        received = day_of(part.objected_at or work.now)
        rows.append(_objection(part, reference, number, today, received, bool(_received_by(last))))
    return rows


def _objection(
    about: Check | DueDiligencePart,
    name: str,
    number: int,
    today: date,
    received: date,
    is_known: bool = False,
) -> RightsRow:
    """An open objection ``about`` a check, or one person's part of a school's search."""
    due = answer_due(Clock(RightsKind.OBJECTION, received, received), 0, holidays())
    return RightsRow(
        ref=about.ref,
        name=name,
        check_ref=about.ref if isinstance(about, Check) else "",
        check_number=about.number if isinstance(about, Check) else 0,
        candidate_ref=about.candidate_ref,
        code=code_of(number),
        kind=RightsKind.OBJECTION,
        state=RightsState.OPEN,
        received=received,
        due=due,
        acknowledge=False,
        overdue=due < today,
        is_known=is_known,
        part_ref=about.ref if isinstance(about, DueDiligencePart) else "",
    )


def _received(work: UnitOfWork, check: Check) -> date | None:
    """The day on which the objection for which ``check`` is paused reached somebody, if known."""
    ref, raised = check.ref, Event.OBJECTION_RAISED
    return _received_by(open_records(work.session, work.vault, check_ref=ref, event=raised)[-1])


def _received_by(record: OpenedRecord) -> date | None:
    day = (record.payload or {}).get("received")
    return date.fromisoformat(day) if day else None


def row_of(
    entry: RightsRequest, reference: str | None, number: int | None, today: date
) -> RightsRow:
    """``entry`` as a line of the register, on the day ``today``."""
    over = entry.state in OVER
    to_acknowledge = entry.acknowledge_by if entry.state == RightsState.OPEN else None
    days = [day for day in (to_acknowledge, entry.due) if day is not None]
    due = min(days, default=None)
    closed_on = day_of(entry.closed_at) if entry.closed_at else None
    return RightsRow(
        ref=entry.ref,
        name=name_of_entry(entry, reference),
        check_ref="",
        candidate_ref=entry.candidate_ref or "",
        code="" if number is None else code_of(number),
        kind=RightsKind(entry.kind),
        state=RightsState(entry.state),
        received=entry.received,
        due=due,
        acknowledge=due is not None and due == to_acknowledge,
        overdue=not over and due is not None and due < today,
        closed_on=closed_on,
        late=_late(due, closed_on),
        acknowledged_late=entry.acknowledge_by is not None and to_acknowledge is None,
    )


def _late(due: date | None, closed_on: date | None) -> int | None:
    """How many working days after ``due`` it ended; None where it ended in time, or has not."""
    if due is None or closed_on is None or closed_on <= due:
        return None
    return working_days_between(due, closed_on, holidays())
