"""Words in disguise, put together again: spaced out, broken, masked, run together."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from screening.gate.scripts import readings_of
from screening.gate.slips import slips
from screening.gate.subject import word_set

_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*/|]{1,3}[^\W\d_]){3,}(?!\w)")
_BROKEN = re.compile(r"[^\W\d_]{1,12}+(?:[.\-*_~|^·•+]{1,2}[^\W\d_]{1,12}){1,12}")
_JOINED = re.compile(r"[.\-*_~|^·•+][^\W\d_]")
_MASKED = re.compile(r"(?<![\w@$!|])[a-z]{0,24}[0-9@$!|][a-z0-9@$!|]{0,24}(?![\w@$!|])")
_STARRED = re.compile(r"(?<![\w*#@/])[a-z][a-z*#•●%?]{1,23}")
_HIDES = re.compile(r"[*#•●%?]")
_HIDDEN = re.compile(r"[*#•●%?][a-z]")
_LINE_END = re.compile(r"[^\W\d_]{2,12}-[ \t]*\n[ \t]*[^\W\d_]{2,12}")
_ALONE = re.compile(r"(?<![\w@#/.\-'])[a-z]{10,40}(?![\w@/\-'])")
_CODE = re.compile(r"\w*[^\W_]_\w+(?:\(\))?|\w+\(\)|(?<=`)[\w.()\[\]]+(?=`)")
_LEET = str.maketrans("013456789@$!|", "oieasgtbgasil")
_LEET_L = str.maketrans("013456789@$!|", "oleasbtbgasll")
_FOR_LETTERS = re.compile(r"[0-9@$!|]")
_LETTERS = 2  # a masked word keeps; "3rd" and "1.5k" are no words
_CODE_LENGTH = 3  # signs
_LONGEST_SPACED = 600  # letters; what goes on beyond is read letter by letter
_LONGEST_WORD = 16  # letters that a word cut out of a run may have
_TELLING = 6  # letters of a word for whose sake a run is cut apart
_WHOLE = 4  # letters of a broken word; "a.m." and "e.g." are shorter
_BREAKS = 2  # signs that stand for letters; one alone is a hyphen or a full stop
_PARTS = 3  # words that may be one word in pieces

Known = Callable[[str], bool]


class Piece(NamedTuple):
    """A stretch of the plain text read as one word, before it has its clause."""

    start: int
    end: int
    readings: tuple[str, ...]
    disguise: str = ""


def put_together(text: str, known: Known, *, code: bool) -> list[Piece]:
    """The words of ``text`` that do not stand there plainly, in order, none over another."""
    found = list(_code(text, code=code))
    for find in (_spaced_out, _broken, _masked, _starred, _carried):
        found += find(text, known)
    if not code:
        found += _run_together(text, known)
    found.sort(key=lambda piece: (piece.start, -piece.end))
    pieces: list[Piece] = []
    for piece in found:
        if not pieces or piece.start >= pieces[-1].end:
            first = piece.readings[0]
            readings = piece.readings if first.isascii() else readings_of(first)[0]
            pieces.append(piece._replace(readings=readings))
    return pieces


def _code(text: str, *, code: bool) -> Iterator[Piece]:
    """Names out of a program, where the request is about one: they speak of no person."""
    people = word_set("clauses", "people")
    for match in _CODE.finditer(text) if code or "`" in text else ():
        quoted = text[match.start() - 1 : match.start()] == "`"
        if (code or quoted) and people.isdisjoint(re.split(r"[\W_]+", match.group())):
            yield Piece(match.start(), match.end(), (match.group(),))


def _spaced_out(text: str, known: Known) -> Iterator[Piece]:
    """Runs of single letters, cut into the words they spell."""
    for match in _SPACED.finditer(text):
        places = [i for i in range(match.start(), match.end()) if text[i].isalpha()]
        places = places[:_LONGEST_SPACED]
        letters = "".join(text[i] for i in places)
        for start, end in _cut(letters, known):
            if end - start > 1:
                word = (letters[start:end],)
                yield Piece(places[start], places[end - 1] + 1, word, "spaced-out")


def _cut(letters: str, known: Known) -> list[tuple[int, int]]:
    """``letters`` cut into known words, leaving as few letters over as can be."""
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # letters over, words, start of the last word
    for end in range(1, len(letters) + 1):
        over, words, _ = best[end - 1]
        options = [(over + 1, words + 1, end - 1)]
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            if known(letters[start:end]):
                over, words, _ = best[start]
                options.append((over, words + 1, start))
        best.append(min(options))
    cuts = []
    end = len(letters)
    while end:
        cuts.append((best[end][2], end))
        end = best[end][2]
    return cuts[::-1]


def _broken(text: str, known: Known) -> Iterator[Piece]:
    """Words broken by a hyphen, a dot or a star, or with signs for some of their letters."""
    for match in _BROKEN.finditer(text) if _JOINED.search(text) else ():
        whole = "".join(char for char in match.group() if char.isalpha())
        if whole in slips().mattering or (len(whole) >= _WHOLE and known(whole)):
            honest = match.group().count("-") == 1 and len(whole) + 1 == len(match.group())
            yield Piece(match.start(), match.end(), (whole,), "" if honest else "broken")
        elif len(match.group()) - len(whole) >= _BREAKS:
            masked = "".join(char if char.isalpha() else "*" for char in match.group())
            if words := slips().unmasked(masked):
                yield Piece(match.start(), match.end(), words, "masked")


def _masked(text: str, known: Known) -> Iterator[Piece]:
    """Words with digits or signs for letters, when that makes a word of the lexicon."""
    for match in _MASKED.finditer(text) if _FOR_LETTERS.search(text) else ():
        letters = sum(char.isalpha() for char in match.group())
        if letters < _LETTERS or match.group().rstrip("!").isalpha():  # "toddlers!" is a call
            continue
        words = [match.group().translate(table) for table in (_LEET, _LEET_L)]
        if _is_code(match.group()) and slips().mattering.isdisjoint(words):
            continue
        for word in words:
            if known(word) or word in slips().mattering:
                yield Piece(match.start(), match.end(), (word,), "digits")
                break


def _is_code(word: str) -> bool:
    """Whether it is as short as a form or a grade, and ends as those do: "GA1"."""
    return len(word) <= _CODE_LENGTH and word[:-1].isalpha() and word[-1].isdigit()


def _starred(text: str, known: Known) -> Iterator[Piece]:
    """Words with a star for a letter, when that can be a word that matters."""
    for match in _STARRED.finditer(text) if _HIDDEN.search(text) else ():
        word = match.group().rstrip("*#•●%?")
        if not word.isalpha():
            whole = _HIDES.sub("", word)
            broken = whole in slips().mattering or known(whole)
            words = (whole,) if broken else slips().unmasked(_HIDES.sub("*", word))
            if words:
                yield Piece(match.start(), match.start() + len(word), words, "masked")


def _carried(text: str, known: Known) -> Iterator[Piece]:
    """Words carried over to the next line by a hyphen, as books do."""
    for match in _LINE_END.finditer(text) if "-" in text and "\n" in text else ():
        whole = "".join(char for char in match.group() if char.isalpha())
        if known(whole) or whole in slips().mattering:
            yield Piece(match.start(), match.end(), (whole,))


def _run_together(text: str, known: Known) -> Iterator[Piece]:
    """Words written as one, when each is known and one of them matters."""
    common, mattering = word_set("common", "words"), slips().mattering

    def is_word(word: str) -> bool:
        return word in common or word in mattering or known(word)

    for match in _ALONE.finditer(text):
        run = match.group()
        if not _matters_inside(run) or slips().is_word(run) or known(run):
            continue
        cuts = [(start, end) for start, end in _cut(run, is_word)]
        words = [run[start:end] for start, end in cuts]
        if len(words) > 1 and all(len(word) > 1 or word in "ai" for word in words):
            for (start, end), word in zip(cuts, words, strict=True):
                yield Piece(match.start() + start, match.start() + end, (word,))


@lru_cache(maxsize=4096)
def _matters_inside(run: str) -> bool:
    sizes = range(_TELLING, _LONGEST_WORD + 1)
    mattering = slips().mattering
    return any(run[i : i + size] in mattering for size in sizes for i in range(len(run) - size + 1))


def mend(pieces: list[Piece], text: str) -> list[Piece]:
    """``pieces`` with those put together that are one word with a gap in it."""
    said = [piece.readings[0] for piece in pieces]
    begun = slips().begun
    starts = {
        place
        for place, (one, other) in enumerate(pairwise(said))
        if one in begun and one + other in begun
    }
    return list(_mended(pieces, text, starts)) if starts else pieces


def _mended(pieces: Sequence[Piece], text: str, starts: Set[int]) -> Iterator[Piece]:
    """``pieces`` with those put together that are one word beginning at one of ``starts``."""
    following = 0
    for place, piece in enumerate(pieces):
        if place < following:
            continue  # a piece of the word before
        if place in starts:
            count, word = _one_word(pieces[place : place + _PARTS], text)
            if count > 1:
                following = place + count
                yield Piece(piece.start, pieces[following - 1].end, (word,), "broken")
                continue
        yield piece


def _one_word(pieces: Sequence[Piece], text: str) -> tuple[int, str]:
    """How many of ``pieces``, from the first, are one word that matters; and that word."""
    word = pieces[0].readings[0]
    for count, (before, piece) in enumerate(zip(pieces, pieces[1:], strict=False), start=2):
        if piece.start - before.end > _PARTS or not text[before.end : piece.start].isspace():
            break
        word += piece.readings[0]
        if word in slips().mattering:
            parts = " ".join(each.readings[0] for each in pieces[:count])
            if slips().parted(word, parts):
                return count, word
    return 1, word
