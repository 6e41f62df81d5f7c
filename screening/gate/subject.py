"""What a text is about: its content words, cut to their stems."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from screening.gate.kept import kept_by_word
from screening.gate.lexicon import load
from screening.gate.reading import SIGNS, seen_text
from screening.gate.welsh import is_welsh, relatives, root

_WORD = re.compile(rf"(?:[^\W\d_]++|[{SIGNS}])++(?:'(?:[^\W\d_]++|[{SIGNS}])++)*+")
_ASCII_WORD = re.compile(r"[a-z]++(?:'[a-z]++)*+")
"""The same in a text without other letters, as most are: found in half the time."""
_CLITIC = re.compile("'(?:[rniuw]|ch|th)$")  # Welsh: "cwestiynau'r"
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


@cache
def word_set(name: str, table: str) -> frozenset[str]:
    """The words of ``table`` in the gate's own list ``name``, and of the tables it includes."""
    tables = load(name)
    names = (table, *tables[table].get("also", ()))
    return frozenset(word for each in names for word in tables[each]["words"])


EVERYDAY = word_set("common", "words")
"""The words that carry no meaning of their own: "the", "of", "whether"."""


@kept_by_word
def stem(word: str) -> str:
    """The part of a folded English ``word`` that its forms share, near enough to compare by."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1024)
def words_of(text: str) -> Sequence[str]:
    """The words of ``text``, folded, without numbers."""
    seen = seen_text(text)
    words: list[str] = (_ASCII_WORD if seen.isascii() else _WORD).findall(seen)
    if "'" in seen:
        words = [_CLITIC.sub("", word).replace("'", "") if "'" in word else word for word in words]
    return tuple(words)


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The stems of the words in ``text`` that carry meaning."""
    return content_of(words_of(text))


@kept_by_word
def content_of_word(word: str) -> frozenset[str]:
    """The ``content`` of one word; kept apart from texts, since words come back."""
    return content_of(words_of(word))


def content_of(words: Sequence[str]) -> frozenset[str]:
    """The stems of those of ``words``, folded, that carry meaning."""
    if is_welsh(words):
        empty = EVERYDAY | word_set("common", "welsh_alike")
        return frozenset([root(stem(word)) for word in words if word not in empty])
    return frozenset([stem(word) for word in words if word not in EVERYDAY])


@lru_cache(maxsize=1024)
def matter(text: str) -> frozenset[str]:
    """The ``content`` of a text in every form in which another text may take it up."""
    words = words_of(text)
    plain = frozenset([stem(word) for word in words if word not in EVERYDAY])
    stems = plain.union(map(root, plain))
    return stems.union(*map(relatives, stems)) if is_welsh(words) else stems
