"""Text in which other people's details are withheld from the person it is about."""

from collections.abc import Iterable

from screening.domain.text import N_

BLANK = N_("[withheld]")
"""What stands in the place of each part that is withheld."""

Span = tuple[int, int]
"""Where something begins and ends in a text: characters, the end not included."""


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` in order, none empty, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """``text`` with ``BLANK`` for each of ``spans``. ValueError for one that lies outside it."""
    parts, done = [], 0
    for start, end in merged(spans):
        if start < 0 or end > len(text):
            raise ValueError("This part does not lie in the text.")
        parts += [text[done:start], BLANK]
        done = end
    return "".join([*parts, text[done:]])
