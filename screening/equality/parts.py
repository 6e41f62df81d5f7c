"""The parts that people may be counted in: laid out by what is public, before anything is counted.

People lie in *places*: one for each combination of what is known of them anyway (checked or not,
outcome, stage, department, vacancy, in an order that is settled beforehand). All of them are one
part; it divides by the first of those facts, each part of it by the next, and so on. Where too few
people have a value, the parts with few are one part. No answer has a say in any of this, so that
how people were laid out says nothing about them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Place = tuple[str, ...]
"""A value for each of the public facts, in their order."""


@dataclass(frozen=True)
class Part:
    """Some of the people: the places that they are in, how many they are, and how they divide.

    ``laid_out`` has the size of every place and every part within; ``alike`` that of every row of
    people who are alike in some of the facts, whichever these are.
    """

    places: tuple[Place, ...]
    people: int
    parts: tuple["Part", ...]
    laid_out: frozenset[int]
    alike: frozenset[int]

    def inner(self) -> Iterator["Part"]:
        """Every part within this one, however deep."""
        for part in self.parts:
            yield part
            yield from part.inner()


def lay_out(people: Mapping[Place, int], smallest: int) -> Part:
    """The parts of ``people``, who are counted by place; none has fewer than ``smallest``.

    The whole may have fewer: then it does not divide. Places without anybody are left out.
    """
    return _part(sorted(place for place in people if people[place]), people, smallest, 0)


def _part(
    places: Sequence[Place], people: Mapping[Place, int], smallest: int, facts_used: int
) -> Part:
    parts: tuple[Part, ...] = ()
    for fact in range(facts_used, len(places[0]) if places else 0):
        if len(groups := _by_fact(places, people, smallest, fact)) > 1:
            parts = tuple(_part(group, people, smallest, fact + 1) for group in groups)
            break
    laid_out = frozenset(people[place] for place in places).union(
        *(each.laid_out | {each.people} for each in parts)
    )
    total = sum(people[place] for place in places)
    return Part(tuple(places), total, parts, laid_out, _alike(places, people))


def _alike(places: Sequence[Place], people: Mapping[Place, int]) -> frozenset[int]:
    """How many people are alike in some facts. A fact that all have in common tells none apart."""
    facts = range(len(places[0]) if places else 0)
    telling = [fact for fact in facts if len({place[fact] for place in places}) > 1]
    sizes: set[int] = set()
    for many in range(1, len(telling) + 1):
        for chosen in combinations(telling, many):
            rows: Counter[Place] = Counter()
            for place in places:
                rows[tuple(place[fact] for fact in chosen)] += people[place]
            sizes |= {*rows.values()}
    return frozenset(sizes)


def _by_fact(
    places: Sequence[Place], people: Mapping[Place, int], smallest: int, fact: int
) -> list[list[Place]]:
    """``places`` by their values of ``fact``. Those with few people are together, and take those
    with the next fewest to them while they are few still.
    """
    by_value: dict[str, list[Place]] = {}
    for place in places:
        by_value.setdefault(place[fact], []).append(place)

    def size(group: list[Place]) -> int:
        return sum(people[place] for place in group)

    large = sorted((each for each in by_value.values() if size(each) >= smallest), key=size)
    few = [place for each in by_value.values() if size(each) < smallest for place in each]
    while few and size(few) < smallest and large:
        few += large.pop(0)
    return sorted([*large, sorted(few)] if few else large)
