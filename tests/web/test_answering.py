"""What comes back when a request was sent, and the ways on from there."""

import pytest

from screening.domain.events import Event
from screening.domain.words import State
from screening.services import vacancies
from tests.services.town import FAIR, IMPROPER
from tests.web.page import Page, Visitor
from tests.web.test_vacancies import errors
from tests.web.townspeople import TownPages

REASON = "There is a better way."


@pytest.fixture
def stopped(pages: TownPages) -> str:
    """A request that came back."""
    return pages.town.submitted(pages.town.vacancy(), **IMPROPER)


def say(visitor: Visitor, check: str, room: str, reason: str, status: int = 200) -> Page:
    form = visitor.get(f"/checks/{check}/{room}").form(f"/checks/{check}/{room}")
    return visitor.send(form, {"reason": reason}, status)


def test_what_has_to_change_stands_beside_its_words(pages: TownPages, stopped: str) -> None:
    page = pages.visitor("mara").get(f"/checks/{stopped}/answer")
    assert page.h1 == "Not ready to send"
    fields = [h2.text_content() for h2 in page.all("//section/h2")]
    assert fields[0] == "What I want to know"
    assert "Why it matters" in fields
    section = page.all("//section")[0]
    [words] = section.xpath(".//*[contains(@class, 'app-finding__words')]")
    assert words.text_content() == IMPROPER["question"]
    assert "red flags" in "".join(mark.text_content() for mark in words.xpath(".//mark"))
    for part in ("How to mend it:", "What this rests on:"):
        assert part in section.text_content()
    assert "This is about the request, not about you or the candidate" in page.text


def test_the_same_stands_on_the_page_where_it_is_changed(pages: TownPages, stopped: str) -> None:
    visitor = pages.visitor("mara")
    page = visitor.get(f"/checks/{stopped}/answer")
    page = visitor.get(page.all("//section//a/@href")[0])
    assert page.h1 == "What I want to know"
    assert "red flags" in page.all("//mark")[-1].text_content()
    page = visitor.send(page.form(page.all("//main//form/@action")[0]), {"question": "Did it run?"})
    assert page.h1 == "Check what you are about to send"
    assert "You sent this before" in page.text


def test_it_is_changed_and_sent_again(pages: TownPages, stopped: str) -> None:
    pages.town.type_in(stopped, **FAIR)
    visitor = pages.visitor("mara")
    form = visitor.get(f"/checks/{stopped}/confirm").form(f"/checks/{stopped}/confirm")
    assert visitor.send(form).h1.strip() == "Sent to HR"
    attempts = pages.town.see("hugh", stopped).attempts
    assert [attempt.ready for attempt in attempts] == [False, True]


def test_a_sent_request_says_what_comes_next(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    page = pages.visitor("mara").get(f"/checks/{check}/answer")
    assert page.h1.strip() == "Sent to HR"
    assert "HR decides by 25 November 2026" in page.text
    assert "5 working days to reply" in page.text


def test_a_check_that_went_on_has_its_own_page(pages: TownPages) -> None:
    check = pages.town.approved(pages.town.vacancy())
    assert pages.visitor("mara").get(f"/checks/{check}/answer").h1 == "Check 1"


def test_who_did_not_send_it_is_told_to_change_nothing(pages: TownPages, stopped: str) -> None:
    page = pages.visitor("hugh").get(f"/checks/{stopped}/answer")
    assert page.h1 == "Check 1"
    assert "Read it over and send it again" not in page.text


def test_it_is_referred_to_hr(pages: TownPages, stopped: str) -> None:
    visitor = pages.visitor("mara")
    assert set(errors(say(visitor, stopped, "refer", " ", 400))) == {"reason"}
    page = say(visitor, stopped, "refer", REASON)
    assert page.h1 == "Check 1"
    assert "Referred to HR" in page.text
    assert REASON in page.text
    assert pages.town.see("hugh", stopped).state is State.REFERRED


def test_the_candidate_is_asked_instead(pages: TownPages) -> None:
    check = pages.town.draft(pages.town.vacancy())
    pages.town.type_in(check, question="Did it run?")
    visitor = pages.visitor("mara")
    page = visitor.get(f"/checks/{check}/ask-instead")
    form = page.form(f"/checks/{check}/ask-instead")
    for _click in range(2):
        page = visitor.send(form)
        assert "The question for the interview: Did it run?" in page.text
    asked = pages.town.see("mara", check)
    assert asked.state is State.WITHDRAWN
    assert len(asked.every(Event.ASKED_INSTEAD)) == 1


def test_it_is_taken_back(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    visitor = pages.visitor("mara")
    assert set(errors(say(visitor, check, "withdraw", "x" * 5001, 400))) == {"reason"}
    assert "Nobody will look" in say(visitor, check, "withdraw", REASON).text
    assert pages.town.see("mara", check).state is State.WITHDRAWN


def test_words_typed_too_late_are_kept_on_the_page(pages: TownPages, stopped: str) -> None:
    visitor, address = pages.visitor("mara"), f"/checks/{stopped}/refer"
    form = visitor.get(address).form(address)
    vacancy = pages.town.see("mara", stopped).vacancy_ref
    vacancies.close_vacancy(pages.town.call("hugh"), vacancy)
    page = visitor.send(form, {"reason": REASON}, 409)
    assert REASON in page.text


@pytest.mark.parametrize("room", ["refer", "ask-instead", "withdraw"])
def test_rooms_for_the_requester_alone(pages: TownPages, stopped: str, room: str) -> None:
    pages.visitor("edith").get(f"/checks/{stopped}/{room}", 403)
    page = pages.visitor("miles").get(f"/checks/{stopped}/{room}", 404)
    assert "red flags" not in page.html
    pages.visitor("hugh").get(f"/checks/{stopped}/{room}", 409)


@pytest.mark.parametrize("room", ["refer", "ask-instead"])
def test_rooms_that_have_closed(pages: TownPages, room: str) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    page = pages.visitor("mara").get(f"/checks/{check}/{room}", 409)
    assert page.h1 == "This can no longer be done"
