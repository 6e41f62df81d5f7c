"""A candidate, who has no account, comes by their link and answers, with the keyboard alone."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Desks
from tests.browser.looking import Looking
from tests.serving import Served

pytestmark = pytest.mark.browser


def test_a_candidate_reads_and_answers(desks: Desks, browser: Browser, served: Served) -> None:
    helen = desks.of("helen")
    notice = helen.page.locator("a[href$='/notice']").first.get_attribute("href")
    assert notice is not None
    helen.open(notice.replace("/notice", "/link"))
    helen.press("Make the link")
    address = helen.page.locator("main p.app-words strong").inner_text()

    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    plain.get_by_role("button", name="Tell us what you think").first.focus()
    plain.keyboard.press("Enter")
    plain.get_by_label("Yes, go ahead. You need not wait").focus()
    for _below in range(4):
        plain.keyboard.press("ArrowDown")
    plain.keyboard.press("Tab")
    plain.keyboard.type("I would rather you asked me.")
    plain.keyboard.press("Tab")
    with plain.expect_navigation():
        plain.keyboard.press("Enter")
    assert "You told us: I object" in plain.locator("main").inner_text()
    context.close()

    candidate = Looking(desks.nobody(desks.council["helen"]).page)
    for at in ("", "/answer", "/reply", "x"):
        candidate.page.goto(address + at)
        candidate.look(f"own-page{at.replace('/', '-')}")
        candidate.page.goto(f"{address}{at}?language=cy")
        assert candidate.page.locator("html").get_attribute("lang") == "cy"
        candidate.look(f"cy-own-page{at.replace('/', '-')}")
        candidate.page.goto(f"{address}{at}?language=en_GB")
    helen.open(notice.replace("/notice", "/objection"))
    helen.has("They object")
    helen.open("/advert-words")
