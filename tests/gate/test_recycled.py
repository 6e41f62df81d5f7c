"""When two texts are the same in other words: where the line runs, to the word."""

import pytest

from screening.domain.policy import shipped_policy
from screening.gate import recycled
from screening.gate.wording import telling

WORDS = (
    "zorbel",
    "vunkam",
    "drith",
    "quolk",
    "brimt",
    "flonk",
    "skarn",
    "pludge",
    "wexim",
    "trolb",
)
"""Made up: no list knows them, and none is another's stem."""


LIMITS = shipped_policy().limits


def same(text: str, other: str, **quotes: str) -> bool:
    return recycled.same(text, other, LIMITS.__getitem__, **quotes)


def text(first: int, last: int) -> str:
    return " ".join(WORDS[first:last])


def test_the_made_up_words_all_tell() -> None:
    assert len(telling(text(0, 10))) == 10


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ((0, 8), (2, 10), True),  # six of ten: just the share that is enough
        ((0, 7), (2, 10), False),  # five of ten, and five of the shorter's seven
        ((0, 4), (0, 10), True),  # all of the shorter's four
        ((0, 3), (0, 10), False),  # three words are too few to tell
        ((0, 3), (0, 3), True),  # unless they are the very same
        ((0, 4), (1, 10), False),  # three of the shorter's four
    ],
)
def test_texts_are_the_same_by_what_they_share(
    left: tuple[int, int], right: tuple[int, int], alike: bool
) -> None:
    assert same(text(*left), text(*right)) is alike
    assert same(text(*right), text(*left)) is alike


def test_what_belongs_to_the_claim_is_taken_out_of_its_own_text() -> None:
    assert not same(text(0, 8), text(2, 10), quote=text(2, 8))
    assert not same(text(0, 8), text(2, 10), other_quote=text(2, 8))
    assert same(text(0, 8), text(2, 10), quote=text(8, 10), other_quote=text(0, 2))


def test_nothing_is_the_same_as_nothing_only_where_words_were_left_out() -> None:
    assert not same("", "")
    assert not same("E1.", "E1.")
    assert same("The the", "the")
    assert not same("The the", "of")


def test_how_alike_is_alike_is_the_policys() -> None:
    stricter = LIMITS | {"same_share": 0.61}
    assert recycled.same(text(0, 8), text(2, 10), LIMITS.__getitem__)
    assert not recycled.same(text(0, 8), text(2, 10), stricter.__getitem__)
