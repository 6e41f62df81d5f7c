"""Searches beside the checks, from whoever tells of them to whoever deals with them."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_search_to_find_people_that_looks_like_a_check(desks: Desks) -> None:
    lucy = desks.plain("lucy")
    lucy.goto("/sourcing/new")
    _press(lucy, "Enter it")
    assert "There is something to correct" in lucy.locator("main").inner_text()
    lucy.get_by_label("For which vacancy? (optional)").fill("PRK-2026-003")
    lucy.get_by_label("Where did you search, or will you?").fill("LinkedIn")
    lucy.get_by_label("With which words?").fill("Kit Marlowe-Hughes meadow")
    lucy.get_by_label("What for?").fill("To find somebody who knows meadows.")
    _press(lucy, "Enter it")
    assert lucy.locator("h1").inner_text() == "This looks like a check"
    lucy.get_by_role("link", name="Say why, and enter it").click()
    lucy.get_by_label("Why is it a search to find people, and no check?").fill("It is a reserve.")
    _press(lucy, "Enter it")
    assert "It is a reserve." in lucy.locator("main").inner_text()

    helen = desks.of("helen")
    helen.open("/notifications")
    sign = "A search to find people that looks like a check"
    helen.page.get_by_role("link", name=sign).first.click()
    helen.see("sourcing-attempt")
    helen.has("It was asked about, and entered after all.")
    helen.page.get_by_role("link", name="Say what it was").click()
    helen.see("sourcing-asked")
    helen.press("Write it down")
    helen.has("Choose what it was")
    helen.choose("A search to find people")
    helen.type("Why?", "A namesake, as she says, who grows seeds.")
    helen.press("Write it down")
    helen.has("A namesake, as she says, who grows seeds.")
    helen.follow("The entry that follows this one")
    helen.has("Why it is no check")
    helen.open("/sourcing")
    edwina = desks.of("edwina")
    edwina.open("/sourcing")
    edwina.has("Looked like a check")
    edwina.has("A search to find people")


def test_a_search_without_authorisation_is_told_and_dealt_with(desks: Desks) -> None:
    tom = desks.plain("tom")
    tom.goto("/looked-up/new")
    assert not tom.get_by_label("Their work e-mail address (optional)").is_visible()
    assert not tom.get_by_text("Since which day").is_visible()
    tom.get_by_label("Somebody else").check()
    assert tom.get_by_label("Their work e-mail address (optional)").is_visible()
    tom.get_by_label("I did").check()
    tom.get_by_label("For which vacancy? (optional)").fill("LEI-2026-031")
    tom.get_by_label("Who was looked up? (optional)").fill("C-04")
    _press(tom, "Send it")
    assert "There is something to correct" in tom.locator("main").inner_text()
    tom.get_by_label("What was looked at?").fill("One public page, for a minute.")
    tom.get_by_label("I am not sure").check()
    assert tom.get_by_text("Since which day").is_visible()
    _press(tom, "Send it")
    assert "Thank you for telling us" in tom.locator("body").inner_text()

    helen, rashid = desks.of("helen"), desks.of("rashid")
    helen.open("/notifications")
    helen.page.get_by_role("link", name="A search without authorisation to deal with").first.click()
    helen.see("looked-up")
    helen.follow("Deal with it")
    helen.has("The service holds them to it")
    helen.choose("Somebody who saw none of it scores again")
    helen.choose("I am not sure")
    helen.type("Why, and what is to be done?", "A colleague scores on Friday.")
    helen.press("Write it down")
    helen.has("A colleague scores on Friday.")
    rashid.open("/notifications")
    breach = "What may be a personal-data breach: 72 hours run"
    rashid.page.get_by_role("link", name=breach).first.click()
    rashid.follow("Decide on the breach")
    rashid.choose("No personal-data breach")
    rashid.choose("The person is not told")
    rashid.type("Why?", "A public page, read once and passed on to nobody.")
    rashid.press("Write it down")
    rashid.has("Decided in time")
    assert breach not in rashid.page.locator("main").inner_text()


def test_somebody_who_has_no_page_here_asks_for_a_copy(desks: Desks) -> None:
    helen = desks.plain("helen")
    helen.goto("/rights")
    helen.get_by_role("link", name="Enter a request or complaint").or_(
        helen.get_by_role("button", name="Enter a request or complaint")
    ).first.click()
    _press(helen, "Enter it")
    assert "There is something to correct" in helen.locator("main").inner_text()
    helen.get_by_label("A copy of what is held (Article 15)").check()
    helen.get_by_label("By post").check()
    helen.get_by_label("In their words").fill("Send me what you hold about me.")
    helen.get_by_label("Who writes, and how can they be reached?").fill("Jane Smith, High Street")
    _press(helen, "Enter it")
    assert "Jane Smith, High Street" in helen.locator("main").inner_text()
    entry = helen.locator("main .govuk-caption-l").inner_text()

    rashid = desks.of("rashid")
    rashid.open("/rights")
    rashid.follow(entry)
    rashid.has("has no page here")
    rashid.follow("Write down a step")
    rashid.choose("I answered it")
    rashid.type("What did you tell them?", "We hold nothing about you.")
    rashid.press("Write it down")
    rashid.has("We hold nothing about you.")
    rashid.open("/rights/new")
