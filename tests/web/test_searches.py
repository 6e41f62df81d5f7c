"""The searcher's pages."""

from datetime import UTC, date, datetime, time

import pytest
from flask_babel import force_locale

from screening.domain.events import Event
from screening.domain.notifying import Language
from screening.domain.words import State
from screening.services.checks import clockwork, notices, searching
from screening.services.checks.searching import VisitText
from screening.web.forms.fields import read_time
from screening.web.forms.searches import TIME_HINT, ExposureForm, VisitForm
from tests.services.town import ADDRESS, QUOTE
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

VISIT = {"place": "0", "time": "8:30am", "minutes": "20", "read": "Captions of 2023"}


@pytest.fixture
def ready(pages: TownPages) -> str:
    return pages.town.ready(pages.town.vacancy())


@pytest.fixture
def begun(pages: TownPages, ready: str) -> str:
    visit = VisitText(0, "", pages.town.now, 20, "Captions of 2023")
    searching.record_visit(pages.town.call("sam"), ready, visit)
    return ready


def fill(visitor: Visitor, address: str, status: int = 200, **fields: object) -> Page:
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_my_searches(pages: TownPages, ready: str) -> None:
    page = pages.visitor("sam").get("/searches")
    assert page.links()["LIB-7, check 1"] == f"/checks/{ready}/search"
    assert "You have no search to make" in pages.visitor("hugh").get("/searches").text


def test_the_sheet_shows_the_scope_and_nothing_more(pages: TownPages, ready: str) -> None:
    page = pages.visitor("sam").get(f"/checks/{ready}/search")
    for words in (QUOTE, ADDRESS, "30 left of 30", "Never use an account of your own"):
        assert words in page.text, words
    assert "We asked for a portfolio" not in page.html
    assert "It tests the claim" not in page.html


@pytest.mark.parametrize("name", ["mara", "hugh"])
@pytest.mark.parametrize("page", ["", "/visit", "/outcome", "/exposure", "/not-carried-out"])
def test_nobody_else_knows_of_it(pages: TownPages, ready: str, name: str, page: str) -> None:
    shown = pages.visitor(name).get(f"/checks/{ready}/search{page}", 404)
    assert "museum" not in shown.html


def test_a_visit_is_recorded(pages: TownPages, ready: str) -> None:
    address = f"/checks/{ready}/search/visit"
    page = fill(pages.visitor("sam"), address, **VISIT)
    assert "Your visit is recorded." in page.text
    assert "10 left of 30" in page.text
    event = pages.town.see("hugh", ready).last(Event.VISIT_RECORDED)
    assert event and event.payload
    day = pages.town.now.date()
    assert event.payload["occurred_at"] == datetime.combine(day, time(8, 30), UTC).isoformat()


