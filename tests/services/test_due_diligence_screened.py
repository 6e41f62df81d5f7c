"""What of a due-diligence search may go to the panel: words held back, and that they were."""

import pytest

from screening.gate.held import Because
from screening.services.reading.due_diligence import read_held
from screening.store.store import Store
from tests.services import schools
from tests.services.town import Town, populated


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def test_what_the_search_leaves_out_by_name_is_held_back_when_it_is_said_of_somebody(
    town: Town,
) -> None:
    _vacancy, (first, *_others) = schools.written_down(town)
    for words in (
        "They are a Muslim. They have epilepsy.",
        "They have a disability.",
        "He uses a wheelchair.",
        "They are divorced.",
        "She is married to a woman.",
        "Their political opinions are extreme.",
        "They vote Conservative.",
    ):
        held = read_held(town.call("hugh"), first, words).held
        assert Because.PROTECTED in {one.because for one in held}, words
    held = read_held(town.call("hugh"), first, "They are a Muslim. They have epilepsy.").held
    assert len(held) == 2
    for words in ("Ask about supervision at the club that closed.", schools.FOUND):
        assert read_held(town.call("hugh"), first, words).held == (), words
