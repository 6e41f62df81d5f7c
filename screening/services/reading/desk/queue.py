"""HR's queue of requests to decide, and the searches of one searcher, page by page."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select

from screening.domain.people import Action, Actor, check_may
from screening.domain.words import State
from screening.services.call import Call
from screening.services.reading.desk.check_list import is_overdue, of_department
from screening.services.reading.desk.in_hand import WAITING_FOR_HR
from screening.services.reading.desk.waiting import (
    DeskRow,
    can_go_on,
    desk_rows,
    may_decide,
    searches_for,
)
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.people import persons_called
from screening.services.reading.vacancies.vacancy_list import has_words
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

ORDER = Order(Check.state_since, Check.ref, newest_first=False)


@dataclass(frozen=True)
class QueueWanted:
    """What of a queue: in ``state``; of vacancies that have ``words`` anywhere; of a department;
    asked for by ``who``; ``overdue``; ``mine``: the reader may decide it.
    """

    state: State | None = None
    words: str = ""
    department: str = ""
    who: str = ""
    overdue: bool = False
    mine: bool = False


EVERY = QueueWanted()
FIRST = Turning()


def read_queue(call: Call, wanted: QueueWanted = EVERY, turning: Turning = FIRST) -> Page[DeskRow]:
    """The ``wanted`` requests and referrals that wait for HR, the longest waiting first."""
    check_may(call.actor, Action.SET_UP)
    return _page(call, Check.state.in_(WAITING_FOR_HR), wanted, turning)


def read_searches(
    call: Call, wanted: QueueWanted = EVERY, turning: Turning = FIRST
) -> Page[DeskRow]:
    """The ``wanted`` searches that the caller is to make or makes, the longest waiting first."""
    return _page(call, searches_for(call), wanted, turning)


def _page(
    call: Call, which: ColumnElement[bool], wanted: QueueWanted, turning: Turning
) -> Page[DeskRow]:
    with call.look() as work:
        found = _narrowed(work, call.actor, select(Check).where(which, can_go_on()), wanted)
        page = turn(work.session, found, ORDER, turning)
        return page.with_rows(desk_rows(work, call.actor, page.rows))


def _narrowed(
    work: UnitOfWork, actor: Actor, found: Select[Check], wanted: QueueWanted
) -> Select[Check]:
    if wanted.state:
        found = found.where(Check.state == wanted.state)
    found = found.where(*has_words(work.session, actor, Check.vacancy_ref, wanted.words))
    if wanted.department:
        found = found.where(
            of_department(work.session, actor, Check.vacancy_ref, wanted.department)
        )
    if wanted.who:
        found = found.where(Check.requester_person.in_(persons_called(work.session, wanted.who)))
    if wanted.overdue:
        found = found.where(is_overdue(work.policy, work.now))
    return found.where(may_decide(actor)) if wanted.mine else found
