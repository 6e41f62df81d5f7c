"""A paragraph of ours with words in it that people typed, in whatever language they did.

A screen reader says a text in the language that it is marked with, or else in the page's (WCAG 2.2,
3.1.2): words in English within a Welsh letter have to be marked as English, and the other way
round.
"""

import re
from collections.abc import Iterator, Mapping

from screening.gate.foreign import most_of_a_tongue, telling_words
from screening.gate.subject import EVERYDAY
from screening.gate.welsh import is_welsh

_VALUE = re.compile(r"%\((\w+)\)s")
_FEWEST = 2  # common words of a language that is neither English nor Welsh


class Said(str):
    """A paragraph. ``pieces``: its parts in order, each with the language in which it was typed, or
    None where the words are ours; an empty language is one that is not known.
    """

    pieces: tuple[tuple[str, str | None], ...]

    @classmethod
    def of(cls, message: str, values: Mapping[str, str], typed: frozenset[str]) -> "Said":
        """``message`` with its ``values`` put in; those named in ``typed`` are people's words."""
        pieces = tuple(_pieces(message, values, typed))
        said = cls("".join(text for text, _language in pieces))
        said.pieces = pieces
        return said


def language_of(text: str) -> str:
    """The language in which somebody typed ``text``: ``cy``, ``en``, or empty where it is neither.

    Told by its commonest words. What is too short to tell counts as English.
    """
    words = telling_words(text)
    if is_welsh(words):
        return "cy"
    others, english = most_of_a_tongue(words), sum(map(EVERYDAY.__contains__, words))
    return "" if others >= _FEWEST and others > english else "en"


def _pieces(
    message: str, values: Mapping[str, str], typed: frozenset[str]
) -> Iterator[tuple[str, str | None]]:
    end = 0
    for found in _VALUE.finditer(message):
        yield message[end : found.start()], None
        value = values[found[1]]
        yield value, language_of(value) if found[1] in typed else None
        end = found.end()
    yield message[end:], None
