"""The help's examples, judged: each is what the page says that it is."""

import pytest

from screening.domain.words import Verdict
from screening.services.reading.checks.examples import EXAMPLES, ExampleShown, read_examples
from tests.services.town import Town

GOOD = {EXAMPLES[number].title for number in range(3)}
FOUND = {
    "No claim is tested: it looks for something to hold against them": "fishing",
    "It is done for everybody": "routine",
    "What would be read does not bear on the claim": "not-relevant",
    "It would show what the law protects": "protected",
}
"""The rule that each bad one is there to show."""


@pytest.fixture(name="shown")
def _shown(town: Town) -> dict[str, ExampleShown]:
    return {one.example.title: one for one in read_examples(town.call("mara"))}


def test_the_good_ones_pass_without_a_word(shown: dict[str, ExampleShown]) -> None:
    for title in GOOD:
        assert shown[title].verdict is Verdict.PASS
        assert not shown[title].attempt.findings


def test_the_bad_ones_are_stopped_for_what_they_show(shown: dict[str, ExampleShown]) -> None:
    for title, rule in FOUND.items():
        found = shown[title].attempt.findings
        assert shown[title].verdict is Verdict.BLOCK
        assert rule in {finding.rule for finding in found}


def test_there_is_no_other_and_the_good_ones_come_first(shown: dict[str, ExampleShown]) -> None:
    assert set(shown) == GOOD | set(FOUND)
    assert [one.attempt.ready for one in shown.values()] == [True] * 3 + [False] * 4
