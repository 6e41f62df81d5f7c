"""Dates in the manner of GOV.UK; marked words."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from screening.web.formats import (
    clock_time,
    date_and_time,
    long_date,
    machine_time,
    mark,
    showable,
)


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


@pytest.mark.parametrize(
    "odd", ["\x07", "\x0b", "\x7f", "\x9f", "\ufdd0", "\ufffe", "\U0001fffe", "\U0010ffff"]
)
def test_what_html_does_not_have_is_shown_as_something(odd: str) -> None:
    assert showable(f"a{odd}b") == "a\ufffdb"
    assert showable(Markup("<b>{}</b>").format(odd)) == Markup("<b>\ufffd</b>")


def test_everything_else_is_left_alone() -> None:
    at_the_ends = "\U00010000\U0001fffd\U00020000\U0010fffd"
    for value in ("Zoë\n\t\r \U0001f600 <b>", at_the_ends, Markup("<b>"), 7, None):
        assert showable(value) is value


def test_what_turns_the_direction_is_written_out(shell: Flask) -> None:
    assert showable("a\u202eb") == "a⟨U+202E⟩b"
    assert showable(Markup("<b>a\u202eb</b>")) == "<b>a⟨U+202E⟩b</b>"
    assert showable("שרה") == "\u2068שרה\u2069"
    assert mark("a\u2066b\u2069 c", [(1, 3)]) == "a<mark>⟨U+2066⟩b</mark>⟨U+2069⟩ c"
    page = "{{ a }} {{ _('by %(name)s', name=a) }} <input value=\"{{ a | as_typed }}\">"
    with shell.test_request_context():
        shown = render_template_string(page, a='"\u202e<')
    assert shown == ('&#34;⟨U+202E⟩&lt; by &#34;⟨U+202E⟩&lt; <input value="&#34;\u202e&lt;">')
