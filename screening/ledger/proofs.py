"""Proofs about the tree of RFC 6962: that a leaf is in it, and that it has only grown.

What a proof consists of is section 2.1 of RFC 6962, as ranges of leaves whose roots are asked for;
how one is checked, without the leaves, is RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

from collections.abc import Iterable, Sequence

from screening.ledger.merkle import EMPTY, node_hash

Range = tuple[int, int]
"""The leaves from the first number up to, and without, the second."""


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """What the proof that leaf ``index`` is among the first ``size`` is made of, leaf end first.

    Raises ValueError when it cannot be among them.
    """
    if not 0 <= index < size:
        raise ValueError(f"There is no leaf {index} among {size}.")
    path: list[Range] = []
    low, high = 0, size
    while high - low > 1:
        split = low + _half(high - low)
        if index < split:
            path.append((split, high))
            high = split
        else:
            path.append((low, split))
            low = split
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """What the proof that the first ``old`` leaves were not changed by ``new`` is made of.

    Raises ValueError when ``old`` is more than ``new``.
    """
    if not 0 <= old <= new:
        raise ValueError(f"A log of {new} cannot have grown from one of {old}.")
    if old == 0:
        return []
    path: list[Range] = []
    low, high, is_known = 0, new, True
    while high != old:
        split = low + _half(high - low)
        if old <= split:
            path.append((split, high))
            high = split
        else:
            path.append((low, split))
            low, is_known = split, False
    if not is_known:
        path.append((low, high))
    return path[::-1]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows that ``leaf`` is number ``index`` of the ``size`` under ``root``."""
    if not 0 <= index < size or len(leaf) != len(EMPTY):
        return False
    here, last, found = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if here % 2 or here == last:
            found = node_hash(each, found)
            while here and not here % 2:
                here, last = here // 2, last // 2
        else:
            found = node_hash(found, each)
        here, last = here // 2, last // 2
    return last == 0 and found == root


def is_consistent(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether ``proof`` shows that the log of ``new`` leaves has grown from the one of ``old``.

    Nothing can be shown of an empty log: anything may have grown from it.
    """
    if old == new:
        return old_root == new_root and not proof and (old > 0 or old_root == EMPTY)
    if not 0 < old < new or not proof:
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    here, last = old - 1, new - 1
    while here % 2:
        here, last = here // 2, last // 2
    return _grown(here, last, path) == (old_root, new_root)


def _grown(here: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that ``path`` leads to, or None when it is too short or too long."""
    before = after = path[0]
    for each in path[1:]:
        if last == 0:
            return None
        if here % 2 or here == last:
            before, after = node_hash(each, before), node_hash(each, after)
            while here and not here % 2:
                here, last = here // 2, last // 2
        else:
            after = node_hash(after, each)
        here, last = here // 2, last // 2
    return (before, after) if last == 0 else None


class Frontier:
    """The right edge of a tree that grows leaf by leaf: enough to know its root at any size."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._full: list[bytes] = []  # roots of full trees, the largest first
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        """Let it grow by ``leaf``, a leaf hash."""
        node, number = leaf, self.size
        while number % 2:
            node, number = node_hash(self._full.pop(), node), number // 2
        self._full.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._full:
            return EMPTY
        node = self._full[-1]
        for each in self._full[-2::-1]:
            node = node_hash(each, node)
        return node


def _half(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
