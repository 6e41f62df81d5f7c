"""What the panel learns, and what it says that changed."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from screening.domain.errors import NotAllowed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import State, WithheldBecause
from screening.services import vacancies
from screening.services.checks import handing_over
from screening.store.tables.search import HandOver
from tests.services.town import Town

TAINTED = WithheldBecause.TAINTED


@pytest.fixture
def searched(town: Town) -> str:
    return town.searched(town.vacancy())


def influence(town: Town, check: str, changed: Mapping[str, bool], why: str = "As scored.") -> None:
    handing_over.record_influence(town.call("mara"), check, changed, why, town.now)


def test_the_panel_reads_hrs_words_and_nothing_else(town: Town, searched: str) -> None:
    handing_over.hand_over(town.call("hugh"), searched, "The posts are there.")
    shown = town.see("mara", searched)
    told = shown.last(Event.HANDED_OVER)
    assert told and told.payload == {"words": "The posts are there."}
    assert shown.every(Event.VISIT_RECORDED, Event.OUTCOME_RECORDED) == ()


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
    check = town.handed_over(town.vacancy())
    influence(town, check, {"E1": True, "E2": False})
    shown = town.see("mara", check)
    assert shown.state is State.CLOSED
    told = shown.last(Event.INFLUENCE_RECORDED)
    assert told and told.payload and told.payload["changed"] == {"E1": True, "E2": False}
    with pytest.raises(NotPossible):
        influence(town, check, {"E1": False})


@pytest.mark.parametrize("changed", [{}, {"E9": True}])
def test_influence_is_by_criterion(town: Town, changed: Mapping[str, bool]) -> None:
    check = town.handed_over(town.vacancy())
    with pytest.raises(NotValid) as refused:
        influence(town, check, changed)
    assert set(refused.value.fields) == {"changed"}


def test_scores_were_locked_by_now(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    late = town.now + timedelta(minutes=1)
    with pytest.raises(NotValid) as refused:
        handing_over.record_influence(town.call("mara"), check, {"E1": False}, "Same.", late)
    assert set(refused.value.fields) == {"scores_locked_at"}


def test_only_the_panel_says_what_it_changed(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    with pytest.raises(NotAllowed):
        handing_over.record_influence(town.call("hugh"), check, {"E1": False}, "No.", town.now)


def test_it_goes_on_after_the_vacancy_is_closed(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.searched(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    handing_over.hand_over(town.call("hugh"), check, "The posts are there.")
    influence(town, check, {"E1": False})
    assert town.see("hugh", check).state is State.CLOSED
