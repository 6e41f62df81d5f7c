"""A text as a row of words: each with its readings, its place and its clause."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from screening.gate.lexicon import load
from screening.gate.reading import Disguise, Plain, look_alikes, see

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*/|]{1,2}[^\W\d_]){3,}(?!\w)")
_BROKEN = re.compile(r"[^\W\d_]{1,12}(?:[.\-*_~|^·+]{1,2}[^\W\d_]{1,12}){1,12}")
_MASKED = re.compile(r"(?<![\w@$!|])[a-z]{0,24}[0-9@$!|][a-z0-9@$!|]{0,24}(?![\w@$!|])")
_STOP = re.compile(
    r"[.!?;:\n()\u2013\u2014…]|\s-\s"
    r"|,\s+(?:and\s+)?(?:we|i|it|its|he|she|they|just|only|which|this|that|there|if|as|please|also"
    r"|see|check|whether|do|does|is|are)\b"
)
_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_LEET_L = str.maketrans("0134578@$!|", "oleastbasll")
_LETTERS = 2  # a masked word keeps; "3rd" and "1.5k" are no words
_ENOUGH = 20  # disguises of a kind
_LONGEST_SPACED = 600  # letters; what goes on beyond is read letter by letter

Known = Callable[[str], bool]


class Word(NamedTuple):
    """One word: how it may be read (plainest first), where it stood, and its clause."""

    readings: tuple[str, ...]
    start: int
    end: int
    clause: int


@dataclass(frozen=True)
class Passage:
    """One field of a request, read. ``disguises`` point into ``original``."""

    original: str
    words: tuple[Word, ...]
    disguises: tuple[Disguise, ...]


class _Piece(NamedTuple):
    """A stretch of the plain text read as one word, before it has its clause."""

    start: int
    end: int
    readings: tuple[str, ...]
    disguise: str = ""


def read(original: str, known: Known) -> Passage:
    """``original`` as a row of words.

    ``known`` says whether the lexicon has a word: only then are digits taken for letters, or
    broken pieces for one word, so that ``E1`` and ``and/or`` stay what they are.
    """
    plain = see(original)
    pieces = _pieces(plain.text, known)
    stops = [match.start() for match in _STOP.finditer(plain.text)]
    turns = frozenset(load("clauses")["turns"]["words"])
    words: list[Word] = []
    clause, stop = 0, 0
    for piece in pieces:
        passed = stop
        while stop < len(stops) and stops[stop] < piece.start:
            stop += 1
        if stop != passed or piece.readings[0] in turns:
            clause += 1
        start, end = plain.origins[piece.start], plain.origins[piece.end - 1] + 1
        words.append(Word(piece.readings, start, end, clause))
    return Passage(original, tuple(words), (*plain.disguises, *_worn(plain, pieces)))


def _worn(plain: Plain, pieces: Sequence[_Piece]) -> Iterator[Disguise]:
    """The disguises of the words, each kind as often as a reader needs to see it."""
    told: Counter[str] = Counter()
    for piece in pieces:
        told[piece.disguise] += 1
        if piece.disguise and told[piece.disguise] <= _ENOUGH:
            yield Disguise(piece.disguise, *_back(plain, piece))


def _back(plain: Plain, piece: _Piece) -> tuple[int, int]:
    return plain.origins[piece.start], plain.origins[piece.end - 1] + 1


def _pieces(text: str, known: Known) -> list[_Piece]:
    """The words of ``text`` in order, the disguised ones put together first."""
    special: list[_Piece] = []
    for find in (_spaced_out, _broken, _masked):
        special += find(text, known)
    special.sort(key=lambda piece: (piece.start, -piece.end))
    pieces: list[_Piece] = []
    place = 0
    for piece in special:
        if piece.start >= place:
            pieces += _plain_words(text, place, piece.start)
            pieces.append(piece)
            place = piece.end
    return pieces + _plain_words(text, place, len(text))


def _plain_words(text: str, start: int, end: int) -> list[_Piece]:
    return [
        _Piece(match.start(), match.end(), *_readings(match.group()))
        for match in _WORD.finditer(text, start, end)
    ]


@lru_cache(maxsize=8192)
def _readings(word: str) -> tuple[tuple[str, ...], str]:
    """How ``word`` may be read, and the disguise it wears (or none)."""
    word = word.replace("'", "")
    if word.isascii():
        return (word,), ""
    alike = look_alikes()
    latin = "".join(alike.get(char, char) for char in word)
    if not latin.isascii():
        return (word,), ""
    mixed = any(char.isascii() and char.isalpha() for char in word)
    if mixed:
        foreign = any(not char.isascii() and not _is_honest_latin(char) for char in word)
        return (latin, word), "look-alike" if foreign else ""
    return (word, latin), ""


def _is_honest_latin(char: str) -> bool:
    """A letter of a living Latin alphabet (ł, ø, đ), not a phonetic or small-capital sign."""
    name = unicodedata.name(char, "")
    return name.startswith("LATIN SMALL LETTER") and not 0x250 <= ord(char) <= 0x2AF


def _spaced_out(text: str, known: Known) -> list[_Piece]:
    """Runs of single letters, cut into the words they spell."""
    pieces: list[_Piece] = []
    for match in _SPACED.finditer(text):
        places = [i for i in range(match.start(), match.end()) if text[i].isalpha()]
        places = places[:_LONGEST_SPACED]
        letters = "".join(text[i] for i in places)
        for start, end in _cut(letters, known):
            word = _readings(letters[start:end])[0]
            if end - start > 1:
                pieces.append(_Piece(places[start], places[end - 1] + 1, word, "spaced-out"))
    return pieces


def _cut(letters: str, known: Known) -> list[tuple[int, int]]:
    """``letters`` cut into known words, leaving as few letters over as can be."""
    longest = 16
    best: list[tuple[int, int]] = [(0, 0)]  # letters left over, where the last word starts
    for end in range(1, len(letters) + 1):
        options = [(best[end - 1][0] + 1, end - 1)]
        for start in range(max(0, end - longest), end - 1):
            if known(letters[start:end]):
                options.append((best[start][0], start))
        best.append(min(options))
    cuts = []
    end = len(letters)
    while end:
        cuts.append((best[end][1], end))
        end = best[end][1]
    return cuts[::-1]


def _broken(text: str, known: Known) -> list[_Piece]:
    """Words broken by a hyphen, a dot or a star, when the whole is a word of the lexicon."""
    pieces = []
    for match in _BROKEN.finditer(text):
        whole = "".join(char for char in match.group() if char.isalpha())
        if known(whole):
            honest = match.group().count("-") == 1 and len(whole) + 1 == len(match.group())
            kind = "" if honest else "broken"
            pieces.append(_Piece(match.start(), match.end(), _readings(whole)[0], kind))
    return pieces


def _masked(text: str, known: Known) -> list[_Piece]:
    """Words with digits or signs for letters, when that makes a word of the lexicon."""
    pieces = []
    for match in _MASKED.finditer(text):
        if sum(char.isalpha() for char in match.group()) < _LETTERS:
            continue
        for table in (_LEET, _LEET_L):
            word = match.group().translate(table)
            if known(word):
                pieces.append(_Piece(match.start(), match.end(), (word,), "digits"))
                break
    return pieces
