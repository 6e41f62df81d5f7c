"""Welsh as it is written: beginnings that mutate, endings, and whether a text is in Welsh.

A word may begin in up to four ways (capel, gapel, nghapel, chapel), by what stands before it.
"""

from collections.abc import Sequence
from functools import lru_cache

from screening.gate.kept import kept_by_word
from screening.gate.lexicon import load

_MUTATIONS = (  # longest first: ll and rh begin with l and r
    ("ll", ("l",)),
    ("rh", ("r",)),
    ("c", ("g", "ngh", "ch")),
    ("p", ("b", "mh", "ph")),
    ("t", ("d", "nh", "th")),
    ("g", ("", "ng")),
    ("b", ("f", "m")),
    ("d", ("dd", "n")),
    ("m", ("f",)),
)
_UNMUTATED = ("ch", "ph", "th", "ff", "ng", "dd")  # letters of their own: chwarae, ffydd
_RADICALS = {
    form: tuple(radical for radical, forms in _MUTATIONS if form in forms)
    for _, all_forms in _MUTATIONS
    for form in all_forms
}
_LONGEST_FORM = 3
_VOWELS = "aeiouwy"
_ENDINGS = (
    *("iadau", "iadol", "iaeth", "ioedd", "edig", "iadur", "wyr", "ydd", "oedd", "iau", "iad"),
    *("iodd", "wyd", "odd", "ion", "iol", "adau", "aeth", "ais", "ant", "ent", "ont", "wn", "au"),
    *("on", "ol", "us", "io", "ir", "ed", "en", "an", "od", "ad", "u", "o", "i", "a"),
)
_SHORTEST = 3  # letters a stem must keep
_SHARE = 0.2  # of the words of a Welsh text are Welsh function words; most have a third
_FEWEST = 2
TELLING = frozenset(word for word in load("common")["welsh"]["words"] if len(word) > 1)
"""The words by which a text is told to be in Welsh."""


@lru_cache(maxsize=8192)
def mutated(word: str) -> tuple[str, ...]:
    """``word`` and the ways in which it begins after other words."""
    if word.startswith(_UNMUTATED):
        return (word,)
    for radical, forms in _MUTATIONS:
        if word.startswith(radical):
            return (word, *(form + word[len(radical) :] for form in forms))
    return (word, f"h{word}") if word[0] in _VOWELS else (word,)


def mutated_phrase(phrase: str) -> str:
    """``phrase`` with every word of it in all the ways in which it may begin."""
    return " ".join(_mutated_part(part) for part in phrase.split())


def _mutated_part(part: str) -> str:
    ending = "?" if part.endswith("?") else ""
    options = part.removesuffix("?").split("|")
    kept = [part for part in options if not part[0].isalpha() or len(part) <= _FEWEST]
    forms = [form for option in options if option not in kept for form in mutated(option)]
    return "|".join(dict.fromkeys((*kept, *forms))) + ending


@kept_by_word
def root(word: str) -> str:
    """What the forms of a Welsh ``word`` share at their end, near enough to compare by."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def relatives(stem: str) -> frozenset[str]:
    """``stem`` in every form in which another text may have it."""
    radicals = {stem, f"g{stem}"}
    for length in range(1, _LONGEST_FORM + 1):
        for radical in _RADICALS.get(stem[:length], ()):
            radicals.add(radical + stem[length:])
    if stem.startswith("h"):
        radicals.add(stem[1:] or stem)
    return frozenset(form for radical in radicals for form in mutated(radical))


def is_welsh(words: Sequence[str]) -> bool:
    """Whether a text of ``words`` is in Welsh, or half of it is."""
    if TELLING.isdisjoint(words):
        return False
    count = len([word for word in words if word in TELLING])
    return count >= _FEWEST and count >= _SHARE * len(words)
