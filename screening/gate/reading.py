"""Text as people see it, with the way back to the text as it was written.

A reader's eye skips what has no width and takes one letter for another; so does this room.
Every step is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from screening.gate.lexicon import load
from screening.gate.order import OVERRIDES, seen_order

_DROPPED = {"Mn", "Me", "Cf", "Cc", "Co", "Cs", "Cn"}
_DRESSED = ("<font>", "<circle>", "<wide>", "<square>")  # letters in fancy dress
_FLAG = "\N{WAVING BLACK FLAG}"  # the flags of Wales, Scotland and England end in tags
_APOSTROPHES = "'’‘ʼ`´＇"
_INVISIBLE = "\u200b\u2060\u2061\u2062\u2063\u2064\u180e\ufeff\u034f\u115f\u1160\u3164"
_JOINERS = "\u200c\u200d"  # honest in Arabic, Persian, Indian scripts and emoji
_LONGEST_FOLD = 4  # letters; one Arabic ligature unfolds to a sentence
_STACKED = 3  # marks on one letter; Vietnamese needs two
_STRUCK = "\u0335\u0336\u0337\u0338"
_MARKED = 4  # letters with a mark each in one word; a word of a living language has fewer
_MOSTLY = 0.8  # of a word's letters
_ENOUGH = 20  # disguises of a kind
SIGNS = r"\u0900-\u0963\u0966-\u0dff"
"""Letters and vowel signs of India, for a class of characters: the signs are no ``\\w``."""
_BOXED = re.compile(r"(?:NEGATIVE |CROSSED |PARENTHESIZED |SQUARED |CIRCLED )+LATIN .* LETTER (\w)")


class Disguise(NamedTuple):
    """Writing for which honest text has no cause: its kind, and where it is in the original."""

    kind: str
    start: int
    end: int


class Plain(NamedTuple):
    """A text as it is seen. ``origins[i]`` is where ``text[i]`` stood in the original."""

    text: str
    origins: Sequence[int]
    disguises: tuple[Disguise, ...]


@cache
def look_alikes() -> dict[str, str]:
    """Letters of other scripts that look like a Latin one, from the lexicon."""
    pairs = load("look_alikes")["letters"]["pairs"]
    return {other: latin for latin, others in pairs.items() for other in others}


@cache
def upside_down() -> dict[str, str]:
    """Letters that stand on their head, and those that then look like another."""
    pairs: dict[str, str] = load("look_alikes")["turned"]["pairs"]
    return pairs


@cache
def _same_letter() -> dict[str, str]:
    """Letters that are one and the same to readers of their own script."""
    pairs = load("look_alikes")["same"]["pairs"]
    return {other: first for first, others in pairs.items() for other in others}


class _Folder(dict[str, str]):
    """Each character's folded form, worked out once."""

    def __missing__(self, char: str) -> str:
        folded = _fold(char)
        self[char] = folded
        return folded


def _fold(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char.isspace():
        return char if char == "\n" else " "
    boxed = _BOXED.fullmatch(unicodedata.name(char, ""))
    decomposed = boxed[1] if boxed else unicodedata.normalize("NFKD", char)
    parts = (part for part in decomposed.casefold() if _is_kept(part))
    same = _same_letter()
    return "".join(same.get(part, part) for part in parts)[:_LONGEST_FOLD]


def _is_kept(char: str) -> bool:
    """Whether ``char`` is seen as more than an accent: vowel signs of India are letters."""
    return "\u0900" <= char <= "\u0dff" or unicodedata.category(char) not in _DROPPED


_FOLDER = _Folder()


def seen_text(original: str) -> str:
    """The text of ``original`` as people see it."""
    return original.lower() if _is_plain(original) else see(original).text


def _is_plain(original: str) -> bool:
    return original.isascii() and original.isprintable()


def see(original: str) -> Plain:
    """``original`` as people see it: lower case, no invisible characters, no accents."""
    if _is_plain(original):
        return Plain(original.lower(), range(len(original)), ())
    order = seen_order(original)
    pieces = [_FOLDER[original[place]] for place in order]
    origins = [place for place, piece in zip(order, pieces, strict=True) for _ in piece]
    return Plain("".join(pieces), origins, tuple(_disguises(original)))


_SUSPECT = re.compile(
    rf"(?P<override>[{OVERRIDES}][^\n]{{0,60}})"
    rf"|(?<=[A-Za-z])(?P<invisible>[{_INVISIBLE}{_JOINERS}]+)(?=[A-Za-z])"
    rf"|(?P<struck>\w?[{_STRUCK}]+)"
    r"|(?P<tags>[\U000e0020-\U000e007f]+)"
)
_UNUSUAL = re.compile(r"\S*[^\x00-\x7f]\S*")


def _disguises(original: str) -> Iterator[Disguise]:
    """The disguises of letters, as wide as the word they are in, each kind often enough."""
    found: dict[str, list[Disguise]] = {}
    words = list(_UNUSUAL.finditer(original))
    if not words:
        return
    for match in _SUSPECT.finditer(original):
        kind = str(match.lastgroup)
        if kind == "tags" and original[match.start() - 1 : match.start()] == _FLAG:
            continue
        _add(found, Disguise(kind, match.start(), match.end()), original)
    for word in words:
        kind = _dress(word.group())
        if kind:
            _add(found, Disguise(kind, word.start(), word.end()), original)
    for kind_found in found.values():
        yield from kind_found[:_ENOUGH]


def _add(found: dict[str, list[Disguise]], disguise: Disguise, original: str) -> None:
    """Note ``disguise``, or widen the last of its kind when no plain word is between them."""
    kind = found.setdefault(disguise.kind, [])
    if len(kind) > _ENOUGH:
        return
    if kind and not any(map(str.isalnum, original[kind[-1].end : disguise.start])):
        kind[-1] = Disguise(disguise.kind, kind[-1].start, disguise.end)
    else:
        kind.append(disguise)


@cache
def _is_dressed(char: str) -> bool:
    if _BOXED.fullmatch(unicodedata.name(char, "")):
        return True
    return unicodedata.decomposition(char).startswith(_DRESSED) and _FOLDER[char].isalpha()


@cache
def _is_marked(char: str) -> bool:
    """Whether ``char`` is a Latin letter with a mark in it."""
    parts = unicodedata.normalize("NFD", char)
    return len(parts) > 1 and parts[0].isascii() and unicodedata.combining(parts[1]) > 0


@lru_cache(maxsize=4096)
def _dress(word: str) -> str:
    """How the letters of ``word`` are dressed up: "dressed", "stacked", "marked" or not at all."""
    dressed = [_is_dressed(char) for char in word]
    if any(map(all, zip(dressed, dressed[1:], strict=False))):
        return "dressed"  # one letter alone may be a symbol
    depth = marked = 0
    before = ""
    for char in word:
        depth = depth + 1 if unicodedata.combining(char) else 0
        marked += _is_marked(char) or (depth == 1 and before.isascii())
        if depth == _STACKED:
            return "stacked"
        before = char
    letters = sum(map(str.isalpha, word))
    return "marked" if marked >= max(_MARKED, _MOSTLY * letters) else ""
