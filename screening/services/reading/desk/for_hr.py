"""What HR does next after approvals: notices, objections, outcomes to hand over, what candidates
answered, and what they are to be told. What is due first comes first, as the database has it: all
of it has the same time, so that it goes by since when it waits.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, and_, case, literal, or_, select, union_all

from screening.domain.people import Action, Actor, check_may
from screening.domain.words import State
from screening.services.calendar import begun_before
from screening.services.call import Call
from screening.services.reading.desk.check_list import of_department
from screening.services.reading.desk.in_hand import TIMED
from screening.services.reading.desk.waiting import (
    MOST,
    DeskRow,
    can_go_on,
    desk_rows,
)
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.vacancies.vacancy_list import has_words
from screening.services.reading.visible import off_panel
from screening.services.recused import recused_from
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork

_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Before anything here: "is not empty", said so that an index serves it."""
_NEVER = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class InHandWanted:
    """What of it: of vacancies that have ``words`` anywhere; of a department; ``overdue``;
    ``mine``: the reader may do some of it.
    """

    words: str = ""
    department: str = ""
    overdue: bool = False
    mine: bool = False


EVERY = InHandWanted()
FIRST = Turning()


def in_hrs_hands(call: Call) -> tuple[DeskRow, ...]:
    """The first of it, for a first page: what the caller may do comes before the rest."""
    with call.look() as work:
        found = _waiting(call.actor).order_by(
            case((_may_do(call.actor), 0), else_=1), waits_since(call.actor), Check.ref
        )
        checks = work.session.scalars(found.limit(MOST)).all()
        return tuple(desk_rows(work, call.actor, checks, news=True))


def read_in_hand(
    call: Call, wanted: InHandWanted = EVERY, turning: Turning = FIRST
) -> Page[DeskRow]:
    """All of it that is ``wanted``, page by page."""
    check_may(call.actor, Action.SET_UP)
    with call.look() as work:
        found = _narrowed(work, call.actor, wanted)
        page = turn(work.session, found, _order(call.actor), turning)
        return page.with_rows(desk_rows(work, call.actor, page.rows, news=True))


def waits_since(actor: Actor) -> ColumnElement[datetime]:
    """Since when that waits for HR which has waited longest as ``actor`` may know, of a check with
    its ``Notice`` and its ``CandidateLink``: ``in_hand.to_do`` says the same of a row.
    """
    state = case(
        (Check.state.not_in(list(TIMED)), literal(_NEVER, Check.state_since.type)),
        (
            (Check.state == State.SEARCHED) & (Notice.reply_until > Check.state_since),
            Notice.reply_until,
        ),
        else_=Check.state_since,
    )
    answered = CandidateLink.replied_at
    untold = case((_apart(actor), Check.untold_since))
    return case(
        (and_(untold <= state, or_(answered.is_(None), untold <= answered)), untold),
        (answered <= state, answered),
        else_=state,
    )


def _order(actor: Actor) -> Order:
    return Order(waits_since(actor), Check.ref, newest_first=False)


def _waiting(actor: Actor) -> Select[Check]:
    """The checks with something for HR to do, but for those of vacancies on whose panel ``actor``
    sits or sat: it would learn that there was an answer or an objection. Whoever searches learns
    of no news for a candidate: it may be of an objection.
    """
    held = select(Check.ref).where(Check.state.in_(list(TIMED)))
    answered = select(CandidateLink.check_ref).where(CandidateLink.replied_at > _EVER)
    untold = select(Check.ref).where(Check.untold_since > _EVER, _apart(actor))
    return (
        select(Check)
        .outerjoin(Notice, Notice.check_ref == Check.ref)
        .outerjoin(CandidateLink, CandidateLink.check_ref == Check.ref)
        .where(
            Check.ref.in_(held.union(answered, untold)),
            off_panel(actor, Check.vacancy_ref),
            can_go_on(),
        )
    )


def _narrowed(work: UnitOfWork, actor: Actor, wanted: InHandWanted) -> Select[Check]:
    found = _waiting(actor)
    found = found.where(*has_words(work.session, actor, Check.vacancy_ref, wanted.words))
    if wanted.department:
        found = found.where(
            of_department(work.session, actor, Check.vacancy_ref, wanted.department)
        )
    if wanted.overdue:
        found = found.where(waits_since(actor) < begun_before(work.policy, "escalation", work.now))
    return found.where(_may_do(actor)) if wanted.mine else found


def _may_do(actor: Actor) -> ColumnElement[bool]:
    """What ``people`` says of handling a check, and of dealing with its candidate."""
    not_mine = Check.requester_person != actor.person_ref
    return not_mine & (_apart(actor) | (Check.state == State.SEARCHED))


def _apart(actor: Actor) -> ColumnElement[bool]:
    """That ``actor`` does not search, and was recused from nothing."""
    recused = union_all(*recused_from(actor.person_ref))
    return (Check.searcher_person != actor.person_ref) & Check.vacancy_ref.not_in(recused)
