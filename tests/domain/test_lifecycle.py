"""The table of a check's life holds together."""

import pytest

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.lifecycle import (
    BEFORE_SEARCHING,
    ENDED,
    TRANSITIONS,
    Transition,
    check_may_happen,
    may_happen,
    transition,
)
from screening.domain.words import State


def test_each_event_stands_in_one_row() -> None:
    events = [row.event for row in TRANSITIONS]
    assert len(events) == len(set(events))


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached = {State.DRAFT}
    for _ in State:
        reached |= {
            row.after for row in TRANSITIONS if row.after is not None and reached & set(row.before)
        }
    assert reached == set(State)


def test_what_has_ended_stays_ended() -> None:
    for row in TRANSITIONS:
        assert not set(row.before) & set(ENDED), row.event


def test_everything_else_can_still_end() -> None:
    ending = {state for row in TRANSITIONS if row.after in ENDED for state in row.before}
    on_the_way = {State.SEARCHING, State.SEARCHED, State.HANDED_OVER}
    assert ending | on_the_way == set(State) - set(ENDED)


def test_nothing_is_withdrawn_once_somebody_has_looked() -> None:
    looked = {State.SEARCHING, State.SEARCHED, State.HANDED_OVER, State.WITHHELD, State.CLOSED}
    assert not set(BEFORE_SEARCHING) & looked
    for event in (Event.CHECK_WITHDRAWN, Event.CHECK_CANCELLED):
        assert not set(transition(event).before) & looked


def test_nobody_searches_before_the_candidate_was_told() -> None:
    before_notice = set(State) - {State.READY, State.SEARCHING}
    for state in before_notice:
        assert not may_happen(Event.VISIT_RECORDED, state)
    assert State.READY not in {row.after for row in TRANSITIONS if State.APPROVED in row.before}


@pytest.mark.parametrize("row", TRANSITIONS[1:], ids=lambda row: row.event)
def test_an_event_is_refused_in_every_other_state(row: Transition) -> None:
    event = row.event
    for state in set(State) - set(transition(event).before):
        with pytest.raises(NotPossible):
            check_may_happen(event, state)
