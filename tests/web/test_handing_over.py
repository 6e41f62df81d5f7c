"""Handing an outcome over, keeping it back, and what it changed, by the pages."""

import pytest

from screening.domain.events import Event
from screening.domain.words import Reliability, Result, State, Sureness
from screening.services.checks import handing_over, searching
from screening.services.checks.searching import VisitText
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

INFLUENCE = {
    "changed_0": "no",
    "changed_1": "yes",
    "why": "The captions are plainer than the form.",
}


@pytest.fixture
def searched(pages: TownPages) -> str:
    return pages.town.searched(pages.town.vacancy())


@pytest.fixture
def handed(pages: TownPages, searched: str) -> str:
    handing_over.hand_over(pages.town.call("hugh"), searched, "The posts are there.")
    handing_over.lock_scores(pages.town.call("mara"), searched)
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
    handing_over.lock_scores(pages.town.call("mara"), searched)
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


TELLING = "Three posts a week, one about her wedding with her wife."


def test_words_that_must_not_go_are_marked_and_let_through_for_a_reason(
    pages: TownPages, searched: str
) -> None:
    address = f"/checks/{searched}/hand-over"
    hugh = pages.visitor("hugh")
    page = fill(hugh, address, 400, words=TELLING)
    assert "her wife" in [mark.text_content() for mark in page.all("//main//mark")]
    assert any("must not reach the panel" in words for words in page.links())
    assert page.form(address).xpath(".//textarea[@name='words']")[0].text.strip() == TELLING
    assert "1 text was held back here so far" in page.text
    # Other words than those whose marks were shown: their marks are shown first.
    form = page.form(address)
    page = hugh.send(form, {"words": TELLING + " She prays.", "reasons": "It is her work."}, 400)
    assert page.form(address).xpath(".//textarea[@name='reasons']")[0].text.strip()
    assert "2 texts were held back here so far" in page.text
    reason = "It is what the museum shows."
    hugh.send(page.form(address), {"words": TELLING + " She prays.", "reasons": reason})
    assert pages.town.see("hugh", searched).state is State.HANDED_OVER
    assert reason in pages.visitor("edith").get(f"/checks/{searched}").text


def test_the_panel_locks_its_scores_before_it_reads(pages: TownPages, searched: str) -> None:
    handing_over.hand_over(pages.town.call("hugh"), searched, "The posts are there.")
    mara = pages.visitor("mara")
    for address in (f"/checks/{searched}", f"/checks/{searched}/influence"):
        assert "The posts are there." not in mara.get(address).html
    address = f"/checks/{searched}/lock-scores"
    assert "The posts are there." not in mara.get(address).html
    page = fill(mara, address)
    assert page.h1 == "What the outcome changed for C-01"
    assert "The posts are there." in page.text
    assert "Certain" in page.text
    assert "The posts are there." in mara.get(f"/checks/{searched}").text
    assert mara.get(address).h1 == "There is nothing to do here now"


def test_what_follows_from_an_exposure_comes_before_the_hand_over(pages: TownPages) -> None:
    town = pages.town
    check = town.ready(town.vacancy())
    sam, hugh = town.call("sam"), pages.visitor("hugh")
    searching.record_visit(sam, check, VisitText(0, "", town.now, 20, "Captions."))
    searching.record_exposure(sam, check, town.now)
    searching.record_outcome(
        sam, check, Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN, "Three posts a week."
    )
    page = hugh.get(f"/checks/{check}/hand-over")
    assert "before you have arranged what follows" in page.text
    assert "Hand this to the panel" not in page.text
    assert not page.all("//main//textarea")
    assert page.links()["Keep it from the panel"] == f"/checks/{check}/withhold"
    address = f"/checks/{check}/exposure-step"
    form = hugh.get(address).form(address)
    form.set("action", f"/checks/{check}/hand-over")  # as from a page that was open before
    late = hugh.send(form, {"words": "The posts are there."}, 409)
    assert "Arrange first" in late.text
    page = fill(hugh, address, 400)
    assert page.links()["Choose what is arranged"] == "#measure_0"
    assert page.links()["Say what was arranged, and why it is enough"] == "#reasons"
    page = fill(hugh, address, measure_0="barrier", reasons="Told on Monday to speak to nobody.")
    assert page.h1 == "Hand the outcome to the panel"
    assert "Told on Monday" in pages.visitor("edith").get(f"/checks/{check}").text
    fill(hugh, f"/checks/{check}/hand-over", words="The posts are there.")
    assert hugh.get(address).h1 == "There is nothing to do here now"
