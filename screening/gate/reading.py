"""Text as people see it, with the way back to the text as it was written.

A reader's eye skips what has no width and takes one letter for another; so does this room.
Every step is linear in the length of the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from screening.gate.lexicon import load

_DROPPED = {"Mn", "Me", "Cf", "Cc", "Co", "Cs", "Cn"}
_DRESSED = ("<font>", "<circle>", "<wide>", "<square>")  # letters in fancy dress
_FLAG = "\N{WAVING BLACK FLAG}"  # the flags of Wales, Scotland and England end in tags
_APOSTROPHES = "'’‘ʼ`´＇"
_OVERRIDES = "\u202d\u202e"
_INVISIBLE = "\u200b\u2060\u2061\u2062\u2063\u2064\u180e\ufeff\u034f\u115f\u1160\u3164"
_JOINERS = "\u200c\u200d"  # honest in Arabic, Persian, Indian scripts and emoji
_LONGEST_FOLD = 4  # letters; one Arabic ligature unfolds to a sentence
_STACKED = 3  # marks on one letter; Vietnamese needs two
_STRUCK = "\u0335\u0336\u0337\u0338"


@dataclass(frozen=True)
class Disguise:
    """Writing for which honest text has no cause: its kind, and where it is in the original."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Plain:
    """A text as it is seen. ``origins[i]`` is where ``text[i]`` stood in the original."""

    text: str
    origins: list[int]
    disguises: tuple[Disguise, ...]


@cache
def look_alikes() -> dict[str, str]:
    """Letters of other scripts that look like a Latin one, from the lexicon."""
    pairs = load("look_alikes")["letters"]["pairs"]
    return {other: latin for latin, others in pairs.items() for other in others}


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
    decomposed = unicodedata.normalize("NFKD", char)
    parts = (part for part in decomposed.casefold() if unicodedata.category(part) not in _DROPPED)
    return "".join(parts)[:_LONGEST_FOLD]


_FOLDER = _Folder()


def see(original: str) -> Plain:
    """``original`` as people see it: lower case, no invisible characters, no accents."""
    if original.isascii() and original.isprintable():
        return Plain(original.lower(), list(range(len(original))), ())
    pieces = [_FOLDER[char] for char in original]
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    return Plain("".join(pieces), origins, tuple(_disguises(original)))


_SUSPECT = re.compile(
    rf"(?P<override>[{_OVERRIDES}])"
    rf"|(?<=[A-Za-z])(?P<invisible>[{_INVISIBLE}{_JOINERS}]+)(?=[A-Za-z])"
    rf"|(?P<struck>[{_STRUCK}])"
    r"|(?P<tags>[\U000e0020-\U000e007f]+)"
)


def _disguises(original: str) -> list[Disguise]:
    """Each kind of disguise once, at its first place: a page needs one to point at."""
    found: dict[str, Disguise] = {}
    for match in _SUSPECT.finditer(original):
        kind = str(match.lastgroup)
        if kind == "tags" and original[match.start() - 1 : match.start()] == _FLAG:
            continue
        found.setdefault(kind, Disguise(kind, match.start(), match.end()))
    for kind, place in (("dressed", _dressed(original)), ("stacked", _stacked(original))):
        if place is not None:
            found[kind] = Disguise(kind, place, place + 1)
    return list(found.values())


def _dressed(original: str) -> int | None:
    """Where two letters in fancy dress stand together: one alone may be a symbol."""
    dressed = {char for char in set(original) if _is_dressed(char)}
    for place, pair in enumerate(pairwise(original) if dressed else ()):
        if dressed.issuperset(pair):
            return place
    return None


def _is_dressed(char: str) -> bool:
    return unicodedata.decomposition(char).startswith(_DRESSED) and _FOLDER[char].isalpha()


def _stacked(original: str) -> int | None:
    marks = {char for char in set(original) if unicodedata.combining(char)}
    depth = 0
    for place, char in enumerate(original if marks else ""):
        depth = depth + 1 if char in marks else 0
        if depth == _STACKED:
            return place
    return None
