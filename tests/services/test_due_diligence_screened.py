"""What of a due-diligence search may go to the panel: words held back, and that they were."""

import pytest

from screening.domain.due_diligence import ToExplore
from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.gate.held import Because
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.due_diligence import passing
from screening.services.due_diligence.looking import LookedUp
from screening.services.reading.equality.signs import Sign
from screening.services.reading.equality.signs_counted import signs_in
from screening.services.reading.schools.search import read_held
from screening.store.ledger_store import open_records
from screening.store.store import Store
from tests.databases import on_both
from tests.services import schools
from tests.services.town import Town, populated

TELLING = "Ask about her wedding with her wife."


def signs(town: Town, vacancy: str) -> dict[Sign, int]:
    with town.call("edith").look() as work:
        return dict(signs_in(work, [vacancy])[vacancy])


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


@on_both
def test_that_words_were_held_back_is_recorded_once_for_each_text_and_without_them(
    town: Town,
) -> None:
    vacancy, (first, *_others) = schools.written_down(town)
    hugh = town.call("hugh")
    for words in (TELLING, f" {TELLING}", "They have epilepsy."):
        with pytest.raises(NotValid):
            passing.pass_on(hugh, first, words)
    same = AllTheSame("She spoke of it in public herself.", fingerprint(TELLING))
    passing.pass_on(hugh, first, TELLING, same)
    with town.call("edith").look() as work:
        held = open_records(
            work.session,
            work.vault,
            vacancy_ref=vacancy,
            event=Event.DUE_DILIGENCE_HELD_BACK,
        )
    assert [one.payload and one.payload["time"] for one in held] == ["1", "2"]
    assert "wife" not in str([one.payload for one in held])
    assert signs(town, vacancy)[Sign.HELD_BACK] == 2
    assert schools.shown(town, vacancy, "edith")[0].let_through > 0
    assert schools.shown(town, vacancy, "mara")[0].let_through == 0


@on_both
def test_what_is_let_through_at_once_counts_as_held_back_too(town: Town) -> None:
    vacancy, (first, *_others) = schools.written_down(town)
    passing.pass_on(
        town.call("hugh"), first, TELLING, AllTheSame("It is so.", fingerprint(TELLING))
    )
    assert signs(town, vacancy)[Sign.HELD_BACK] == 1


def test_who_sends_held_words_twice_is_told_twice(town: Town) -> None:
    _vacancy, (first, *_others) = schools.written_down(town)
    for _twice in range(2):
        with pytest.raises(NotValid):
            passing.pass_on(town.call("hugh", "a" * 32), first, TELLING)


@on_both
def test_what_was_seen_and_time_over_the_limit_call_for_a_look(town: Town) -> None:
    vacancy, (first, second, _third) = schools.ready(town)
    schools.look_up(town, first, LookedUp("A page.", 31, True, ToExplore.NOTHING))
    schools.look_up(town, second, LookedUp("A page.", 30, False, ToExplore.NOTHING))
    shown = signs(town, vacancy)
    assert shown[Sign.EXPOSURE] == 1 and shown[Sign.VARIANCE] == 1
