"""Hiding the words of candidates' names in what people wrote, for whoever works by reference.

Names are known, so that nothing is guessed: a word is hidden because it is a word of a name. In
what is about one candidate, their own words are hidden however they are written; those of others,
and those that are ordinary words too ("Will", "May", "de"), where they begin with a capital, or
stand beside another word of the same name. Names run together, as in the handle of an account, are
hidden in it; and so is, in what is about one candidate, how their names begin ("Ben" of Benjamin)
and what of their name a handle begins or ends with. What was recorded is never touched: this is
how it is printed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import permutations

from screening.domain.sourcing import TITLES, words_of

HIDDEN = "[name]"
"""What stands in the place of a name. It is the same in every language."""

_LETTERS = re.compile(r"[^\W\d_]+")
_GAP = 3
"""As much between two words of one name, as in "Example, Ann", is hidden with them."""
_PIECE = re.compile(r"\S+")
_OF_ADDRESS = re.compile(r"[./@_#]\w")
"""What has a dot, a slash or the like within it: an address of a page, or a handle."""
_SHORTEST = 2
_SHORT_FORM = 3
_SURNAME = 4  # from so many letters on "aexample" is taken for the handle of Ann Example
_OTHER_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_ORDINARY = frozenset(
    word
    for words in (
        "a al all am an and any ap ar are as at be bin but by can da de del der des di did do dos",
        "du el for from get had has have he her his how i if in is it its la le los man may me men",
        "more my new no nor not now of off old on one or our out own per pro see she so some than",
        "that the their them then they this to too un up us use van via von was we were what when",
        "where who why will with y yes yet yn you your",
    )
    for word in words.split()
)
"""Words of names that ordinary texts are full of."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Names:
    """The names that the candidates of a vacancy have or had, by the candidate's ref."""

    by_candidate: Mapping[str, Sequence[str]]

    def hide(self, text: str, about: str = "") -> str:
        """``text`` without names; ``about``: the ref of the candidate whom it is about, if any."""
        shown, end = [], 0
        for start, stop in self.spans(text, about):
            shown += [text[end:start], HIDDEN]
            end = stop
        return "".join([*shown, text[end:]])

    def spans(self, text: str, about: str = "") -> list[Span]:
        """Where ``hide`` would put something else in ``text``."""
        if not self._people:
            return []
        folded, places = _folded(text)
        words = [(found[0], *found.span()) for found in _LETTERS.finditer(folded)]
        hidden: list[Span] = []
        addresses = [
            piece.span() for piece in _PIECE.finditer(folded) if _OF_ADDRESS.search(piece[0])
        ]
        for at, (word, start, stop) in enumerate(words):
            near = {words[other][0] for other in self._beside(words, at)}
            capital = text[places[start]].isupper()
            if self._stands_alone(word, about, near, capital=capital):
                hidden.append((start, stop))
                continue
            in_address = any(first <= start and stop <= last for first, last in addresses)
            parts = self._run_together(word) or self._in_handle(word, about if in_address else "")
            hidden += [(start + first, start + last) for first, last in parts]
        return _joined([(places[start], places[stop]) for start, stop in hidden], text)

    def _stands_alone(self, word: str, about: str, near: set[str], *, capital: bool) -> bool:
        people = self._by_word.get(word, ())
        if not people:
            return capital and word in self._short_forms.get(about, ())
        if capital or (about in people and word not in _ORDINARY):
            return True
        return any(near & (self._people[ref] - {word}) for ref in people)

    @staticmethod
    def _beside(words: Sequence[tuple[str, int, int]], at: int) -> list[int]:
        """The words next to word ``at``, but for those that are far off."""
        _word, start, stop = words[at]
        before = [at - 1] if at and start - words[at - 1][2] <= _GAP else []
        after = [at + 1] if at + 1 < len(words) and words[at + 1][1] - stop <= _GAP else []
        return before + after

    def _run_together(self, word: str) -> list[Span]:
        """Where two words of a name stand in ``word`` without a space, or a surname's handle is."""
        if word in self._handles:
            return [(0, len(word))]
        found = self._found
        if word not in found:
            found[word] = next(
                (pair for pair in self._pairs if len(pair) <= len(word) and pair in word), ""
            )
        at = word.find(found[word])
        return [(at, at + len(found[word]))] if found[word] else []

    def _in_handle(self, word: str, about: str) -> list[Span]:
        """Where ``word``, of an address, begins or ends with one of the candidate's own."""
        for own in self._people.get(about, ()):
            if len(own) >= _SURNAME and own not in _ORDINARY:
                if word.startswith(own):
                    return [(0, len(own))]
                if word.endswith(own):
                    return [(len(word) - len(own), len(word))]
        return []

    @cached_property
    def _short_forms(self) -> Mapping[str, frozenset[str]]:
        """How the names of each candidate may begin: Benjamin is Ben to some."""
        return {
            ref: frozenset(word[:size] for word in words for size in range(_SHORT_FORM, len(word)))
            - _ORDINARY
            for ref, words in self._people.items()
        }

    @cached_property
    def _found(self) -> dict[str, str]:
        """By word, what was found to be run together in it: the same words come again and again."""
        return {}

    @cached_property
    def _people(self) -> Mapping[str, frozenset[str]]:
        """The words of each candidate's names."""
        found = {ref: frozenset(_words(names)) for ref, names in self.by_candidate.items()}
        return {ref: words for ref, words in found.items() if words}

    @cached_property
    def _by_word(self) -> Mapping[str, frozenset[str]]:
        people: dict[str, set[str]] = {}
        for ref, words in self._people.items():
            for word in words:
                people.setdefault(word, set()).add(ref)
        return {word: frozenset(refs) for word, refs in people.items()}

    @cached_property
    def _pairs(self) -> tuple[str, ...]:
        """Two words of one name run together, if so long that they stand in no other word."""
        pairs = {one + other for one, other in self._both if len(one + other) > _SURNAME}
        return tuple(sorted(pairs, key=lambda pair: (-len(pair), pair)))

    @cached_property
    def _handles(self) -> frozenset[str]:
        """The same, and the first letter of a word of a name before another."""
        return frozenset(
            handle
            for one, other in self._both
            for handle in (one + other, *([one[0] + other] if len(other) >= _SURNAME else ()))
        )

    @cached_property
    def _both(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            pair for words in self._people.values() for pair in permutations(words - _ORDINARY, 2)
        )


