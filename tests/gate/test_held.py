"""What must not go to a panel: measured on answers written before anything read them."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from screening.domain.policy import shipped_policy
from screening.gate.held import (
    LEFT_OUT,
    Because,
    Held,
    Work,
    held_back,
    held_back_of_reply,
    without,
)

TEXTS = Path(__file__).parent / "handed_over"
WRITTEN = tomllib.loads((TEXTS / "texts.toml").read_text("utf-8"))
LATER = tomllib.loads((TEXTS / "later.toml").read_text("utf-8"))["texts"]
REPLIES = tomllib.loads((TEXTS / "replies.toml").read_text("utf-8"))["texts"]
CLAIMS = WRITTEN["claims"]


def held(text: str, about: str = "museum") -> Sequence[Held]:
    return held_back(text, work_of(about), shipped_policy())


def answered(text: str, about: str = "museum") -> Sequence[Held]:
    return held_back_of_reply(text, work_of(about), shipped_policy())


def work_of(about: str) -> Work:
    claim = CLAIMS[about]
    return Work(claim["title"], (claim["criterion"],), claim["quote"], claim["question"])


def words(text: str, about: str = "museum") -> set[tuple[Because, str]]:
    return {(one.because, text[one.start : one.end]) for one in held(text, about)}


Reading = Callable[[str, str], Sequence[Held]]


def counted(texts: Sequence[dict[str, Any]], read: Reading) -> tuple[int, int, int, int]:
    """Of those to hold back, how many are; of the sound ones, how many are too."""
    bad = [one for one in texts if one["hold"]]
    good = [one for one in texts if not one["hold"]]
    return (
        sum(bool(read(one["text"], one["about"])) for one in bad),
        len(bad),
        sum(bool(read(one["text"], one["about"])) for one in good),
        len(good),
    )


def of_set(texts: Sequence[dict[str, Any]], name: str) -> Sequence[dict[str, Any]]:
    return [one for one in texts if one["set"] == name]


@pytest.mark.parametrize(
    ("line", "read", "texts", "figures"),
    [
        ("first:", held, of_set(WRITTEN["texts"], "first"), (25, 25, 0, 25)),
        ("apart:", held, of_set(WRITTEN["texts"], "apart"), (20, 20, 0, 20)),
        ("later:", held, LATER, (17, 20, 1, 20)),
        ("replies, first:", answered, of_set(REPLIES, "first"), (25, 25, 0, 25)),
        ("replies, apart:", answered, of_set(REPLIES, "apart"), (24, 25, 2, 25)),
    ],
    ids=["first", "apart", "later", "replies", "replies-apart"],
)
def test_the_figures_are_those_that_the_docs_report(
    line: str,
    read: Reading,
    texts: Sequence[dict[str, Any]],
    figures: tuple[int, int, int, int],
) -> None:
    assert counted(texts, read) == figures
    held_of, bad, false, good = figures
    told = (Path(__file__).parents[2] / "docs/gate.md").read_text("utf-8")
    (said,) = [each for each in told.splitlines() if each.startswith(f"| {line}")]
    assert said.endswith(f"| {held_of} of {bad} | {false} of {good} |")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("I wrote it. My wife helped.", "My wife"),
        ("I wrote it. I’m pregnant, so I stopped.", "pregnant"),
        ("I wrote it. As a Muslim I rest on Fridays.", "Muslim"),
        ("I wrote it. I'm 61: it took me a year.", "I'm 61"),
    ],
)
def test_what_somebody_says_of_themselves_is_marked_where_it_stands(text: str, marked: str) -> None:
    found = answered(text)
    assert any(marked in text[one.start : one.end] for one in found)
    assert all(one.start >= len("I wrote it. ") for one in found)
    assert marked not in without(text, found)


def test_the_work_may_be_spoken_of_in_the_first_person_too() -> None:
    assert answered("I led the Eid prayers and the carol service.", "chaplain") == ()
    assert answered("I still pray five times a day.", "chaplain")


def test_what_is_left_out_leaves_one_sign() -> None:
    some = [Held(Because.BEYOND, 0, 3), Held(Because.PROTECTED, 2, 6), Held(Because.BEYOND, 7, 9)]
    assert without("abcdef gh ij", some) == f"{LEFT_OUT} ij"
    assert without("abc", ()) == "abc"


def test_a_sensitive_word_of_the_work_is_sound_until_it_is_said_of_the_person() -> None:
    assert held("He led the Eid prayers and the carol service.", "chaplain") == ()
    assert held("He prays five times a day.", "chaplain")
    assert held("The Pride page names him as organiser of the youth tent.", "pride") == ()
    assert held("He came out there as bisexual.", "pride")
    assert held("The captions are plain. Friday prayers are announced each week by her imam.")


def test_the_words_are_marked_in_place() -> None:
    text = "The captions are plain. One post is about her wedding with her wife."
    marked = words(text)
    assert (Because.PROTECTED, "her wife") in marked
    assert all("captions" not in piece for _, piece in marked)


def test_to_say_that_nothing_was_seen_of_it_names_it_all_the_same() -> None:
    assert held("Three a week. There is nothing of her religion on it.")


def test_letters_in_disguise_hide_nothing() -> None:
    assert held("Three posts a week. She is pr\u0435gn\u0430nt.")


@pytest.mark.parametrize("text", ["", " ", "\n.\n", "?", "x " * 9000])
def test_any_text_at_all_can_be_read(text: str) -> None:
    assert held(text) == answered(text) == ()


def test_marks_come_in_order_and_lie_in_the_text() -> None:
    every = [*((held, one) for one in (*WRITTEN["texts"], *LATER))]
    for read, one in (*every, *((answered, one) for one in REPLIES)):
        found = read(one["text"], one["about"])
        assert list(found) == sorted(found, key=lambda each: (each.start, -each.end))
        assert all(0 <= each.start < each.end <= len(one["text"]) for each in found)
