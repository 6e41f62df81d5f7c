"""When the registers of closed vacancies end, and which have; by reference, as the calendar is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.erasure.ending import HAS_ENDED, ended_on
from screening.services.erasure.holds import standing
from screening.services.erasure.register_end import NOBODY_KEPT, end_day, select_over
from screening.services.erasure.retention import WARNING
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import RegisterEnd
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 50


@dataclass(frozen=True)
class RegisterShown:
    """The register of one closed vacancy, which is kept until ``due`` by the policy.

    ``goes``: when the clock ends it; None while a hold stands, while ``people`` are kept, and once
    it has ended. ``soon``: within a month.
    """

    ref: str
    reference: str
    title: str
    closed_on: date
    due: date
    announced_on: date | None
    goes: date | None
    soon: bool
    people: bool
    held_since: date | None
    ended_on: date | None


@dataclass(frozen=True)
class RegisterEnds:
    """The first registers that end, of how many of closed vacancies nobody's data is kept of."""

    found: int
    rows: tuple[RegisterShown, ...]


def list_registers_due(call: Call) -> tuple[RegisterShown, ...]:
    """Registers that end within a month, or should have; the longest closed first."""
    check_may(call.actor, Action.SEE_RETENTION)
    with call.look() as work:
        near = work.session.scalars(select_over(work, WARNING).limit(MOST)).all()
        return tuple(row for row in _shown(work, near) if row.soon)


def read_register_ends(call: Call) -> RegisterEnds:
    """Registers that have not ended of vacancies of which nobody's data is kept, the first to end
    first.
    """
    check_may(call.actor, Action.SEE_RETENTION)
    with call.look() as work:
        wanted = (Vacancy.closed_at.is_not(None), NOBODY_KEPT, ~HAS_ENDED)
        found = work.session.scalars(
            select(Vacancy).where(*wanted).order_by(Vacancy.closed_at, Vacancy.ref).limit(MOST)
        ).all()
        counted = work.session.scalar(select(func.count()).select_from(Vacancy).where(*wanted))
        return RegisterEnds(counted or 0, _shown(work, found))


def register_of(work: UnitOfWork, vacancy: Vacancy) -> RegisterShown | None:
    """The register of ``vacancy``; None while it is open."""
    return next(iter(_shown(work, [vacancy])), None)


def _shown(work: UnitOfWork, found: Sequence[Vacancy]) -> tuple[RegisterShown, ...]:
    refs = [vacancy.ref for vacancy in found]
    held = {one.vacancy_ref: one.placed_at for one in reversed(standing(work.session, refs))}
    kept = select(Candidate.vacancy_ref).where(
        Candidate.vacancy_ref.in_(refs), Candidate.erased_at.is_(None)
    )
    people = set(work.session.scalars(kept.distinct()))
    shown = []
    for vacancy in found:
        due = end_day(work.session, work.policy, vacancy)
        if vacancy.closed_at is None or due is None:
            continue
        said, over = work.session.get(RegisterEnd, vacancy.ref), ended_on(work.session, vacancy.ref)
        goes = None
        if not (vacancy.ref in held or vacancy.ref in people or over):
            goes = max(due, day_of(said.erase_from) if said else day_of(work.now) + WARNING)
        since = held.get(vacancy.ref)
        shown.append(
            RegisterShown(
                ref=vacancy.ref,
                reference=vacancy.reference,
                title=vacancy.title,
                closed_on=day_of(vacancy.closed_at),
                due=due,
                announced_on=day_of(said.announced_at) if said else None,
                goes=goes,
                soon=goes is not None and goes <= day_of(work.now) + WARNING,
                people=vacancy.ref in people,
                held_since=day_of(since) if since else None,
                ended_on=over,
            )
        )
    return tuple(shown)
