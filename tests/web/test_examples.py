"""What the form shows as examples, in either language, makes up a request that is ready to send."""

import re

import pytest

from screening.domain.notifying import Language
from screening.domain.words import State
from screening.services.reading.checks.draft import read_request
from tests.web.page import Page
from tests.web.test_candidates import CLAIM
from tests.web.townspeople import TownPages

WRITTEN = {
    "question": "question",
    "alternatives": "alternatives",
    "relevance": "relevance",
    "reading": "looking_at",
    "why-now": "why_now",
}
"""The pages that have a sentence as an example, and the box that it is for."""
ENGLISH = re.compile(r"\b(?:the|they|this|only|and)\b")


def example(page: Page) -> str:
    """The words between quotation marks in what the page shows as an example."""
    (shown,) = page.all("//details//*[contains(@class, 'govuk-details__text')]")
    found = re.search("“(.+)”", shown.text_content())
    assert found
    return found[1]


@pytest.mark.parametrize("presets", [True, False], ids=["presets", "examples"])
@pytest.mark.parametrize("language", Language)
def test_what_the_form_offers_is_ready_to_send(
    pages: TownPages, language: Language, presets: bool
) -> None:
    town = pages.town
    candidate = town.candidate(town.vacancy())
    visitor = pages.visitor("mara")
    start = visitor.get(f"/candidates/{candidate}/check/new?language={language}")
    page = visitor.send(
        start.form(f"/candidates/{candidate}/check/new"), {**CLAIM, "quote": example(start)}
    )
    check = re.search("/checks/([0-9a-f]{32})/write", page.html)
    assert check
    said = [example(start)]
    for name, box in WRITTEN.items():
        address = f"/checks/{check[1]}/write/{name}"
        page = visitor.get(address)
        if not presets or name in {"question", "alternatives"}:
            said.append(example(page))
            visitor.send(page.form(address), {box: said[-1]})
    request = read_request(town.call("mara"), check[1]).request
    said += [request.relevance, request.scope.looking_at]
    welsh = language is Language.WELSH
    assert [bool(ENGLISH.search(text)) for text in said] == [not welsh] * len(said)
    confirm = f"/checks/{check[1]}/confirm"
    visitor.send(visitor.get(confirm).form(confirm))
    shown = town.see("hugh", check[1])
    assert shown.state is State.AWAITING
    assert shown.newest and not shown.newest.findings
