"""Finding one's way: looking, narrowing, turning and figures, in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from screening.cli.demo.people import read_people
from tests.browser.conftest import Desk, Desks

pytestmark = pytest.mark.browser


def without_script(desks: Desks, key: str) -> Desk:
    """Somebody's browser that runs no script, signed in."""
    desk = desks.nobody(desks.council[key], script=False)
    desk.page.goto("/sign-in")
    desk.type("E-mail address", desk.person.email)
    desk.type("Password", read_people()[0])
    desk.page.get_by_role("button", name="Sign in", exact=True).click()
    desk.page.wait_for_url(re.compile(r"/$"))
    return desk


def test_a_check_is_found_and_the_way_back_taken(desks: Desks) -> None:
    page = without_script(desks, "helen").page
    page.get_by_role("link", name="Checks", exact=True).click()
    page.get_by_label("Words in the vacancy’s reference, job title or department").fill(
        "b-2026 cation"
    )
    page.get_by_text("Narrow the list down").click()
    page.get_by_label("Asked for or decided by").fill("marian")
    page.get_by_label("Where one would look").select_option("Any")
    page.get_by_role("button", name="Show these").click()
    expect(
        page.get_by_role("link", name=re.compile(r"LIB-2026-014, check \d+")).first
    ).to_be_visible()
    assert page.get_by_role("link", name=re.compile("DIG-")).count() == 0
    page.get_by_role("link", name=re.compile("^Take off: Words")).click()
    assert "words" not in page.url
    assert "who=marian" in page.url
    page.goto("/checks?state=closed&overdue=yes&month=2020-13")
    expect(page.get_by_text("“Started in” has nothing of that kind")).to_be_visible()
    expect(page.get_by_role("heading", name="No check is like that")).to_be_visible()
    page.get_by_role("link", name="Show all checks").click()
    page.get_by_role("link", name=re.compile("LIB-2026-014, check")).first.click()
    page.get_by_label("Show", exact=True).select_option(index=1)
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("heading", name="Only shown")).to_be_visible()
    assert page.url.endswith("#history")


def test_lists_and_figures_are_looked_at(desks: Desks) -> None:
    helen = desks.of("helen")
    for name, address in (
        ("checks", "/checks"),
        ("checks-narrowed", "/checks?state=closed&overdue=yes&month=2020-13"),
        ("vacancies-narrowed", "/vacancies?words=lib&stage=sifting"),
        ("queue-narrowed", "/decisions?overdue=yes&mine=yes"),
        ("figures", "/figures"),
    ):
        helen.page.goto(address)
        helen.see(name)
    helen.page.goto("/figures")
    for charted in helen.page.locator(".app-chart svg").all():
        assert charted.get_attribute("aria-label")
    for table in helen.page.get_by_text("The numbers as a table").all():
        table.click()
    helen.see("figures-tables")
    chart = helen.page.locator(".app-chart").first
    texts = chart.locator("svg text").all_text_contents()
    said = dict(text.rsplit(": ", 1) for text in texts if ": " in text)
    rows = helen.page.locator("table").first.locator("tbody tr").all_text_contents()
    shown = [" ".join(row.split()) for row in rows]
    assert len(said) == len(shown)
    for state, number in said.items():
        assert any(row.startswith(state) and row.endswith(number) for row in shown), state


def test_registers_and_a_trail_are_narrowed_down(desks: Desks) -> None:
    for key, name, address in (
        ("edwina", "pairs-narrowed", "/reviews/pairs?department=Housing"),
        ("edwina", "notifications-new", "/notifications?unread=yes"),
        ("rashid", "rights-narrowed", "/rights?state=open"),
        ("rashid", "retention-narrowed", "/retention?words=edu"),
        ("alan", "messages-narrowed", "/messages?state=failed"),
        ("helen", "sourcing-narrowed", "/sourcing?platform=linkedin&who=lucy"),
        ("rashid", "unauthorised-narrowed", "/looked-up?hours=over&words=zz"),
    ):
        desk = desks.of(key)
        desk.page.goto(address)
        expect(desk.page.get_by_role("heading", name="Only shown")).to_be_visible()
        desk.see(name)
    page = without_script(desks, "edwina").page
    page.goto("/sourcing")
    page.get_by_text("Narrow the list down").click()
    page.get_by_label("Where they searched").select_option("LinkedIn")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("link", name="Take off: Where they searched: LinkedIn")).to_be_visible()
    expect(page.get_by_role("cell", name="LinkedIn").first).to_be_visible()
    page.goto("/reviews?words=lib-2026-014")
    page.get_by_role("link", name="LIB-2026-014", exact=True).click()
    page.get_by_text("Show only some of it").click()
    page.get_by_label("Of which check: its number (optional)").fill("1")
    page.get_by_role("button", name="Show these").click()
    shown = page.locator(".moj-timeline__item").get_by_role("link", name=re.compile(r"^check \d+$"))
    assert set(shown.all_text_contents()) == {"check 1"}
