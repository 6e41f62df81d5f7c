"""Monitoring answers are brought in and counted, in a browser without script."""

import pytest

from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser

CLOSED = "EDU-2026-005"
"""A vacancy of the demonstration, of fewer people than may ever be shown."""

APART = "Keep them apart, even where that leaves fewer lines of figures"


def test_from_a_file_of_answers_to_what_cannot_be_counted_yet(desks: Desks) -> None:
    edwina = desks.of("edwina", script=False)
    edwina.follow("Monitoring")
    edwina.has("No edition was made yet")
    edwina.open("/monitoring/editions/new")
    edwina.page.locator("a[href*='answers=missing']").first.click()
    edwina.has("Answers: Still missing")
    edwina.follow(CLOSED)
    words = "candidate,sex\nC-01,Woman\nC-02,male"
    edwina.page.locator("[name=words]").fill(words)
    edwina.press("Check the file")
    edwina.has("has an answer that is not on the list")
    edwina.has("“Woman”")
    edwina.page.locator("select[name^=value-]").select_option("female")
    edwina.press("Check the file")
    edwina.has("Every line fits")
    edwina.press("Bring it in")
    edwina.has("2 people are new")
    edwina.open("/monitoring/editions/new")
    edwina.has("Nobody is lost by waiting")
    years = edwina.page.locator("[name=year]")
    if not years.count():
        edwina.has("There is no edition to make now")
        return
    edwina.choose("By whether they were looked up online")
    edwina.choose(APART)
    edwina.press("Make it")
    edwina.has("no table could show anything")
