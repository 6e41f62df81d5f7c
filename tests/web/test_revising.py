"""Findings put together: each text marked once, each advice given once."""

import pytest

from screening.gate.explain import Explained
from screening.web.findings import FoundHere
from screening.web.formats import mark
from screening.web.revising import passages

TEXT = "What is she like? Any red flags?"


def found(
    start: int, end: int, message: str, mend: str = "Ask about the work.", text: str = TEXT
) -> FoundHere:
    spans = ((start, end),) if text else ()
    return FoundHere(1, Explained(message, "Section 6", mend), False, text, spans)


def test_one_text_is_shown_once_with_every_place_marked() -> None:
    [passage] = passages([found(0, 16, "a"), found(22, 31, "b")])
    assert mark(passage.text, passage.spans) == (
        "<mark>What is she like</mark>? Any <mark>red flags</mark>?"
    )
    [advice] = passage.advice
    assert advice.messages == ("a", "b")


@pytest.mark.parametrize("order", [1, -1])
def test_what_lies_within_words_already_spoken_of_is_not_said_again(order: int) -> None:
    several = [found(22, 31, "whole"), found(26, 31, "within"), found(24, 32, "overlapping")]
    [passage] = passages(several[::order])
    assert passage.advice[0].messages == ("whole",)
    assert mark(passage.text, passage.spans).endswith("<mark>red flags?</mark>")


def test_each_advice_keeps_its_own_message() -> None:
    [passage] = passages([found(0, 16, "a"), found(22, 31, "b", mend="Leave it out.")])
    assert [(advice.messages, advice.mend) for advice in passage.advice] == [
        (("a",), "Ask about the work."),
        (("b",), "Leave it out."),
    ]


def test_what_is_absent_has_no_text() -> None:
    missing, marked = passages([found(0, 0, "nothing is said", text=""), found(0, 4, "a")])
    assert (missing.text, missing.spans) == ("", ())
    assert missing.advice[0].messages == ("nothing is said",)
    assert marked.text == TEXT


def test_nothing_found() -> None:
    assert list(passages([])) == []


@pytest.mark.parametrize(("end", "said"), [(16, "b"), (4, "a")])
def test_words_that_several_rules_stop_are_spoken_of_once(end: int, said: str) -> None:
    several = [found(0, end, "b", mend="Leave it out."), found(0, 16, "a")]
    [passage] = passages(several)
    assert [advice.messages for advice in passage.advice] == [(said,)]
