"""What a text is about: its content words, cut to their stems."""

import re
from functools import cache, lru_cache

from screening.gate.lexicon import load
from screening.gate.reading import see

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ENDINGS = (
    "ational",
    "ations",
    "ation",
    "ments",
    "ment",
    "ness",
    "ings",
    "ing",
    "ions",
    "ion",
    "ies",
    "ied",
    "ally",
    "ed",
    "es",
    "ly",
    "s",
    "y",
    "e",
)
_SHORTEST = 3  # letters a stem must keep


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The part of a folded English ``word`` that its forms share, near enough to compare by."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def words_of(text: str) -> list[str]:
    """The words of ``text``, folded, without numbers."""
    return [word.replace("'", "") for word in _WORD.findall(see(text).text)]


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The stems of the words in ``text`` that carry meaning."""
    empty = word_set("common", "words")
    return frozenset(stem(word) for word in words_of(text) if word not in empty)


@cache
def word_set(name: str, table: str) -> frozenset[str]:
    """The words of ``table`` in the gate's own list ``name``."""
    return frozenset(load(name)[table]["words"])
