"""An administrator sets the organisation and looks after the service; with and without scripts."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from screening.services.calendar import day_of
from screening.services.opening import system_clock
from tests.browser.conftest import Desk, Desks
from tests.browser.looking import Looking
from tests.serving import Served

pytestmark = pytest.mark.browser


def test_the_organisation_is_set_and_the_service_looked_after(
    desks: Desks, browser: Browser, served: Served
) -> None:
    alan = desks.of("alan")
    alan.follow("Organisation")
    alan.see("organisation")
    alan.follow("Change it")
    alan.type("Colour", "#ffee00")
    alan.press("Set it")
    alan.has("This colour is too light")
    alan.see("organisation-error")
    alan.type("Colour", "#2d4a5e")
    alan.type("Telephone of HR, for staff", "01632 960 002")
    alan.press("Set it")
    alan.has("Telephone of HR, for staff")
    alan.see("organisation-set")
    alan.follow("Health")
    alan.see("health")
    alan.has("Key that signs checkpoints")
    alan.open("/messages/settings")
    alan.see("messages-settings")
    _without_scripts(desks, browser, served, "/organisation/change", "Set it")


def test_the_basis_is_set_and_the_documents_are_read(
    desks: Desks, browser: Browser, served: Served
) -> None:
    rashid = desks.of("rashid")
    rashid.follow("Record of processing")
    rashid.see("processing")
    rashid.follow("Lawful basis")
    rashid.follow("Set another version")
    rashid.press("Set it")
    rashid.see("basis-error")
    rashid.choose("A public task: Article 6(1)(e)")
    rashid.type("In words for candidates", "it is part of our public task of choosing fairly")
    rashid.type("Why it applies", "Section 112 of the Local Government Act 1972.")
    _on(rashid, "review_by", day_of(system_clock()) + timedelta(days=300))
    rashid.press("Set it")
    rashid.has("which counts now")
    rashid.see("basis")
    for address in ("/processing/record", "/processing/assessment"):
        rashid.open(address)
        rashid.see(address.replace("/", "-").strip("-"))
    _without_scripts(desks, browser, served, "/processing/assessment/write", "Keep it as")


def _on(desk: Desk, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        desk.page.locator(f"[name={name}-{part}]").fill(str(getattr(day, part)))


def _without_scripts(
    desks: Desks, browser: Browser, served: Served, address: str, button: str
) -> None:
    """Fill every empty box of the form at ``address`` and send it by the keyboard."""
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    context.add_cookies(desks.contexts[-1].cookies())
    page = context.new_page()
    page.goto(address)
    for box in page.locator("main textarea").all():
        box.fill("As agreed with the council.")
    with page.expect_navigation():
        page.get_by_role("button", name=button).focus()
        page.keyboard.press("Enter")
    assert "There is something to correct" not in page.locator("main").inner_text()
    context.close()
    Looking(desks.contexts[-1].pages[0]).look()
