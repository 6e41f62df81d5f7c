"""The sentence above a chart is so whatever the numbers are."""

from collections.abc import Iterator

import pytest
from flask import Flask

from screening.reports.counts import Count
from screening.services.reading.equality.overview import RuleFound
from screening.services.reading.equality.still_waiting import Waiting
from screening.services.reading.equality.still_waiting import said as said_of
from screening.services.reading.equality.told_in_part import told_of
from screening.services.reading.equality.waits import Wait, WaitedFor
from screening.web.wording_figures import (
    how_far,
    how_many_stopped,
    how_many_wait,
    what_most_had,
    what_took_longest,
    when_most_were,
    where_most_are,
)


def counts(**numbers: int) -> list[Count]:
    return [Count(name, number) for name, number in numbers.items()]


@pytest.fixture(autouse=True)
def _request(shell: Flask) -> Iterator[None]:
    with shell.test_request_context():
        yield


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (counts(), "0 checks were started."),
        (counts(Draft=1), "1 check was started. It is in the state “Draft”."),
        (counts(Draft=2), "2 checks were started. All are in the state “Draft”."),
        (counts(Draft=1, Ready=1), "2 checks were started. No two are in the same state."),
        (
            counts(Draft=1, Ready=2),
            "3 checks were started. More are in the state “Ready” than in any other: 2.",
        ),
        (
            counts(Draft=2, Sent=1, Ready=2),
            "5 checks were started. The states with the most, 2 each: “Draft”, “Ready”.",
        ),
    ],
)
def test_where_checks_are(states: list[Count], said: str) -> None:
    assert where_most_are(states) == said


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (counts(May=0, June=0), "No check was started in these months."),
        (counts(May=0, June=1), "One check was started, in June."),
        (counts(May=1, June=1), "No more than one was started in any month."),
        (counts(May=1, June=2), "More were started in June than in any other month: 2."),
        (
            counts(May=2, June=2, July=1),
            "The months in which the most were started, 2 each: May, June.",
        ),
    ],
)
def test_when_checks_were_started(months: list[Count], said: str) -> None:
    assert when_most_were(months) == said


@pytest.mark.parametrize(
    ("rules", "attempts", "said"),
    [
        (counts(), 1, "In the newest attempt that can be read."),
        (counts(A=6, B=5), 7, "In the newest 7 attempts that can be read. Most often: “A”, in 6."),
        (
            counts(A=5, B=5),
            7,
            "In the newest 7 attempts that can be read. Most often: “A”, “B”, in 5 each.",
        ),
    ],
)
def test_which_rule_found_something(rules: list[Count], attempts: int, said: str) -> None:
    assert what_most_had(rules, attempts) == said


@pytest.mark.parametrize(
    ("number", "overdue", "said"),
    [
        (0, 0, "not among them: fewer than 5."),
        (4, 4, "not among them: fewer than 5."),
        (5, 5, "not among them: 5. These are too few to say how many have waited longer"),
        (8, 0, "not among them: 8. These are too few to say how many have waited longer"),
        (9, 0, "9. Fewer than 5 of these have waited longer than the policy’s 2 working days."),
        (9, 4, "9. Fewer than 5 of these have waited longer than the policy’s 2 working days."),
        (9, 5, "9. All but fewer than 5 of these have waited longer than the policy’s 2 working"),
        (9, 9, "9. All but fewer than 5 of these have waited longer than the policy’s 2 working"),
        (12, 6, "12. 6 of these have waited longer than the policy’s 2 working days."),
    ],
)
def test_how_many_still_wait(number: int, overdue: int, said: str) -> None:
    assert said in how_many_wait(said_of(number, overdue, days=2, fewest=5), 5)


@pytest.mark.parametrize("number", range(5, 40))
def test_whatever_is_said_of_those_late_leaves_five_numbers_or_five_people(number: int) -> None:
    told: dict[object, set[int]] = {}
    for overdue in range(number + 1):
        told.setdefault(said_of(number, overdue, days=2, fewest=5), set()).add(overdue)
    for found, possible in told.items():
        exactly = {found.overdue} if isinstance(found, Waiting) else set()
        assert (
            possible == exactly
            and min(*possible, number - max(possible)) >= 5
            or (len(possible) >= 5)
        )


@pytest.mark.parametrize(
    ("attempts", "blocked", "table", "bar"),
    [
        (12, 6, 6, "12: 6 not ready, 6 to consider"),
        (12, 4, "fewer than 5", "12: not ready: fewer than 5"),
        (12, 9, "all but fewer than 5", "12: not ready: all but fewer than 5"),
        (8, 8, "Too few to say", "8: too few to tell them apart"),
    ],
)
def test_how_many_a_rule_stopped(attempts: int, blocked: int, table: str | int, bar: str) -> None:
    rule = RuleFound("scope", "Scope", attempts, blocked, told_of(attempts, blocked, 5))
    assert (how_many_stopped(rule, 5), how_far(rule, 5)) == (table, bar)


def test_what_took_longest() -> None:
    notice = WaitedFor(Wait.NOTICE, 9, 1.0, 3)
    handed = WaitedFor(Wait.HAND_OVER, 9, 1.0, 1)
    assert what_took_longest([]) == "Each was waited for too few times to say how long."
    assert what_took_longest([handed]) == (
        "Longest: “Handed over or withheld, after the outcome”. The slowest tenth took longer than "
        "1 working day."
    )
    assert "“Notice to the candidate, after approval”" in what_took_longest([handed, notice])
    assert what_took_longest([notice, notice]) == (
        "The slowest tenth of more than one took longer than 3 working days."
    )
