"""Disclosure control: which answers may be counted in which part, so that no hidden one is known.

What is shown of one characteristic is a set of *blocks*: parts that have nobody in common and
leave nobody out, each with how many gave which answers. Every other figure (totals, rates, charts,
the published edition) is worked out from blocks, so blocks are all that can be attacked.

It goes one way only, from coarse to fine. All people are counted by the grouping of answers that is
settled beforehand as the one to start with, or else by the coarsest, if that is safe; if not,
nothing is shown. Then a part makes way for the parts that it divides into, by the order of
``parts``, if every one of them is safe; where one is not, none is counted and it goes no deeper
there. Last, each block is counted by finer answers, as long as that is safe.

Why nothing can be worked out:

1. Blocks have nobody in common, and the size of every place is known; so what is known of one block
   says nothing of another. Neither does another characteristic: whatever the answers to one
   question, those to another can be dealt out among the same people in any way that fits its own
   blocks. Nor another edition: everybody is in one (``services.monitoring`` sees to that).
2. Within a block the attacker knows how many are in each place and how many gave each answer: a
   table with two margins. ``protection.interval`` gives exactly what can be in a row of it, and
   ``is_safe`` looks at each row that could be asked for: places, parts, and all who are alike in
   any of the facts. Of a row that goes over several blocks each may be anything that it can be by
   itself. Answers that are counted together can be divided in any way, from none to all.
3. Whoever knows these rules knows also that a division was refused. That narrows nothing: if a row
   has the least or the most that it can have, the others can always be such that one part has none
   or nothing but them, so that the division is refused.

The price is that more is withheld than had to be. ``tests/equality`` and the drill of the same name
attack it: by linear and integer programming, over linked tables and editions, and by trying out
everything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening.equality.parts import Part, Place
from screening.equality.protection import interval, is_protected, is_shown, tells_nothing_small

Answers = Mapping[Place, Mapping[str, int]]
"""How many people of each place gave which answer."""
Grouping = tuple[tuple[str, ...], ...]
"""Answers as they are counted: each group of them together. Two groups at least."""


@dataclass(frozen=True)
class Block:
    """Some people, and how many of them gave which answers.

    ``level`` says by which grouping, the coarsest being 0; ``counts`` follow its groups.
    """

    places: tuple[Place, ...]
    people: int
    level: int
    counts: tuple[int, ...]


def blocks_of(
    part: Part,
    answers: Answers,
    groupings: Sequence[Grouping],
    threshold: int,
    within: Sequence[Block] | None = None,
    start: int = 0,
) -> tuple[Block, ...]:
    """What may be shown of ``part``; nothing at all where it has too few people.

    ``groupings`` go from the coarsest to the finest, each dividing the groups of the one before.
    ``start`` is the index of the one that every block is to be counted by at least, where all
    people together can be: it comes before dividing them. Nobody is counted more finely than in
    ``within``, where it is given: blocks that were made of the same with a lower threshold, or of
    none if that is empty.
    """
    if within is not None and not within:
        return ()
    rule = _Rule(answers, groupings, threshold, within)
    levels = [level for level in (start, 0) if rule.allows(part, level)]
    if not levels:
        return ()
    return tuple(_block(each, rule, levels[0]) for each in _divided(part, rule, levels[0]))


def is_safe(part: Part, answers: Answers, grouping: Grouping, threshold: int) -> bool:
    """Whether ``part`` may be counted by ``grouping``: each count is large enough, and so is what
    it leaves open of every place and part within, and of whoever is alike in something.
    """
    counts = count(part.places, answers, grouping)
    return all(_may_be_shown(each, part, threshold) for each in counts)


def can_be_safe(part: Part, threshold: int) -> bool:
    """Whether there are any answers at all by which something of ``part`` could be shown.

    Nobody's answer has a say in this, only how many people are in each place, which is no secret:
    whoever is told the result could have worked it out, and learns nothing of the answers. It is
    true of each of the groups of any grouping where it is true of one count, so that it errs on the
    side of what could be shown: where it is False, no table could show anything.
    """
    counts = range(part.people // 2 + 1)  # the others are counted by the same rule
    return any(_may_be_shown(each, part, threshold) for each in counts)


def _may_be_shown(inside: int, part: Part, threshold: int) -> bool:
    """Whether ``inside`` of ``part`` is large enough, and says too little of any row within."""
    return (
        is_shown(inside, part.people, threshold)
        and all(
            is_protected(*interval(size, inside, part.people), size, threshold)
            for size in part.laid_out
            if size < part.people
        )
        and all(
            tells_nothing_small(*interval(size, inside, part.people), size, threshold)
            for size in part.alike
            if size < part.people
        )
    )


def count(places: Sequence[Place], answers: Answers, grouping: Grouping) -> tuple[int, ...]:
    """How many people in ``places`` gave an answer of each group."""
    return tuple(
        sum(answers[place].get(answer, 0) for place in places for answer in group)
        for group in grouping
    )


@dataclass(frozen=True)
class _Rule:
    answers: Answers
    groupings: Sequence[Grouping]
    threshold: int
    within: Sequence[Block] | None

    def allows(self, part: Part, level: int) -> bool:
        """Whether ``part`` may be counted by the grouping of ``level``, and all that are coarser,
        which can be added up from it.
        """
        wanted = self.groupings[: level + 1]
        return all(is_safe(part, self.answers, each, self.threshold) for each in wanted)

    def may_divide(self, part: Part, level: int) -> bool:
        """Whether ``part`` may make way for those within it."""
        if any(set(part.places) <= set(block.places) for block in self.within or ()):
            return False
        return bool(part.parts) and all(self.allows(each, level) for each in part.parts)


def _divided(part: Part, rule: _Rule, level: int) -> Iterator[Part]:
    if rule.may_divide(part, level):
        for each in part.parts:
            yield from _divided(each, rule, level)
    else:
        yield part


def _block(part: Part, rule: _Rule, level: int) -> Block:
    finest = len(rule.groupings) - 1
    if rule.within is not None:
        mine = set(part.places)
        finest = min(block.level for block in rule.within if mine.issuperset(block.places))
    while level < finest and rule.allows(part, level + 1):
        level += 1
    return Block(
        part.places, part.people, level, count(part.places, rule.answers, rule.groupings[level])
    )
