"""How one word may be read: by its letters, without its clitics, and past a slip of the pen."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from screening.gate.kept import kept_by_word
from screening.gate.reading import look_alikes, upside_down
from screening.gate.slips import slips
from screening.gate.subject import EVERYDAY

_CLITICS = ("r", "n", "i", "u", "w", "ch", "th")  # Welsh, after an apostrophe: "cwestiynau'r"
_ARABIC = ("ال", "وال", "بال", "فال", "كال", "لل", "و", "ف", "ب", "ل", "ك")
_SHORTEST = 3  # letters that an Arabic word keeps without its prefix
_HEADS = 2  # letters on their head; one alone may be phonetic
_FEWEST = 3  # words of a text that may be written backwards
_BACK = 0.4  # of them are common words when turned round
_STRAIGHT = 0.2  # of them, at most, are common words as they stand


@lru_cache(maxsize=16384)
def readings_of(word: str, named: bool = False) -> tuple[tuple[str, ...], str]:
    """How ``word`` may be read, plainest first, and the disguise it wears (or none).

    ``named``: it is written as a name is, and a name is no slip of the pen.
    """
    stem, _, ending = word.rpartition("'")
    if stem and ending in _CLITICS:
        first, disguise = readings_of(stem, named=named)
        return (*first, word.replace("'", "")), disguise
    word = word.replace("'", "")
    if word.isascii():
        return (word, *(() if named else slips().readings(word))), ""
    alike = look_alikes()
    latin = "".join(alike.get(char, char) for char in word)
    if upright := _upright(word):
        return (upright, word), "look-alike" if upright in slips().mattering else ""
    if not latin.isascii():
        return (word, *_bare(word)), ""
    mixed = any(char.isascii() and char.isalpha() for char in word)
    if mixed:
        foreign = any(not char.isascii() and not _is_honest_latin(char) for char in word)
        return (latin, word), "look-alike" if foreign else ""
    return (word, latin), ""


@kept_by_word
def as_it_stands(word: str) -> tuple[str, ...]:
    """The one reading of a ``word`` that has no other, and is no disguise; of others none.

    So it is with nearly all words, named or not.
    """
    plain = (word,), ""
    return plain[0] if all(readings_of(word, named) == plain for named in (False, True)) else ()


def _is_honest_latin(char: str) -> bool:
    """A letter of a living Latin alphabet (ł, ø, đ), not a phonetic or small-capital sign."""
    name = unicodedata.name(char, "")
    return name.startswith("LATIN SMALL LETTER") and not 0x250 <= ord(char) <= 0x2AF


def _bare(word: str) -> Iterator[str]:
    """An Arabic ``word`` without the little words that are written on to its front."""
    if "\u0600" <= word[0] <= "\u06ff":
        for prefix in _ARABIC:
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
                yield word[len(prefix) :]


def _upright(word: str) -> str:
    """What a ``word`` says that stands on its head; nothing if it does not."""
    heads = upside_down()
    if sum(char in heads and not char.isascii() for char in word) < _HEADS:
        return ""
    return "".join(heads.get(char, char) for char in reversed(word))


def turned(words: Sequence[str], stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of ``stretches`` of which all words, or nearly all, are written backwards."""
    known = _known()
    straight = list(map(known.__contains__, words))
    for first, end in stretches:
        length = end - first
        if length < _FEWEST or sum(straight[first:end]) >= _STRAIGHT * length:
            continue
        if sum(word[::-1] in known for word in words[first:end]) >= _BACK * length:
            yield first, end


@cache
def _known() -> frozenset[str]:
    """The words of more than one letter that a text turned round would have."""
    words = EVERYDAY | slips().mattering
    return frozenset(word for word in words if len(word) > 1)
