"""The wording of a request, made comparable: what two requests have in common as texts.

Two things are made of it. ``canonical`` is the bag of words that a request would share with a form
letter, for a close comparison (``recycled``). ``keys`` are what stands in the database, for finding
among all earlier requests the few that are worth such a comparison: MinHash signatures in bands
(Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3), hashed under
a secret, since the words behind plain ones could be guessed.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from struct import Struct

from screening.gate.bounds import TEXT
from screening.gate.lexicon import load
from screening.gate.reading import see
from screening.gate.subject import EVERYDAY, content, stem

BANDS = 24
"""Bands of each text. Two texts that share a share ``j`` of their words have a band in common with
the chance 1 - (1 - j²)^24: 0.99 from j = 0.42 on, 0.9998 at j = 0.55."""
ALIKE = 3
"""How many keys two wordings must share before they are worth a closer look."""
_ROWS = 2  # minima in a band

_ADDRESS = re.compile(r"\S*(?:://|@|\bwww\.)\S*|\S+\.(?:com|org|net|uk|wales|cymru|scot)\b\S*")
_OF_ADDRESS = re.compile(r"://|@|www\.|\.(?:com|org|net|uk|wales|cymru|scot)")
"""What any address holds: sooner found to be missing than an address is looked for."""
_CODE = re.compile(r"\S*\d\S*")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;\n\"“‘(/])[\s\"“‘'(]*$")
_BACK = 4  # characters in which a sentence before would have ended
_SHORTEST = 2  # letters; E1 and its like are gone by then
_TITLES = 1 / 3  # of a text's words; where more have a capital, that is a way of writing

_DIGEST = 64  # bytes: the longest of BLAKE2b
_COLUMN = 4  # bytes
_BLOCKS = tuple(bytes([number]) for number in range(BANDS * _ROWS * _COLUMN // _DIGEST))
_MINIMA = Struct(f">{BANDS * _ROWS}I")
_BAND = Struct(f">{_ROWS}I")
_KEY = Struct(">q")
_SCOPE = 3  # bytes of a key


@lru_cache(maxsize=4096)
def canonical(text: str, quote: str = "") -> frozenset[str]:
    """The stems of the words of ``text``, each as the thesaurus prefers it.

    Names, codes and addresses are left out, and so are the words of the claim's ``quote``: one
    standard applied to individual claims is no recycled wording. What the thesaurus knows is part
    of the frame, whoever says it.
    """
    preferred = _thesaurus()
    if not quote:
        return frozenset([preferred.get(word, word) for word in _stems(text)])
    own = content(quote)  # what is preferred is itself a word that the thesaurus knows
    return frozenset([word for word in canonical(text) if word in preferred or word not in own])


def telling(text: str, quote: str = "") -> frozenset[str]:
    """Those of the ``canonical`` words that carry meaning."""
    return canonical(text, quote) - _common()


def signature(secret: bytes, question: str, relevance: str, quote: str) -> list[bytes]:
    """The bands of a request's two texts; either may be the one that is recycled."""
    return [
        bytes([field, number]) + band
        for field, text in enumerate((question, relevance))
        for number, band in enumerate(_bands(secret, canonical(text[:TEXT], quote[:TEXT])))
    ]


def keys(secret: bytes, scope: str, bands: Iterable[bytes]) -> list[int]:
    """The numbers by which a signature is found again within ``scope`` (any reference).

    Whole numbers of 64 bits with a sign, as databases have them, in order. All of a scope begin
    alike: they lie together in an index, and looking them up reads fewer of its pages.
    """
    start = hashlib.blake2b(scope.encode("utf-8"), digest_size=_KEY.size, key=secret)
    place = start.digest()[:_SCOPE]
    found = []
    for band in bands:
        each = start.copy()
        each.update(band)
        found.append(_KEY.unpack(place + each.digest()[_SCOPE:])[0])
    return sorted(found)


@cache
def form() -> str:
    """Which way of reading words the keys rest on: those of another form find nothing."""
    rests_on = (load("thesaurus"), load("common"), BANDS, _ROWS)
    return hashlib.sha256(repr(rests_on).encode("utf-8")).hexdigest()[:16]


def _bands(secret: bytes, words: Iterable[str]) -> list[bytes]:
    """For each band the least of its columns' hashes, over all ``words``; none without words."""
    starts = [hashlib.blake2b(block, key=secret, digest_size=_DIGEST) for block in _BLOCKS]
    rows = [_MINIMA.unpack(_hashes(starts, word.encode("utf-8"))) for word in words]
    if not rows:
        return []
    least = _MINIMA.pack(*map(min, zip(*rows, strict=True)))
    return [least[start : start + _BAND.size] for start in range(0, len(least), _BAND.size)]


def _hashes(starts: Sequence[hashlib.blake2b], word: bytes) -> bytes:
    parts = []
    for start in starts:
        each = start.copy()
        each.update(word)
        parts.append(each.digest())
    return b"".join(parts)


def _stems(text: str) -> Iterator[str]:
    plain = see(text)
    bare = plain.text
    if _OF_ADDRESS.search(bare):
        bare = _ADDRESS.sub(_blank, bare)
    if _DIGIT.search(bare):
        bare = _CODE.sub(_blank, bare)
    words = [(match.group().replace("'", ""), match.start()) for match in _WORD.finditer(bare)]
    capital = {place for _, place in words if text[plain.origins[place]].isupper()}
    names = _names(words, capital, bare)
    for word, _ in words:
        if len(word) >= _SHORTEST and word not in names:
            yield stem(word)


def _names(words: Sequence[tuple[str, int]], capital: set[int], bare: str) -> set[str]:
    """The words that have a capital within a sentence, and nowhere stand without one."""
    without = {word for word, place in words if place not in capital}
    within = {word for word, place in words if place in capital and not _opens(bare, place)}
    names = within - without
    return names if len(names) <= _TITLES * len(words) else set()


def _opens(bare: str, place: int) -> bool:
    return place < _BACK or _OPENS.search(bare[place - _BACK : place]) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


@cache
def _common() -> frozenset[str]:
    return frozenset(stem(word) for word in EVERYDAY)


@cache
def _thesaurus() -> dict[str, str]:
    groups = load("thesaurus")["same"]["groups"]
    return {stem(word): stem(group[0]) for group in groups for word in group}