NOBODY = Names({})
"""For whoever reads names: nothing is hidden."""


def together(several: Iterable[Names]) -> Names:
    """The names of the candidates of several vacancies."""
    return Names({ref: names for each in several for ref, names in each.by_candidate.items()})


def moved(offset: int, spans: Iterable[Span]) -> int:
    """Where ``offset`` of a text comes to stand once ``spans`` of it are hidden."""
    shift = 0
    for start, stop in spans:
        if offset <= start:
            break
        if offset < stop:
            return start + shift + len(HIDDEN)
        shift += len(HIDDEN) - (stop - start)
    return offset + shift


def as_written(shown: Span, spans: Iterable[Span]) -> Span:
    """Where a stretch of a text of which ``spans`` are hidden stands in the text as it was written.
    Of what is hidden all is in it where any is.
    """
    start, end = shown
    shift, first, last = 0, start, end
    for begins, ends in spans:
        at = begins + shift
        until = at + len(HIDDEN)
        shift += len(HIDDEN) - (ends - begins)
        if at < start:
            first = begins if start < until else start - shift
        if at < end:
            last = ends if end < until else end - shift
    return first, last


def _words(names: Iterable[str]) -> Iterable[str]:
    found = (word for name in names for part in re.split(r"['’]", name) for word in words_of(part))
    whole = (word for name in names for word in words_of(name))
    return (
        word.translate(_OTHER_LETTERS)
        for word in (*found, *whole)
        if len(word) >= _SHORTEST and word not in TITLES
    )


@lru_cache(maxsize=1024)
def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter).casefold()
    plain = "".join(each for each in parts if not unicodedata.combining(each))
    return plain.translate(_OTHER_LETTERS)


def _folded(text: str) -> tuple[str, list[int]]:
    """``text`` folded, and for each of its places (and its end) where that stands in ``text``."""
    folded, places = [], []
    for at, letter in enumerate(text):
        plain = _plain(letter)
        folded.append(plain)
        places += [at] * len(plain)
    return "".join(folded), [*places, len(text)]


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """``spans`` in order, as one where no more than a gap without letters lies between them."""
    found: list[Span] = []
    for start, stop in spans:
        last = found[-1][1] if found else None
        if last is not None and start - last <= _GAP and not _LETTERS.search(text, last, start):
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return found
