"""How one word may be read: by its letters, without its clitics, and past a slip of the pen."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from screening.gate.reading import look_alikes, upside_down
from screening.gate.slips import slips
from screening.gate.subject import word_set

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


def turned(words: Sequence[str]) -> bool:
    """Whether ``words`` are written backwards, all or nearly all of them."""
    if len(words) < _FEWEST:
        return False
    known = _known()
    if len([word for word in words if word in known]) >= _STRAIGHT * len(words):
        return False
    return sum(word[::-1] in known for word in words) >= _BACK * len(words)


@cache
def _known() -> frozenset[str]:
    """The words of more than one letter that a text turned round would have."""
    words = word_set("common", "words") | slips().mattering
    return frozenset(word for word in words if len(word) > 1)
