"""The life of a due-diligence search, in its one table."""

import pytest

from screening.domain.due_diligence import (
    OVER,
    STRETCHES,
    DueDiligence,
    after,
    can_happen,
    turned_on,
)
from screening.domain.errors import NotPossible
from screening.domain.events import DUE_DILIGENCE_OF_ALL, DUE_DILIGENCE_OF_ONE, Event
from screening.domain.policy import policy_of, shipped_policy

AFTER_THE_END = {
    Event.DUE_DILIGENCE_REPLIED,
    Event.DUE_DILIGENCE_RECORDED,
    Event.DUE_DILIGENCE_LOCKED,
    Event.DUE_DILIGENCE_HELD_BACK,
    Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
    Event.DUE_DILIGENCE_ANSWER_KEPT_BACK,
}


def test_every_event_of_it_has_its_row() -> None:
    events = DUE_DILIGENCE_OF_ALL | DUE_DILIGENCE_OF_ONE
    assert {row.event for row in STRETCHES} == events - {Event.DUE_DILIGENCE_OPENED}


@pytest.mark.parametrize("state", OVER)
def test_once_over_it_stays_so(state: DueDiligence) -> None:
    for event in {row.event for row in STRETCHES}:
        if can_happen(event, state):
            assert event in AFTER_THE_END
            assert after(event, state, None) is state


def test_an_objection_that_is_not_upheld_leads_back_and_one_that_is_ends_it() -> None:
    paused, searching = DueDiligence.PAUSED, DueDiligence.SEARCHING
    assert after(Event.DUE_DILIGENCE_NOT_UPHELD, paused, searching) is searching
    assert after(Event.DUE_DILIGENCE_UPHELD, paused, searching) is DueDiligence.CALLED_OFF
    with pytest.raises(NotPossible):
        after(Event.DUE_DILIGENCE_BEGUN, paused, searching)


def test_nothing_is_handed_over_or_begun_before_anybody_was_told() -> None:
    for event in (Event.DUE_DILIGENCE_BEGUN, Event.DUE_DILIGENCE_HANDED_OVER):
        assert not can_happen(event, DueDiligence.OPENED)


@pytest.mark.parametrize("schools", [{}, {"search": {}}, {"search": {"value": False}}])
def test_a_policy_that_does_not_say_so_does_not_turn_it_on(schools: dict[str, object]) -> None:
    assert not turned_on(policy_of(dict(shipped_policy().data) | {"schools": schools}))
    without = {name: part for name, part in shipped_policy().data.items() if name != "schools"}
    assert not turned_on(policy_of(without))
