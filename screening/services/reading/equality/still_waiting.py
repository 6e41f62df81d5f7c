"""How many requests still wait for HR, and how many of them for longer than the policy's days.

How long requests waited is not said of fewer than ``fewest``, neither of those that are late nor of
those that are not: "all of them" would say it of each. How many wait is no secret, since the chart
of states counts them too, and it counts the same ones: those that were started in the same months.
So no difference of the two says anything of how long somebody waited.

It is said of all departments together and up to today only. Otherwise two pages could be set
against each other: the whole less a department, or two years that differ by a month. From one page
nothing narrower follows than ``told_in_part`` says.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from screening.services.reading.desk.check_list import is_overdue
from screening.services.reading.desk.in_hand import WAITING_FOR_HR
from screening.services.reading.equality.told_in_part import Part, told_of
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Waiting:
    """``number`` of requests wait, None for too few to say; ``overdue`` of them longer than
    ``days`` working days, where ``late`` is ``Part.COUNTED``.
    """

    number: int | None
    days: int
    late: Part = Part.UNSAID
    overdue: int | None = None


def still_waiting(work: UnitOfWork, *those: ColumnElement[bool], fewest: int) -> Waiting:
    """Those of the checks that fit ``those`` which wait for HR's decision now."""
    waits = select(func.count()).where(Check.state.in_(WAITING_FOR_HR), *those)
    number = int(work.session.scalar(waits) or 0)
    overdue = int(work.session.scalar(waits.where(is_overdue(work.policy, work.now))) or 0)
    return said(number, overdue, days=work.policy.days("decision"), fewest=fewest)


def said(number: int, overdue: int, *, days: int, fewest: int) -> Waiting:
    """What may be said where ``overdue`` of ``number`` requests have waited too long."""
    if number < fewest:
        return Waiting(None, days)
    late = told_of(number, overdue, fewest)
    return Waiting(number, days, late, overdue if late is Part.COUNTED else None)
