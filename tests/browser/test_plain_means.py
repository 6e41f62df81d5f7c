"""The service in a browser that runs no script."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from screening.services.calendar import LONDON
from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser


def test_without_script(desks: Desks) -> None:
    page = desks.plain("helen")
    page.goto("/vacancies/new")
    rows = page.get_by_label("What the job asks for")
    before = rows.count()
    page.get_by_role("button", name=re.compile("Add another")).click()
    expect(rows).to_have_count(before + 1)
    page.goto("/decisions")
    page.get_by_role("link", name=re.compile("Read and decide")).first.click()
    page.get_by_role("button", name="Record my decision").click()
    expect(page.get_by_text("There is something to correct")).to_be_visible()


def test_a_guided_search_without_script(desks: Desks) -> None:
    wendy = desks.of("wendy", script=False)
    wendy.has("Your first steps")
    wendy.press("Put these steps away")
    wendy.has("They are put away")
    wendy.follow("My searches")
    wendy.follow("DIG-2026-008, check 6")
    wendy.follow("Read the rules and begin")
    wendy.press("Begin the search")
    wendy.has("There is something to correct")
    wendy.choose("I have read these rules and keep to them")
    wendy.press("Begin the search")
    wendy.has("30 minutes are left")  # by the clock of the service: a running one needs a script
    expect(wendy.page.locator("[role=timer]")).to_be_hidden()
    with wendy.page.expect_navigation():
        wendy.page.get_by_role("link", name=re.compile("Look here")).click()
    away = wendy.page.get_by_role("link", name="Open this place (opens in a new tab)")
    assert away.get_attribute("rel") == "noreferrer noopener"
    wendy.type("How many minutes did it take?", "none")
    wendy.press("Record this visit")
    wendy.has("There is something to correct")
    wendy.type("How many minutes did it take?", "4")
    wendy.press("Record this visit")
    wendy.has("One visit, 4 minutes")
    wendy.follow("Say what you read")
    wendy.type("What did you read?", "The steps of one booking, up to the payment.")
    wendy.press("Record what you read")
    wendy.follow("I saw something protected")
    wendy.press("Record that I saw it")
    wendy.has("There is something to correct")
    wendy.type("At what time?", datetime.now(LONDON).strftime("%H:%M"))
    wendy.press("Record that I saw it")
    wendy.follow("Record the outcome")
    wendy.press("Record the outcome")
    wendy.has("There is something to correct")
    wendy.choose("Nothing found")
    wendy.type("The answer to the question", "The pages show no steps any more.")
    wendy.choose("Low")
    wendy.choose("Likely")
    wendy.press("Record the outcome")
    wendy.has("This search is over")
    wendy.has("Something protected was seen on")
