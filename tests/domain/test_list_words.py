"""Words by which lists are searched: folded, and found wherever they stand."""

import pytest

from screening.domain.list_words import LONGEST, MOST_WORDS, folded, words_in, words_wanted


def found(text: str, looked_for: str) -> bool:
    """As a database answers: each word is the beginning of one that is kept."""
    kept = words_in(text)
    return all(any(word.startswith(one) for word in kept) for one in words_wanted(looked_for))


@pytest.mark.parametrize(
    ("text", "looked_for", "is_found"),
    [
        ("LIB-7 Communications Officer", "unicat LIB-7", True),
        ("LIB-7 Communications Officer", "b-7", True),
        ("LIB-7 Communications Officer", "lib7", False),
        ("LIB-7 Communications Officer", "sofficer", False),
        ("Tŷ Siân’s Café", "ty sian's cafe", True),
        ("Ty Sian's Cafe", "TŶ Siân’s", True),
        ("(Straße)", "STRASSE", True),
        ("Clerk", "", True),
        ("Clerk", "...", True),
        ("x" * 90 + "needle" + "x" * 90, "needle", True),
    ],
)
def test_words_are_found_wherever_they_stand(text: str, looked_for: str, is_found: bool) -> None:
    assert found(text, looked_for) is is_found


def test_what_is_kept_and_looked_for_is_bounded() -> None:
    assert max(map(len, words_in("y" * 200))) == LONGEST
    assert found("y" * 200, "y" * 150)
    assert len(words_wanted(" ".join(map(str, range(99))))) == MOST_WORDS


def test_folding_again_changes_nothing() -> None:
    for text in ("Ŵyŷ", "İstanbul", "ǅ", "ﬁsh", "plain"):
        assert folded(folded(text)) == folded(text)
