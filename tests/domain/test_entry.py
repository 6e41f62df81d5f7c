"""What can be stored, and what is said of what cannot."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.entry import check_storable, problem_with, storable, tidy
from screening.domain.errors import NotValid


@given(st.text())
def test_tidying_again_changes_nothing(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\ud800", "\x85"])
def test_what_cannot_be_shown_again_is_refused(character: str) -> None:
    assert not storable(f"before{character}after")


@pytest.mark.parametrize("text", ["plain", "two\nlines\tand a tab", "Ŵyn", "مرحبا", "🙂", "\u202e"])
def test_any_other_wording_is_stored_for_the_gate_to_judge(text: str) -> None:
    assert problem_with(text, 100) == ""


def test_each_field_gets_its_own_sentence() -> None:
    with pytest.raises(NotValid) as caught:
        check_storable(
            {"name": ("", 10, True), "note": ("x" * 11, 10, False), "fine": ("", 10, False)}
        )
    assert set(caught.value.fields) == {"name", "note"}
    assert "Fill this in" in caught.value.fields["name"]
    assert "too long" in caught.value.fields["note"]