@pytest.mark.parametrize(
    ("fields", "problem", "where"),
    [
        ({"place": ""}, "Choose where you looked", "#place"),
        ({"place": "9"}, "Choose where you looked", "#place"),
        ({"place": "elsewhere"}, "Enter the address", "#elsewhere"),
        ({"place": "elsewhere", "elsewhere": "x.com/ada"}, "not approved", "#explanation"),
        ({"minutes": "31"}, "longer than was approved", "#explanation"),
        ({"minutes": "", "occurred_at-year": "2025"}, "whole number", "#minutes"),
        ({"minutes": "twenty"}, "whole number", "#minutes"),
        ({"minutes": "0"}, "whole number", "#minutes"),
        ({"minutes": "6001"}, "whole number", "#minutes"),
        ({"time": ""}, "Enter a time", "#time"),
        ({"time": "25:00"}, "Enter a time", "#time"),
        ({"time": "11:30pm"}, "has passed", "#occurred_at"),
        ({"occurred_at-year": "2020"}, "tell HR", "#occurred_at"),
        ({"occurred_at-year": "0001"}, "tell HR", "#occurred_at"),
        ({"occurred_at-year": "9999"}, "has passed", "#occurred_at"),
        ({"occurred_at-month": "13"}, "real date", "#occurred_at"),
        ({"read": "x" * 5001}, "too long", "#read"),
        ({"explanation": "\x00".join("ab")}, "", ""),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    pages: TownPages, ready: str, fields: dict[str, str], problem: str, where: str
) -> None:
    page = fill(pages.visitor("sam"), f"/checks/{ready}/search/visit", 400, **(VISIT | fields))
    if where:
        found = {words: href for words, href in page.links().items() if problem in words}
        assert where in found.values(), page.text[:300]
        assert page.all(f"//*[@id='{where[1:]}']")
    assert pages.town.see("hugh", ready).state is State.READY


def test_the_rules_are_confirmed_first(pages: TownPages) -> None:
    check, sam = pages.town.waiting(pages.town.vacancy()), pages.visitor("sam")
    address = f"/checks/{check}/search/begin"
    page = sam.get(f"/checks/{check}/search/visit")
    assert page.h1 == "Before you look"
    assert "Look here" not in sam.get(f"/checks/{check}/search").text
    refused = sam.send(page.form(address), {}, 400)
    assert "Confirm that you keep to these rules" in refused.text
    assert "Never use an account of your own" in refused.text
    assert "You can look now" in sam.send(refused.form(address), {"sure": "y"}).text


def test_a_visit_in_two_clicks_and_what_was_read_later(pages: TownPages, ready: str) -> None:
    sam = pages.visitor("sam")
    sheet = sam.get(f"/checks/{ready}/search")
    (link,) = sheet.all("//a[starts-with(., 'Look here')]/@href")
    page = sam.get(link)
    (away,) = page.all("//a[@target='_blank']")
    assert away.get("href") == f"https://{ADDRESS}"
    assert away.get("rel") == "noreferrer noopener"
    pages.town.wait(minutes=7)
    done = sam.send(page.form(f"/checks/{ready}/search/visit"), {})
    assert "23 left of 30" in done.text
    described = sam.get(f"/checks/{ready}/search/outcome")
    assert described.h1 == "What did you read at visit 1?"
    address = f"/checks/{ready}/search/visits/1/read"
    assert "Two captions." in sam.send(described.form(address), {"read": "Two captions."}).text
    assert sam.get(f"/checks/{ready}/search/outcome").h1 == "Record the outcome"
    assert sam.get(address).h1 == "Search for check 1"
    sam.get(f"/checks/{ready}/search/visits/9/read", 404)


def test_used_up_minutes_and_another_place_are_said_at_once(pages: TownPages, ready: str) -> None:
    sam, address = pages.visitor("sam"), f"/checks/{ready}/search/visit"
    page = fill(sam, address, **(VISIT | {"minutes": "30"}))
    assert "The approved minutes are used up" in page.text
    beyond = {"place": "elsewhere", "elsewhere": "x.com/<b>", "explanation": "It moved."}
    page = fill(sam, address, **(VISIT | beyond))
    assert "This place was not approved. It is on record with your reason" in page.text
    assert "This is longer than was approved. It is on record" in page.text


def test_search_words_are_ticked_and_others_are_beyond(pages: TownPages, ready: str) -> None:
    sam, address = pages.visitor("sam"), f"/checks/{ready}/search/visit"
    assert "Not used yet" in sam.get(f"/checks/{ready}/search").text
    fill(sam, address, 400, **(VISIT | {"terms": ["harbourmuseum", "ada"]}))
    used = VISIT | {"minutes": "5", "terms": ["harbourmuseum"]}
    page = fill(sam, address, **used)
    assert "Search words: harbourmuseum" in page.text
    assert "Not used yet" not in page.text
    other = used | {"other_terms": "ada <b>"}
    page = fill(sam, address, 400, **other)
    assert any("words were not approved" in words for words in page.links())
    page = fill(sam, address, **(other | {"explanation": "It came up."}))
    assert "Other search words: ada <b>" in page.text
    hand_over = pages.visitor("hugh").get(f"/checks/{ready}").text
    assert "The words: ada <b>." in hand_over


def test_what_went_beyond_is_recorded_with_its_reason(pages: TownPages, ready: str) -> None:
    beyond = {"place": "elsewhere", "elsewhere": "museum.example/<b>", "explanation": "It moved."}
    page = fill(pages.visitor("sam"), f"/checks/{ready}/search/visit", **(VISIT | beyond))
    assert "museum.example/<b>" in page.text
    assert "Beyond what was approved, because: It moved." in page.text


def test_before_the_days_there_is_nothing_to_record(pages: TownPages) -> None:
    check = pages.town.approved(pages.town.vacancy())
    page = pages.visitor("sam").get(f"/checks/{check}/search/visit")
    assert page.h1 == "Search for check 1"
    assert "HR has not told the candidate" in page.text
    assert "Record a visit" not in page.links()


def test_while_an_objection_stands_nothing_is_recorded(pages: TownPages, ready: str) -> None:
    address = f"/checks/{ready}/search/visit"
    sam = pages.visitor("sam")
    form = sam.get(address).form(address)
    notices.raise_objection(pages.town.call("hugh"), ready, "Please do not.")
    late = sam.send(form, VISIT, 409)
    assert "Captions of 2023" in late.text
    assert "Please do not" not in late.html
    assert "HR has something to settle" in pages.visitor("sam").get(f"/checks/{ready}/search").text


def test_that_something_protected_was_seen(pages: TownPages, begun: str) -> None:
    address = f"/checks/{begun}/search/exposure"
    assert pages.visitor("sam").get(address).form(address).xpath(".//textarea") == []
    page = fill(pages.visitor("sam"), address, 400, time="11:59pm")
    assert "Give a time that has passed" in page.text
    page = fill(pages.visitor("sam"), address, time="8:45am")
    assert "Something protected was seen on" in page.text


def test_an_outcome_ends_the_search(pages: TownPages, begun: str) -> None:
    address = f"/checks/{begun}/search/outcome"
    page = fill(pages.visitor("sam"), address, 400, answer=" ")
    for words, where in (
        ("Choose what the search showed", "#result"),
        ("Answer the question", "#answer"),
        ("Choose how far the place can be relied on", "#reliability"),
        ("Choose how sure you are", "#sureness"),
    ):
        assert page.links()[words] == where
        assert page.all(f"//*[@id='{where[1:]}']")
    fields = {"result": "contradicted", "reliability": "high", "sureness": "likely"}
    page = fill(pages.visitor("sam"), address, **fields, answer="One post a month.")
    assert "The outcome is recorded" in page.text
    assert "This search is over" in page.text
    assert pages.town.see("hugh", begun).state is State.SEARCHED


def test_a_search_that_was_not_made(pages: TownPages, ready: str) -> None:
    address = f"/checks/{ready}/search/not-carried-out"
    page = fill(pages.visitor("sam"), address, 400)
    assert page.links()["Say why the search was not made"] == "#reason"
    fill(pages.visitor("sam"), address, reason="The account is private.")
    assert pages.town.see("hugh", ready).state is State.EXPIRED


def test_a_look_can_be_written_up_for_a_short_time_after(pages: TownPages, ready: str) -> None:
    pages.town.now = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
    clockwork.tick(pages.town.call("hugh"))
    page = pages.visitor("sam").get(f"/checks/{ready}/search")
    assert "can still be written up" in page.text
    day = {"occurred_at-day": "10"}
    fill(pages.visitor("sam"), f"/checks/{ready}/search/visit", **VISIT, **day)
    assert pages.town.see("hugh", ready).state is State.SEARCHING


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2:30pm", time(14, 30)),
        ("2.30 PM", time(14, 30)),
        ("14:30", time(14, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("00:05", time(0, 5)),
        ("9", None),
        ("13pm", None),
        ("0am", None),
        ("24:00", None),
        ("9:60", None),
        ("٩:٣٠", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


@pytest.mark.parametrize("language", Language)
def test_the_time_is_filled_in_as_its_hint_shows_it_and_can_be_sent_back(
    pages: TownPages, language: Language
) -> None:
    with pages.app.test_request_context(), force_locale(language):
        for minute in range(0, 24 * 60, 5):
            now = datetime(2026, 12, 1, *divmod(minute, 60), tzinfo=UTC)
            filled_in = str(VisitForm.from_now(now, 0)["time"])
            assert read_time(filled_in) == now.time(), filled_in
        half_past_two = datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
        filled_in = str(VisitForm.from_now(half_past_two, 0)["time"])
        assert filled_in in str(TIME_HINT)


def test_times_are_british_times(pages: TownPages) -> None:
    with pages.app.test_request_context(method="POST", data={"time": "2:30pm"}):
        form = ExposureForm()
        assert form.time.on(date(2026, 7, 1)) == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
        assert form.time.on(date(2026, 12, 1)) == datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
