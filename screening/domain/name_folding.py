"""Texts folded so that every spelling of a name agrees, their words, and where those stood."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LETTERS = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"\S+")
_OF_ADDRESS = re.compile(r"[./@_#]\w")
"""What has a dot, a slash or the like within it: an address of a page, or a handle."""
_CODED = re.compile("((?:%[0-9a-fA-F]{2})+)")
_CODE = 3  # characters for each byte of what an address spells as "%C5%BB"
_OTHER_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True)
class Folded:
    """``text``: in one case, without accents and what is not seen, such as soft hyphens.

    Letter ``at`` of it stood at ``places[at]``; there is one place more, for the end. It was a
    capital if ``capitals[at]``, and so is each letter of a script that has none.
    """

    text: str
    places: list[int]
    capitals: list[bool]


@dataclass(frozen=True)
class Word:
    """A word, and where it stands in the folded text."""

    text: str
    start: int
    stop: int
    capital: bool
    in_address: bool


def folded(text: str) -> Folded:
    """``text`` as names are looked for in it."""
    letters: list[str] = []
    places: list[int] = []
    capitals: list[bool] = []
    for letter, at in _letters(text):
        seen, capital = _plain(letter)
        letters.append(seen)
        places += [at] * len(seen)
        capitals += [capital] * len(seen)
    return Folded("".join(letters), [*places, len(text)], capitals)


def plain(name: str) -> str:
    """``name``, folded as a text is."""
    return "".join(_plain(letter)[0] for letter in name)


def words_in(read: Folded) -> Iterator[Word]:
    """The words of a text, in order."""
    for piece in _PIECE.finditer(read.text):
        in_address = _OF_ADDRESS.search(piece[0]) is not None
        for found in LETTERS.finditer(read.text, *piece.span()):
            start, stop = found.span()
            yield Word(found[0], start, stop, read.capitals[start], in_address)


def has_no_case(word: str) -> bool:
    """Whether ``word`` is of a script without capitals. Words there may stand without a space."""
    return word.upper() == word.lower()


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter of ``text``, read as an address is, and where it stands."""
    at = 0
    for part in _CODED.split(text):
        decoded = _decoded(part)
        for letter in decoded or part:
            # A space that an address spells out does not end it.
            yield ("-" if decoded and letter.isspace() else letter), at
            at += _CODE * len(letter.encode()) if decoded else 1


def _decoded(part: str) -> str:
    """What ``part`` says where it is coded; nothing where it only looks so, as in "50%Beth"."""
    if not _CODED.fullmatch(part):
        return ""
    try:
        return bytes.fromhex(part.replace("%", "")).decode()
    except UnicodeDecodeError:
        return ""


@lru_cache(maxsize=4096)
def _plain(letter: str) -> tuple[str, bool]:
    parts = unicodedata.normalize("NFKD", letter).casefold()
    seen = "".join(each for each in parts if not _is_dropped(each))
    return seen.translate(_OTHER_LETTERS), letter == letter.title()


def _is_dropped(letter: str) -> bool:
    """Marks on other letters, and what is there for the layout alone."""
    category = unicodedata.category(letter)
    return category.startswith("M") or category == "Cf"
