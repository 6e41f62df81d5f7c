"""The tree of RFC 6962, against the facts of its public test vectors."""

import json
from pathlib import Path

import pytest

from screening.ledger.merkle import leaf_hash, root

FACTS = json.loads((Path(__file__).parent / "data" / "rfc6962.json").read_text())
LEAVES = [leaf_hash(bytes.fromhex(each)) for each in FACTS["leaves"]]


@pytest.mark.parametrize("size", range(9))
def test_roots_agree_with_the_public_vectors(size: int) -> None:
    assert root(LEAVES[:size]).hex() == FACTS["roots"][str(size)]


def test_a_leaf_agrees_with_the_public_vectors() -> None:
    assert LEAVES[5].hex() == FACTS["leaf_5"]


def test_a_leaf_is_no_node() -> None:
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != root(LEAVES[:2])
