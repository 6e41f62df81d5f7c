"""Sentences in Welsh, or in another language of which only the words that decide are known.

In them nobody tells of the work or the person by the words that the gate goes by in English: what
is found there is taken at its word.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from screening.gate.lexicon import load
from screening.gate.reading import seen_text
from screening.gate.subject import EVERYDAY, words_of
from screening.gate.welsh import is_welsh

SENTENCE = re.compile(r"[^.!?;\n؟।۔。]+")
_DIGIT = re.compile(r"\d")
_FEWEST = 2  # words of the other language


@lru_cache(maxsize=1024)
def foreign_spans(text: str) -> Sequence[tuple[int, int]]:
    """Where the sentences of ``text`` stand that are in Welsh or another known language."""
    return [match.span() for match in SENTENCE.finditer(text) if _is_foreign(match.group())]


def _is_foreign(sentence: str) -> bool:
    words = telling_words(sentence)
    if is_welsh(words):
        return True
    most = most_of_a_tongue(words)
    return most >= _FEWEST and most > sum(map(EVERYDAY.__contains__, words))


def most_of_a_tongue(words: Sequence[str]) -> int:
    """How many of ``words`` are common ones of the other language that has most of them."""
    tongues = _tongues()
    found = [tongue for word in filter(tongues.__contains__, words) for tongue in tongues[word]]
    return max(map(found.count, set(found)), default=0)


@cache
def _tongues() -> Mapping[str, Sequence[str]]:
    """The languages in which a word is common."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tongue, table in load("tongues").items():
        for word in dict.fromkeys(seen_text(each).replace("'", "") for each in table["words"]):
            found[word].append(tongue)
    return found


@lru_cache(maxsize=1024)
def telling_words(text: str) -> Sequence[str]:
    """The words of ``text`` that tell its language: no formulae, and no single letters."""
    if not text.isascii() or _DIGIT.search(text):
        text = " ".join(each for each in text.split() if not any(map(str.isdigit, each)))
    return tuple([word for word in words_of(text) if len(word) > 1])
