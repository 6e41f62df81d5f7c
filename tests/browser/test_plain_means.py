"""The service in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from screening.cli.demo.people import read_people
from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser


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
