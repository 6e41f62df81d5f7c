"""Working days and moments of the policy, on the calendar of England and Wales."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

from screening.domain.policy import Policy
from screening.domain.working_days import add_working_days, working_days_between

LONDON = ZoneInfo("Europe/London")
_LONGEST = 366


@cache
def holidays() -> frozenset[date]:
    """The bank holidays known to this release. They end in December 2028; beyond it, working days
    are only a guess.
    """
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(
        holiday["date"] for holiday in known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    )


def start_of_day(day: date) -> datetime:
    """The first moment of ``day`` in London, as UTC."""
    return datetime.combine(day, time(0), LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last second of ``day`` in London, as UTC."""
    return datetime.combine(day, time(23, 59, 59), LONDON).astimezone(UTC)


def this_minute(moment: datetime) -> datetime:
    """When the minute of ``moment`` began: visits are timed to the minute."""
    return moment.replace(second=0, microsecond=0)


def day_of(moment: datetime) -> date:
    """The calendar day of ``moment`` in London."""
    return moment.astimezone(LONDON).date()


def day_after(moment: datetime) -> date:
    """The first day of what may begin once ``moment`` is over: the next, where it ends a day."""
    return day_of(moment + timedelta(seconds=1))


def due(policy: Policy, period: str, start: datetime) -> datetime:
    """The end of the day on which ``period`` of the policy, begun at ``start``, is over."""
    days = policy.days(period)
    if policy.data["periods"][period]["working"]:
        return end_of_day(add_working_days(day_of(start), days, holidays()))
    return end_of_day(day_of(start) + timedelta(days=days))


def due_again(policy: Policy, period: str, start: datetime, now: datetime) -> datetime | None:
    """When ``period``, begun at ``start`` and anew each time it is over, was over last by ``now``.

    None while it runs for the first time.
    """
    days, working = policy.days(period), policy.data["periods"][period]["working"]
    first, today = day_of(start), day_of(now)
    waited = working_days_waiting(start, now) if working else (today - first).days
    for times in (waited // days, waited // days - 1):  # the last day of one may be today
        length = times * days
        day = add_working_days(first, length, holidays()) if working else first + timedelta(length)
        if times > 0 and end_of_day(day) < now:
            return end_of_day(day)
    return None


def begun_before(policy: Policy, period: str, now: datetime) -> datetime:
    """The moment before which ``period`` of the policy began where it is over by ``now``."""
    day = day_of(now)
    while due(policy, period, start_of_day(day)) >= now:
        day -= timedelta(days=1)
    return start_of_day(day + timedelta(days=1))


def in_working_days(now: datetime, days: int) -> date:
    """The day that is ``days`` working days after the day of ``now``: at most a year's, at least 1.

    Beyond that the day is one that nobody takes: too far away, or over.
    """
    if days < 1:
        return day_of(now) - timedelta(days=1)
    return add_working_days(day_of(now), min(days, _LONGEST), holidays())


def working_days_waiting(since: datetime, now: datetime) -> int:
    """How many working days have begun since ``since``."""
    return working_days_between(day_of(since), day_of(now), holidays())
