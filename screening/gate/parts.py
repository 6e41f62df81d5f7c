"""The parts of a sentence: what stands between commas, "and", "plus", "who" and the like.

A request may speak of the work for most of a sentence and turn to the person in its last words.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from screening.gate.denial import Denials
from screening.gate.subject import EVERYDAY, content_of, stem, word_set, words_of
from screening.gate.welsh import TELLING
from screening.gate.words import Passage

_CUTS = frozenset(',/&+"“”')
_JOINS, _ASKING = word_set("clauses", "joins"), word_set("clauses", "asking")
_OfWork = Callable[[frozenset[str]], frozenset[str]]
_OPENING = 4  # words: "and then who she"


class Part(NamedTuple):
    """Some words of a field that belong together, from ``start`` to ``end`` in its own text.

    ``said``: its words, in order; ``named``: those written as names are; ``work``: the stems of
    those that speak of work; ``denied``: the field promises not to look at it; ``clause``: the
    clause it is of.
    """

    said: Sequence[str]
    named: frozenset[str]
    work: frozenset[str]
    denied: bool
    clause: int
    start: int
    end: int

    @property
    def asks(self) -> bool:
        """Whether it begins as a question does: "who has their arm round him"."""
        return not _ASKING.isdisjoint(self.said[:_OPENING])


def parts_of(passage: Passage, denials: Denials, of_work: _OfWork) -> Sequence[Part]:
    """The parts of ``passage`` in order; ``of_work`` says which stems speak of work."""
    starts, ends = passage.starts, passage.ends
    capital = [passage.original[start].isupper() for start in starts]
    works = _works(passage, of_work)
    parts: list[Part] = []
    for first, end in pairwise(_cut(passage)):
        said = passage.said[first:end]
        named = frozenset(compress(said, capital[first:end]))
        denied = denials.covers(first, end - 1) or denials.covers(end - 1, end - 1)
        where = passage.clauses[first], starts[first], ends[end - 1]
        parts.append(Part(said, named, works(first, end), denied, *where))
    return parts


def _works(passage: Passage, of_work: _OfWork) -> Callable[[int, int], frozenset[str]]:
    """What tells of the words between two places which stems speak of work.

    Most fields have not a word of Welsh, and most parts no number: those are looked at together.
    """
    words = passage.said
    stems = ["" if word in EVERYDAY else stem(word) for word in words]
    known = of_work(frozenset(filter(None, stems)))
    may_be_welsh = not TELLING.isdisjoint(words)

    def works(first: int, end: int) -> frozenset[str]:
        said = words[first:end]
        if may_be_welsh or not "".join(said).isalpha():
            return of_work(content_of(_letters(said)))
        return known.intersection(stems[first:end])

    return works


def _letters(said: Sequence[str]) -> Sequence[str]:
    """What is ``said`` without its numbers: "30k" speaks of nothing but a k."""
    if "".join(said).isalpha():
        return said
    return [letters for word in said for letters in words_of(word)]


def _cut(passage: Passage) -> Sequence[int]:
    """The places of words at which a part begins, and where the last one ends."""
    said, clauses, starts, ends = passage.said, passage.clauses, passage.starts, passage.ends
    if not said:
        return ()
    row = enumerate(zip(ends, starts[1:], strict=False), 1)
    between = [(place, passage.original[end:start]) for place, (end, start) in row]
    cuts = {place for place, gap in between if gap != " " and not _CUTS.isdisjoint(gap)}
    cuts.update([place for place, word in enumerate(said) if word in _JOINS])
    cuts.update([bisect_left(clauses, number) for number in range(1, clauses[-1] + 1)])
    return sorted({0, len(said), *cuts})
