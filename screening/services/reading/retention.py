"""What waits for a data protection officer: data whose time is over, erasures that did not end."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.candidates import code_of
from screening.store import erasure
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy

SOON = timedelta(days=28)
MOST = 50


@dataclass(frozen=True)
class RetentionRow:
    """A closed vacancy; ``left`` people's data is still kept, until ``due`` or, ``over``, since."""

    ref: str
    reference: str
    title: str
    left: int
    due: date
    over: bool


@dataclass(frozen=True)
class UnfinishedErasure:
    """A candidate whose keys are destroyed, and of whom something unreadable is still stored."""

    ref: str
    code: str
    vacancy_reference: str


def list_retention(call: Call) -> tuple[RetentionRow, ...]:
    """Closed vacancies whose data is to go, or soon will be; the longest overdue first."""
    check_may(call.actor, Action.ERASE)
    left = (
        select(func.count())
        .where(Candidate.vacancy_ref == Vacancy.ref, Candidate.erased_at.is_(None))
        .correlate(Vacancy)
        .scalar_subquery()
    )
    with call.look() as work:
        kept = timedelta(days=work.policy.days("retention_months"))
        found = work.session.execute(
            select(Vacancy, left)
            .where(Vacancy.closed_at <= work.now + SOON - kept, left > 0)
            .order_by(Vacancy.closed_at, Vacancy.ref)
            .limit(MOST)
        ).all()
        return tuple(
            _row(vacancy, people, day_of(vacancy.closed_at) + kept, day_of(work.now))
            for vacancy, people in found
            if vacancy.closed_at is not None
        )


def _row(vacancy: Vacancy, left: int, due: date, today: date) -> RetentionRow:
    return RetentionRow(vacancy.ref, vacancy.reference, vacancy.title, left, due, over=due <= today)


def list_unfinished(call: Call) -> tuple[UnfinishedErasure, ...]:
    """Erasures that were begun and have not ended; the worker ends them within minutes."""
    check_may(call.actor, Action.ERASE)
    with call.look() as work:
        owners = {key.owner for key in erasure.unfinished(work.session, work.vault)}
        found = work.session.execute(
            select(Candidate, Vacancy.reference)
            .join(Vacancy, Vacancy.ref == Candidate.vacancy_ref)
            .where(Candidate.ref.in_(owners))
            .order_by(Vacancy.reference, Candidate.number)
            .limit(MOST)
        ).all()
        return tuple(
            UnfinishedErasure(candidate.ref, code_of(candidate.number), reference)
            for candidate, reference in found
        )
