"""What people type around the matter changes nothing: courtesy, process, stock phrases.

None of these is learned from.
"""

import pytest

from screening.domain.words import Verdict
from tests.gate.builders import case_data, judge

AROUND = {
    "relevance": (
        "To verify.",
        "For verification purposes.",
        "This is to confirm what was said.",
        "Due diligence.",
        "As discussed at the panel.",
        "We would like to be sure.",
        "Just to double-check.",
        "To have something to go on.",
        "Happy to talk this through with HR.",
        "I hope this is enough detail.",
        "The panel agreed this would help.",
        "I have read the policy.",
        "It will not take long.",
        "Please let me know if more is needed.",
        "Needed before Thursday's interviews.",
    ),
    "question": (
        "To verify:",
        "In short:",
        "Quick one:",
        "To check the claim:",
        "As a panel we ask:",
    ),
    "looking_at": ("Only this:", "Nothing more than", "Just", "As agreed with HR,"),
}
AFTER = ("We did think about it.", "It was her suggestion.", "We asked twice.", "No reply yet.")


@pytest.mark.parametrize(
    ("field", "words"), [(field, words) for field, some in AROUND.items() for words in some]
)
def test_what_stands_before_the_matter_stops_nothing(field: str, words: str) -> None:
    matter = case_data()["request"][field]
    assert judge(**{field: f"{words} {matter}"}).verdict is Verdict.PASS


@pytest.mark.parametrize("words", AFTER)
def test_what_stands_after_the_other_ways_stops_nothing(words: str) -> None:
    ways = case_data()["request"]["alternatives"]
    assert judge(alternatives=f"{ways} {words}").verdict is Verdict.PASS


@pytest.mark.parametrize("words", ["To verify.", "Due diligence.", "Just to double-check."])
def test_nothing_else_is_no_reason(words: str) -> None:
    assert judge(relevance=words).verdict is not Verdict.PASS
