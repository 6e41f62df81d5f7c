"""Declarations of the panel, by the pages."""

import pytest

from screening.domain.words import Stage
from screening.services import vacancies
from tests.web.townspeople import TownPages


@pytest.fixture
def vacancy(pages: TownPages) -> str:
    ref = pages.town.vacancy(panel=("mara", "miles"))
    vacancies.set_stage(pages.town.call("hugh"), ref, Stage.SHORTLISTED)
    return ref


def test_a_member_is_asked_and_gives_their_word(pages: TownPages, vacancy: str) -> None:
    address = f"/vacancies/{vacancy}/declarations/shortlist"
    mara = pages.visitor("mara")
    assert "Declarations for you to make" in mara.get("/").text
    page = mara.get(address)
    refused = mara.send(page.form(address), {}, 400)
    assert refused.links()["Choose which of these is so"] == "#searches"
    page = mara.send(refused.form(address), {"searches": "none"})
    assert page.h1 == "Communications Officer"
    assert "Made no search" in page.text
    assert "miles" not in page.all("//h2[@id='declarations']/following::table")[0].text_content()
    assert "Declarations for you to make" not in mara.get("/").text
    assert "You said that you made no search" in mara.get(address).text


def test_who_did_search_is_told_what_to_do(pages: TownPages, vacancy: str) -> None:
    address = f"/vacancies/{vacancy}/declarations/shortlist"
    mara = pages.visitor("mara")
    page = mara.send(mara.get(address).form(address), {"searches": "some"})
    assert page.links()["Report the search"] == "/looked-up/new"
    again = pages.visitor("mara").get(address)
    assert again.all("//form[.//input[@name='searches']]") == []


@pytest.mark.parametrize("name", ["hugh", "edith"])
def test_hr_and_officers_see_what_is_missing(pages: TownPages, vacancy: str, name: str) -> None:
    page = pages.visitor(name).get(f"/vacancies/{vacancy}")
    assert "2 are missing." in page.text
    pages.visitor(name).get(f"/vacancies/{vacancy}/declarations/shortlist", 403)


def test_before_its_moment_nothing_is_asked(pages: TownPages, vacancy: str) -> None:
    page = pages.visitor("mara").get(f"/vacancies/{vacancy}/declarations/decision", 409)
    assert "not come so far" in page.text
    pages.visitor("mara").get(f"/vacancies/{vacancy}/declarations/whenever", 404)
