"""Words in disguise, put together again: spaced out, broken, masked, run together."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import compress, count, pairwise

from screening.gate.scripts import readings_of
from screening.gate.slips import slips
from screening.gate.subject import EVERYDAY, word_set

_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*/|]{1,3}[^\W\d_]){3,}(?!\w)")
_APART = re.compile(r"[ .\-_*/|][^\W\d_][ .\-_*/|]{1,3}[^\W\d_][ .\-_*/|]")
_BROKEN = re.compile(r"[^\W\d_]{1,12}+(?:[.\-*_~|^·•+]{1,2}[^\W\d_]{1,12}){1,12}")
_JOINED = re.compile(r"[.\-*_~|^·•+][^\W\d_]")
_MASKED = re.compile(r"(?<![\w@$!|])[a-z]{0,24}[0-9@$!|][a-z0-9@$!|]{0,24}(?![\w@$!|])")
_STARRED = re.compile(r"(?<![\w*#@/])[a-z][a-z*#•●%?]{1,23}")
_HIDES = re.compile(r"[*#•●%?]")
_HIDDEN = re.compile(r"[*#•●%?][a-z]")
_LINE_END = re.compile(r"[^\W\d_]{2,12}-[ \t]*\n[ \t]*[^\W\d_]{2,12}")
_RUN = 10  # letters, from which two words may be written as one
_ALONE = re.compile(rf"(?<![\w@#/.\-'])[a-z]{{{_RUN},40}}(?![\w@/\-'])")
_SPACE = re.compile(r"\s|\Z")
_CODE = re.compile(r"\w*[^\W_]_\w+(?:\(\))?|\w+\(\)|(?<=`)[\w.()\[\]]+(?=`)")
_LEET = str.maketrans("013456789@$!|", "oieasgtbgasil")
_LEET_L = str.maketrans("013456789@$!|", "oleasbtbgasll")
_FOR_LETTERS = re.compile(r"[0-9@$!|]")
_PEOPLE = word_set("clauses", "people")
_LETTERS = 2  # a masked word keeps; "3rd" and "1.5k" are no words
_CODE_LENGTH = 3  # signs
_LONGEST_SPACED = 600  # letters; what goes on beyond is read letter by letter
_LONGEST_WORD = 16  # letters that a word cut out of a run may have
_TELLING = 6  # letters of a word for whose sake a run is cut apart
_WHOLE = 4  # letters of a broken word; "a.m." and "e.g." are shorter
_BREAKS = 2  # signs that stand for letters; one alone is a hyphen or a full stop
_PARTS = 3  # words that may be one word in pieces

Known = Callable[[str], bool]


Piece = tuple[int, int, tuple[str, ...], str]
"""A stretch of the plain text read as one word, before it has its clause: where it starts and ends,
how it may be read, and its disguise (or none). One is made of every word, so it is a bare tuple."""


def put_together(text: str, known: Known, *, code: bool) -> list[Piece]:
    """The words of ``text`` that do not stand there plainly, in order, none over another."""
    found = list(_code(text, code=code))
    for find in (_spaced_out, _broken, _masked, _starred, _carried):
        found += find(text, known)
    if not code:
        found += _run_together(text, known)
    found.sort(key=lambda piece: (piece[0], -piece[1]))
    pieces: list[Piece] = []
    for start, end, readings, disguise in found:
        if not pieces or start >= pieces[-1][1]:
            said = readings if readings[0].isascii() else readings_of(readings[0])[0]
            pieces.append((start, end, said, disguise))
    return pieces


def _matches(pattern: re.Pattern[str], text: str, sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` in those stretches between spaces that hold a ``sign`` of one."""
    place = 0
    while found := sign.search(text, place):
        start = max(place, *(text.rfind(space, place, found.start()) + 1 for space in " \n"))
        place = _end(text, found.start())
        yield from pattern.finditer(text, start, place)


def _end(text: str, place: int) -> int:
    """Where the stretch ends that is at ``place``."""
    found = _SPACE.search(text, place)
    return found.start() if found else len(text)


def _code(text: str, *, code: bool) -> Iterator[Piece]:
    """Names out of a program, where the request is about one: they speak of no person."""
    for match in _CODE.finditer(text) if code or "`" in text else ():
        quoted = text[match.start() - 1 : match.start()] == "`"
        if (code or quoted) and _PEOPLE.isdisjoint(re.split(r"[\W_]+", match.group())):
            yield *match.span(), (match.group(),), ""


