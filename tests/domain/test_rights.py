"""The clocks of requests and complaints, and the table of their life."""

from datetime import date

import pytest

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.rights import (
    OVER,
    STEPS,
    WAITING,
    Clock,
    RightsKind,
    RightsState,
    Step,
    acknowledge_due,
    answer_due,
    check_step,
    days_not_counted,
    extend_by,
    months_after,
    steps_from,
)

ACCESS, COMPLAINT = RightsKind.ACCESS, RightsKind.COMPLAINT
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}


def due(received: date, **rest: object) -> date:
    """When a request received then is to be answered."""
    clock = Clock(ACCESS, received, rest.pop("began", received), **rest)  # type: ignore[arg-type]  # as each test needs
    return answer_due(clock, 30, CHRISTMAS)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # the regulator's example: a Saturday
        (date(2026, 11, 30), date(2026, 12, 30)),
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, then Boxing Day's substitute
        (date(2027, 1, 31), date(2027, 3, 1)),  # no 31 February; the 28th is a Sunday
        (date(2028, 1, 31), date(2028, 2, 29)),  # a leap year
        (date(2026, 12, 31), date(2027, 2, 1)),  # into the next year; 31 January is a Sunday
    ],
)  # fmt: skip
def test_a_request_is_answered_within_a_month(received: date, expected: date) -> None:
    assert due(received) == expected


def test_an_extension_adds_two_months() -> None:
    assert due(date(2026, 11, 30), extended=True) == date(2027, 3, 1)
    clock = Clock(ACCESS, date(2026, 11, 30), date(2026, 11, 30), extended=True)
    assert extend_by(clock, CHRISTMAS) == date(2026, 12, 30)


def test_it_begins_once_it_is_known_who_asks_and_stands_still_while_it_is_not_clear_what() -> None:
    assert due(date(2026, 11, 2), began=date(2026, 11, 20)) == date(2026, 12, 21)
    assert days_not_counted(date(2026, 11, 9), date(2026, 11, 11)) == 3
    assert due(date(2026, 11, 2), not_counted=3) == date(2026, 12, 7)  # the 5th is a Saturday


def test_a_complaint_is_acknowledged_on_the_thirtieth_day_whatever_day_that_is() -> None:
    clock = Clock(COMPLAINT, date(2026, 11, 27), date(2026, 11, 27))
    assert acknowledge_due(clock, 30) == date(2026, 12, 26)
    assert answer_due(clock, 30, CHRISTMAS) == date(2026, 12, 27)
    assert acknowledge_due(Clock(ACCESS, date(2026, 11, 27), date(2026, 11, 27)), 30) is None


def test_months_keep_their_day_where_they_can() -> None:
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(2026, 10, 31), 3) == date(2027, 1, 31)


def test_every_state_is_left_or_is_the_end() -> None:
    for kind in RightsKind:
        reached, waiting = {RightsState.OPEN}, [RightsState.OPEN]
        while waiting:
            for row in steps_from(waiting.pop(), kind):
                if row.after and row.after not in reached:
                    reached.add(row.after)
                    waiting.append(row.after)
        for state in reached:
            assert bool(steps_from(state, kind)) != (state in OVER), (kind, state)
    assert {row.step for row in STEPS} == set(Step)
    assert {str(row.event) for row in STEPS} | {Event.RIGHTS_ENTERED} == {
        event for event in Event if event.startswith("rights_")
    }


def test_a_complaint_has_no_pause_no_extension_and_no_refusal() -> None:
    steps = {row.step for state in RightsState for row in steps_from(state, COMPLAINT)}
    assert steps == {Step.ACKNOWLEDGE, Step.ANSWER, Step.WITHDRAW}


def test_only_access_waits_to_be_told_what_it_is_about() -> None:
    for kind in RightsKind:
        found = {row.step for row in steps_from(RightsState.OPEN, kind)}
        assert (Step.ASK_CLARIFICATION in found) == (kind is ACCESS)
    with pytest.raises(NotPossible):
        check_step(Step.ASK_CLARIFICATION, RightsState.OPEN, RightsKind.ERASURE)


@pytest.mark.parametrize("state", WAITING)
def test_what_waits_is_not_answered_before_it_goes_on(state: RightsState) -> None:
    with pytest.raises(NotPossible):
        check_step(Step.ANSWER, state, ACCESS)
    assert check_step(Step.GO_ON, state, ACCESS).after is None
