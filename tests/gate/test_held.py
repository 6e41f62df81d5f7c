"""What must not go to a panel: measured on answers written before anything read them."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from screening.domain.policy import shipped_policy
from screening.gate.gate import RELEASE
from screening.gate.held import Because, Held, Work, held_back

TEXTS = Path(__file__).parent / "handed_over"
WRITTEN = tomllib.loads((TEXTS / "texts.toml").read_text("utf-8"))
LATER = tomllib.loads((TEXTS / "later.toml").read_text("utf-8"))["texts"]
CLAIMS = WRITTEN["claims"]


def held(text: str, about: str = "museum") -> Sequence[Held]:
    claim = CLAIMS[about]
    work = Work(claim["title"], (claim["criterion"],), claim["quote"], claim["question"])
    return held_back(text, work, shipped_policy())


def words(text: str, about: str = "museum") -> set[tuple[Because, str]]:
    return {(one.because, text[one.start : one.end]) for one in held(text, about)}


def counted(texts: Sequence[dict[str, Any]]) -> tuple[int, int, int, int]:
    """Of those to hold back, how many are; of the sound ones, how many are too."""
    bad = [one for one in texts if one["hold"]]
    good = [one for one in texts if not one["hold"]]
    return (
        sum(bool(held(one["text"], one["about"])) for one in bad),
        len(bad),
        sum(bool(held(one["text"], one["about"])) for one in good),
        len(good),
    )


@pytest.mark.parametrize(
    ("texts", "figures"),
    [
        ([one for one in WRITTEN["texts"] if one["set"] == "first"], (25, 25, 0, 25)),
        ([one for one in WRITTEN["texts"] if one["set"] == "apart"], (20, 20, 0, 20)),
        (LATER, (17, 20, 1, 20)),
    ],
    ids=["first", "apart", "later"],
)
def test_the_figures_are_those_that_the_docs_report(
    texts: Sequence[dict[str, Any]], figures: tuple[int, int, int, int]
) -> None:
    assert counted(texts) == figures
    held_of, bad, false, good = figures
    told = (Path(__file__).parents[2] / "docs/gate.md").read_text("utf-8")
    assert f"| {held_of} of {bad} | {false} of {good} |" in told


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
    assert held(text) == ()


def test_marks_come_in_order_and_lie_in_the_text() -> None:
    for one in (*WRITTEN["texts"], *LATER):
        found = held(one["text"], one["about"])
        assert list(found) == sorted(found, key=lambda each: (each.start, -each.end))
        assert all(0 <= each.start < each.end <= len(one["text"]) for each in found)


def test_the_gate_judges_requests_as_before() -> None:
    assert RELEASE == "5"
