"""The service in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

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
