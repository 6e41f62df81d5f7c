"""Finding a policy's phrases in a row of words, in time linear in its length.

A phrase is words and signs, separated by spaces: ``word``, ``one|other``, ``begin*``,
``<class>`` (a word list of ``classes.toml``), ``maybe?`` (may be left out) and ``..`` (up to
three words of any kind). A phrase never crosses the end of a clause.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from screening.gate.reading import seen_text
from screening.gate.subject import word_set
from screening.gate.words import Word

_GAP = ".."
_WIDEST_GAP = 5
_SHORTEST_STEM = 5  # letters of a prefix that are enough to call a broken word known
_LONGEST_ENDING = 4
_AFTER, _BEFORE, _ANYWHERE = 1, -1, 0  # where a part stands beside an anchor
_MOST_READ = 20_000  # words of which it is kept what they may be


class Span(NamedTuple):
    """A phrase found: the concept it stands for, and its first and last word."""

    concept: str
    first: int
    last: int


class _Phrase(NamedTuple):
    """A phrase, from its anchor outwards."""

    concept: str
    after: Sequence[str]
    before: Sequence[str]


class _Side(NamedTuple):
    """Phrases of one anchor by the part that must stand on one side of it; ``parts`` are those."""

    parts: frozenset[str]
    phrases: Mapping[str, Sequence[_Phrase]]

    def where(self, there: Set[str]) -> Sequence[_Phrase]:
        """The phrases of which the part beside the anchor is among those ``there``."""
        return [phrase for part in self.parts & there for phrase in self.phrases[part]]


class _Meant(NamedTuple):
    """What one word may be: concepts ``alone``, parts of phrases, and the anchor of some of these.

    Those are kept by where a part must stand without which the phrase is not there; ``joins`` are
    parts of phrases in which it may stand anywhere in the clause.
    """

    alone: Sequence[str]
    parts: frozenset[str]
    joins: frozenset[str]
    sides: Sequence[tuple[int, _Side]]


_Anchored = tuple[int, str, _Phrase]


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
        everywhere = {p for p in common if not _EVERYWHERE.isdisjoint(_options(p, classes))}
        self._alone: defaultdict[str, list[str]] = defaultdict(list)
        self._by_anchor: defaultdict[str, list[_Anchored]] = defaultdict(list)
        self._meant: dict[tuple[str, ...], _Meant] = {}
        for concept, parts in rows:
            if len(parts) == 1:
                self._alone[parts[0]].append(concept)
                continue
            anchor = _anchor(parts, common, everywhere)
            self._by_anchor[parts[anchor]].append(_anchored(concept, parts, anchor))
        anchored = (each for phrases in self._by_anchor.values() for each in phrases)
        self._joins = frozenset(beside for step, beside, _ in anchored if step == _ANYWHERE)
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
        word = seen_text(word).replace("'", "")
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
        parts: set[str] = set()
        for word in readings:
            parts |= self._exact.get(word, _NOTHING)
            for length in range(1, min(len(word), 20) + 1):
                parts |= self._prefixes.get(word[:length], _NOTHING)
        if len(self._meant) >= _MOST_READ:
            self._meant.clear()
        alone = tuple(concept for part in parts for concept in self._alone.get(part, ()))
        anchored = [each for part in sorted(parts) for each in self._by_anchor.get(part, ())]
        joins = self._joins.intersection(parts)
        sides = tuple(_sides(anchored))
        self._meant[readings] = _Meant(alone, frozenset(parts), joins, sides)
        return self._meant[readings]

    def find(self, words: Sequence[Word]) -> Iterator[Span]:
        """Every phrase in ``words``, in no order, and some more than once."""
        kept = self._meant
        meant = [kept.get(word.readings) or self._may_be(word.readings) for word in words]
        row = [each.parts for each in meant]
        around = [*row, _NOTHING]  # before the first word too
        joins: defaultdict[int, set[str]] = defaultdict(set)
        for word, here in zip(words, meant, strict=True):
            if here.joins:
                joins[word.clause] |= here.joins
        for place, (word, here) in enumerate(zip(words, meant, strict=True)):
            for concept in here.alone:
                yield Span(concept, place, place)
            for step, side in here.sides:
                there = joins[word.clause] if step == _ANYWHERE else around[place + step]
                if side.parts.isdisjoint(there):
                    continue  # nearly always
                for phrase in side.where(there):
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
        return not _is_firm(part), part in everywhere, "<" in part, common[part], -len(part)

    return min(range(len(parts)), key=cost)


def _anchored(concept: str, parts: tuple[str, ...], anchor: int) -> _Anchored:
    """The phrase, with a part without which it is not there, and where that must stand."""
    after, before = parts[anchor + 1 :], parts[:anchor][::-1]
    phrase = _Phrase(concept, after, before)
    for side, step in ((after, _AFTER), (before, _BEFORE)):
        if side and _is_firm(side[0]):
            return step, side[0], phrase
    firm = (part for part in (*after, *before) if _is_firm(part))
    return _ANYWHERE, next(firm, parts[anchor]), phrase


def _sides(anchored: Sequence[_Anchored]) -> Iterator[tuple[int, _Side]]:
    found: dict[int, dict[str, list[_Phrase]]] = {}
    for step, beside, phrase in anchored:
        found.setdefault(step, {}).setdefault(beside, []).append(phrase)
    for step, phrases in found.items():
        yield step, _Side(frozenset(phrases), phrases)


def _is_firm(part: str) -> bool:
    return part != _GAP and not part.endswith("?")


def _options(part: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words that ``part`` may be."""
    for option in part.removesuffix("?").split("|"):
        if option.startswith("<"):
            yield from classes[option.strip("<>")]
        else:
            yield option


def _match(phrase: _Phrase, row: Sequence[frozenset[str]], place: int) -> Span | None:
    last = _follow(phrase.after, row, place, 1) if phrase.after else place
    if last is None:
        return None
    first = _follow(phrase.before, row, place, -1) if phrase.before else place
    return None if first is None else Span(phrase.concept, first, last)


def _follow(
    parts: Sequence[str], row: Sequence[frozenset[str]], place: int, step: int
) -> int | None:
    """The place of the last word matched by ``parts`` going on from ``place``, or None."""
    if not parts:
        return place
    part, rest = parts[0], parts[1:]
    if part == _GAP:
        return _across(rest, row, place, step)
    following = place + step
    if 0 <= following < len(row) and part in row[following]:
        end = _follow(rest, row, following, step)
        if end is not None:
            return end
    return _follow(rest, row, place, step) if part.endswith("?") else None


def _across(
    parts: Sequence[str], row: Sequence[frozenset[str]], place: int, step: int
) -> int | None:
    """As ``_follow``, from up to so many words farther on as a gap is wide; the nearest first."""
    firm = _is_firm(parts[0])
    for start in range(place, place + step * (_WIDEST_GAP + 1), step):
        following = start + step
        if firm and not (0 <= following < len(row) and parts[0] in row[following]):
            continue
        end = _follow(parts, row, start, step)
        if end is not None:
            return end
    return None
