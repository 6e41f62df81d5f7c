"""A text as a row of words: each with its readings, its place and its clause."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from screening.gate.reading import SIGNS, Disguise, Plain, see
from screening.gate.scripts import readings_of, turned
from screening.gate.subject import word_set
from screening.gate.worn import Known, Piece, mend, put_together

_WORD = re.compile(rf"(?:[^\W_]++|[{SIGNS}])++(?:'(?:[^\W_]++|[{SIGNS}])++)*+")
_STOP = re.compile(
    r"[.!?;:\n()\u2013\u2014…؟؛।۔]|\s-\s"
    r"|,\s+(?:and\s+)?(?:we|i|it|its|he|she|they|just|only|which|this|that|there|if|as|please|also"
    r"|see|check|whether|do|does|is|are)\b"
)
_SPOKEN = ("/", "[", "]")  # around the sounds of a word, in phonetic letters
_ENOUGH = 20  # disguises of a kind


class Word(NamedTuple):
    """One word: how it may be read (plainest first), where it stood, and its clause."""

    readings: tuple[str, ...]
    start: int
    end: int
    clause: int


class Passage(NamedTuple):
    """One field of a request, read.

    ``said``: the plainest reading of each of the ``words``; ``disguises`` point into ``original``.
    """

    original: str
    words: tuple[Word, ...]
    said: tuple[str, ...]
    disguises: tuple[Disguise, ...]


def read(original: str, known: Known, *, code: bool = False) -> Passage:
    """``original`` as a row of words.

    ``known`` says whether the lexicon has a word: only then are digits taken for letters, or
    broken pieces for one word, so that ``E1`` and ``and/or`` stay what they are. ``code``: names
    out of a program are left whole.
    """
    plain = see(original)
    pieces = _pieces(original, plain, known, code=code)
    words: list[Word] = []
    said: list[str] = []
    disguises = [*plain.disguises, *_worn(plain, pieces)]
    for clause in _clauses(plain, pieces):
        plainly = [word.readings[0] for word in clause]
        if turned(plainly):
            disguises.append(Disguise("turned", clause[0].start, clause[-1].end))
            words += map(_turned_round, reversed(clause))
            said += [word[::-1] for word in reversed(plainly)]
        else:
            words += clause
            said += plainly
    return Passage(original, tuple(words), tuple(said), tuple(disguises))


def _turned_round(word: Word) -> Word:
    return word._replace(readings=(word.readings[0][::-1], *word.readings))


def _clauses(plain: Plain, pieces: Sequence[Piece]) -> list[list[Word]]:
    """The words for ``pieces``, by clause."""
    stops = [*(match.start() for match in _STOP.finditer(plain.text)), len(plain.text)]
    turns = word_set("clauses", "turns")
    is_moved = not isinstance(plain.origins, range)
    clauses: list[list[Word]] = [[]]
    stop = 0
    for start, end, readings, _ in pieces:
        passed = stop
        while stops[stop] < start:
            stop += 1
        if stop != passed or readings[0] in turns:
            clauses.append([])
        while stops[stop] < end:
            stop += 1  # a full stop within a word ends no clause
        where = _back(plain, start, end) if is_moved else (start, end)
        clauses[-1].append(Word(readings, *where, len(clauses) - 1))
    return clauses


def _worn(plain: Plain, pieces: Sequence[Piece]) -> Iterator[Disguise]:
    """The disguises of the words, each kind as often as a reader needs to see it."""
    told: Counter[str] = Counter()
    for piece in [piece for piece in pieces if piece.disguise]:
        told[piece.disguise] += 1
        if told[piece.disguise] <= _ENOUGH:
            yield Disguise(piece.disguise, *_back(plain, piece.start, piece.end))


def _back(plain: Plain, start: int, end: int) -> tuple[int, int]:
    """Where in the original stood what is from ``start`` to ``end``, whichever way round."""
    first, last = plain.origins[start], plain.origins[end - 1]
    return (first, last + 1) if first <= last else (last, first + 1)


def _pieces(original: str, plain: Plain, known: Known, *, code: bool) -> list[Piece]:
    """The words of the text in order, the disguised ones put together first."""
    pieces: list[Piece] = []
    place = 0
    for piece in put_together(plain.text, known, code=code):
        pieces += _plain_words(original, plain, place, piece.start)
        pieces.append(piece)
        place = piece.end
    pieces += _plain_words(original, plain, place, len(plain.text))
    return mend(pieces, plain.text)


def _plain_words(original: str, plain: Plain, start: int, end: int) -> list[Piece]:
    origins = plain.origins
    pieces = []
    for match in _WORD.finditer(plain.text, start, end):
        first, last = match.span()
        named = original[origins[first]].isupper() and not original[origins[last - 1]].isupper()
        readings, disguise = readings_of(match.group(), named)
        if disguise and _is_spoken(plain.text, first, last):
            disguise = ""
        pieces.append(Piece(first, last, readings, disguise))
    return pieces


def _is_spoken(text: str, first: int, last: int) -> bool:
    return text[first - 1 : first] in _SPOKEN and text[last : last + 1] in _SPOKEN
