"""The root over the heads of all chains, moved a few at a time and made afresh."""

from hypothesis import given
from hypothesis import strategies as st

from screening.ledger.chain import length_prefixed
from screening.ledger.heads import ChainHeads
from screening.ledger.merkle import EMPTY, leaf_hash, root

MOVES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=80)


def _ref(number: int) -> str:
    return f"{number:032x}"


def _leaf(number: int, size: int) -> bytes:
    return leaf_hash(length_prefixed(bytes.fromhex(_ref(number)), size.to_bytes(8, "big"), b"l"))


def test_no_chains_have_the_root_of_no_leaves() -> None:
    assert ChainHeads().root() == EMPTY


@given(MOVES, st.integers(1, 5))
def test_the_root_is_that_of_the_heads_in_order_of_first_moves(
    moves: list[tuple[int, int]], pause: int
) -> None:
    heads, now = ChainHeads(), {}
    for count, (number, size) in enumerate(moves):
        heads.move(_ref(number), size, b"l")
        now[number] = size
        if count % pause == 0:
            heads.root()
    assert len(heads) == len(now)
    assert heads.root() == root([_leaf(*each) for each in now.items()])
