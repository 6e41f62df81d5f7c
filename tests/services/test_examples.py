"""The help's examples, judged: each is what the page says that it is, in either language."""

import pytest

from screening.domain.notifying import Language
from screening.domain.words import Verdict
from screening.services.catalogues import catalogue_of
from screening.services.checks.presets import LOOKING_AT, RELEVANCE
from screening.services.reading.checks.examples import EXAMPLES, ExampleShown, read_examples
from tests.databases import on_both
from tests.reading_age import grade
from tests.services.town import Town

GOOD = {EXAMPLES[number].title for number in range(3)}
FOUND = {
    "No claim is tested: it looks for something to hold against them": "fishing",
    "It is done for everybody": "routine",
    "What would be read does not bear on the claim": "not-relevant",
    "It would show what the law protects": "protected",
}
"""The rule that each bad one is there to show."""


@pytest.fixture(name="shown", params=list(Language))
def _shown(town: Town, request: pytest.FixtureRequest) -> dict[str, ExampleShown]:
    return {one.example.title: one for one in read_examples(town.call("mara"), request.param)}


@on_both
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


def test_all_that_somebody_says_in_them_is_in_the_language(town: Town) -> None:
    english = {one.title: one for one in EXAMPLES}
    welsh = catalogue_of(Language.WELSH)
    for one in read_examples(town.call("mara"), Language.WELSH):
        was, told = english[one.example.title], one.example
        pairs = (
            *((told.job, was.job), (told.asks, was.asks), (told.quote, was.quote)),
            (told.request.question, was.request.question),
            (told.request.relevance, was.request.relevance),
            (told.request.alternatives, was.request.alternatives),
            (told.request.scope.looking_at, was.request.scope.looking_at),
        )
        for said, source in pairs:
            assert said == (source and welsh.gettext(source))
            assert said != source or not source


def test_what_is_preset_speaks_of_nobody_and_can_be_read_at_eleven() -> None:
    """The candidate reads it in a letter, where “they” would be somebody else."""
    preset = [RELEVANCE.format(code="E2", criterion="X"), LOOKING_AT]
    assert not {"they", "their", "he", "his", "she", "her", "candidate", "applicant"} & {
        word.strip(".,()").casefold() for line in preset for word in line.split()
    }
    assert grade(preset) <= 6.0
