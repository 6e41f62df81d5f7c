"""HR gives a candidate more time, without a script; the candidate reads of it on their own page."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from screening.services.calendar import in_working_days
from tests.browser.conftest import Desks
from tests.browser.looking import NARROW
from tests.browser.test_candidate import Candidate, link_of
from tests.serving import Served

pytestmark = pytest.mark.browser


def test_more_time_is_given_and_told(desks: Desks, browser: Browser, served: Served) -> None:
    helen = desks.of("helen", script=False)
    helen.open("/checks?state=notified")
    check = helen.page.locator("main table a[href^='/checks/']").first.get_attribute("href")
    assert check is not None
    link = link_of(helen, check, "Make the link")
    helen.open(check)
    helen.follow("Give more time to reply")
    desks.of("helen").open(f"{check}/more-time")  # for axe
    helen.press("Give more time")
    helen.has("Enter the day until which they can reply")
    helen.type("Why do they need more time?", "They were away.")
    until = in_working_days(datetime.now(UTC), 15)
    for part, number in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        helen.type(part, str(number))
    helen.press("Give more time")
    helen.has("The new day is recorded.")
    helen.has("They were away.")
    theirs = Candidate(browser, served, link, scripts=True)
    assert theirs.says("We gave you more time") and theirs.says(str(until.year))
    assert not theirs.says("They were away.")
    assert theirs.page.viewport_size == NARROW
    theirs.context.close()