def _spaced_out(text: str, known: Known) -> Iterator[Piece]:
    """Runs of single letters, cut into the words they spell."""
    for match in _SPACED.finditer(text) if _APART.search(text) else ():
        places = [i for i in range(match.start(), match.end()) if text[i].isalpha()]
        places = places[:_LONGEST_SPACED]
        letters = "".join(text[i] for i in places)
        for start, end in _cut(letters, known):
            if end - start > 1:
                word = (letters[start:end],)
                yield places[start], places[end - 1] + 1, word, "spaced-out"


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
    for match in _matches(_BROKEN, text, _JOINED):
        whole = "".join(char for char in match.group() if char.isalpha())
        if whole in slips().mattering or (len(whole) >= _WHOLE and known(whole)):
            honest = match.group().count("-") == 1 and len(whole) + 1 == len(match.group())
            yield match.start(), match.end(), (whole,), "" if honest else "broken"
        elif len(match.group()) - len(whole) >= _BREAKS:
            masked = "".join(char if char.isalpha() else "*" for char in match.group())
            if words := slips().unmasked(masked):
                yield match.start(), match.end(), words, "masked"


def _masked(text: str, known: Known) -> Iterator[Piece]:
    """Words with digits or signs for letters, when that makes a word of the lexicon."""
    for match in _matches(_MASKED, text, _FOR_LETTERS):
        letters = sum(char.isalpha() for char in match.group())
        if letters < _LETTERS or match.group().rstrip("!").isalpha():  # "toddlers!" is a call
            continue
        words = [match.group().translate(table) for table in (_LEET, _LEET_L)]
        if _is_code(match.group()) and slips().mattering.isdisjoint(words):
            continue
        for word in words:
            if known(word) or word in slips().mattering:
                yield match.start(), match.end(), (word,), "digits"
                break


def _is_code(word: str) -> bool:
    """Whether it is as short as a form or a grade, and ends as those do: "GA1"."""
    return len(word) <= _CODE_LENGTH and word[:-1].isalpha() and word[-1].isdigit()


def _starred(text: str, known: Known) -> Iterator[Piece]:
    """Words with a star for a letter, when that can be a word that matters."""
    for match in _matches(_STARRED, text, _HIDDEN):
        word = match.group().rstrip("*#•●%?")
        if not word.isalpha():
            whole = _HIDES.sub("", word)
            broken = whole in slips().mattering or known(whole)
            words = (whole,) if broken else slips().unmasked(_HIDES.sub("*", word))
            if words:
                yield match.start(), match.start() + len(word), words, "masked"


def _carried(text: str, known: Known) -> Iterator[Piece]:
    """Words carried over to the next line by a hyphen, as books do."""
    for match in _LINE_END.finditer(text) if "-" in text and "\n" in text else ():
        whole = "".join(char for char in match.group() if char.isalpha())
        if known(whole) or whole in slips().mattering:
            yield *match.span(), (whole,), ""


def _alone(text: str) -> Iterator[re.Match[str]]:
    """The words of ``text`` that are long enough to be several."""
    end = 0
    for stretch in text.split():
        if len(stretch) >= _RUN:
            start = text.index(stretch, end)
            end = start + len(stretch)
            yield from _ALONE.finditer(text, start, end)


def _run_together(text: str, known: Known) -> Iterator[Piece]:
    """Words written as one, when each is known and one of them matters."""
    mattering = slips().mattering

    def is_word(word: str) -> bool:
        return word in EVERYDAY or word in mattering or known(word)

    for match in _alone(text):
        run = match.group()
        if not _matters_inside(run) or slips().is_word(run) or known(run):
            continue
        cuts = [(start, end) for start, end in _cut(run, is_word)]
        words = [run[start:end] for start, end in cuts]
        if len(words) > 1 and all(len(word) > 1 or word in "ai" for word in words):
            for (start, end), word in zip(cuts, words, strict=True):
                yield match.start() + start, match.start() + end, (word,), ""


@lru_cache(maxsize=4096)
def _matters_inside(run: str) -> bool:
    sizes = range(_TELLING, _LONGEST_WORD + 1)
    mattering = slips().mattering
    return any(run[i : i + size] in mattering for size in sizes for i in range(len(run) - size + 1))


def mend(pieces: list[Piece], text: str) -> list[Piece]:
    """``pieces`` with those put together that are one word with a gap in it."""
    said = [readings[0] for _, _, readings, _ in pieces]
    begun = slips().begun
    begin = compress(count(), map(begun.__contains__, said[:-1]))
    starts = {place for place in begin if said[place] + said[place + 1] in begun}
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
                yield piece[0], pieces[following - 1][1], (word,), "broken"
                continue
        yield piece


def _one_word(pieces: Sequence[Piece], text: str) -> tuple[int, str]:
    """How many of ``pieces``, from the first, are one word that matters; and that word."""
    word = pieces[0][2][0]
    for size, (before, piece) in enumerate(pairwise(pieces), start=2):
        (_, end, *_), (start, _, readings, _) = before, piece
        if start - end > _PARTS or not text[end:start].isspace():
            break
        word += readings[0]
        if word in slips().mattering:
            parts = " ".join(each[2][0] for each in pieces[:size])
            if slips().parted(word, parts):
                return size, word
    return 1, word
