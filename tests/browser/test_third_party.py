"""A third party searches: asked for, instructed, its return reconciled; without script."""

import re
from datetime import datetime

import pytest

from screening.services.calendar import LONDON
from screening.services.checks.return_lines import HEADER
from tests.browser.conftest import Desk, Desks

pytestmark = pytest.mark.browser

ADDRESS = "nantmeadow.example/diary"


def test_from_a_request_to_what_a_third_party_found(desks: Desks) -> None:
    lucy, helen = (desks.of(key, script=False) for key in ("lucy", "helen"))
    check = _ask(lucy)
    _let_a_third_party_search(helen, check)
    helen.open(f"{check}/search/instructions")
    helen.has(ADDRESS)
    helen.has("Never use an account")
    assert "Rees" not in helen.page.locator("article").inner_text()
    with helen.page.expect_download() as sheet:
        helen.page.get_by_role("link", name="Download the sheet (PDF)").click()
    assert sheet.value.path().read_bytes().startswith(b"%PDF-")
    _enter_the_return(helen)
    helen.follow("Record the outcome")
    helen.choose("Borne out")
    helen.type("The answer to the question", "The hay cut is described there, in July 2024.")
    helen.choose("High")
    helen.choose("Certain")
    helen.press("Record the outcome")
    helen.open(check)
    helen.has("It led there")


def _ask(lucy: Desk) -> str:
    """A request about Blodwen Rees's page, sent to HR; the answer is its address."""
    lucy.follow("Vacancies")
    lucy.follow("PRK-2026-003")
    lucy.follow("C-02 Blodwen Rees")
    lucy.follow("Ask for an online check")
    if lucy.page.get_by_role("radio", name="Something else they said").count():
        lucy.choose("Something else they said")
        lucy.press("Continue")
    lucy.type("Their own words", "I cut Nant meadow for hay in 2024; the meadow diary has it.")
    lucy.choose("CV")
    lucy.type("Where in it?", "Page 2")
    lucy.page.get_by_role("radio", name=re.compile("E2:")).check()
    lucy.page.get_by_role("textbox", name=re.compile("An address")).fill(ADDRESS)
    lucy.press("Continue")
    lucy.type("Your question", "Does the meadow diary describe the hay cut of 2024 as she says?")
    lucy.press("Save and continue")
    lucy.press("Save and continue")
    lucy.type(
        "Why asking would not settle it",
        "We asked for her records of the work, and this diary is what she gave.",
    )
    lucy.press("Save and continue")
    lucy.type("Why now", "The interviews turn on this work; after them it is too late to ask.")
    lucy.press("Save and continue")
    lucy.press("Send")
    lucy.has("Sent to HR")
    found = re.search("/checks/[0-9a-f]{32}", lucy.page.url)
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
    helen.type("Your reasons", "It tests the claim on the diary that she gave, and nothing else.")
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
        f"1,{ADDRESS},{now},5,,The entries of 2024,",
        f",nantmeadow.example/about,{now},2,,The front page,It led there",
    ]
    helen.page.locator("[name=lines]").fill("\n".join(lines))
    helen.choose("Yes, they confirm it")
    helen.press("Show what it comes to")
    helen.has("It led there")
    helen.press("Record this return")
    helen.has("The return is recorded")
