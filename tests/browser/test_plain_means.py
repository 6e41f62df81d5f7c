"""The service by keyboard alone, and in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import Page, expect

from screening.cli.demo.people import read_people
from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser

MOST_TABS = 60


def test_by_keyboard_alone(desks: Desks) -> None:
    page = desks.nobody(desks.council["marian"]).page
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    _tab_to(page, "email")
    page.keyboard.type(desks.council["marian"].email)
    _tab_to(page, "password")
    page.keyboard.type(read_people()[0])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/$"))
    for words in ("Vacancies", "LIB-2026-014", "C-06 Jonah Pettifer", "Ask for an online check"):
        _tab_to(page, words)
        assert _has_a_ring(page), f"no focus to be seen on {words!r}"
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address, before=before: address != before)
    _tab_to(page, "quote")
    page.keyboard.type("I set up the harbour walk's public page in 2024.")
    _tab_to(page, "source")
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=source]:checked").count() == 1


def test_without_script(desks: Desks) -> None:
    person = desks.council["helen"]
    context = desks.browser.new_context(base_url=desks.served.url, java_script_enabled=False)
    desks.contexts.append(context)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mail address", exact=True).fill(person.email)
    page.get_by_label("Password", exact=True).fill(read_people()[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/vacancies/new")
    rows = page.get_by_label("What the job asks for")
    before = rows.count()
    page.get_by_role("button", name=re.compile("Add another")).click()
    expect(rows).to_have_count(before + 1)
    page.goto("/decisions")
    page.get_by_role("link", name=re.compile("Read and decide")).first.click()
    page.get_by_role("button", name="Record my decision").click()
    expect(page.get_by_text("There is something to correct")).to_be_visible()


def _focused(page: Page) -> str:
    """The words on what has the focus, or the name of a box."""
    found = page.evaluate(
        "(e => e.name || e.innerText || '')(document.activeElement || document.body)"
    )
    return re.sub(r"\s+", " ", str(found)).strip()


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is called ``wanted`` has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if _focused(page).startswith(wanted):
            return
    raise AssertionError(f"the Tab key never comes to {wanted!r}")


def _has_a_ring(page: Page) -> bool:
    """Whether it can be seen what has the focus."""
    style = page.evaluate(
        "(s => [s.outlineStyle, s.boxShadow, s.backgroundColor])"
        "(getComputedStyle(document.activeElement))"
    )
    return style[0] != "none" or style[1] != "none" or style[2] == "rgb(255, 221, 0)"
