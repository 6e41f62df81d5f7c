"""Saying by the pages that the rules were wrong: about a finding, or about what they missed."""

import pytest

from screening.domain.words import Role, ShouldBe, State
from screening.services import vacancies
from screening.services.checks import filing
from screening.services.checks.disputing import dispute_finding
from screening.services.missed import Missed, report_missed
from tests.services.town import FAIR, IMPROPER
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

WHY = "She asks about the work. <b>Not</b> about her."
MARK = {"should_be": "nothing", "reason": WHY}
MISSED = {
    "rule": "fishing",
    "field": "request.question",
    "words": "plain captions",
    "should_be": "block",
    "reason": WHY,
}


@pytest.fixture
def stopped(pages: TownPages) -> str:
    return pages.town.submitted(pages.town.vacancy(), **IMPROPER)


@pytest.fixture
def passed(pages: TownPages) -> str:
    return pages.town.submitted(pages.town.vacancy())


def wrong(check: str, attempt: int = 1, finding: int = 1) -> str:
    return f"/checks/{check}/attempts/{attempt}/findings/{finding}/wrong"


def missed(check: str) -> str:
    return f"/checks/{check}/attempts/1/missed"


def send(visitor: Visitor, address: str, status: int = 200, **fields: str) -> Page:
    return visitor.send(visitor.get(address).form(address), fields, status)


@pytest.mark.parametrize("name", ["hugh", "edith"])
def test_a_finding_is_marked_from_the_page_of_the_check(
    pages: TownPages, stopped: str, name: str
) -> None:
    visitor = pages.visitor(name)
    page = visitor.get(f"/checks/{stopped}")
    links = [href for words, href in page.links().items() if "Mark this as wrong" in words]
    assert wrong(stopped) in links
    form = visitor.get(wrong(stopped))
    assert form.all("//*[@class='app-finding']//mark")
    assert form.form().xpath(".//input[@name='should_be']/@value") == ["nothing", "caution"]
    page = send(visitor, wrong(stopped), **MARK)
    assert page.h1 == "Check 1"
    assert "Nothing of the request has changed." in page.text
    assert f"Marked as wrong by {name}" in page.text
    assert f"It should have been: nothing. {WHY}" in page.text
    assert wrong(stopped) not in page.links().values()
    assert pages.town.see("mara", stopped).state is State.NOT_READY


def test_those_who_decide_read_the_mark_beside_the_finding(pages: TownPages, stopped: str) -> None:
    dispute_finding(pages.town.call("edith"), stopped, 1, 1, ShouldBe.CAUTION, WHY)
    filing.refer(pages.town.call("mara"), stopped, "It is about the claim.")
    page = pages.visitor("hetty").get(f"/checks/{stopped}/referral")
    assert "Marked as wrong by edith" in page.text
    page = pages.visitor("hetty").get(wrong(stopped))
    assert "This does not answer the referral." in page.text
    assert "Marked as wrong by edith" in page.text


def test_whoever_asked_and_their_panel_do_not_read_it(pages: TownPages) -> None:
    pages.town.add("pat", Role.HR, Role.MANAGER)
    check = pages.town.submitted(pages.town.vacancy(panel=("mara", "pat")), **IMPROPER)
    dispute_finding(pages.town.call("edith"), check, 1, 1, ShouldBe.NOTHING, WHY)
    for name in ("mara", "pat"):
        for address in (f"/checks/{check}", f"/checks/{check}/answer"):
            page = pages.visitor(name).get(address)
            assert "Marked as wrong" not in page.text
            assert "She asks about the work" not in page.text
        pages.visitor(name).get(wrong(check), 403)
    page = pages.visitor("pat").get(f"/checks/{check}")
    assert "What the rules found" not in page.text
    page = pages.visitor("dara").get(f"/checks/{check}")
    assert "Marked as wrong by edith" in page.text
    assert "Mark this as wrong" not in page.text


def test_the_trail_says_what_was_marked(pages: TownPages, stopped: str) -> None:
    dispute_finding(pages.town.call("hugh"), stopped, 1, 1, ShouldBe.NOTHING, WHY)
    vacancy = pages.town.see("hugh", stopped).vacancy_ref
    page = pages.visitor("edith").get(f"/reviews/{vacancy}?kind=disputed")
    for words in ("Finding marked as wrong, or as missed", "A finding is wrong", "Nothing", WHY):
        assert words in page.text, words


