"""Finding a policy's phrases in a row of words, in time linear in its length.

A phrase is words and signs, separated by spaces: ``word``, ``one|other``, ``begin*``,
``<class>`` (a word list of ``classes.toml``), ``maybe?`` (may be left out) and ``..`` (up to
three words of any kind). A phrase never crosses the end of a clause.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, compress, count
from operator import and_, not_
from typing import NamedTuple

from screening.gate.matching import GAP, Phrase, Span, is_firm, match
from screening.gate.reading import seen_text
from screening.gate.subject import EVERYDAY
from screening.gate.words import Passage

_SHORTEST_STEM = 5  # letters of a prefix that are enough to call a broken word known
_LONGEST_ENDING = 4
_HEAD = 3  # letters, by which most of what is no word is known at once
_AFTER, _BEFORE, _ANYWHERE = 1, -1, 0  # where a part stands beside an anchor
_MOST_READ = 20_000  # words of which it is kept what they may be


_Side = Mapping[str, Sequence[Phrase]]
"""Phrases of one anchor by the part that must stand on one side of it."""


class _Meant(NamedTuple):
    """What one word may be: concepts ``alone``, parts of phrases, and the anchor of some of these.

    Those are kept by where a part must stand without which the phrase is not there: what is
    ``wanted`` just after the word, just before it, or anywhere in its clause. ``joins`` are parts
    of phrases in which the word may stand anywhere; these are bits of a number, since all those of
    a clause are put together.
    """

    alone: Sequence[str]
    parts: frozenset[str]
    wanted_after: frozenset[str]
    wanted_before: frozenset[str]
    wanted_anywhere: int
    joins: int
    after: _Side
    before: _Side
    anywhere: _Side


class _Columns(NamedTuple):
    """What each word of a passage may be, in columns, since most words are only looked past."""

    alone: Sequence[Sequence[str]]
    parts: Sequence[frozenset[str]]
    wanted_after: Sequence[frozenset[str]]
    wanted_before: Sequence[frozenset[str]]
    wanted_anywhere: Sequence[int]
    joins: Sequence[int]
    after: Sequence[_Side]
    before: Sequence[_Side]
    anywhere: Sequence[_Side]


_Anchored = tuple[int, str, Phrase]
_Cost = tuple[bool, bool, int, int]


class Phrases:
    """All phrases of the lexicon, ready to be looked for."""

    def __init__(self, concepts: Mapping[str, Iterable[str]], classes: Mapping[str, Sequence[str]]):
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._prefixes: defaultdict[str, set[str]] = defaultdict(set)
        self._classes = classes
        rows = [
            (concept, tuple(seen_text(phrase).replace("'", "").split()))
            for concept, phrases in concepts.items()
            for phrase in phrases
        ]
        common = Counter(part for _, parts in rows for part in parts)
        everywhere = {p for p in common if not EVERYDAY.isdisjoint(_options(p, classes))}

        def cost(part: str) -> _Cost:
            return part in everywhere, "<" in part, common[part], -len(part)

        self._alone: defaultdict[str, list[str]] = defaultdict(list)
        self._by_anchor: defaultdict[str, list[_Anchored]] = defaultdict(list)
        self._meant: dict[tuple[str, ...], _Meant] = {}
        for concept, parts in rows:
            if len(parts) == 1:
                self._alone[parts[0]].append(concept)
                continue
            anchor = _anchor(parts, cost)
            self._by_anchor[parts[anchor]].append(_anchored(concept, parts, anchor, cost))
        anchored = (each for phrases in self._by_anchor.values() for each in phrases)
        joins = sorted({beside for step, beside, _ in anchored if step == _ANYWHERE})
        self._joins = {part: 1 << number for number, part in enumerate(joins)}
        for part in common:
            self._learn(part)
        self._heads = {word[:_HEAD] for word in chain(self._exact, self._prefixes)}

    def _learn(self, part: str) -> None:
        if part == GAP:
            return
        for option in part.removesuffix("?").split("|"):
            if option.startswith("<"):
                for word in self._classes[option.strip("<>")]:
                    self._learn_word(word, part)
            else:
                self._learn_word(option, part)

    def _learn_word(self, word: str, part: str) -> None:
        word = seen_text(word).replace("'", "")
        if word.endswith("*"):
            self._prefixes[word[:-1]].add(part)
        else:
            self._exact[word].add(part)

    def known(self, word: str) -> bool:
        """Whether ``word`` is one the lexicon looks for."""
        if word[:_HEAD] not in self._heads:
            return False
        shortest = max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)
        return word in self._exact or any(
            word[:length] in self._prefixes for length in range(shortest, len(word) + 1)
        )

    def _may_be(self, readings: tuple[str, ...]) -> _Meant:
        """What a word with ``readings`` may be; kept, as words come back."""
        parts: set[str] = set()
        for word in readings:
            parts |= self._exact.get(word, _NOTHING)
            for length in range(1, min(len(word), 20) + 1):
                parts |= self._prefixes.get(word[:length], _NOTHING)
        if len(self._meant) >= _MOST_READ:
            self._meant.clear()
        alone = tuple(concept for part in parts for concept in self._alone.get(part, ()))
        anchored = [each for part in sorted(parts) for each in self._by_anchor.get(part, ())]
        after, before, anywhere = (_side(anchored, step) for step in (_AFTER, _BEFORE, _ANYWHERE))
        self._meant[readings] = _Meant(
            alone=alone,
            parts=frozenset(parts),
            wanted_after=frozenset(after),
            wanted_before=frozenset(before),
            wanted_anywhere=self._bits(anywhere),
            joins=self._bits(parts),
            after=after,
            before=before,
            anywhere=anywhere,
        )
        return self._meant[readings]

    def _bits(self, parts: Iterable[str]) -> int:
        return sum(self._joins.get(part, 0) for part in parts)

    def find(self, passage: Passage) -> Iterator[Span]:
        """Every phrase in ``passage``, in no order, and some more than once."""
        if not passage.said:
            return
        kept, clauses = self._meant, passage.clauses
        meant = [kept.get(readings) or self._may_be(readings) for readings in passage.readings]
        columns = _Columns(*zip(*meant, strict=True))
        for place in _places(columns.alone):
            for concept in columns.alone[place]:
                yield Span(concept, place, place)
        for place, phrase in self._worth_a_look(columns, clauses):
            span = match(phrase, columns.parts, place)
            if span and clauses[span.first] == clauses[span.last]:
                yield span

    def _worth_a_look(
        self, meant: _Columns, clauses: Sequence[int]
    ) -> Iterator[tuple[int, Phrase]]:
        """The phrases that have an anchor and the part that must stand beside it: few of all."""
        row = meant.parts
        for place in _meeting(meant.wanted_after, row[1:]):
            for part in meant.wanted_after[place] & row[place + 1]:
                yield from ((place, phrase) for phrase in meant.after[place][part])
        for place in _meeting(meant.wanted_before[1:], row):
            for part in meant.wanted_before[place + 1] & row[place]:
                yield from ((place + 1, phrase) for phrase in meant.before[place + 1][part])
        joins = [0] * (clauses[-1] + 1)
        for clause, bits in zip(clauses, meant.joins, strict=True):
            joins[clause] |= bits
        there = list(map(joins.__getitem__, clauses))
        for place in _places(map(and_, meant.wanted_anywhere, there)):
            for part, phrases in meant.anywhere[place].items():
                if self._joins[part] & there[place]:
                    yield from ((place, phrase) for phrase in phrases)


def _meeting(wanted: Iterable[frozenset[str]], there: Iterable[Set[str]]) -> Iterator[int]:
    """Where something of what is ``wanted`` is ``there``; nearly nowhere."""
    return _places(map(not_, map(frozenset.isdisjoint, wanted, there)))


def _places(found: Iterable[object]) -> Iterator[int]:
    """The places at which something is ``found``."""
    return compress(count(), found)


_NOTHING: frozenset[str] = frozenset()


def _anchor(parts: tuple[str, ...], cost: Callable[[str], _Cost]) -> int:
    """The part to look for first: of those that are neither a gap nor optional that of least cost.

    That is the rarest. One that is everywhere may be a word such as "the"; a class stands for many
    words.
    """
    places = range(len(parts))
    return min(places, key=lambda place: (not is_firm(parts[place]), cost(parts[place])))


def _anchored(
    concept: str, parts: tuple[str, ...], anchor: int, cost: Callable[[str], _Cost]
) -> _Anchored:
    """The phrase, with a part without which it is not there, and where that must stand.

    That is the rarest again; just beside the anchor where it is no word such as "the".
    """
    after, before = parts[anchor + 1 :], parts[:anchor][::-1]
    beside = [(step, side[0]) for side, step in ((after, _AFTER), (before, _BEFORE)) if side]
    beside += [(_ANYWHERE, part) for part in (*after, *before)]
    firm = [each for each in beside if is_firm(each[1])] or [(_ANYWHERE, parts[anchor])]
    step, part = min(firm, key=lambda each: (cost(each[1])[0], each[0] == _ANYWHERE, cost(each[1])))
    return step, part, Phrase(concept, after, before)


def _side(anchored: Sequence[_Anchored], side: int) -> _Side:
    found: dict[str, list[Phrase]] = {}
    for step, beside, phrase in anchored:
        if step == side:
            found.setdefault(beside, []).append(phrase)
    return found


def _options(part: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words that ``part`` may be."""
    for option in part.removesuffix("?").split("|"):
        if option.startswith("<"):
            yield from classes[option.strip("<>")]
        else:
            yield option
