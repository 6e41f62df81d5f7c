"""An attack by integer programming on linked tables and editions. Thousands: the drill."""

from collections import Counter
from random import Random

import pytest

from screening.equality.parts import Place
from tests.equality.attack import (
    Hidden,
    Known,
    everything_shown,
    hidden_of,
    is_narrowed,
    published_only,
)
from tests.equality.made import OFFICERS, PUBLIC, Edition, edition_of, made_edition

LINKED = (("sex", "ethnic-group"), ("sex", "disability"), ("age-group", "disability"))


@pytest.mark.parametrize("seed", range(12))
def test_nothing_hidden_from_an_officer_can_be_worked_out(seed: int) -> None:
    chance = Random(seed)
    editions = [made_edition(chance) for _ in range(2)]
    questions = LINKED[seed % 3]
    known = everything_shown(editions, questions)
    for hidden in chance.sample(list(hidden_of(editions, questions)), 6):
        low, high = known.solve(hidden)
        assert low <= hidden.truth(editions) <= high
        assert not is_narrowed(low, high, hidden.people(editions), OFFICERS), (hidden, low, high)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_hidden_from_the_public_can_be_worked_out(seed: int) -> None:
    chance = Random(100 + seed)
    editions = [made_edition(chance) for _ in range(2)]
    questions = LINKED[seed % 3]
    known = published_only(editions, questions)
    for hidden in chance.sample(list(hidden_of(editions, questions, public=True)), 6):
        low, high = known.solve(hidden)
        assert low <= hidden.truth(editions) <= high
        assert not is_narrowed(low, high, hidden.people(editions), PUBLIC), (hidden, low, high)


def _disabled(people: int, others: int) -> Counter[str]:
    return Counter({"disabled": people, "not-disabled": others})


PEOPLE: dict[Place, int] = {("yes", "P"): 30, ("no", "P"): 30, ("no", "Q"): 40}
DISABILITY = {
    ("yes", "P"): _disabled(3, 27),
    ("no", "P"): _disabled(8, 22),
    ("no", "Q"): _disabled(9, 31),
}


def test_the_attack_finds_a_hidden_count_that_only_a_total_gives_away() -> None:
    """Only counts under the threshold are hidden, and totals are shown: no secondary one."""
    edition = edition_of(PEOPLE, {"disability": DISABILITY})
    assert [block.people for block in edition.officers["disability"]] == [100], "not divided"
    known = Known([edition], ("disability",))
    known.learn(0, "disability", PEOPLE, ["disabled"], 20, 20)
    for place, counts in DISABILITY.items():
        if counts["disabled"] >= OFFICERS:
            known.learn(
                0, "disability", [place], ["disabled"], counts["disabled"], counts["disabled"]
            )
    hidden = Hidden(0, "disability", frozenset([("yes", "P")]), frozenset(["disabled"]))
    assert known.solve(hidden) == (3, 3)
    assert is_narrowed(3, 3, 30)


def test_the_attack_finds_what_a_second_edition_of_the_same_people_gives_away() -> None:
    """Some of an edition's people counted again, which ``Edition`` never does."""
    edition = edition_of(PEOPLE, {"disability": DISABILITY})
    known = everything_shown([edition], ["disability"])
    known.learn(0, "disability", [("no", "P"), ("no", "Q")], ["disabled"], 17, 17)
    assert known.solve(
        Hidden(0, "disability", frozenset([("yes", "P")]), frozenset(["disabled"]))
    ) == (3, 3)


def test_the_attack_finds_a_row_that_is_nearly_everybody() -> None:
    """A total over 100 people of whom 98 are in one place: shown, it gives that place away."""
    people: dict[Place, int] = {("yes", "P"): 98, ("no", "P"): 2}
    answers = {("yes", "P"): _disabled(6, 92), ("no", "P"): _disabled(0, 2)}
    edition = edition_of(people, {"disability": answers})
    assert edition.officers["disability"] == (), "so it is not shown"
    known = Known([edition], ("disability",))
    known.learn(0, "disability", people, ["disabled"], 6, 6)
    low, high = known.solve(
        Hidden(0, "disability", frozenset([("yes", "P")]), frozenset(["disabled"]))
    )
    assert (low, high) == (4, 6)
    assert is_narrowed(low, high, 98)


def test_a_row_of_several_places_that_is_nearly_everybody_is_looked_at_too() -> None:
    """All but three were not looked up, and came to one of two ends: no place is large."""
    people: dict[Place, int] = {("yes", "out"): 3, ("no", "out"): 60, ("no", "in"): 37}
    few = {
        ("yes", "out"): _disabled(2, 1),
        ("no", "out"): _disabled(4, 56),
        ("no", "in"): _disabled(0, 37),
    }
    edition = edition_of(people, {"disability": few})
    assert edition.officers["disability"] == (), "or at least 3 of the 97 are known to be disabled"
    known = Known([edition], ("disability",))
    known.learn(0, "disability", people, ["disabled"], 6, 6)
    rest = Hidden(0, "disability", frozenset(list(people)[1:]), frozenset(["disabled"]))
    low, high = known.solve(rest)
    assert (low, high) == (3, 6)
    assert is_narrowed(low, high, 97)
    many = few | {("no", "out"): _disabled(24, 36)}
    shown = edition_of(people, {"disability": many}).officers["disability"]
    assert [block.counts for block in shown] == [(26, 74)], "23 to 26 of the 97 are no small count"


def _shown(edition: Edition) -> int:
    return sum(map(len, edition.officers.values()))


def test_something_is_shown_to_attack() -> None:
    shown = [_shown(made_edition(Random(seed))) for seed in range(12)]
    assert sum(shown) > 12
    assert max(shown) > 3
