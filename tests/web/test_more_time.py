"""Giving a candidate more time by the pages."""

import pytest

from screening.domain.words import Answered, State
from screening.services.checks import looking, notices
from screening.services.checks.more_time import give_more_time
from tests.services.candidates import answers_with, link_to
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

DAY = {"until-day": "9", "until-month": "12", "until-year": "2026"}
WHY = {"reason": "They are <away>: quokka."}


@pytest.fixture
def told(pages: TownPages) -> str:
    return pages.town.told(pages.town.vacancy())


def give(pages: TownPages, check: str, status: int = 200, **fields: str) -> Page:
    hugh, address = pages.visitor("hugh"), f"/checks/{check}/more-time"
    return hugh.send(hugh.get(address).form(address), fields, status)


def test_hr_gives_it_from_the_check(pages: TownPages, told: str) -> None:
    key = link_to(pages.town, told)
    hugh = pages.visitor("hugh")
    address = f"/checks/{told}/more-time"
    assert hugh.get(f"/checks/{told}").links()["Give more time to reply"] == address
    page = hugh.get(address)
    assert "They can reply until 30 November 2026." in page.text
    assert "You can give a day from 1 December 2026 to 30 December 2026." in page.text
    assert "go ahead" not in page.text
    given = give(pages, told, **DAY, **WHY)
    said = "The new day is recorded. The candidate learns of it from HR alone"
    assert said in given.text
    assert "They are <away>: quokka." in given.text
    sent = hugh.get(f"/checks/{told}/notice").text
    assert "They have been given more time since: until 9 December 2026." in sent
    theirs = Visitor(pages.app).get(f"/your-page/{key}").text
    assert "We gave you more time" in theirs
    assert "We gave you until 9 December 2026." in theirs
    assert "You have until 9 December 2026 to tell us what you think." in theirs
    assert "quokka" not in theirs
    sheet = pages.visitor("sam").get(f"/checks/{told}/search").text
    assert "10 December 2026" in sheet and "23 December 2026" in sheet
    for name in ("sam", "mara"):
        shown = pages.visitor(name).get(f"/checks/{told}").text
        assert "ore time" not in shown and "quokka" not in shown


@pytest.mark.parametrize(
    ("fields", "problem", "where"),
    [
        (WHY, "Enter the day until which they can reply", "#until"),
        (DAY, "Say why they need more time", "#reason"),
        (DAY | WHY | {"until-day": "x"}, "real date", "#until"),
        (DAY | WHY | {"until-day": "30", "until-month": "11"}, "Give a day after today", "#until"),
        (DAY | WHY | {"until-day": "31"}, "no later than the last one named", "#until"),
        (DAY | WHY | {"until-year": "9999"}, "no later than the last one named", "#until"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    pages: TownPages, told: str, fields: dict[str, str], problem: str, where: str
) -> None:
    page = give(pages, told, 400, **fields)
    assert [href for words, href in page.links().items() if problem in words] == [where]
    assert fields.get("reason", "") in page.text
    shown = pages.town.see("hugh", told)
    assert shown.reply_until and shown.reply_until.day == 30


def test_a_go_ahead_is_not_taken_back_by_mistake(pages: TownPages, told: str) -> None:
    hugh, address = pages.visitor("hugh"), f"/checks/{told}/more-time"
    form = hugh.get(address).form(address)
    answers_with(pages.town, link_to(pages.town, told), Answered.GO_AHEAD)
    page = hugh.send(form, DAY | WHY, 400)
    said = "They said to go ahead. Tick this only if they take it back"
    assert page.links()[said] == "#takes_back"
    assert "They are <away>: quokka." in page.text
    assert pages.town.see("hugh", told).state is State.READY
    hugh.send(page.form(address), {"takes_back": "y"})
    assert pages.town.see("hugh", told).state is State.NOTIFIED


def test_who_comes_too_late_keeps_their_words(pages: TownPages, told: str) -> None:
    hugh, address = pages.visitor("hugh"), f"/checks/{told}/more-time"
    form = hugh.get(address).form(address)
    notices.cancel(pages.town.call("hetty"), told, "Settled in interview.")
    late = hugh.send(form, DAY | WHY, 409)
    assert late.h1 == "This cannot be done now" and "quokka" in late.text


def test_it_is_not_offered_once_the_search_has_begun(pages: TownPages) -> None:
    check = pages.town.waiting(pages.town.vacancy())
    hugh, address = pages.visitor("hugh"), f"/checks/{check}/more-time"
    page = hugh.get(address)
    assert "Their time to reply was over on 30 November 2026." in page.text
    looking.begin_search(pages.town.call("sam"), check)
    late = hugh.send(page.form(address), {"until-day": "18"} | DAY | WHY, 409)
    assert "The search has begun, so that somebody may have looked already." in late.text
    assert hugh.get(address).h1 == "There is nothing to do here now"
    assert "Give more time" not in hugh.get(f"/checks/{check}").text


def test_a_third_party_has_to_be_told_to_wait(pages: TownPages) -> None:
    check = pages.town.outside(pages.town.vacancy())
    page = pages.visitor("hugh").get(f"/checks/{check}/more-time")
    assert "A third party searches. Ask whether they have looked already" in page.text


@pytest.mark.parametrize("name", ["mara", "edith", "alan"])
def test_only_hr_comes_in(pages: TownPages, told: str, name: str) -> None:
    pages.visitor(name).get(f"/checks/{told}/more-time", 403)


def test_the_officers_timeline_says_so(pages: TownPages, told: str) -> None:
    give_more_time(
        pages.town.call("hugh"), told, pages.town.now.date().replace(month=12, day=9), "Away."
    )
    vacancy = pages.town.see("hugh", told).vacancy_ref
    page = pages.visitor("edith").get(f"/reviews/{vacancy}")
    assert "More time to reply given" in page.text
