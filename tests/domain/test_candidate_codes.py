"""Which candidate a code names, wherever one is read."""

import pytest

from screening.domain.candidate_codes import code_of, number_among, number_of, number_typed


@pytest.mark.parametrize(
    ("text", "strict", "typed"),
    [
        ("C-07", 7, 7),
        ("c-7", 7, 7),
        ("C-000000007", 7, 7),
        ("C-999999", 999_999, 999_999),
        ("C7", None, 7),
        ("07", None, 7),
        ("C-1000000", None, None),
        ("C-C-7", None, None),
        ("C-\u0667", None, None),
        (" C-07", None, None),
        ("C-07\n", None, None),
        ("C-", None, None),
        ("", None, None),
    ],
)
def test_the_number_in_a_code(text: str, strict: int | None, typed: int | None) -> None:
    assert number_of(text) == strict
    assert number_typed(text) == typed


@pytest.mark.parametrize("number", [1, 7, 12, 123_456])
def test_a_code_is_read_as_it_is_written(number: int) -> None:
    assert number_of(code_of(number)) == number
    assert code_of(7) == "C-07"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Ada Quill, c-007, and C-2", 7),
        ("(C-12)", 12),
        ("number 7", None),
        ("AC-7", None),
        ("C-7a", None),
        ("C-1234567", None),
    ],
)
def test_the_first_code_among_words(words: str, number: int | None) -> None:
    assert number_among(words) == number
