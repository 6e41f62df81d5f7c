"""Whoever knows the rules word for word, and which divisions were refused, learns no more.

For small vacancies all answers that people can have given are tried out. Those of which the same is
shown are what such an attacker has to choose from.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from screening.equality.blocks import Block, Grouping, blocks_of, can_be_safe
from screening.equality.parts import Place, lay_out
from tests.equality.attack import is_narrowed, is_small_told

THRESHOLD = 2
TWO: tuple[Grouping, ...] = ((("f",), ("m",)),)
THREE: tuple[Grouping, ...] = ((("w",), ("a", "b")), (("w",), ("a",), ("b",)))

SMALL: Mapping[str, tuple[Mapping[Place, int], tuple[Grouping, ...]]] = {
    "two rows": ({("p",): 9, ("q",): 7}, TWO),
    "a tiny row beside a large one": ({("p",): 12, ("q",): 1, ("r",): 4}, TWO),
    "two facts": ({("y", "p"): 5, ("y", "q"): 4, ("n", "p"): 6, ("n", "q"): 5}, TWO),
    "a part beside hardly anybody": (
        {("y", "p"): 5, ("y", "q"): 5, ("n", "p"): 1, ("n", "q"): 1},
        TWO,
    ),
    "nearly everybody, in two places": (
        {("y", "p"): 1, ("n", "p"): 7, ("n", "q"): 5},
        TWO,
    ),
    "one value": ({("y", "p"): 6, ("y", "q"): 5}, TWO),
    "groups of groups": ({("p",): 7, ("q",): 6}, THREE),
    "groups of groups, two facts": ({("y", "p"): 4, ("y", "q"): 3, ("n", "p"): 6}, THREE),
}


TO_START_WITH = [(named, 0) for named in SMALL] + [
    (named, 1) for named, (_, groupings) in SMALL.items() if groupings is THREE
]


@pytest.mark.parametrize(("named", "start"), TO_START_WITH)
def test_knowing_the_rules_by_heart_narrows_nothing(named: str, start: int) -> None:
    people, groupings = SMALL[named]
    part = lay_out(people, THRESHOLD)
    seen: dict[tuple[Block, ...], list[dict[Place, Counter[str]]]] = defaultdict(list)
    for answers in _everything(people, [each for group in groupings[-1] for each in group]):
        seen[blocks_of(part, answers, groupings, THRESHOLD, start=start)].append(answers)
    assert len(seen) > 3, "there is something to tell apart"
    rows = {each.places: is_narrowed for each in (part, *part.inner())}
    rows |= {(place,): is_narrowed for place in people}
    rows = dict.fromkeys(_alike(people), is_small_told) | rows
    groups = {group for grouping in groupings for group in grouping}
    for blocks, possible in seen.items():
        for (places, tells_too_much), group in product(rows.items(), groups):
            if not _is_shown(places, group, blocks, groupings) and _is_within_one(places, blocks):
                counts = [sum(one[p][a] for p in places for a in group) for one in possible]
                total = sum(people[place] for place in places)
                assert not tells_too_much(min(counts), max(counts), total, THRESHOLD), (
                    f"{group} in {places} is {min(counts)} to "
                    f"{max(counts)} of {total}, given {blocks}"
                )


@pytest.mark.parametrize(
    "people",
    [
        {("p",): 3},
        {("p",): 4},
        {("p",): 9, ("q",): 1},
        {("p",): 9, ("q",): 2},
        {("y", "p"): 2, ("y", "q"): 2, ("n", "p"): 1},
    ],
)
def test_an_edition_is_refused_where_no_answers_at_all_could_be_shown(
    people: Mapping[Place, int],
) -> None:
    part = lay_out(people, THRESHOLD)
    for groupings in (TWO, THREE):
        values = [each for group in groupings[-1] for each in group]
        shown = [
            blocks_of(part, each, groupings, THRESHOLD) for each in _everything(people, values)
        ]
        assert can_be_safe(part, THRESHOLD) == any(shown)


def _alike(people: Mapping[Place, int]) -> Iterator[tuple[Place, ...]]:
    """The places whose people have a value in common, for each value of each fact."""
    for fact in range(len(next(iter(people)))):
        for value in sorted({place[fact] for place in people}):
            yield tuple(sorted(place for place in people if place[fact] == value))


def _everything(
    people: Mapping[Place, int], values: list[str]
) -> Iterator[dict[Place, Counter[str]]]:
    """All the ways in which people can have answered."""
    ways = [[(place, way) for way in _ways(many, values)] for place, many in people.items()]
    for chosen in product(*ways):
        yield dict(chosen)


def _ways(many: int, values: list[str]) -> Iterator[Counter[str]]:
    if len(values) == 1:
        yield Counter({values[0]: many})
        return
    for first in range(many + 1):
        for rest in _ways(many - first, values[1:]):
            yield rest + Counter({values[0]: first})


def _is_shown(
    places: tuple[Place, ...],
    group: tuple[str, ...],
    blocks: tuple[Block, ...],
    groupings: tuple[Grouping, ...],
) -> bool:
    return any(
        set(block.places) == set(places)
        and any(group in grouping for grouping in groupings[: block.level + 1])
        for block in blocks
    )


def _is_within_one(places: tuple[Place, ...], blocks: tuple[Block, ...]) -> bool:
    return not blocks or any(set(places) <= set(block.places) for block in blocks)
