"""The heads of all chains under one root: where every vacancy's chain ended, in one hash.

A record of it stands before each checkpoint, so that a chain shown by itself can be shown to be
whole. The heads stand in the order of their chains' first records: so no head ever changes its
place, and the root after a few moves costs a few hashes, whatever the number of chains.
"""

from screening.ledger.chain import length_prefixed
from screening.ledger.merkle import EMPTY, leaf_hash, node_hash


class ChainHeads:
    """The heads of the chains that were named by ``move``, in order of their first moves."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._levels: list[list[bytes]] = [[]]
        self._moved: dict[int, tuple[str, int, bytes]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def move(self, vacancy_ref: str, size: int, link: bytes) -> None:
        """The chain of ``vacancy_ref`` (hex) now has ``size`` records and ends in ``link``."""
        place = self._places.setdefault(vacancy_ref, len(self._places))
        self._moved[place] = (vacancy_ref, size, link)

    def root(self) -> bytes:
        """The root over all heads, as RFC 6962 has it."""
        moved, depth = set(self._moved), 0
        for place in sorted(moved):
            _put(self._levels[0], place, _leaf(*self._moved[place]))
        while len(self._levels[depth]) > 1:
            if depth + 1 == len(self._levels):
                self._levels.append([])
            moved = {place // 2 for place in moved}
            for place in sorted(moved):
                _put(self._levels[depth + 1], place, _above(self._levels[depth], place))
            depth += 1
        self._moved = {}
        return self._levels[depth][0] if self._levels[0] else EMPTY


def _leaf(vacancy_ref: str, size: int, link: bytes) -> bytes:
    ref = bytes.fromhex(vacancy_ref)
    return leaf_hash(length_prefixed(ref, size.to_bytes(8, "big"), link))


def _put(level: list[bytes], place: int, value: bytes) -> None:
    if place == len(level):
        level.append(value)
    else:
        level[place] = value


def _above(level: list[bytes], place: int) -> bytes:
    """The node over the pair at ``place``; an odd one out moves up as it is."""
    pair = level[2 * place : 2 * place + 2]
    return node_hash(*pair) if len(pair) == 2 else pair[0]
