"""What a misspelt word is taken for, and what is left as it is."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.gate.slips import Slips

LETTERS = "bdmnrtl"
SOUNDLESS = st.text(LETTERS, min_size=6, max_size=9)
"""Words of letters that sound like themselves alone."""


@pytest.fixture
def slips() -> Slips:
    return Slips(
        long=[
            "pregnant",
            "religion",
            "faith",
            "church",
            "therapy",
            "mosque",
            "physique",
            "quizzed",
        ],
        short=["gay", "age", "jew"],
        honest=["region", "preening", "ages"],
        apart=["the rapy", "reli gion"],
    )


@pytest.mark.parametrize("word", ["pregnant", "gay", "region", "ages"])
def test_a_word_that_matters_or_is_one_of_its_own_is_no_slip(slips: Slips, word: str) -> None:
    assert slips.is_word(word)
    assert slips.readings(word) == ()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("pregnat", "pregnant"),  # dropped
        ("preggnant", "pregnant"),  # added
        ("pregnent", "pregnant"),  # changed
        ("pergnant", "pregnant"),  # swapped
        ("regnant", "pregnant"),  # the first dropped
        ("pregnantx", "pregnant"),  # one too many at the end
        ("churc", "church"),  # five letters are enough of six
        ("tnangerp", "pregnant"),  # backwards
        ("htiaf", "faith"),
        ("prgnnt", "pregnant"),  # no vowels
        ("rlgn", "religion"),
        ("pregnint", "pregnant"),  # by ear
        ("relijun", "religion"),
        ("fayth", "faith"),
        ("terapy", "therapy"),
        ("fizike", "physique"),
        ("kuised", "quizzed"),
    ],
)
def test_a_slip_is_read_as_what_was_meant(slips: Slips, word: str, meant: str) -> None:
    assert not slips.is_word(word)
    assert slips.readings(word) == (meant,)


@pytest.mark.parametrize(
    "word",
    [
        "faoth"[:4],  # too short
        "gray",  # short words are known as they are only
        "yag",
        "prnt",  # too few consonants to be sure
        "pegnent",  # two slips that sound otherwise
        "x" * 25,
        "church" * 4 + "x",
    ],
)
def test_what_is_too_far_off_is_taken_for_nothing(slips: Slips, word: str) -> None:
    assert slips.readings(word) == ()


@given(SOUNDLESS, SOUNDLESS)
def test_what_is_further_off_is_none(word: str, other: str) -> None:
    read = word in _one_off(other) or other == word[::-1] or _heard(word) == _heard(other)
    slips = Slips(long=[word], short=[], honest=[], apart=[])
    assert slips.readings(other) == ((word,) if read and word != other else ())


def _one_off(word: str) -> set[str]:
    """What is one letter dropped, added or changed from ``word``, or has two swapped."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(start + end[1:] for start, end in parts),
        *(start + letter + end for start, end in parts for letter in LETTERS),
        *(start + letter + end[1:] for start, end in parts for letter in LETTERS),
        *(start + end[1::-1] + end[2:] for start, end in parts),
    }


def _heard(word: str) -> str:
    """``word`` with doubled letters once, as one hears them."""
    return "".join(letter for letter, _ in groupby(word))


@given(SOUNDLESS)
def test_a_slip_anywhere_is_known_again(word: str) -> None:
    slips = Slips(long=[word], short=[], honest=[], apart=[])
    for other in _one_off(word) - {word}:
        assert slips.readings(other) == (word,)


def test_pieces_of_a_long_word_are_the_word_unless_they_are_words_as_well(slips: Slips) -> None:
    assert slips.parted("pregnant", "preg nant")
    assert not slips.parted("therapy", "the rapy")
    assert not slips.parted("faith", "fai th")
    assert not slips.parted("region", "re gion")


@pytest.mark.parametrize(
    ("masked", "meant"),
    [
        ("pr*gn*nt", ("pregnant",)),
        ("g*y", ("gay",)),
        ("ag*", ("age",)),
        ("a*e", ("age",)),
        ("r*******", ()),  # one letter is too little
        ("*ay", ()),  # the first must be seen
        ("g*", ()),  # too short
        ("gay", ("gay",)),
        ("pr*gn*ntx", ()),
        ("pr*gx*nt", ()),
        ("p" + "*" * 24 + "x", ()),
    ],
)
def test_a_masked_word_is_any_that_fits(slips: Slips, masked: str, meant: tuple[str, ...]) -> None:
    assert slips.unmasked(masked) == meant


def test_several_words_that_fit_come_in_order(slips: Slips) -> None:
    both = Slips(long=["catholic", "catholia"], short=["gay", "guy"], honest=[], apart=[])
    assert both.unmasked("g*y") == ("gay", "guy")
    assert both.readings("catholi") == ("catholia", "catholic")
