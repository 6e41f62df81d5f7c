"""Ways round a closed door: taken, or named only to say that they were not."""

import pytest

from tests.gate.builders import QUOTE, by_rules, signals

CLOSED = "I moderate the Harbour Museum's private Facebook group and wrote its weekly posts."


@pytest.mark.parametrize(
    ("quote", "way", "signal"),
    [
        (QUOTE, "Her friend will add us to the private group.", "private-aside"),
        (QUOTE, "We will join the private group ourselves.", "deception-aside"),
        (QUOTE, "Getting her password was considered and rejected.", "access-aside"),
        # where the claim is of a closed place, the way in is no aside unless it was turned down
        (CLOSED, "We will join the private group ourselves.", "deception"),
        (CLOSED, "Joining the private group was considered and ruled out.", "deception-aside"),
        (CLOSED, "Getting her password was considered and rejected.", "access-aside"),
    ],
)
def test_a_way_among_the_alternatives_may_be_one_that_was_not_taken(
    quote: str, way: str, signal: str
) -> None:
    assert signal in signals(by_rules(quote=quote, alternatives=way), "covert")


def test_elsewhere_the_same_words_are_no_aside() -> None:
    found = signals(by_rules(looking_at="We will join the private group ourselves."), "covert")
    assert "deception" in found
    assert "deception-aside" not in found


@pytest.mark.parametrize(
    ("address", "signal"),
    [
        ("the private group", "private"),
        ("facebook.com/groups.private", "private"),
        ("private", "private-aside"),
    ],
)
def test_a_place_is_private_by_more_than_a_word_in_an_address(address: str, signal: str) -> None:
    place = {"platform": "Facebook", "address": address, "supplied_by": "candidate"}
    assert signal in signals(by_rules(places=[place]), "covert")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("relevance", "Writing is E1. We should inform the candidate of what is read."),
        ("relevance", "Writing is E1, and she opened the account for this campaign herself."),
        ("relevance", "Writing is E1, and you see more when the posts are read in a row."),
        ("relevance", "Writing is E1. He had no idea that the posts would be read so widely."),
        ("question", "Was the profile set up for it before the first object post?"),
    ],
)
def test_what_is_told_openly_or_was_done_for_the_work_is_no_deception(
    field: str, text: str
) -> None:
    assert "deception" not in signals(by_rules(**{field: text}), "covert")
