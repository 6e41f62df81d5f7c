"""HR tells a candidate what came of it, with a screen reader's page and without JavaScript."""

import pytest

from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser
TELL = "a[href$='/tell']"


def test_a_candidate_is_told_from_the_first_page(desks: Desks) -> None:
    helen = desks.of("helen")
    helen.open("/in-hand")
    helen.has("What is due first comes first.")
    helen.see("in-hand")
    address = helen.page.locator(TELL).first.get_attribute("href")
    assert address
    helen.open(address)
    helen.has("Withheld from the panel")
    helen.see("tell")
    helen.press("Record this")
    helen.has("Choose how the candidate is told")
    plain = desks.plain("helen")
    plain.locator(TELL).first.click()
    plain.get_by_label("I have sent them a letter with the link", exact=True).check()
    plain.get_by_role("button", name="Record this", exact=True).click()
    assert "recorded that the candidate was told" in plain.locator("main").inner_text()
    assert address not in [
        link.get_attribute("href") for link in plain.locator("a[href*='/checks/']").all()
    ]
