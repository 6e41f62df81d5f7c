"""What turns from the work to the person, with no strong word in it."""

from typing import Any

import pytest

from screening.domain.words import Verdict
from tests.gate.builders import by_rules, signals

LOOK = "The weekly object posts on the museum's account"


@pytest.mark.parametrize(
    "changes",
    [
        {"looking_at": f"{LOOK}, then a peek at her holidays"},
        {"looking_at": f"{LOOK}, and who has their arm round her at parties"},
        {"looking_at": f"{LOOK}; plus the kitten"},
        {"looking_at": f"{LOOK}; what she wears to Ascot"},
        {"question": "Is each post accurate, then what does she get up to of an evening?"},
        {"question": "Is each post accurate, and which team does she support?"},
        {"terms": ["object", "Tenerife"]},
        {"terms": ["object", "tribunal"]},
        {"searcher": {"kind": "hr", "name": "Ann, who would also like to know about his Spotify"}},
    ],
)
def test_a_turn_to_somebody_s_own_life_is_blocked(changes: dict[str, Any]) -> None:
    assessment = by_rules(**changes)
    assert assessment.verdict is Verdict.BLOCK
    assert "not-relevant" in assessment.reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"looking_at": f"{LOOK}; her own holidays are no concern of ours"},
        {"looking_at": f"{LOOK}, with the captions that she wrote for each"},
        {"question": "Does she explain each object, and does she give its date?"},
        {"terms": ["object", "museum post"]},
        {"quote": "I ran the museum's Tenerife page in 2024.", "terms": ["Tenerife"]},
    ],
)
def test_the_work_and_what_the_claim_brings_are_not_beside_it(changes: dict[str, Any]) -> None:
    assert not signals(by_rules(**changes), "not-relevant") & {"private", "turned", "turn"}


def test_a_part_about_the_person_is_told_even_without_a_known_word() -> None:
    found = signals(by_rules(looking_at=f"{LOOK}; and how she sits"), "not-relevant")
    assert "turned" in found
