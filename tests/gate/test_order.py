"""In which order stored letters are seen, as the Unicode bidirectional algorithm has it."""

import pytest

from screening.gate.order import LEFT, RIGHT, seen_order

POP, EMBED = "\u202c", "\u202a"
SIGNS = {LEFT, RIGHT, POP, EMBED}


def seen(text: str) -> str:
    return "".join(text[place] for place in seen_order(text) if text[place] not in SIGNS)


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("a plain line", "a plain line"),
        (f"{LEFT}left to right{POP} it stays", "left to right it stays"),
        (f"is {RIGHT}gib{POP} now", "is big now"),
        (f"is {RIGHT}gib", "is big"),
        (f"{RIGHT}gib\nnow", "big\nnow"),
        (f"{RIGHT}ab{LEFT}cd{POP}ef{POP}gh", "fecdbagh"),
        (f"{RIGHT}ab{LEFT}cd{RIGHT}ef{POP}{POP}gh{POP}ij", "hgcdfebaij"),
        (f"{RIGHT}ab{EMBED}cd{POP}ef{POP}gh", "fedcbagh"),
        (f"{LEFT}ab{RIGHT}cd{POP}ef{POP}gh", "abdcefgh"),
        (f"{RIGHT}ab{RIGHT}cd{POP}ef{POP}gh", "fedcbagh"),
        (f"ab{POP}cd{RIGHT}ef{POP}{POP}gh", "abcdfegh"),
        (f"{RIGHT}ab{POP}cd{RIGHT}ef{POP}gh", "bacdfegh"),
    ],
)
def test_letters_are_read_in_the_order_in_which_they_are_seen(stored: str, read: str) -> None:
    assert seen(stored) == read
    assert sorted(seen_order(stored)) == list(range(len(stored)))


def test_what_is_deeper_than_eight_turns_no_further() -> None:
    deep = RIGHT + (LEFT + RIGHT) * 20
    assert seen(f"{deep}ab") == seen(f"{RIGHT}{(LEFT + RIGHT) * 3}{LEFT}ab")
