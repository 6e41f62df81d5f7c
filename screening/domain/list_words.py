"""The words by which things are looked for: folded here, so that every database finds the same."""

import unicodedata

LONGEST = 60
"""Characters of a word that are kept: two that are alike for so long are one."""
MOST_WORDS = 20
"""To look for at once: databases bound how deep a condition may be."""
_AROUND = " \t\r\n.,;:!?'\"()[]“”‘’\0"


def folded(text: str) -> str:
    """``text`` in small letters, without accents and with one kind of apostrophe."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(each for each in plain if not unicodedata.combining(each))


def words_in(text: str) -> frozenset[str]:
    """What ``text`` is found by: each of its words, from each of its characters on. So whatever
    stands anywhere in a word is the beginning of one of these: an index leads to it.
    """
    pieces = _pieces(text)
    return frozenset(piece[at : at + LONGEST] for piece in pieces for at in range(len(piece)))


def words_wanted(text: str) -> tuple[str, ...]:
    """The parts of words that somebody looks for with ``text``."""
    pieces = (piece[:LONGEST] for piece in _pieces(text))
    return tuple(dict.fromkeys(pieces))[:MOST_WORDS]


def _pieces(text: str) -> list[str]:
    pieces = (piece.strip(_AROUND) for piece in folded(text).split())
    return [piece for piece in pieces if piece]
