"""A third party searches: asked for, instructed, its return reconciled; without script."""

import re
from datetime import datetime

import pytest

from screening.services.calendar import LONDON
from screening.services.checks.return_lines import HEADER
from tests.browser.conftest import Desk, Desks

pytestmark = pytest.mark.browser

ADDRESS = "facebook.com/harbourwalk"


def test_from_a_request_to_what_a_third_party_found(desks: Desks) -> None:
    marian, helen = (desks.of(key, script=False) for key in ("marian", "helen"))
    check = _ask(marian)
    _let_a_third_party_search(helen, check)
    helen.open(f"{check}/search/instructions")
    helen.has(ADDRESS)
    helen.has("Never use an account")
    assert "Pettifer" not in helen.page.locator("article").inner_text()
    with helen.page.expect_download() as sheet:
        helen.page.get_by_role("link", name="Download the sheet (PDF)").click()
    assert sheet.value.path().read_bytes().startswith(b"%PDF-")
    _enter_the_return(helen)
    helen.follow("Record the outcome")
    helen.choose("Borne out")
    helen.type("The answer to the question", "A post stands there for most weeks of 2024.")
    helen.choose("High")
    helen.choose("Certain")
    helen.press("Record the outcome")
    helen.open(check)
    helen.has("It led there")


def _ask(marian: Desk) -> str:
    """A request about Jonah Pettifer's page, sent to HR; the answer is its address."""
    marian.follow("Vacancies")
    marian.follow("LIB-2026-014")
    marian.follow("C-06 Jonah Pettifer")
    marian.follow("Ask for an online check")
    if marian.page.get_by_role("radio", name="Something else they said").count():
        marian.choose("Something else they said")
        marian.press("Continue")
    marian.type("Their own words", "In 2024 I kept the harbour walk's page, with a post each week.")
    marian.choose("CV")
    marian.type("Where in it?", "Page 2")
    marian.page.get_by_role("radio", name=re.compile("E1:")).check()
    marian.page.get_by_role("textbox", name=re.compile("An address")).fill(ADDRESS)
    marian.press("Continue")
    marian.type("Your question", "Did the harbour walk's page carry a post each week of 2024?")
    marian.press("Save and continue")
    marian.press("Save and continue")
    marian.type(
        "Why asking would not settle it",
        "We asked for examples of posts and he gave us this page for it.",
    )
    marian.press("Save and continue")
    marian.press("Send")
    marian.has("Sent to HR")
    found = re.search("/checks/[0-9a-f]{32}", marian.page.url)
    assert found
    return found.group(0)


def _let_a_third_party_search(helen: Desk, check: str) -> None:
    """Confirm the claim, approve, tell the candidate, and record that they say go ahead."""
    helen.open(f"{check}/decision")
    helen.page.get_by_role("button", name=re.compile("seen")).click()
    helen.open(f"{check}/decision")
    helen.choose("Approve it, as far as set out below")
    helen.page.get_by_label("Who searches?").select_option(label="A third party, named below")
    helen.type("Name of the third party", "Lookwell Ltd")
    helen.type("Your reasons", "It tests the claim on the page that he gave, and nothing else.")
    helen.press("Record my decision")
    helen.has("The request is approved")
    helen.open(f"{check}/notice")
    helen.choose("By e-mail")
    helen.press("Record the delivery")
    helen.open(f"{check}/reply")
    helen.page.get_by_role("radio", name=re.compile("Go ahead")).check()
    helen.type("In their words", "By e-mail: please go ahead.")
    helen.press("Record the reply")


def _enter_the_return(helen: Desk) -> None:
    """One visit as approved, and one beyond it."""
    helen.follow("Enter what they sent back")
    now = datetime.now(LONDON).strftime("%Y-%m-%d,%H:%M")
    lines = [
        ",".join(HEADER),
        f"1,{ADDRESS},{now},5,The posts of 2024,",
        f",harbourwalk.example,{now},2,The front page,It led there",
    ]
    helen.page.locator("[name=lines]").fill("\n".join(lines))
    helen.choose("Yes, they confirm it")
    helen.press("Show what it comes to")
    helen.has("It led there")
    helen.press("Record this return")
    helen.has("The return is recorded")
