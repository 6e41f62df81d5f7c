"""Finding a policy's phrases in a row of words, in time linear in its length.

A phrase is words and signs, separated by spaces: ``word``, ``one|other``, ``begin*``,
``<class>`` (a word list of ``classes.toml``), ``maybe?`` (may be left out) and ``..`` (up to
three words of any kind). A phrase never crosses the end of a clause.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from screening.gate.reading import see
from screening.gate.subject import word_set
from screening.gate.words import Word

_GAP = ".."
_WIDEST_GAP = 5
_SHORTEST_STEM = 5  # letters of a prefix that are enough to call a broken word known
_LONGEST_ENDING = 4
_MOST_READ = 20_000  # words of which it is kept what they may be


class Span(NamedTuple):
    """A phrase found: the concept it stands for, and its first and last word."""

    concept: str
    first: int
    last: int


@dataclass(frozen=True)
class _Phrase:
    concept: str
    parts: tuple[str, ...]
    anchor: int
    beside: str  # the rarest of the others: where it is missing, so is the phrase
    needed: frozenset[str]


class Phrases:
    """All phrases of the lexicon, ready to be looked for."""

    def __init__(self, concepts: Mapping[str, Iterable[str]], classes: Mapping[str, Sequence[str]]):
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._prefixes: defaultdict[str, set[str]] = defaultdict(set)
        self._classes = classes
        rows = [
            (concept, tuple(see(phrase).text.replace("'", "").split()))
            for concept, phrases in concepts.items()
            for phrase in phrases
        ]
        common = Counter(part for _, parts in rows for part in parts)
        everywhere = {p for p in common if not _EVERYWHERE.isdisjoint(_options(p, classes))}
        self._by_anchor: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._read: dict[tuple[str, ...], frozenset[str]] = {}
        for concept, parts in rows:
            anchor = _anchor(parts, common, everywhere)
            needed = frozenset(p for p in parts if p != _GAP and not p.endswith("?"))
            others = needed - {parts[anchor]}
            beside = min(others, key=lambda part: (common[part], part), default=parts[anchor])
            phrase = _Phrase(concept, parts, anchor, beside, needed)
            self._by_anchor[parts[anchor]].append(phrase)
        self._anchors = frozenset(self._by_anchor)
        for part in common:
            self._learn(part)

    def _learn(self, part: str) -> None:
        if part == _GAP:
            return
        for option in part.removesuffix("?").split("|"):
            if option.startswith("<"):
                for word in self._classes[option.strip("<>")]:
                    self._learn_word(word, part)
            else:
                self._learn_word(option, part)

    def _learn_word(self, word: str, part: str) -> None:
        word = see(word).text.replace("'", "")
        if word.endswith("*"):
            self._prefixes[word[:-1]].add(part)
        else:
            self._exact[word].add(part)

    def known(self, word: str) -> bool:
        """Whether ``word`` is one the lexicon looks for."""
        shortest = max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)
        return word in self._exact or any(
            word[:length] in self._prefixes for length in range(shortest, len(word) + 1)
        )

    def _parts(self, readings: tuple[str, ...]) -> frozenset[str]:
        """The parts of phrases that a word with ``readings`` may be; kept, as words come back."""
        if readings in self._read:
            return self._read[readings]
        found: set[str] = set()
        for word in readings:
            found |= self._exact.get(word, _NOTHING)
            for length in range(1, min(len(word), 20) + 1):
                found |= self._prefixes.get(word[:length], _NOTHING)
        if len(self._read) >= _MOST_READ:
            self._read.clear()
        self._read[readings] = frozenset(found)
        return self._read[readings]

    def _possible(self, present: frozenset[str]) -> dict[str, list[_Phrase]]:
        """The phrases, by anchor, all of whose parts are somewhere in the text."""
        found: dict[str, list[_Phrase]] = {}
        for part in present & self._anchors:
            for phrase in self._by_anchor[part]:
                if phrase.beside in present and phrase.needed <= present:
                    found.setdefault(part, []).append(phrase)
        return found

    def find(self, words: Sequence[Word]) -> Iterator[Span]:
        """Every phrase in ``words``, in order of its rarest word."""
        parts_of = {readings: self._parts(readings) for readings in {w.readings for w in words}}
        row = [parts_of[word.readings] for word in words]
        possible = self._possible(frozenset().union(*parts_of.values()))
        for place, parts in enumerate(row):
            for part in parts & possible.keys():
                for phrase in possible[part]:
                    span = _match(phrase, row, place)
                    if span and words[span.first].clause == words[span.last].clause:
                        yield span


_NOTHING: frozenset[str] = frozenset()
_EVERYWHERE = word_set("common", "words")


def _anchor(parts: tuple[str, ...], common: Counter[str], everywhere: Set[str]) -> int:
    """The part to look for first: the rarest that is neither a gap nor optional.

    One that is ``everywhere`` may be a word such as "the"; a class stands for many words.
    """

    def cost(place: int) -> tuple[bool, bool, bool, int, int]:
        part = parts[place]
        vague = part == _GAP or part.endswith("?")
        return vague, part in everywhere, "<" in part, common[part], -len(part)

    return min(range(len(parts)), key=cost)


def _options(part: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words that ``part`` may be."""
    for option in part.removesuffix("?").split("|"):
        if option.startswith("<"):
            yield from classes[option.strip("<>")]
        else:
            yield option


def _match(phrase: _Phrase, row: Sequence[frozenset[str]], place: int) -> Span | None:
    last = _follow(phrase.parts[phrase.anchor + 1 :], row, place, 1)
    if last is None:
        return None
    first = _follow(phrase.parts[: phrase.anchor][::-1], row, place, -1)
    return None if first is None else Span(phrase.concept, first, last)


def _follow(
    parts: tuple[str, ...], row: Sequence[frozenset[str]], place: int, step: int
) -> int | None:
    """The place of the last word matched by ``parts`` going on from ``place``, or None."""
    if not parts:
        return place
    part, rest = parts[0], parts[1:]
    if part == _GAP:
        for width in range(_WIDEST_GAP + 1):
            end = _follow(rest, row, place + step * width, step)
            if end is not None:
                return end
        return None
    following = place + step
    if 0 <= following < len(row) and part in row[following]:
        end = _follow(rest, row, following, step)
        if end is not None:
            return end
    return _follow(rest, row, place, step) if part.endswith("?") else None
