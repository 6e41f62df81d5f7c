"""One value, one spelling; the rfc8785 package is the oracle."""

import unicodedata
from enum import IntEnum, StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.errors import NotCanonical
from screening.ledger.canonical import LARGEST, canonical, normalised, parse

KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(VALUES)
def test_the_bytes_are_those_of_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(normalised(value))


@given(VALUES)
def test_what_is_spelled_reads_back_and_spells_the_same(value: Any) -> None:
    spelled = canonical(value)
    assert parse(spelled) == normalised(value)
    assert canonical(parse(spelled)) == spelled


@given(TEXTS)
def test_text_that_looks_the_same_is_the_same(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(text)


@pytest.mark.parametrize("code", [*range(0x20), 0x22, 0x5C, 0x7F, 0x80, 0x2028, 0xFFFF, 0x1F600])
def test_every_character_that_could_be_escaped(code: int) -> None:
    assert canonical(chr(code)) == rfc8785.dumps(chr(code))


def test_members_of_enums_and_tuples_become_plain() -> None:
    class Word(StrEnum):
        HR = "hr"

    class Number(IntEnum):
        ONE = 1

    assert canonical({"a": (Word.HR, Number.ONE, True)}) == b'{"a":["hr",1,true]}'


def _nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        "\ud800",
        "a\udfffb",
        {1: "x"},
        {"é": 1},
        {"a": {"b": [1.5]}},
        b"bytes",
        {1, 2},
        object(),
        _nested(40),
    ],
)
def test_what_has_no_one_spelling_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize(
    "source",
    [
        b'{"a":1,"a":1}',
        b'{"x":{"a":1,"b":2,"a":3}}',
        b"1.0",
        b"1e3",
        b"-0.0",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"9007199254740992",
        b"1" * 5000,
        b"[" * 100_000,
        b"\xff",
        b"",
        b"{",
        b"[1,]",
        b"'a'",
        b"\xef\xbb\xbf1",
    ],
)
def test_what_could_be_read_two_ways_is_refused(source: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(source)
