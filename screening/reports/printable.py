"""Showing what cannot be printed, instead of dropping it or letting it act.

A character that no font of ours has would come from some font of the machine or print as an
empty box, and a control character could turn a line around (U+202E) and make a quote read as
what nobody wrote. Each prints as its number, such as ⟨U+202E⟩, so that an auditor sees it.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from screening.reports.fonts import SPARE, faces

MARKS_KEPT = 3
"""How many accents may stack on one letter; real languages stay below this."""

_STEERING = {"Cc", "Cf", "Zl", "Zp"}  # control, format, line and paragraph separators
_LAYOUT = {0x09, 0x0A, 0x20, 0xA0}
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOO_MANY = re.compile(f"{_MARK}{{{MARKS_KEPT + 1},}}")
_LETTER = f"(?:&[#\\w]+;|[^\\s&<>]){_MARK}*"
_LONG = re.compile(f"(?:{_LETTER}){{60,}}")
_PIECE = re.compile(f"(?:{_LETTER}){{20}}")


def printable(page: str) -> str:
    """The HTML ``page`` with each character that our fonts cannot show replaced by its number.

    Mark-up is ASCII and passes unchanged.
    """
    page = _TOO_MANY.sub(_counted, page.replace("\r\n", "\n"))
    return page.translate(_Shown(_covered()))


def breakable(page: str) -> str:
    """The HTML ``page`` with places to break in words that are longer than any line.

    Without them the time to lay out one such word grows with the square of its length: 20,000
    characters took four seconds, and a hundred of those would have kept a report from being made.
    """
    head, body, text = page.partition("<body")
    return head + body + _BETWEEN_TAGS.sub(_with_breaks, text)


_BETWEEN_TAGS = re.compile(r">[^<]+")


def _with_breaks(text: re.Match[str]) -> str:
    return _LONG.sub(lambda word: _PIECE.sub(r"\g<0><wbr>", word.group()), text.group())


class _Shown(dict[int, str]):
    """A translation table that decides about each character once."""

    def __init__(self, covered: frozenset[int]):
        super().__init__()
        self._covered = covered

    def __missing__(self, code: int) -> str:
        steers = unicodedata.category(chr(code)) in _STEERING
        shown = code in _LAYOUT or (code in self._covered and not steers)
        self[code] = chr(code) if shown else f"⟨U+{code:04X}⟩"
        return self[code]


def _counted(match: re.Match[str]) -> str:
    marks = match.group()
    return f"{marks[:MARKS_KEPT]}⟨+{len(marks) - MARKS_KEPT} marks⟩"


@cache
def _covered() -> frozenset[int]:
    """What every face of ours can print: either all the main ones have it, or the spare ones."""
    main: list[frozenset[int]] = []
    spare: list[frozenset[int]] = []
    for face in faces():
        if face.path is not None:
            (spare if face.family == SPARE else main).append(_characters(face.path))
    return frozenset.intersection(*main) | frozenset.intersection(*spare)


def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
