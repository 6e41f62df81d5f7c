"""Counting in working days: weekdays that are no bank holiday.

Days here are the calendar days of the United Kingdom; the caller passes the holidays.
"""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether ``day`` is neither at a weekend nor in ``holidays``."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The day that is ``days`` working days after ``start``; ``start`` itself never counts."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            days -= 1
    return day


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """How many working days lie after ``start`` up to and including ``end``; never negative."""
    count = 0
    day = start
    while day < end:
        day += timedelta(days=1)
        count += is_working_day(day, holidays)
    return count
