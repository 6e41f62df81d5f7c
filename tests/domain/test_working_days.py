"""Working days, with the bank holidays handed in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.working_days import (
    add_working_days,
    is_working_day,
    working_days_between,
)

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})  # the 28th in lieu of the 26th
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 11, 22), 1, date(2026, 11, 23)),  # a Sunday counts from Monday
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # over Christmas
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_adding(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days, CHRISTMAS) == end


@given(DAYS, st.integers(0, 60))
def test_counting_undoes_adding(start: date, days: int) -> None:
    end = add_working_days(start, days, CHRISTMAS)
    assert working_days_between(start, end, CHRISTMAS) == days
    assert days == 0 or is_working_day(end, CHRISTMAS)


@given(DAYS, DAYS)
def test_never_negative(start: date, end: date) -> None:
    assert working_days_between(start, end, CHRISTMAS) >= 0
