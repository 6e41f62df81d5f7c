"""How long one waited for another, in working days: for HR's decision, and for what comes after it.

Every decision of the months is counted, from a table that has both its days in one index. Of what
comes after it only the newest are: each is two moments of two tables, to be read one by one. So is
an objection, of which the days stand in the records alone; nothing that is sealed is opened.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.events import Event
from screening.domain.working_days import working_days_between
from screening.ledger.record import decode, instant
from screening.services.calendar import day_of, holidays, start_of_day
from screening.services.reading.equality.twelve_months import Counted, in_months
from screening.services.reading.vacancies.vacancy_list import next_month
from screening.store.ledger_store import of_event
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation, CountedDecision, Decision
from screening.store.tables.record import record
from screening.store.tables.search import HandOver, Notice, Outcome
from screening.store.unit_of_work import UnitOfWork

NEWEST_WAITS = 300
"""Of each kind, those that ended last are counted: a median of more says no more."""
_DECIDED = (Event.OBJECTION_UPHELD, Event.OBJECTION_NOT_UPHELD)


class Wait(StrEnum):
    """What was waited for."""

    NOTICE = "notice"
    OBJECTION = "objection"
    OUTCOME = "outcome"
    HAND_OVER = "hand-over"


@dataclass(frozen=True)
class Waited:
    """How long requests waited for HR, in working days, of those decided in ``month`` (None: all).

    Half were decided within ``median``, nine in ten within ``nine_in_ten``; both are None where
    there are too few.
    """

    month: date | None
    decided: int
    median: float | None
    nine_in_ten: int | None


@dataclass(frozen=True)
class WaitedFor:
    """How long was waited for one thing, in working days, where it came at last: ``ended`` times of
    those that are counted. Half within ``median``, nine in ten within ``nine_in_ten``; both are
    None where there are too few.
    """

    wait: Wait
    ended: int
    median: float | None
    nine_in_ten: int | None


def waits_for_hr(
    work: UnitOfWork, of: Counted, months: Sequence[date]
) -> Mapping[date, Counter[int]]:
    """In each of ``months``, how many requests were decided after how many working days.

    The database counts by the two days, so that it answers with no more rows than there are pairs
    of days.
    """
    sent, decided = CountedDecision.sent_on, CountedDecision.decided_on
    counted = (
        select(sent, decided, func.count())
        .where(
            decided >= months[0],
            decided < next_month(months[-1]),
            *of.vacancies(CountedDecision.vacancy_ref),
        )
        .group_by(decided, sent)
    )
    found = {month: Counter[int]() for month in months}
    for first, last, number in work.session.execute(counted):
        found[last.replace(day=1)][working_days_between(first, last, holidays())] += number
    return found


def waits_after(
    work: UnitOfWork, of: Counted, months: Sequence[date], fewest: int
) -> tuple[WaitedFor, ...]:
    """How long one waited for all else, where it came in one of ``months``."""
    return tuple(
        WaitedFor(wait, days.total(), *spread(days, fewest))
        for wait, read in _READ.items()
        for days in (_working_days(read(work, of, months)),)
    )


Moments = Iterable[tuple[datetime, datetime]]
"""When a wait began, and when it ended."""


def _notices(work: UnitOfWork, of: Counted, months: Sequence[date]) -> Moments:
    wanted = (
        select(Decision.decided_at, Notice.sent_at)
        .select_from(Notice)
        .join(Authorisation, Authorisation.check_ref == Notice.check_ref)
        .join(
            Decision,
            (Decision.check_ref == Authorisation.check_ref)
            & (Decision.revision == Authorisation.revision),
        )
    )
    return _newest(work, wanted, Notice.sent_at, Notice.check_ref, of, months)


def _outcomes(work: UnitOfWork, of: Counted, months: Sequence[date]) -> Moments:
    wanted = (
        select(Authorisation.used_at, Outcome.recorded_at)
        .select_from(Outcome)
        .join(Authorisation, Authorisation.check_ref == Outcome.check_ref)
        .where(Authorisation.used_at.is_not(None))
    )
    return _newest(work, wanted, Outcome.recorded_at, Outcome.check_ref, of, months)


def _hand_overs(work: UnitOfWork, of: Counted, months: Sequence[date]) -> Moments:
    wanted = (
        select(Outcome.recorded_at, HandOver.recorded_at)
        .select_from(HandOver)
        .join(Outcome, Outcome.check_ref == HandOver.check_ref)
    )
    return _newest(work, wanted, HandOver.recorded_at, HandOver.check_ref, of, months)


def _newest(
    work: UnitOfWork,
    wanted: Select[datetime | None, datetime],
    ended: InstrumentedAttribute[datetime],
    check_ref: InstrumentedAttribute[str],
    of: Counted,
    months: Sequence[date],
) -> Moments:
    # Where the checks are those of a department, the database is shown a column without an index:
    # it would look each of them up, of whatever year, and put them in order.
    found = (
        wanted.where(in_months(ended, months), *of.checks(check_ref.concat("")))
        .order_by(ended.desc(), check_ref.desc())
        .limit(NEWEST_WAITS)
    )
    return ((begun, end) for begun, end in work.session.execute(found) if begun)


def _objections(work: UnitOfWork, of: Counted, months: Sequence[date]) -> Moments:
    """Each from when it was recorded last before it was decided. Checks that were started after the
    months are left out first, so that the newest are of these months as far as can be.
    """
    begun_by = Check.started_at < start_of_day(next_month(months[-1]))
    decided = (
        select(record.c.check_ref, record.c.seq, record.c.canonical)
        .join(Check, Check.ref == record.c.check_ref)
        .where(record.c.event_type.in_(_DECIDED), begun_by, *of.vacancies(Check.vacancy_ref))
        .order_by(record.c.seq.desc())
        .limit(NEWEST_WAITS)
    )
    ends = work.session.execute(decided).all()
    raised = select(record.c.check_ref, record.c.seq, record.c.canonical).where(
        record.c.check_ref.in_({end.check_ref for end in ends}),
        of_event(named=True) == Event.OBJECTION_RAISED,
    )
    begun: dict[str, list[tuple[int, str]]] = {}
    for check_ref, seq, canonical in work.session.execute(raised.order_by(record.c.seq)):
        begun.setdefault(check_ref, []).append((seq, canonical))
    for check_ref, seq, canonical in ends:
        before = [said for earlier, said in begun.get(check_ref, ()) if earlier < seq]
        end = _moment(canonical)
        if before and day_of(end).replace(day=1) in months:
            yield _moment(before[-1]), end


def _moment(canonical: str) -> datetime:
    return instant(decode(canonical).occurred_at)


_READ: Mapping[Wait, Callable[[UnitOfWork, Counted, Sequence[date]], Moments]] = {
    Wait.NOTICE: _notices,
    Wait.OBJECTION: _objections,
    Wait.OUTCOME: _outcomes,
    Wait.HAND_OVER: _hand_overs,
}


def _working_days(moments: Moments) -> Counter[int]:
    pairs = Counter((day_of(begun), day_of(end)) for begun, end in moments)
    days = Counter[int]()
    for (first, last), number in pairs.items():
        days[working_days_between(first, last, holidays())] += number
    return days


def waited(month: date | None, days: Counter[int], fewest: int) -> Waited:
    """What is said of requests that were decided after so many ``days``."""
    return Waited(month, days.total(), *spread(days, fewest))


def spread(days: Counter[int], fewest: int) -> tuple[float | None, int | None]:
    """Within how many days half of them were over, and nine in ten; None where they are too few."""
    number = days.total()
    if number < fewest:
        return None, None
    ranked = sorted(days.elements())
    middle = (ranked[(number - 1) // 2] + ranked[number // 2]) / 2
    return middle, ranked[-(-number * 9 // 10) - 1]
