"""Proofs, against the public probes of transparency-dev and against what must hold of any tree."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.ledger.merkle import leaf_hash, root
from screening.ledger.proofs import (
    Frontier,
    Range,
    consistency_ranges,
    inclusion_ranges,
    is_consistent,
    is_included,
)

PROBES = json.loads((Path(__file__).parent / "data" / "rfc6962_probes.json").read_text())
LEAVES = [leaf_hash(str(number).encode()) for number in range(300)]
SIZES = st.integers(1, len(LEAVES))


def _roots(ranges: list[Range]) -> list[bytes]:
    return [root(LEAVES[low:high]) for low, high in ranges]


def _bytes(proof: list[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in proof]


def test_there_are_probes_that_hold_and_probes_that_do_not() -> None:
    for kind, least in (("inclusion", 90), ("consistency", 90)):
        holding = [probe[-1] for probe in PROBES[kind]]
        assert len(holding) >= least
        assert 5 <= sum(holding) <= len(holding) // 2


@pytest.mark.parametrize("probe", PROBES["inclusion"])
def test_inclusion_as_the_public_probes_have_it(probe: list[Any]) -> None:
    _, index, size, top, leaf, proof, holds = probe
    top, leaf = bytes.fromhex(top), bytes.fromhex(leaf)
    assert is_included(leaf, index, size, _bytes(proof), top) is holds


@pytest.mark.parametrize("probe", PROBES["consistency"])
def test_consistency_as_the_public_probes_have_it(probe: list[Any]) -> None:
    _, old, new, before, after, proof, holds = probe
    before, after = bytes.fromhex(before), bytes.fromhex(after)
    assert is_consistent(old, new, before, after, _bytes(proof)) is holds


@given(SIZES, st.data())
def test_every_leaf_is_shown_to_be_where_it_is_and_nowhere_else(size: int, data: Any) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, top = _roots(inclusion_ranges(index, size)), root(LEAVES[:size])
    assert is_included(LEAVES[index], index, size, proof, top)
    other = data.draw(st.integers(0, len(LEAVES) - 1))
    assert is_included(LEAVES[other], index, size, proof, top) is (other == index)
    if other != index:
        assert not is_included(LEAVES[index], other, size, proof, top)


@given(SIZES, st.data())
def test_growth_is_shown_and_anything_else_is_not(new: int, data: Any) -> None:
    old = data.draw(st.integers(1, new))
    proof = _roots(consistency_ranges(old, new))
    before, after = root(LEAVES[:old]), root(LEAVES[:new])
    assert is_consistent(old, new, before, after, proof)
    if old < new:
        assert not is_consistent(old, new, after, after, proof)
        assert not is_consistent(old, new, before, before, proof)
        assert not is_consistent(old, new, before, after, proof[:-1])
        assert not is_consistent(old, new, before, after, [*proof, before])


@pytest.mark.parametrize(("old", "new"), [(-1, 4), (5, 4)])
def test_what_cannot_have_grown_is_refused(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="cannot have grown"):
        consistency_ranges(old, new)


@pytest.mark.parametrize("index", [-1, 4])
def test_a_leaf_that_is_not_there_has_no_proof(index: int) -> None:
    with pytest.raises(ValueError, match="There is no leaf"):
        inclusion_ranges(index, 4)


@given(st.integers(0, len(LEAVES)))
def test_the_edge_knows_the_root_at_every_size(size: int) -> None:
    edge = Frontier(LEAVES[:size])
    assert (edge.size, edge.root()) == (size, root(LEAVES[:size]))
