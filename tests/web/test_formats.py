"""Dates in the manner of GOV.UK; marked words."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from screening.web.formats import clock_time, date_and_time, long_date, machine_time, mark


@pytest.mark.parametrize(
    ("hour", "minute", "shown"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (9, 0, "9am"),
        (11, 59, "11:59am"),
        (12, 0, "midday"),
        (12, 30, "12:30pm"),
        (17, 5, "5:05pm"),
    ],
)
def test_times(shell: Flask, hour: int, minute: int, shown: str) -> None:
    with shell.test_request_context():
        assert clock_time(datetime(2026, 1, 5, hour, minute, tzinfo=UTC)) == shown


def test_instants_are_shown_in_british_time(shell: Flask) -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with shell.test_request_context():
        assert date_and_time(late) == "1 July 2026 at 12:30am"
        assert long_date(date(2026, 6, 30)) == "30 June 2026"
    assert machine_time(late) == "2026-07-01T00:30:00+01:00"
    assert machine_time(date(2026, 6, 30)) == "2026-06-30"


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], "a &lt;b&gt; c"),
        ([(2, 5)], "a <mark>&lt;b&gt;</mark> c"),
        ([(2, 4), (3, 5)], "a <mark>&lt;b&gt;</mark> c"),
        ([(6, 99), (-3, 1)], "<mark>a</mark> &lt;b&gt; <mark>c</mark>"),
        ([(5, 2), (3, 3)], "a &lt;b&gt; c"),
    ],
)
def test_words_are_marked_and_escaped(spans: list[tuple[int, int]], marked: str) -> None:
    assert mark("a <b> c", spans) == marked
