"""The words by which things are looked for: folded here, so that every database finds the same."""

import re

LONGEST = 60
"""Characters of a word that are kept: two that begin alike for so long are one."""
MOST_WORDS = 20
"""To look for at once: databases bound how deep a condition may be."""
_PARTS = re.compile(r"[^\W_]+")
_AROUND = " \t\r\n.,;:!?'\"()[]“”‘’\0"


def words_in(text: str) -> frozenset[str]:
    """The words under which ``text`` is found: each as it stands, and its parts: ``lib-7``, ``lib``
    and ``7``.
    """
    whole = {piece.strip(_AROUND) for piece in text.casefold().split()}
    parts = {part for piece in whole for part in _PARTS.findall(piece)}
    return frozenset(word[:LONGEST] for word in whole | parts if word)


def words_wanted(text: str) -> tuple[str, ...]:
    """The beginnings of words that somebody looks for with ``text``."""
    pieces = (piece.strip(_AROUND)[:LONGEST] for piece in text.casefold().split())
    return tuple(dict.fromkeys(piece for piece in pieces if piece))[:MOST_WORDS]
