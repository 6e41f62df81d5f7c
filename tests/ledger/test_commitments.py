"""A commitment pins one field and tells nothing about it."""

import hashlib
import hmac
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.ledger.commitments import commitment, commitments, new_salt, payload_commit

SALTS = {"name": bytes(32), "question": bytes(range(32))}
VALUES: dict[str, Any] = {"question": "Did she lead it?", "name": "Ann"}


def _lp(data: bytes) -> bytes:
    return len(data).to_bytes(8, "big") + data


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def test_it_is_what_the_format_says() -> None:
    message = _lp(b"screening/v1/commit") + _lp(b"name") + _lp(b'"Ann"')
    name = hmac.new(SALTS["name"], message, "sha256").digest()
    message = _lp(b"screening/v1/commit") + _lp(b"question") + _lp(b'"Did she lead it?"')
    question = hmac.new(SALTS["question"], message, "sha256").digest()
    made = commitments(VALUES, SALTS)
    assert made == {"name": name.hex(), "question": question.hex()}
    leaves = [_sha256(b"\x00" + _lp(b"name") + _lp(name))]
    leaves.append(_sha256(b"\x00" + _lp(b"question") + _lp(question)))
    assert payload_commit(made) == _sha256(b"\x01" + leaves[0] + leaves[1]).hex()


def test_it_never_changes() -> None:
    assert payload_commit(commitments(VALUES, SALTS)) == (
        "00effbb6d8e383ba6d8412c87af0d76743f36badff28c09d740169db3f024c3b"
    )
    assert payload_commit({}) == hashlib.sha256(b"").hexdigest()


def test_every_part_counts() -> None:
    different = [
        commitment(name, value, salt)
        for name, value, salt in itertools.product(
            ("name", "nam"), ("Ann", "Anne", "", None, ["Ann"]), (bytes(32), bytes([1] * 32))
        )
    ]
    assert len(set(different)) == len(different)


@pytest.mark.parametrize(
    "altered",
    [
        {"name": "00" * 32},
        {"name": "00" * 32, "question": "11" * 32, "more": "22" * 32},
        {"namf": "00" * 32, "question": "11" * 32},
        {"name": "11" * 32, "question": "00" * 32},
        {},
    ],
)
def test_names_and_number_of_the_fields_count(altered: dict[str, str]) -> None:
    assert payload_commit(altered) != payload_commit({"name": "00" * 32, "question": "11" * 32})


@given(st.dictionaries(st.text("abc", max_size=4), st.integers(0, 9), max_size=6), st.randoms())
def test_the_order_of_the_fields_does_not(values: dict[str, int], random: Any) -> None:
    salts = {name: new_salt() for name in values}
    shuffled = list(values.items())
    random.shuffle(shuffled)
    assert payload_commit(commitments(dict(shuffled), salts)) == (
        payload_commit(commitments(values, salts))
    )


def test_salts_are_fresh() -> None:
    assert len({new_salt() for _ in range(100)}) == 100
    assert len(new_salt()) == 32
