"""Words that begin in one field and end in the next, or run over several search words."""

from collections.abc import Mapping
from itertools import pairwise

from screening.gate.reading import Disguise
from screening.gate.slips import Slips, slips
from screening.gate.words import Passage

_PIECE = 6  # letters of a search word that may be a piece of one


def joined(passages: Mapping[str, Passage], terms: str) -> Mapping[str, Passage]:
    """``passages`` in which the word that ends one field and begins the next is read whole.

    ``terms`` begins the names of the fields with search words.
    """
    found = dict(passages)
    known = slips()
    for name, following in pairwise(passages):
        said, after = passages[name].said, passages[following].said
        if said and after:
            parts = said[-1], after[0]
            _join(found, name, "".join(parts), " ".join(parts), known)
    pieces = [name for name in passages if name.startswith(terms) and _is_piece(passages[name])]
    if len(pieces) > 1:
        run = [passages[name].said[0] for name in pieces]
        _join(found, pieces[0], "".join(run), " ".join(run), known)
    return found


def _is_piece(passage: Passage) -> bool:
    return len(passage.said) == 1 and len(passage.said[0]) <= _PIECE


def _join(found: dict[str, Passage], name: str, word: str, parts: str, known: Slips) -> None:
    """Let the last word of the field ``name`` be read as ``word`` too, if it matters."""
    if known.parted(word, parts):
        passage = found[name]
        broken = Disguise("broken", passage.starts[-1], passage.ends[-1])
        found[name] = passage._replace(
            readings=[*passage.readings[:-1], (*passage.readings[-1], word)],
            disguises=(*passage.disguises, broken),
        )
