"""What somebody says of themselves, read as another would say it of them.

"My wife helped me" tells of whoever wrote it what "her wife helped her" tells of a candidate, and
that is how the word lists have it. So one reading serves both, and no list is kept twice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from screening.gate.lexicon import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Turned(NamedTuple):
    """A text in the third person. What is said from ``starts[n]`` to ``ends[n]`` of the original
    stands at ``text[n]``.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original stood what is from ``start`` to ``end`` in the text."""
        return self.starts[start], self.ends[end - 1]


def in_third_person(text: str) -> Turned:
    """``text`` with the words for oneself turned, and the verbs beside them."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def keep(start: int, end: int) -> None:
        pieces.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    place = 0
    for start, end, instead in _turns(text):
        keep(place, start)
        pieces.append(instead)
        starts.extend([start] * len(instead))
        ends.extend([end] * len(instead))
        place = end
    keep(place, len(text))
    return Turned("".join(pieces), starts, ends)


def _turns(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word to be turned: from where, to where, and into what."""
    words, verbs = _turning("words"), _turning("verbs")
    after_i = False
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        instead = words.get(word) or (verbs.get(word) if after_i else None)
        if instead:
            yield *match.span(), _as_written(match.group(), instead)
        after_i = word == "i" or (after_i and word in load("first_person")["between"]["words"])


def _as_written(word: str, instead: str) -> str:
    """``instead`` with a capital where ``word`` has one for its place; "I" always has one."""
    begins = word[0].isupper() and word[0] != "I"
    return instead.capitalize() if begins else instead


@cache
def _turning(name: str) -> Mapping[str, str]:
    turn: Mapping[str, str] = load("first_person")[name]["turn"]
    return turn
