"""What is said outright stops a request that is otherwise in order, wherever it stands."""

import pytest

from screening.domain.policy import shipped_policy
from screening.domain.words import Verdict
from screening.gate.assessment import Assessment
from screening.gate.case import read_case
from screening.gate.gate import assess
from tests.gate.builders import case_data

FIELDS = ("question", "relevance", "alternatives", "why_now", "why_not_supplied", "looking_at")
SAID = {
    "covert": "Her husband has given us her password.",
    "excessive": "We will also look at her sister's Facebook page.",
    "blanket": "A vetting firm will do a full background report on her.",
    "fishing": "We want to know if there are any red flags about her character.",
    "protected": "See how often she has been off sick.",
    "not-relevant": "Then go through her holiday photos.",
    "routine": "We do this for every candidate as a matter of course.",
}


def with_words(field: str, words: str) -> Assessment:
    """The assessment of a sound request in which ``words`` are added to ``field``."""
    before = case_data()["request"].get(field, "").rstrip(".")
    return assess(read_case(case_data(**{field: f"{before}. {words}"})), shipped_policy())


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("rule", SAID)
def test_it_stops_the_request_in_every_field(rule: str, field: str) -> None:
    found = with_words(field, SAID[rule])
    assert found.verdict is Verdict.BLOCK
    assert rule in {each.rule for each in found.findings}


@pytest.mark.parametrize(
    "words",
    [
        "I will send her a friend request.",
        "Does she have children?",
        "What is her religion?",
        "Wyślemy zaproszenie do znajomych z fałszywego konta.",
    ],
)
def test_plain_words_for_it_are_known(words: str) -> None:
    for field in FIELDS:
        assert with_words(field, words).verdict is Verdict.BLOCK, field


@pytest.mark.parametrize(
    "words",
    [
        "We have not asked for her password and will not log in as her.",
        "We will not look at her sister's Facebook page.",
    ],
)
def test_what_is_promised_not_to_be_done_is_not_done(words: str) -> None:
    assert "outright" not in {each.signal for each in with_words("looking_at", words).findings}


def test_what_was_thought_of_and_turned_down_is_none() -> None:
    words = "Asking for her password was considered and ruled out."
    assert "outright" not in {each.signal for each in with_words("alternatives", words).findings}
