"""What the panel learns, and what it says that changed."""

from collections.abc import Mapping

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Reliability, State, Sureness, WithheldBecause
from screening.services import vacancies
from screening.services.checks import handing_over
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.reading.checks.events import ABOUT_THE_SEARCH
from screening.services.reading.checks.holding_back import read_held
from screening.store.tables.search import HandOver, LetThrough
from tests.databases import on_both
from tests.services.town import Town

TAINTED = WithheldBecause.TAINTED


@pytest.fixture
def searched(town: Town) -> str:
    return town.searched(town.vacancy())


def influence(town: Town, check: str, changed: Mapping[str, bool], why: str = "As scored.") -> None:
    handing_over.record_influence(town.call("mara"), check, changed, why)


def locked(town: Town, check: str) -> str:
    handing_over.lock_scores(town.call("mara"), check)
    return check


def test_the_panel_reads_hrs_words_and_nothing_else(town: Town, searched: str) -> None:
    handing_over.hand_over(town.call("hugh"), searched, "The posts are there.")
    handing_over.lock_scores(town.call("mara"), searched)
    shown = town.see("mara", searched)
    told = shown.last(Event.HANDED_OVER)
    assert told and told.payload == {"words": "The posts are there."}
    handed = shown.panel.handed
    assert handed is not None
    assert (handed.words, handed.reliability, handed.sureness) == (
        "The posts are there.",
        Reliability.HIGH,
        Sureness.CERTAIN,
    )
    assert shown.every(*ABOUT_THE_SEARCH) == ()


