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

LINKED = (("sex", "origin"), ("sex", "health"), ("origin", "health"))


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


PEOPLE: dict[Place, int] = {("yes", "P"): 30, ("no", "P"): 30, ("no", "Q"): 40}
HEALTH = {
    ("yes", "P"): Counter(d=3, n=27),
    ("no", "P"): Counter(d=8, n=22),
    ("no", "Q"): Counter(d=9, n=31),
}


def test_the_attack_finds_a_hidden_count_that_only_a_total_gives_away() -> None:
    """Only counts under the threshold are hidden, and totals are shown: no secondary one."""
    edition = edition_of(PEOPLE, {"health": HEALTH})
    assert [block.people for block in edition.officers["health"]] == [100], "not divided"
    known = Known([edition], ("health",))
    known.learn(0, "health", PEOPLE, "d", 20, 20)
    for place, counts in HEALTH.items():
        if counts["d"] >= OFFICERS:
            known.learn(0, "health", [place], "d", counts["d"], counts["d"])
    hidden = Hidden(0, "health", frozenset([("yes", "P")]), frozenset("d"))
    assert known.solve(hidden) == (3, 3)
    assert is_narrowed(3, 3, 30)


def test_the_attack_finds_what_a_second_edition_of_the_same_people_gives_away() -> None:
    """Some of an edition's people counted again, which ``Edition`` never does."""
    edition = edition_of(PEOPLE, {"health": HEALTH})
    known = everything_shown([edition], ["health"])
    known.learn(0, "health", [("no", "P"), ("no", "Q")], "d", 17, 17)
    assert known.solve(Hidden(0, "health", frozenset([("yes", "P")]), frozenset("d"))) == (3, 3)


def test_the_attack_finds_a_row_that_is_nearly_everybody() -> None:
    """A total over 100 people of whom 98 are in one place: shown, it gives that place away."""
    people: dict[Place, int] = {("yes", "P"): 98, ("no", "P"): 2}
    answers = {("yes", "P"): Counter(d=6, n=92), ("no", "P"): Counter(n=2)}
    edition = edition_of(people, {"health": answers})
    assert edition.officers["health"] == (), "so it is not shown"
    known = Known([edition], ("health",))
    known.learn(0, "health", people, "d", 6, 6)
    low, high = known.solve(Hidden(0, "health", frozenset([("yes", "P")]), frozenset("d")))
    assert (low, high) == (4, 6)
    assert is_narrowed(low, high, 98)


def _shown(edition: Edition) -> int:
    return sum(map(len, edition.officers.values()))


def test_something_is_shown_to_attack() -> None:
    shown = [_shown(made_edition(Random(seed))) for seed in range(12)]
    assert sum(shown) > 12
    assert max(shown) > 3
