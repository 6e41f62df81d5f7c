"""The register of requests, objections and complaints: what waits, and what came in time.

An objection to a check, or to a school's search, is decided in the life of that. For a data
protection officer it stands here too, open and over, leads there, and is entered nowhere a second
time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, select

from screening.domain.people import Action, check_may
from screening.domain.rights import OVER, OVER_WITH_A_SEARCH, RightsKind, RightsState
from screening.domain.words import Role
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.reading.pages import Order, Page, Turning, turn_beside
from screening.services.reading.rights.objections import (
    count_late,
    open_to_checks,
    open_to_schools,
    rows_of,
)
from screening.services.reading.rights.raised import Raised, objections
from screening.services.reading.rights.rows import RightsRow, row_of
from screening.services.reading.vacancies.vacancy_list import within
from screening.services.reading.visible import off_panel
from screening.store.tables.candidate import Candidate
from screening.store.tables.rights import RightsRequest
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200
_ORDER = Order(RightsRequest.entered_at, RightsRequest.ref)


@dataclass(frozen=True)
class RightsWanted:
    """Which entries: of a ``kind``; that stand in ``state``, or else are over; entered in the month
    of a day, in a ``year`` (0: any).
    """

    kind: RightsKind | None = None
    state: RightsState | None = None
    month: date | None = None
    year: int = 0

    def when(self, moment: SQLColumnExpression[datetime]) -> list[ColumnElement[bool]]:
        """That ``moment`` lies in that month, and in that year."""
        in_month = [within(moment, self.month)] if self.month else []
        if not self.year:
            return in_month
        begun = moment >= start_of_day(date(self.year, 1, 1))
        return [*in_month, begun, moment < start_of_day(date(self.year + 1, 1, 1))]

    def has(self, one: Raised) -> bool:
        """Whether an objection is of that kind and time, however it stands."""
        day = day_of(one.entered_at)
        in_month = self.month is None or day.replace(day=1) == self.month.replace(day=1)
        of_kind = self.kind in {None, RightsKind.OBJECTION}
        return of_kind and in_month and self.year in {0, day.year}


EVERY = RightsWanted()
FIRST = Turning()


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
    states = (wanted.state,) if wanted.state else (*OVER, *OVER_WITH_A_SEARCH)
    found = select(RightsRequest).where(RightsRequest.state.in_(states), *_of(call, wanted))
    with call.look() as work:
        raised = [one for one in _objections(work, call, wanted) if one.state in states]
        page = turn_beside(work.session, found, _ORDER, turning, raised)
        about = _named(work, [one.ref for one in page.rows if isinstance(one, RightsRequest)])
        today = day_of(work.now)
        objected = rows_of(work, [one for one in page.rows if isinstance(one, Raised)], today)
        return page.with_rows(
            [
                objected[one] if isinstance(one, Raised) else row_of(one, *about[one.ref], today)
                for one in page.rows
            ]
        )


def _named(work: UnitOfWork, refs: Sequence[str]) -> dict[str, tuple[str | None, int | None]]:
    """The vacancy's reference and the candidate's number of each entry, where it has such."""
    found = (
        select(RightsRequest.ref, Vacancy.reference, Candidate.number)
        .outerjoin(Vacancy, Vacancy.ref == RightsRequest.vacancy_ref)
        .outerjoin(Candidate, Candidate.ref == RightsRequest.candidate_ref)
        .where(RightsRequest.ref.in_(refs))
    )
    return {ref: (reference, number) for ref, reference, number in work.session.execute(found)}


def count_over(call: Call, wanted: RightsWanted = EVERY) -> Over:
    """How many entries of the kind and time that are ``wanted`` are over, and how many of them came
    too late; of those in ``list_entries``, however many there are.
    """
    check_may(call.actor, Action.ENTER_RIGHTS)
    entered = select(RightsRequest.due, RightsRequest.closed_at, RightsRequest.acknowledge_by)
    with call.look() as work:
        found = work.session.execute(
            entered.where(RightsRequest.state.in_(OVER), *_of(call, wanted))
        ).all()
        raised = [one for one in _objections(work, call, wanted) if one.ended_at]
        late = count_late(work, raised)
    answered = sum(
        due is not None and closed_at is not None and day_of(closed_at) > due
        for due, closed_at, _acknowledge_by in found
    )
    acknowledged = sum(acknowledge_by is not None for *_days, acknowledge_by in found)
    return Over(len(found) + len(raised), answered + late, acknowledged)


def _of(call: Call, wanted: RightsWanted) -> list[ColumnElement[bool]]:
    of_kind = [RightsRequest.kind == wanted.kind] if wanted.kind else []
    return [_readable(call), *of_kind, *wanted.when(RightsRequest.entered_at)]


def _objections(work: UnitOfWork, call: Call, wanted: RightsWanted) -> list[Raised]:
    """Those of the kind and time that are ``wanted``: none for HR, to whom they are checks."""
    if not call.actor.has(Role.DATA_PROTECTION) or wanted.kind not in {None, RightsKind.OBJECTION}:
        return []
    return [one for one in objections(work, call.actor) if wanted.has(one)]


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
            rows += open_to_checks(work, call.actor, today)
            rows += open_to_schools(work, call.actor, today)
        rows.sort(key=lambda row: (row.due is None, row.due or row.received, row.name))
        return tuple(rows)


def _readable(call: Call) -> ColumnElement[bool]:
    """The entries that a reader of the register finds there."""
    mine = RightsRequest.entered_person == call.actor.person_ref
    if not call.actor.has(Role.DATA_PROTECTION):
        return mine
    of_no_vacancy = RightsRequest.vacancy_ref.is_(None)
    return of_no_vacancy | off_panel(call.actor, RightsRequest.vacancy_ref) | mine