def test_nothing_is_read_before_scores_are_locked(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara", "miles"))
    check = town.handed_over(vacancy)
    before = town.see("mara", check)
    assert before.panel.to_lock
    assert before.panel.handed is None
    assert [one.payload for one in before.every(Event.HANDED_OVER)] == [{}]
    town.wait(minutes=5)
    handing_over.lock_scores(town.call("mara"), check)
    after = town.see("mara", check)
    assert after.panel.locked_at == town.now
    assert after.panel.handed and after.panel.handed.words
    influence(town, check, {"E1": True}, "They are plainer.")
    other = town.see("miles", check)  # who was slower, and may lock still
    assert other.panel.handed is None
    assert [one.payload for one in other.every(Event.INFLUENCE_RECORDED)] == [{}]
    handing_over.lock_scores(town.call("miles"), check)
    assert town.see("miles", check).panel.handed
    assert town.see("hetty", check).panel.handed, "HR off the panel reads what it was told"


def test_scores_are_locked_once_and_only_by_the_panel(town: Town) -> None:
    check = town.searched(town.vacancy())
    with pytest.raises(NotPossible):
        handing_over.lock_scores(town.call("mara"), check)
    handing_over.hand_over(town.call("hugh"), check, "The posts are there.")
    with pytest.raises(NotAllowed):
        handing_over.lock_scores(town.call("hugh"), check)
    with pytest.raises(NotFound):
        handing_over.lock_scores(town.call("miles"), check)
    handing_over.lock_scores(town.call("mara", "once"), check)
    handing_over.lock_scores(town.call("mara", "once"), check)
    with pytest.raises(Conflict):
        handing_over.lock_scores(town.call("mara"), check)
    assert len(town.see("hugh", check).every(Event.SCORES_LOCKED)) == 1


def test_who_has_not_locked_says_nothing_of_what_it_changed(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara", "miles"))
    check = town.handed_over(vacancy)
    handing_over.lock_scores(town.call("miles"), check)
    with pytest.raises(NotPossible, match="locked"):
        influence(town, check, {"E1": True})
    assert town.see("hugh", check).state is State.HANDED_OVER


TELLING = "Three posts a week. One is about her wedding with her wife."


def test_what_names_something_protected_is_held_back(town: Town, searched: str) -> None:
    hugh = town.call("hugh")
    with pytest.raises(NotValid) as refused:
        handing_over.hand_over(hugh, searched, TELLING)
    assert set(refused.value.fields) == {"words"}
    assert town.see("hugh", searched).state is State.SEARCHED
    shown = read_held(hugh, searched, TELLING)
    assert any("her wife" in TELLING[one.start : one.end] for one in shown.held)
    assert town.see("hugh", searched).state is State.SEARCHED
    with pytest.raises(NotValid):  # the same words again are no other text
        handing_over.hand_over(hugh, searched, f" {TELLING}")
    with pytest.raises(NotValid):
        handing_over.hand_over(hugh, searched, "Her wife is in one of them.")
    handing_over.hand_over(hugh, searched, "Three posts a week.")
    held = town.see("edith", searched).every(Event.WORDS_HELD_BACK)
    assert [one.payload and one.payload["time"] for one in held] == ["1", "2"]
    assert "wife" not in str([one.payload for one in held])
    handing_over.lock_scores(town.call("mara"), searched)
    assert town.see("mara", searched).every(Event.WORDS_HELD_BACK) == ()
    with hugh.look() as work:
        assert work.session.get(LetThrough, (searched, 1)) is None


def test_who_sends_held_words_twice_is_told_twice(town: Town, searched: str) -> None:
    for _twice in range(2):
        with pytest.raises(NotValid):
            handing_over.hand_over(town.call("hugh", "a" * 32), searched, TELLING)
    assert town.see("hugh", searched).state is State.SEARCHED
    handing_over.hand_over(town.call("hugh", "b" * 32), searched, "Three posts a week.")
    handing_over.hand_over(town.call("hugh", "b" * 32), searched, "Three posts a week.")


@pytest.mark.parametrize(
    "same",
    [AllTheSame("It is her work.", ""), AllTheSame(" ", fingerprint(TELLING))]
    + [AllTheSame("It is her work.", fingerprint("Three posts a week."))],
)
def test_marks_that_were_not_shown_are_not_answered(
    town: Town, searched: str, same: AllTheSame
) -> None:
    with pytest.raises(NotValid):
        handing_over.hand_over(town.call("hugh"), searched, TELLING, same)


@on_both
def test_a_false_alarm_is_let_through_with_a_reason_and_counted(town: Town, searched: str) -> None:
    same = AllTheSame("The wedding is an exhibition there.", fingerprint(TELLING))
    handing_over.hand_over(town.call("hugh"), searched, TELLING, same)
    shown = town.see("edith", searched)
    told = shown.last(Event.WORDS_LET_THROUGH)
    assert told and told.payload and told.payload["reasons"] == same.reasons
    assert any("wife" in piece for piece in told.payload["words"])
    handing_over.lock_scores(town.call("mara"), searched)
    assert town.see("mara", searched).last(Event.WORDS_LET_THROUGH) is None
    with town.call("hugh").look() as work:
        assert work.session.get_one(LetThrough, (searched, 1)).marks >= len(told.payload["words"])


def test_what_is_withheld_the_panel_does_not_read(town: Town, searched: str) -> None:
    handing_over.withhold(town.call("hugh"), searched, TAINTED, "It shows a child.")
    assert town.see("hugh", searched).state is State.WITHHELD
    assert town.see("mara", searched).last(Event.WITHHELD) is None
    with town.call("hugh").look() as work:
        assert work.session.get_one(HandOver, searched).withheld_because == TAINTED
    with pytest.raises(NotPossible):
        handing_over.hand_over(town.call("hugh"), searched, "After all.")


@pytest.mark.parametrize("words", ["", "\t", "z" * 5001])
def test_words_are_needed(town: Town, searched: str, words: str) -> None:
    with pytest.raises(NotValid, match=".") as refused:
        handing_over.hand_over(town.call("hugh"), searched, words)
    assert set(refused.value.fields) == {"words"}
    with pytest.raises(NotValid) as refused:
        handing_over.withhold(town.call("hugh"), searched, TAINTED, words)
    assert set(refused.value.fields) == {"reasons"}


def test_the_panel_hands_nothing_to_itself(town: Town, searched: str) -> None:
    with pytest.raises(NotAllowed):
        handing_over.hand_over(town.call("mara"), searched, "Mine.")


def test_influence_closes_the_check(town: Town) -> None:
    check = locked(town, town.handed_over(town.vacancy()))
    influence(town, check, {"E1": True, "E2": False})
    shown = town.see("mara", check)
    assert shown.state is State.CLOSED
    told = shown.last(Event.INFLUENCE_RECORDED)
    assert told and told.payload and told.payload["changed"] == {"E1": True, "E2": False}
    with pytest.raises(NotPossible):
        influence(town, check, {"E1": False})


@pytest.mark.parametrize("changed", [{}, {"E9": True}])
def test_influence_is_by_criterion(town: Town, changed: Mapping[str, bool]) -> None:
    check = locked(town, town.handed_over(town.vacancy()))
    with pytest.raises(NotValid) as refused:
        influence(town, check, changed)
    assert set(refused.value.fields) == {"changed"}


def test_only_the_panel_says_what_it_changed(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    with pytest.raises(NotAllowed):
        handing_over.record_influence(town.call("hugh"), check, {"E1": False}, "No.")


def test_it_goes_on_after_the_vacancy_is_closed(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.searched(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    handing_over.hand_over(town.call("hugh"), check, "The posts are there.")
    locked(town, check)
    influence(town, check, {"E1": False})
    assert town.see("hugh", check).state is State.CLOSED
