"""Somebody telephones and writes: HR finds their page without scripts, an officer by keyboard."""

import pytest

from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser


def test_somebody_is_found_by_name_and_who_looked_is_read(desks: Desks) -> None:
    helen = desks.of("helen", script=False)
    helen.follow("Find somebody by name")
    helen.press("Find")
    helen.has("Enter the name, or part of it")
    helen.type("Name, or part of it", "WIECZOREK, Tomasz")
    helen.type("Why do you look?", "Mr Wieczorek rang about the library job.")
    helen.press("Find")
    helen.has("1 application under that name")
    helen.see("by-name")
    helen.follow("C-04 Tomasz Wieczorek")
    assert helen.page.locator("h1").inner_text() == "Tomasz Wieczorek"

    rashid = desks.of("rashid")
    rashid.open("/rights")
    rashid.follow("Find somebody by name")
    rashid.has("Mr [name] rang about the library job.")
    rashid.page.get_by_label("Name, or part of it").focus()
    rashid.page.keyboard.type("wieczorek")
    rashid.page.keyboard.press("Tab")
    rashid.page.keyboard.type("A letter asks for a copy.")
    with rashid.page.expect_navigation():
        rashid.page.keyboard.press("Enter")
    rashid.see("by-name-officer")
    assert "Tomasz" not in rashid.page.locator("main").inner_text()
    rashid.follow("Enter a request or complaint of C-04, LIB-2026-014")
    rashid.has("As they wrote or said it.")
