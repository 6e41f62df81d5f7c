"""A line of the register of requests, objections and complaints."""

from dataclasses import dataclass
from datetime import date

from screening.domain.candidate_codes import code_of
from screening.domain.rights import OVER, RightsKind, RightsState
from screening.domain.working_days import working_days_between
from screening.services.calendar import day_of, holidays
from screening.services.rights import name_of_entry
from screening.store.tables.rights import RightsRequest


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
        late=late_by(due, closed_on),
        acknowledged_late=entry.acknowledge_by is not None and to_acknowledge is None,
    )


def late_by(due: date | None, closed_on: date | None) -> int | None:
    """How many working days after ``due`` it ended; None where it ended in time, or has not."""
    if due is None or closed_on is None or closed_on <= due:
        return None
    return working_days_between(due, closed_on, holidays())
