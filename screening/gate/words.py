"""A text as a row of words: each with its readings, its place and its clause."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count, pairwise, repeat
from operator import itemgetter, not_
from typing import NamedTuple

from screening.gate.reading import SIGNS, Disguise, Plain, see
from screening.gate.scripts import as_it_stands, readings_of, turned
from screening.gate.subject import word_set
from screening.gate.worn import Known, Piece, mend, put_together

_WORD = re.compile(rf"((?:[^\W_]++|[{SIGNS}])++(?:'(?:[^\W_]++|[{SIGNS}])++)*+)")
_ASCII_WORD = re.compile(r"([a-z0-9]++(?:'[a-z0-9]++)*+)")
"""The same for a text without other letters, as most are: found in half the time."""
_STOP = re.compile(  # begins with its sign: a pattern that may begin with any space is slow
    r"[.!?;:\n()\u2013\u2014…؟؛।۔,-](?:(?<![,-])|(?<=\s-)(?=\s)"
    r"|(?<=,)\s+(?:and\s+)?(?:we|i|it|its|he|she|they|just|only|which|this|that|there|if|as|please"
    r"|also|see|check|whether|do|does|is|are)\b)"
)
_TURNS = word_set("clauses", "turns")
_SPOKEN = ("/", "[", "]")  # around the sounds of a word, in phonetic letters
_ENOUGH = 20  # disguises of a kind


class Passage(NamedTuple):
    """One field of a request, read: a row of words, of each of which every column tells one thing.

    ``readings``: how it may be read, plainest first; ``said``: the plainest; ``starts``, ``ends``:
    where it stands in the ``original``, into which ``disguises`` point too; ``clauses``: the number
    of its clause.
    """

    original: str
    readings: Sequence[tuple[str, ...]]
    said: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    clauses: Sequence[int]
    disguises: tuple[Disguise, ...]


def read(original: str, known: Known, *, code: bool = False) -> Passage:
    """``original`` as a row of words.

    ``known`` says whether the lexicon has a word: only then are digits taken for letters, or
    broken pieces for one word, so that ``E1`` and ``and/or`` stay what they are. ``code``: names
    out of a program are left whole.
    """
    plain = see(original)
    pieces = _pieces(original, plain, known, code=code)
    if not pieces:
        return Passage(original, (), (), (), (), (), plain.disguises)
    starts, ends, readings, worn = map(list, zip(*pieces, strict=True))
    said = list(map(itemgetter(0), readings))
    begins = _clauses(plain.text, starts, ends, said)
    disguises = [*plain.disguises, *(_worn(plain, pieces) if any(worn) else ())]
    if not isinstance(plain.origins, range):
        starts, ends = _places(plain, pieces)
    clauses: list[int] = []
    for number, (first, end) in enumerate(pairwise(begins)):
        clauses += [number] * (end - first)
    for first, end in turned(said, pairwise(begins)):
        disguises.append(Disguise("turned", starts[first], ends[end - 1]))
        here = slice(first, end)
        readings[here] = [(each[0][::-1], *each) for each in reversed(readings[here])]
        said[here] = [each[0] for each in readings[here]]
        starts[here], ends[here] = starts[here][::-1], ends[here][::-1]
    return Passage(original, readings, said, starts, ends, clauses, tuple(disguises))


def _places(plain: Plain, pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Where in the original each of ``pieces`` starts, and where it ends."""
    places = [_back(plain, start, end) for start, end, *_ in pieces]
    return [start for start, _ in places], [end for _, end in places]


def _clauses(
    text: str, starts: Sequence[int], ends: Sequence[int], said: Sequence[str]
) -> Sequence[int]:
    """With which of the words of ``text`` that are ``said`` a clause begins, and where all end."""
    begins = {0, len(said), *(place for place, word in enumerate(said) if word in _TURNS)}
    for match in _STOP.finditer(text):
        place = bisect_left(starts, match.start())
        if place and ends[place - 1] <= match.start():  # one within a word ends no clause
            begins.add(place)
    return sorted(begins)


def _worn(plain: Plain, pieces: Sequence[Piece]) -> Iterator[Disguise]:
    """The disguises of the words, each kind as often as a reader needs to see it."""
    told: Counter[str] = Counter()
    for start, end, _, disguise in [piece for piece in pieces if piece[3]]:
        told[disguise] += 1
        if told[disguise] <= _ENOUGH:
            yield Disguise(disguise, *_back(plain, start, end))


def _back(plain: Plain, start: int, end: int) -> tuple[int, int]:
    """Where in the original stood what is from ``start`` to ``end``, whichever way round."""
    first, last = plain.origins[start], plain.origins[end - 1]
    return (first, last + 1) if first <= last else (last, first + 1)


def _pieces(original: str, plain: Plain, known: Known, *, code: bool) -> list[Piece]:
    """The words of the text in order, the disguised ones put together first."""
    straight = isinstance(plain.origins, range)
    written = original if straight else [original[place] for place in plain.origins]
    pieces: list[Piece] = []
    place = 0
    for piece in put_together(plain.text, known, code=code):
        pieces += _plain_words(written, plain.text, place, piece[0])
        pieces.append(piece)
        place = piece[1]
    pieces += _plain_words(written, plain.text, place, len(plain.text))
    return mend(pieces, plain.text)


def _plain_words(written: Sequence[str], text: str, start: int, end: int) -> list[Piece]:
    """The words of ``text`` that stand there plainly; ``written`` are its letters as typed."""
    runs = (_ASCII_WORD if text.isascii() else _WORD).split(text[start:end])  # every other a word
    places = list(accumulate(map(len, runs), initial=start))
    readings = list(map(as_it_stands, runs[1::2]))
    pieces = list(zip(places[1::2], places[2::2], readings, repeat("")))
    for number in compress(count(), map(not_, readings)):
        first, last, *_ = pieces[number]
        pieces[number] = (first, last, *_looked_into(written, text, first, last))
    return pieces


def _looked_into(
    written: Sequence[str], text: str, first: int, last: int
) -> tuple[tuple[str, ...], str]:
    """How a word may be read, and the disguise it wears (or none).

    With a capital before a small letter it is written as a name is.
    """
    named = written[first].isupper() and not written[last - 1].isupper()
    readings, disguise = readings_of(text[first:last], named)
    return readings, "" if disguise and _is_spoken(text, first, last) else disguise


def _is_spoken(text: str, first: int, last: int) -> bool:
    return text[first - 1 : first] in _SPOKEN and text[last : last + 1] in _SPOKEN
