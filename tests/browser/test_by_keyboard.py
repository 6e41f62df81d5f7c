"""A check is filed and decided by keyboard alone, and what has the focus can always be seen."""

import re

import pytest
from playwright.sync_api import Page

from screening.cli.demo.people import read_people
from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser

MOST_TABS = 80


def test_a_check_is_filed_and_decided_by_keyboard_alone(desks: Desks) -> None:
    lucy, helen = (_signed_in(desks, key) for key in ("lucy", "helen"))
    check = _file(lucy)
    assert "Sent to HR" in lucy.locator("main").inner_text()
    for words in ("Vacancies", "PRK-2026-003", "C-01 Silas Umney"):
        _follow(helen, words)
    _press(helen, "I have seen claim")
    _follow(helen, "Requests to decide")
    _follow(helen, f"{check}/decision")
    _decide(helen)
    assert "The request is approved" in helen.locator("body").inner_text()


def _signed_in(desks: Desks, key: str) -> Page:
    page = desks.nobody(desks.council[key]).page
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    _type(page, "email", desks.council[key].email)
    _type(page, "password", read_people()[0])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/$"))
    return page


def _file(page: Page) -> str:
    """From the first page to "Sent to HR"; the answer is the address of the check."""
    for words in ("Vacancies", "PRK-2026-003", "C-01 Silas Umney", "Ask for an online check"):
        _follow(page, words)
    _type(
        page,
        "quote",
        "In 2024 I led the Fernby Volunteers' workdays and wrote each up.",
    )
    _choose(page, "source", 2)
    _type(page, "where", "Page 2")
    _choose(page, "criterion", 1)
    _type(page, "address", "facebook.com/fernbyvolunteers")
    _press(page, "Continue")
    _type(page, "question", "Do the volunteers' own posts of 2024 write up workdays that he led?")
    _press(page, "Save and continue")
    _press(page, "Save and continue")
    _type(page, "alternatives", "We asked who could confirm it; he pointed us to these posts.")
    _press(page, "Save and continue")
    _type(page, "why_now", "The interviews turn on these workdays; after them it is too late.")
    _press(page, "Save and continue")
    _press(page, "Send")
    found = re.search("/checks/[0-9a-f]{32}", page.url)
    assert found
    return found.group(0)


def _decide(page: Page) -> None:
    """As far as it was asked for."""
    _choose(page, "ruling", 1)
    _type(page, "reasons", "It tests the claim on the page that he gave, and nothing else.")
    _press(page, "Record my decision")


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is called ``wanted``, or leads there, has the focus and shows it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if _focused(page).startswith(wanted) or _leads_to(page) == wanted:
            assert _is_seen(page), f"no focus to be seen on {wanted!r}"
            return
    raise AssertionError(f"the Tab key never comes to {wanted!r} on {page.url}")


def _follow(page: Page, words: str) -> None:
    _tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


_press = _follow
"""A button is pressed as a link is followed."""


def _type(page: Page, box: str, words: str) -> None:
    """Type ``words`` into the box of that name, in place of what is there."""
    _tab_to(page, box)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def _choose(page: Page, name: str, number: int) -> None:
    """Choose the answer of that ``number``, from 1 on, among those to one question."""
    _tab_to(page, name)
    page.keyboard.press("Space")
    for _ in range(number - 1):
        page.keyboard.press("ArrowDown")
    assert page.locator(f"input[name={name}]").nth(number - 1).is_checked()


def _focused(page: Page) -> str:
    """The words on what has the focus, or the name of a box."""
    found = page.evaluate(
        "(e => e.name || e.innerText || '')(document.activeElement || document.body)"
    )
    return re.sub(r"\s+", " ", str(found)).strip()


def _leads_to(page: Page) -> str:
    """The address of the link that has the focus, if one has."""
    return str(page.evaluate("document.activeElement.getAttribute('href') || ''"))


def _is_seen(page: Page) -> bool:
    """Whether it can be seen what has the focus."""
    style = page.evaluate(
        "(s => [s.outlineStyle, s.boxShadow, s.backgroundColor])"
        "(getComputedStyle(document.activeElement))"
    )
    return style[0] != "none" or style[1] != "none" or style[2] == "rgb(255, 221, 0)"
