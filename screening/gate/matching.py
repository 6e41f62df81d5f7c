"""Whether a phrase stands around its anchor, in a row of words of each of which it is known what
parts of phrases it may be.
"""

from collections.abc import Sequence
from typing import NamedTuple

GAP = ".."
_WIDEST_GAP = 5


class Span(NamedTuple):
    """A phrase found: the concept it stands for, and its first and last word."""

    concept: str
    first: int
    last: int


class Phrase(NamedTuple):
    """A phrase, from its anchor outwards."""

    concept: str
    after: Sequence[str]
    before: Sequence[str]


def is_firm(part: str) -> bool:
    """Whether ``part`` stands for one word that must be there."""
    return part != GAP and not part.endswith("?")


def match(phrase: Phrase, row: Sequence[frozenset[str]], place: int) -> Span | None:
    """``phrase`` where its anchor is at ``place`` in ``row``; None if it does not stand there."""
    last = _follow(phrase.after, row, place, 1) if phrase.after else place
    if last is None:
        return None
    first = _follow(phrase.before, row, place, -1) if phrase.before else place
    return None if first is None else Span(phrase.concept, first, last)


def _follow(
    parts: Sequence[str], row: Sequence[frozenset[str]], place: int, step: int
) -> int | None:
    """The place of the last word matched by ``parts`` going on from ``place``, or None."""
    for number, part in enumerate(parts):
        if part == GAP:
            return _across(parts[number + 1 :], row, place, step)
        following = place + step
        is_there = 0 <= following < len(row) and part in row[following]
        if part.endswith("?"):
            rest = parts[number + 1 :]
            end = _follow(rest, row, following, step) if is_there else None
            return _follow(rest, row, place, step) if end is None else end
        if not is_there:
            return None
        place = following
    return place


def _across(
    parts: Sequence[str], row: Sequence[frozenset[str]], place: int, step: int
) -> int | None:
    """As ``_follow``, from up to so many words farther on as a gap is wide; the nearest first."""
    part, firm = parts[0], is_firm(parts[0])
    farthest = place + step * (_WIDEST_GAP + 1)
    if firm:  # then it is there, or nothing is
        farthest = max(0, min(farthest, len(row) - 1))
    for start in range(place, farthest, step):
        if firm and part not in row[start + step]:
            continue
        end = _follow(parts, row, start, step)
        if end is not None:
            return end
    return None
