"""Misspelt words: what a reader takes them for.

People read over a slip of the pen, a dropped vowel, a spelling by ear or a masked letter. Only for
words that matter (``lexicon/slips.toml``) is that done here, and never for a word that is one of
its own. One look-up costs as much as the word is long.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from screening.gate.lexicon import load

_SHORTEST = 6  # letters of a word that is known again after a slip of one
_SHORTEST_HEARD = 5  # letters of a word that is known again by its sound
_CONSONANTS = 4  # that are enough to know a word by
_LONGEST = 24  # letters
_MASK = "*"
_MASKABLE = 3  # letters, masked ones counted
_SHOWN = 2  # letters of a masked word that must be left
_VOWELS = re.compile(r"[aeiouy]+")
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("ch(?=[rl])", "k"),
    ("sch", "sk"),
    ("sh(?=u)|ti(?=on|an|al)|ci(?=a|ou)|si(?=on)", "x"),
    ("gh", ""),
    ("c(?=[eiy])", "s"),
    ("[cq]u?", "k"),
    ("g(?=[eiy])|dg", "j"),
    ("z", "s"),
    ("x", "ks"),
    ("wr", "r"),
    ("(?<=.)h", ""),
    (r"(.)\1+", r"\1"),
)


class Slips:
    """What may stand for each of the words that matter."""

    def __init__(
        self,
        long: Iterable[str],
        short: Iterable[str],
        honest: Iterable[str],
        apart: Iterable[str],
    ):
        self.mattering = frozenset(long) | frozenset(short)
        self.begun = frozenset(
            word[:length] for word in self.mattering for length in range(1, len(word) + 1)
        )
        self._honest = frozenset(honest)
        self._apart = frozenset(apart)
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        self._heard: defaultdict[str, set[str]] = defaultdict(set)
        self._bones: defaultdict[str, set[str]] = defaultdict(set)
        self._shapes: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        for word in self.mattering:
            self._shapes[len(word), word[0]].add(word)
        for word in frozenset(long):
            if len(word) >= _SHORTEST:
                for shorter in {word, *_shorter(word)}:
                    self._near[shorter].add(word)
            if len(word) >= _SHORTEST_HEARD:
                self._heard[_sound(word)].add(word)
            bones = _VOWELS.sub("", word)
            if len(bones) >= _CONSONANTS:
                self._bones[bones].add(word)

    def is_word(self, word: str) -> bool:
        """Whether ``word`` matters, or is one of its own beside those that do."""
        return word in self.mattering or word in self._honest

    def parted(self, word: str, parts: str) -> bool:
        """Whether ``word`` matters and ``parts`` are only pieces of it, not words as well."""
        long = len(word) >= _SHORTEST and word in self.mattering
        return long and parts not in self._apart

    def readings(self, word: str) -> tuple[str, ...]:
        """The words that matter for which ``word`` may be a slip; none when it is one itself."""
        if self.is_word(word) or len(word) > _LONGEST:
            return ()
        found = {word[::-1]} & self.mattering if len(word) >= _SHORTEST_HEARD else set()
        if len(word) >= _SHORTEST - 1:
            found |= {other for each in (word, *_shorter(word)) for other in self._at(each, word)}
        if len(word) >= _SHORTEST_HEARD:
            found |= self._heard.get(_sound(word), set())
        if not _VOWELS.search(word):
            found |= self._bones.get(word, set())
        return tuple(sorted(found))

    def _at(self, key: str, word: str) -> Iterator[str]:
        for other in self._near.get(key, ()):
            if _one_slip(word, other):
                yield other

    def unmasked(self, masked: str) -> tuple[str, ...]:
        """The words that matter which ``masked`` may be, with a star for each hidden letter."""
        if not _MASKABLE <= len(masked) <= _LONGEST or masked[0] == _MASK:
            return ()
        if len(masked) - masked.count(_MASK) < _SHOWN:
            return ()
        alike = self._shapes.get((len(masked), masked[0]), set())
        return tuple(sorted(word for word in alike if _fits(masked, word)))


def _shorter(word: str) -> Iterator[str]:
    """``word`` with one letter left out, in each way."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _one_slip(word: str, other: str) -> bool:
    """Whether they differ by one letter dropped, added or changed, or by two swapped."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    left, right = word[start:], other[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def _sound(word: str) -> str:
    """``word`` as it is heard, near enough: all vowels alike."""
    for pattern, sound in _COMPILED:
        word = pattern.sub(sound, word)
    return _VOWELS.sub("a", word)


_COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)


def _fits(masked: str, word: str) -> bool:
    return all(shown in (_MASK, letter) for shown, letter in zip(masked, word, strict=True))


@cache
def slips() -> Slips:
    """The slips of the words in the gate's own lexicon."""
    tables = load("slips")
    return Slips(*(tables[name]["words"] for name in ("long", "short", "honest", "apart")))
