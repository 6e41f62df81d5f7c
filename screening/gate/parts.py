"""The parts of a sentence: what stands between commas, "and", "plus", "who" and the like.

A request may speak of the work for most of a sentence and turn to the person in its last words.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from screening.gate.denial import Denials
from screening.gate.subject import content_of, word_set, words_of
from screening.gate.words import Passage

_CUTS = frozenset(',/&+"“”')
_OPENING = 4  # words: "and then who she"


class Part(NamedTuple):
    """Some words of a field that belong together, from ``start`` to ``end`` in its own text.

    ``said``: its words, in order; ``named``: those written as names are; ``work``: the stems of
    those that speak of work; ``denied``: the field promises not to look at it; ``clause``: the
    clause it is of.
    """

    said: tuple[str, ...]
    named: frozenset[str]
    work: frozenset[str]
    denied: bool
    clause: int
    start: int
    end: int

    @property
    def asks(self) -> bool:
        """Whether it begins as a question does: "who has their arm round him"."""
        return not word_set("clauses", "asking").isdisjoint(self.said[:_OPENING])


def parts_of(
    passage: Passage, denials: Denials, of_work: Callable[[frozenset[str]], frozenset[str]]
) -> Sequence[Part]:
    """The parts of ``passage`` in order; ``of_work`` says which stems speak of work."""
    original, words = passage.original, passage.words
    parts: list[Part] = []
    for first, end in _cut(passage):
        said = passage.said[first:end]
        row = zip(said, words[first:end], strict=True)
        named = [name for name, word in row if original[word.start].isupper()]
        parts.append(
            Part(
                said=said,
                named=frozenset(named),
                work=of_work(content_of(_letters(said))),
                denied=denials.covers(first, end - 1) or denials.covers(end - 1, end - 1),
                clause=words[first].clause,
                start=words[first].start,
                end=words[end - 1].end,
            )
        )
    return parts


def _letters(said: Sequence[str]) -> Sequence[str]:
    """What is ``said`` without its numbers: "30k" speaks of nothing but a k."""
    if "".join(said).isalpha():
        return said
    return [letters for word in said for letters in words_of(word)]


def _cut(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where each part starts and ends, as places of words."""
    joins = word_set("clauses", "joins")
    words, said, first = passage.words, passage.said, 0
    for place, (before, word) in enumerate(pairwise(words), 1):
        if (
            word.clause != before.clause
            or said[place] in joins
            or not _CUTS.isdisjoint(passage.original[before.end : word.start])
        ):
            yield first, place
            first = place
    if words:
        yield first, len(words)
