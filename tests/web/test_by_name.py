"""Finding somebody by name, by the page: what it shows to whom, and what becomes of the name."""

import logging

import pytest

from tests.databases import on_both
from tests.web.page import Page
from tests.web.townspeople import TownPages

ADDRESS = "/find-by-name"
ASKED = {"name": "quillfeather ADA", "reason": "A letter asks for a copy."}


@pytest.fixture
def candidate(pages: TownPages) -> str:
    """Somebody who applied."""
    return pages.town.candidate(pages.town.vacancy())


def find(pages: TownPages, by: str, status: int = 200, **fields: str) -> Page:
    visitor = pages.visitor(by)
    return visitor.send(visitor.get(ADDRESS).form(ADDRESS), ASKED | fields, status)


@on_both
def test_hr_finds_whoever_telephones_and_goes_on(pages: TownPages, candidate: str) -> None:
    page = find(pages, "hugh")
    assert page.h1 == "Find somebody by name"
    (row,) = page.all("//tbody/tr")
    assert "LIB-7" in row.text_content() and "Shortlisted" in row.text_content()
    assert page.links()["C-01 Ada Quillfeather"] == f"/candidates/{candidate}"
    ways = [link for link in page.links().values() if link.endswith("/rights/new")]
    assert ways == [f"/candidates/{candidate}/rights/new"]
    assert "Who looked lately" not in page.text


def test_an_officer_works_by_reference_and_reads_who_looked(
    pages: TownPages, candidate: str
) -> None:
    find(pages, "hugh")
    page = find(pages, "dara", reason="He <b>rang</b>.")
    assert page.links()["C-01"] == f"/candidates/{candidate}"
    assert "Ada Quillfeather" not in page.html
    assert page.form(ADDRESS).fields["name"] == ASKED["name"], "to look again with more of it"
    again = pages.visitor("dara").get(ADDRESS).text
    assert "He <b>rang</b>." in again and ASKED["reason"] in again and "hugh" in again


@pytest.mark.parametrize("address", ["/", "/rights", "/rights/new", "/vacancies"])
def test_it_is_offered_to_those_two_alone(pages: TownPages, address: str) -> None:
    for name in ("hugh", "dara"):
        page = pages.visitor(name).get(address)
        assert page.links()["Find somebody by name"] == ADDRESS
        assert len(page.all('//nav//a[normalize-space()="Find somebody by name"]')) == 0
    if address in ("/", "/vacancies"):
        for name in ("mara", "edith"):
            assert ADDRESS not in pages.visitor(name).get(address).html


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Enter the name, or part of it"),
        ({"name": "Q"}, "Give one whole word of the name at least: no initial, and no title"),
        ({"name": "Quillfeather " * 800}, "This is too long. Shorten it and send it again"),
        ({"reason": " "}, "Give your reason"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_nothing_is_lost(
    pages: TownPages, candidate: str, fields: dict[str, str], said: str
) -> None:
    page = find(pages, "hugh", 400, **fields)
    (box,) = fields
    assert page.links()[said] == f"#{box}"
    assert page.form(ADDRESS).fields["reason"].strip() == (ASKED | fields)["reason"].strip()
    assert page.form(ADDRESS).fields["name"].strip() == (ASKED | fields)["name"].strip()
    assert not page.all("//tbody/tr")


def test_nobody_is_found_and_it_is_said_what_else_can_be_done(pages: TownPages) -> None:
    page = find(pages, "dara", name="Nobody <b>Here</b>")
    assert "Nobody here has that name" in page.text
    assert page.links()["Enter a request or complaint"] == "/rights/new"


def test_more_than_a_page_holds_asks_for_more_of_the_name(pages: TownPages) -> None:
    vacancy = pages.town.vacancy()
    for _number in range(21):
        pages.town.candidate(vacancy)
    page = find(pages, "hugh", name="Ada")
    assert len(page.all("//tbody/tr")) == 20
    assert "There are more than 20" in page.text


def test_the_name_stands_in_no_title_address_or_log_line(
    pages: TownPages, candidate: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="screening"):
        page = find(pages, "hugh")
    (title,) = page.all("//title")
    assert "uillfeather" not in title.text_content().lower()
    assert not [link for link in page.links().values() if "uillfeather" in link.lower()]
    assert "quillfeather" not in caplog.text.lower()
    pages.visitor("hugh").get(f"{ADDRESS}?name=Quillfeather")
    assert not pages.visitor("hugh").get(f"{ADDRESS}?name=Ada").all("//tbody/tr")
