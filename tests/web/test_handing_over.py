"""Handing an outcome over, keeping it back, and what it changed, by the pages."""

import pytest

from screening.domain.events import Event
from screening.domain.words import State
from screening.services.checks import handing_over
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

INFLUENCE = {
    "changed_0": "no",
    "changed_1": "yes",
    "why": "The captions are plainer than the form.",
    "time": "8:30am",
    "scores_locked_at-day": "1",
    "scores_locked_at-month": "12",
    "scores_locked_at-year": "2026",
}


@pytest.fixture
def searched(pages: TownPages) -> str:
    return pages.town.searched(pages.town.vacancy())


@pytest.fixture
def handed(pages: TownPages, searched: str) -> str:
    handing_over.hand_over(pages.town.call("hugh"), searched, "The posts are there.")
    return searched


def fill(visitor: Visitor, address: str, status: int = 200, **fields: object) -> Page:
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_the_answer_stands_ready_to_be_screened(pages: TownPages, searched: str) -> None:
    address = f"/checks/{searched}/hand-over"
    page = pages.visitor("hugh").get(address)
    assert "Borne out" in page.text
    assert "take out" in page.text
    assert (
        page.form(address).xpath(".//textarea")[0].text.strip() == "Three posts a week throughout."
    )


def test_the_panel_reads_hrs_words(pages: TownPages, searched: str) -> None:
    address = f"/checks/{searched}/hand-over"
    page = fill(pages.visitor("hugh"), address, 400, words=" ")
    assert page.links()["Write what the panel will read"] == "#words"
    fill(pages.visitor("hugh"), address, words="Three <i>posts</i> a week.")
    page = pages.visitor("mara").get(f"/checks/{searched}/influence")
    assert "Three <i>posts</i> a week." in page.text
    assert "Captions of the posts" not in page.html


def test_an_outcome_is_kept_back(pages: TownPages, searched: str) -> None:
    address = f"/checks/{searched}/withhold"
    page = fill(pages.visitor("hugh"), address, 400)
    assert page.links()["Choose why it is kept back"] == "#because"
    assert page.links()["Give your reasons"] == "#reasons"
    fill(pages.visitor("hugh"), address, because="tainted", reasons="It shows a child.")
    assert pages.town.see("hugh", searched).state is State.WITHHELD


def test_who_comes_too_late_keeps_their_words(pages: TownPages, searched: str) -> None:
    address = f"/checks/{searched}/hand-over"
    hetty = pages.visitor("hetty")
    form = hetty.get(address).form(address)
    fill(pages.visitor("hugh"), f"/checks/{searched}/withhold", because="tainted", reasons="So.")
    late = hetty.send(form, {"words": "All as claimed."}, 409)
    assert "Withheld from the panel: hugh" in late.text
    assert "All as claimed." in late.text


def test_what_it_changed_is_recorded_by_criterion(pages: TownPages, handed: str) -> None:
    page = fill(pages.visitor("mara"), f"/checks/{handed}/influence", **INFLUENCE)
    assert "The check is closed." in page.text
    told = pages.town.see("mara", handed).last(Event.INFLUENCE_RECORDED)
    assert told and told.payload and told.payload["changed"] == {"E1": False, "E2": True}


@pytest.mark.parametrize(
    ("fields", "problem", "where"),
    [
        ({"changed_1": ""}, "Say whether this score changed", "#changed_1"),
        ({"changed_0": "perhaps"}, "Say whether this score changed", "#changed_0"),
        ({"why": ""}, "Say why the scores changed", "#why"),
        ({"time": "x"}, "Enter a time", "#time"),
        ({"scores_locked_at-day": ""}, "real date", "#scores_locked_at"),
        ({"scores_locked_at-year": "2030"}, "has passed", "#scores_locked_at"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    pages: TownPages, handed: str, fields: dict[str, str], problem: str, where: str
) -> None:
    address = f"/checks/{handed}/influence"
    page = fill(pages.visitor("mara"), address, 400, **(INFLUENCE | fields))
    found = {words: href for words, href in page.links().items() if problem in words}
    assert list(found.values()) == [where], page.text[:300]
    assert page.all(f"//*[@id='{where[1:]}']")
    assert pages.town.see("mara", handed).state is State.HANDED_OVER


@pytest.mark.parametrize("page", ["hand-over", "withhold"])
def test_only_hr_hands_over(pages: TownPages, searched: str, page: str) -> None:
    shown = pages.visitor("mara").get(f"/checks/{searched}/{page}", 403)
    assert "Three posts" not in shown.html


def test_only_the_panel_says_what_it_changed(pages: TownPages, handed: str) -> None:
    pages.visitor("hugh").get(f"/checks/{handed}/influence", 403)
    pages.visitor("miles").get(f"/checks/{handed}/influence", 404)


@pytest.mark.parametrize(("name", "page"), [("hugh", "hand-over"), ("mara", "influence")])
def test_a_step_that_is_over_says_so(pages: TownPages, name: str, page: str) -> None:
    check = pages.town.closed(pages.town.vacancy())
    shown = pages.visitor(name).get(f"/checks/{check}/{page}")
    assert shown.h1 == "There is nothing to do here now"
