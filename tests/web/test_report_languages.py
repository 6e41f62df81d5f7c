"""The page of the audit report offers it in each language, that of the page first."""

import pytest

from tests.reported import quick_reports, worker_of
from tests.web.page import Page
from tests.web.townspeople import TownPages

__all__ = ["quick_reports"]

pytestmark = pytest.mark.usefixtures("quick_reports")
BOX = "language_of_report"


@pytest.fixture
def address(pages: TownPages) -> str:
    """The page of a vacancy's report."""
    return f"/reviews/{pages.town.vacancy()}/report"


def offered(page: Page) -> list[tuple[str, str]]:
    """What each button says, and which language it asks for."""
    buttons = page.all(f"//button[@name='{BOX}']")
    return [(" ".join(one.text_content().split()), one.get("value")) for one in buttons]


def languages(page: Page) -> list[str]:
    """Of each edition in the table, its number and its language."""
    return [" ".join(row.text_content().split()) for row in page.all("//tbody/tr")]


def test_each_language_until_it_is_there(pages: TownPages, address: str) -> None:
    visitor = pages.visitor("edith")
    page = visitor.get(address)
    assert offered(page) == [
        ("Make the report – English", "en_GB"),
        ("Make the report – Cymraeg", "cy"),
    ]
    page = visitor.send(page.form(address), {BOX: "cy"})
    assert offered(page) == [], "while one is being made"
    worker_of(pages.town).do_one()
    page = visitor.get(address)
    assert offered(page) == [("Make a new edition – English", "en_GB")]
    assert "You can have the same in another language." in page.text
    page = visitor.send(page.form(address), {BOX: "en_GB"})
    worker_of(pages.town).do_one()
    page = visitor.get(address)
    assert offered(page) == []
    assert "another language" not in page.text
    newest, first = languages(page)
    assert newest.startswith("2 – English")
    assert first.startswith("1 – Cymraeg")
    pages.town.candidate(address.split("/")[2])
    assert len(offered(visitor.get(address))) == 2
    assert "Language Cymraeg" in visitor.get(address.removesuffix("/report")).text, "on the trail"


@pytest.mark.parametrize(
    ("page_in", "sent", "made"),
    [
        ("en_GB", {}, "English"),
        ("cy", {}, "Cymraeg"),
        ("cy", {BOX: "en_GB"}, "English"),
        ("cy", {BOX: "fr"}, "English"),
    ],
)
def test_the_language_of_the_page_where_no_other_is_asked_for(
    pages: TownPages, address: str, page_in: str, sent: dict[str, str], made: str
) -> None:
    visitor = pages.visitor("edith")
    page = visitor.get(f"{address}?language={page_in}")
    assert offered(page)[0][1] == page_in
    visitor.send(page.form(address), sent)
    (line,) = languages(visitor.get(f"{address}?language=en_GB"))
    assert made in line


def test_whoever_only_reads_is_offered_none(pages: TownPages, address: str) -> None:
    assert offered(pages.visitor("dara").get(address)) == []


def test_the_accessibility_statement_does_not_say_that_it_is_in_one_language(
    pages: TownPages, address: str
) -> None:
    visitor = pages.visitor("edith")
    assert len(offered(visitor.get(address))) > 1
    for language in ("en_GB", "cy"):
        said = visitor.get(f"/accessibility?language={language}").text
        assert "audit report" not in said, "what is wrong with it: nothing that we know"
        assert "adroddiad archwilio" not in said
