"""What was asked of people and is not there yet: answers to equality officers, declarations, and a
decision on what may be a personal-data breach.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.declarations import stages_that_ask
from screening.domain.notifying import TO_DECLARE, Told
from screening.domain.people import Action
from screening.domain.words import FollowUpState, Moment, Role
from screening.services.calendar import day_of, due, end_of_day
from screening.services.following_up import tell_whom_asked
from screening.services.loading import ties_of
from screening.services.outbox.telling import still_open, tell, those_who_may
from screening.services.reminding.untold import BATCH, untold, untold_about
from screening.services.unauthorised_ties import tell_of_breach
from screening.store.tables.declaration import Declaration
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.outbox import Notification
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork

BREACH_NEAR = timedelta(hours=24)
"""How long before the 72 hours are over a data protection officer is reminded."""
CLOSED_LATELY = timedelta(days=30)
"""Declarations on vacancies that closed longer ago are asked for no more; what is missing shows."""


def look(work: UnitOfWork) -> None:
    """Tell of every answer that is overdue, and of every declaration that is to be made."""
    _unanswered(work)
    _breaches(work)
    for moment in Moment:
        _to_declare(work, moment)
        _not_declared(work, moment)


def _unanswered(work: UnitOfWork) -> None:
    """Queries and actions whose day is over: to whoever was asked, and to the officer who asked."""
    over = (Told.FOLLOW_UP_OVER, Told.UNANSWERED)
    overdue = work.session.scalars(
        select(FollowUp)
        .where(
            FollowUp.state == FollowUpState.ASKED,
            FollowUp.due < day_of(work.now),
            untold_about(FollowUp.ref, *over, since=FollowUp.again_at),
        )
        .order_by(FollowUp.due, FollowUp.ref)
        .limit(BATCH)
    ).all()
    for asked in overdue:
        since, officer = end_of_day(asked.due), still_open(work.session, asked.asked_by)
        tell_whom_asked(work, asked, Told.FOLLOW_UP_OVER, since)
        where = asked.vacancy_ref
        tell(work, Told.UNANSWERED, officer, asked.ref, vacancy_ref=where, since=since)


def _breaches(work: UnitOfWork) -> None:
    """The 72 hours: a day before they are over, and once they are."""
    running = work.session.scalars(
        select(UnauthorisedSearch)
        .where(
            UnauthorisedSearch.ruling.is_(None),
            UnauthorisedSearch.notify_by <= work.now + BREACH_NEAR,
            untold(Told.BREACH_NEAR, UnauthorisedSearch.ref, UnauthorisedSearch.notify_by),
        )
        .order_by(UnauthorisedSearch.notify_by, UnauthorisedSearch.ref)
        .limit(BATCH)
    ).all()
    for entry in running:
        if entry.notify_by is not None:
            over = entry.notify_by <= work.now
            since = entry.notify_by if over else entry.notify_by - BREACH_NEAR
            tell_of_breach(work, entry, Told.BREACH_NEAR, since)


def _to_declare(work: UnitOfWork, moment: Moment) -> None:
    """Members of a panel whose word is due, each told once."""
    missing = _missing(work, moment).where(_nobody_told(TO_DECLARE[moment], PanelMember.joined_at))
    for seat, vacancy in work.session.execute(missing.limit(BATCH)).all():
        _tell_member(work, TO_DECLARE[moment], seat, vacancy, seat.joined_at)


def _not_declared(work: UnitOfWork, moment: Moment) -> None:
    """Those who were told so long ago that a request would be passed on: they, and HR."""
    told_at = Notification.made_at
    waiting = (
        _missing(work, moment)
        .join(
            Notification,
            and_(
                Notification.account_ref == PanelMember.account_ref,
                Notification.kind == TO_DECLARE[moment],
                Notification.about == Vacancy.ref,
            ),
        )
        .add_columns(told_at)
        .where(
            told_at < work.now - timedelta(days=work.policy.days("escalation")),
            _nobody_told(Told.NOT_DECLARED, told_at),
        )
    )
    for seat, vacancy, told in work.session.execute(waiting.limit(BATCH)).all():
        if due(work.policy, "escalation", told) < work.now:
            ties = ties_of(work.session, vacancy)
            hr = those_who_may(work.session, Action.SEE_DECLARATIONS, ties, Role.HR)
            _tell_member(work, Told.NOT_DECLARED, seat, vacancy, told)
            where = vacancy.ref
            tell(work, Told.NOT_DECLARED, hr, where, vacancy_ref=where, since=told)


def _missing(work: UnitOfWork, moment: Moment) -> Select[PanelMember, Vacancy]:
    """Seats whose word at ``moment`` is due and not given; the oldest vacancy first."""
    given = select(Declaration.person_ref).where(
        Declaration.vacancy_ref == PanelMember.vacancy_ref,
        Declaration.person_ref == PanelMember.person_ref,
        Declaration.moment == moment,
    )
    lately = or_(Vacancy.closed_at.is_(None), Vacancy.closed_at > work.now - CLOSED_LATELY)
    return (
        select(PanelMember, Vacancy)
        .join(Vacancy, Vacancy.ref == PanelMember.vacancy_ref)
        .where(
            PanelMember.left_at.is_(None),
            Vacancy.stage.in_(stages_that_ask(moment)),
            lately,
            ~given.exists(),
        )
        .order_by(Vacancy.opened_at, Vacancy.ref, PanelMember.account_ref)
    )


def _nobody_told(kind: Told, since: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    """That the member was not told of their seat's vacancy in this way."""
    return untold(kind, Vacancy.ref, since, PanelMember.account_ref)


def _tell_member(
    work: UnitOfWork, kind: Told, seat: PanelMember, vacancy: Vacancy, since: datetime
) -> None:
    member = still_open(work.session, seat.account_ref)
    tell(work, kind, member, vacancy.ref, vacancy_ref=vacancy.ref, since=since)
