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
    beside: str  # the part nearest to the anchor that may not be left out
    nearest: int  # where it may stand, counted from the anchor
    farthest: int


class _Meant(NamedTuple):
    """What one word may be: parts of phrases, and the anchor of some of these.

    Of ``tight`` phrases it is known where the part beside the anchor stands, of ``loose`` ones not.
    """

    parts: frozenset[str]
    tight: Sequence[_Phrase]
    loose: Sequence[_Phrase]


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
        self._meant: dict[tuple[str, ...], _Meant] = {}
        for concept, parts in rows:
            anchor = _anchor(parts, common, everywhere)
            phrase = _Phrase(concept, parts, anchor, *_beside(parts, anchor))
            self._by_anchor[parts[anchor]].append(phrase)
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

    def _may_be(self, readings: tuple[str, ...]) -> _Meant:
        """What a word with ``readings`` may be; kept, as words come back."""
        if readings in self._meant:
            return self._meant[readings]
        parts: set[str] = set()
        for word in readings:
            parts |= self._exact.get(word, _NOTHING)
            for length in range(1, min(len(word), 20) + 1):
                parts |= self._prefixes.get(word[:length], _NOTHING)
        if len(self._meant) >= _MOST_READ:
            self._meant.clear()
        anchored = [each for part in sorted(parts) for each in self._by_anchor.get(part, ())]
        tight = [phrase for phrase in anchored if phrase.nearest == phrase.farthest]
        loose = [phrase for phrase in anchored if phrase.nearest < phrase.farthest]
        self._meant[readings] = _Meant(frozenset(parts), tight, loose)
        return self._meant[readings]

    def find(self, words: Sequence[Word]) -> Iterator[Span]:
        """Every phrase in ``words``, in order of its rarest word."""
        meant = [self._may_be(word.readings) for word in words]
        row = [each.parts for each in meant]
        around = [*row, _NOTHING]  # before the first word too
        for place, (_, tight, loose) in enumerate(meant):
            possible = [each for each in tight if each.beside in around[place + each.nearest]]
            possible += [each for each in loose if _has_beside(each, row, place)]
            for phrase in possible:
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


def _beside(parts: Sequence[str], anchor: int) -> tuple[str, int, int]:
    """The part nearest to the ``anchor`` that may not be left out, and where it may stand.

    Where it is missing so is the phrase, which is seen sooner than by looking for all of it.
    """
    found = [(parts[anchor], 0, 0)]
    for step, side in ((1, parts[anchor + 1 :]), (-1, parts[:anchor][::-1])):
        places = [step]
        for part in side:
            if part != _GAP and not part.endswith("?"):
                found.append((part, min(places), max(places)))
                break
            places.append(places[-1] + step * (_WIDEST_GAP if part == _GAP else 1))
    return min(found[1:] or found, key=lambda each: each[2] - each[1])


def _has_beside(phrase: _Phrase, row: Sequence[frozenset[str]], place: int) -> bool:
    for parts in row[max(0, place + phrase.nearest) : max(0, place + phrase.farthest + 1)]:
        if phrase.beside in parts:
            return True
    return False


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