def test_what_was_missed_stands_below_the_attempt(pages: TownPages, passed: str) -> None:
    visitor = pages.visitor("edith")
    form = visitor.get(missed(passed))
    assert FAIR["question"] in form.text
    parts = form.form().xpath(".//select[@name='field']/option/text()")
    assert "What they want to know" in parts
    assert "Where they would look: instagram.com/harbourmuseum" in parts
    assert not [part for part in parts if "Why now" in part]
    page = send(visitor, missed(passed), **MISSED)
    assert "Missed, says edith" in page.text
    assert "What they want to know: plain captions" in page.text
    assert pages.town.see("hugh", passed).state is State.AWAITING


@pytest.mark.parametrize(
    ("fields", "problem", "where"),
    [
        ({"rule": ""}, "Choose what should have been noticed", "#rule"),
        ({"rule": "x"}, "Not a valid choice", "#rule"),
        ({"field": ""}, "Choose the part of the request", "#field"),
        ({"words": "not in it"}, "These words do not stand there", "#words"),
        ({"should_be": ""}, "Choose whether it should have been held back", "#should_be"),
        ({"should_be": "nothing"}, "Choose whether it should have been held back", "#should_be"),
        ({"reason": " "}, "Say why it matters", "#reason"),
        ({"reason": "x" * 5001}, "This is too long", "#reason"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    pages: TownPages, passed: str, fields: dict[str, str], problem: str, where: str
) -> None:
    page = send(pages.visitor("hugh"), missed(passed), 400, **(MISSED | fields))
    found = {words: href for words, href in page.links().items() if problem in words}
    assert list(found.values()) == [where], page.text[:300]
    assert page.title.startswith("Error:")


def test_a_mark_without_an_answer_is_asked_for(pages: TownPages, stopped: str) -> None:
    for fields in ({"reason": WHY}, {"should_be": "nothing"}, {**MARK, "should_be": "block"}):
        page = send(pages.visitor("hugh"), wrong(stopped), 400, **fields)
        assert page.title.startswith("Error:")
    assert pages.town.see("hugh", stopped).attempts[0].disputes == ()


def test_the_second_time_the_words_are_kept(pages: TownPages, stopped: str) -> None:
    visitor = pages.visitor("hugh")
    first, second = (visitor.get(wrong(stopped)).form(wrong(stopped)) for _ in range(2))
    visitor.send(first, MARK)
    visitor.send(first, MARK)
    late = visitor.send(second, MARK | {"reason": "Other words."}, 409)
    assert "You have marked this before." in late.text
    assert "Other words." in late.text
    assert len(pages.town.see("hugh", stopped).attempts[0].disputes) == 1


def test_two_people_each_have_their_say(pages: TownPages, stopped: str) -> None:
    hugh, edith = pages.visitor("hugh"), pages.visitor("edith")
    form = edith.get(wrong(stopped)).form(wrong(stopped))
    send(hugh, wrong(stopped), **MARK)
    page = edith.send(form, MARK | {"should_be": "caution"})
    assert "Marked as wrong by hugh" in page.text
    assert "Marked as wrong by edith" in page.text


def test_what_never_was_is_not_found(pages: TownPages, stopped: str) -> None:
    hugh = pages.visitor("hugh")
    for address in (
        wrong(stopped, attempt=2),
        wrong(stopped, finding=99),
        wrong(stopped, finding=0),
        wrong("0" * 32),
        wrong(stopped, attempt=0),
        missed("0" * 32),
        wrong(stopped, attempt=10**30),
    ):
        hugh.get(address, 404)


def test_closing_the_vacancy_does_not_end_it(pages: TownPages) -> None:
    vacancy = pages.town.vacancy()
    check = pages.town.submitted(vacancy, **IMPROPER)
    vacancies.close_vacancy(pages.town.call("hugh"), vacancy)
    page = send(pages.visitor("edith"), wrong(check), **MARK)
    assert "Marked as wrong by edith" in page.text


def test_of_somebody_erased_nothing_can_be_said(pages: TownPages, stopped: str) -> None:
    report_missed(
        pages.town.call("edith"), stopped, 1, Missed("protected", "request.question"),
        ShouldBe.BLOCK, WHY,
    )  # fmt: skip
    form = pages.visitor("hugh").get(wrong(stopped)).form(wrong(stopped))
    candidate = pages.town.see("hugh", stopped).candidate_ref
    pages.town.erase(candidate)
    hugh = pages.visitor("hugh")
    late = hugh.get(wrong(stopped), 409)
    assert "data was erased" in late.text
    form.xpath(".//input[@name='csrf_token']")[0].set(
        "value", str(hugh.get("/decisions").all("//input[@name='csrf_token']/@value")[0])
    )
    hugh.send(form, MARK, 409)
    page = hugh.get(f"/checks/{stopped}")
    assert "The words were erased." in page.text
    assert "She asks about the work" not in page.text
    assert "Mark this as wrong" not in page.text
