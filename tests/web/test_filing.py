"""Writing a request by the pages: five minutes, a second tab, a double click, odd answers."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from screening.domain.words import Stage, State
from screening.services import vacancies
from screening.services.people.kept_forms import offer
from screening.services.reading.checks.draft import read_request
from screening.services.reading.vacancies.candidate import read_candidate
from screening.web import answering, filing, steps
from screening.web.outlook import Outlook
from tests.figures import say
from tests.services.town import FAIR, QUOTE
from tests.web.page import Page, Visitor
from tests.web.test_candidates import CLAIM
from tests.web.test_vacancies import errors, value
from tests.web.townspeople import TownPages

STEPS = list(steps.STEPS)
NOW = "Interviews turn on this work, and after them the answer could not be put to her."


def step(visitor: Visitor, check: str, name: str, status: int = 200, **fields: Any) -> Page:
    form = visitor.get(f"/checks/{check}/write/{name}").form(f"/checks/{check}/write/{name}")
    return visitor.send(form, fields, status)


@pytest.fixture
def draft(pages: TownPages) -> str:
    return pages.town.draft(pages.town.vacancy())


FIGURES = Path("docs/five-minutes.md")


@pytest.mark.parametrize("early", [True, False], ids=["before the last stage", "at it"])
def test_what_is_typed_makes_a_request_that_lacks_nothing(
    pages: TownPages, capsys: pytest.CaptureFixture[str], early: bool
) -> None:
    vacancy = pages.town.vacancy()
    candidate = pages.town.candidate(vacancy)
    if not early:
        vacancies.set_stage(pages.town.call("hugh"), vacancy, Stage.INTERVIEWED)
    visitor = pages.visitor("mara")
    page = visitor.get(visitor.get(f"/candidates/{candidate}").links()["Ask for an online check"])
    recorded, box = page.html.index("What you send is recorded"), page.html.index("<textarea")
    assert recorded < box
    typed = [QUOTE, CLAIM["where"], CLAIM["address"], FAIR["question"], FAIR["alternatives"]]
    way = [page]
    answers: list[dict[str, str]] = [CLAIM, {"question": typed[3]}, {}, {"alternatives": typed[4]}]
    if early:
        typed.append(NOW)
        answers.append({"why_now": NOW})
    for fields in (*answers, {}):
        way.append(visitor.send(way[-1].form(_action(way[-1])), fields))
    assert [page.h1.strip() for page in way] == [
        "What they said",
        "What I want to know",
        "Where I would look",
        "Why I can't just ask",
        *(["Why now"] if early else []),
        "Check what you are about to send",
        "Sent to HR",
    ]
    assert f"2 of {len(answers)}, " in way[1].text
    assert "1 January 2022 to 31 December 2024" in way[-2].text
    assert "HR decides within 2 working days: by 25 November 2026" in way[-2].text
    assert "You have not said yet" not in way[-2].text
    assert "What you did not say" not in way[-1].text
    assert "A reason is missing" not in _decision(pages, way[-1])
    preset = way[-2].all("//h2[.='What we filled in for you']/following::dl[1]/div")
    assert not any("Not said yet" in row.text_content() for row in preset)
    counted = (len(way) - 1, len(typed), len(CLAIM) - 3, sum(map(len, typed)), len(preset))
    figures = "pages, boxes typed into, choices, signs, answers filled in"
    say(capsys, f"one fair check, {early=}: {figures}: {counted}")
    assert [row[0 if early else 1] for row in _documented()] == [*counted]


def _documented() -> list[tuple[int, int]]:
    """The figures in the document: before the last stage, and at it."""
    rows = re.findall(r"^\| [a-z ]+ \| (\d+) \| (\d+) \|", FIGURES.read_text("utf-8"), re.MULTILINE)
    return [(int(early), int(late)) for early, late in rows]


def _decision(pages: TownPages, sent: Page) -> str:
    check = re.search("/checks/([0-9a-f]{32})", sent.html)
    assert check
    return pages.visitor("hugh").get(f"/checks/{check[1]}/decision").text


@pytest.mark.parametrize("reason", ["why-now", "why-there"])
def test_a_reason_that_is_missing_is_asked_for_and_said_to_be_missing(
    pages: TownPages, draft: str, reason: str
) -> None:
    """It is never among what was filled in; whoever sends without it is told before and after."""
    visitor = pages.visitor("mara")
    pages.town.type_in(draft, **FAIR | ({"why_now": NOW} if reason == "why-there" else {}))
    title = {"why-now": "Why now", "why-there": "Why a place they did not give"}[reason]
    if reason == "why-there":
        page = step(visitor, draft, "places", **{"places-0-supplied_by": "found"})
    else:
        page = step(visitor, draft, "alternatives")
    assert page.h1.strip() == title
    page = visitor.send(page.form(_action(page)))
    page = visitor.get(f"/checks/{draft}/confirm")
    filled_in = page.all("//h2[.='What we filled in for you']/following::dl[1]")[0]
    assert title not in filled_in.text_content()
    [link] = page.all("//p[.='You have not said yet:']/following-sibling::ul[1]//a")
    assert link.text == title
    page = visitor.send(page.form(f"/checks/{draft}/confirm"))
    assert page.h1.strip() == "Sent to HR"
    assert page.all("//h2[.='What you did not say']/following-sibling::ul[1]/li")[0].text == title


def test_a_change_that_needs_a_reason_asks_for_it_before_the_last_page(
    pages: TownPages, draft: str
) -> None:
    visitor = pages.visitor("mara")
    address = f"/checks/{draft}/write/places?then=confirm"
    page = visitor.send(visitor.get(address).form(address), {"places-0-supplied_by": "found"})
    assert page.h1.strip() == "Why a place they did not give"
    page = visitor.send(page.form(_action(page)), {"why_not_supplied": "It is the museum's own."})
    assert page.h1 == "Check what you are about to send"
    page = visitor.send(visitor.get(address).form(address), {"places-0-supplied_by": "candidate"})
    assert page.h1 == "Check what you are about to send"
    assert "It is the museum's own." in page.text  # what is sent is shown
    page = step(visitor, draft, "reading", looking_at="")
    assert "What will be read" in page.all("//p[.='You have not said yet:']/..")[0].text_content()


def _action(page: Page) -> str:
    return str(page.all("//main//form/@action")[0])


def test_a_claim_that_is_written_down_can_be_chosen(pages: TownPages, draft: str) -> None:
    candidate = pages.town.see("mara", draft).candidate_ref
    visitor = pages.visitor("mara")
    page = visitor.get(f"/candidates/{candidate}/check")
    form = page.form(f"/candidates/{candidate}/check")
    visitor.send(form, status=400)
    [claim] = read_candidate(pages.town.call("mara"), candidate).claims
    for _click in range(2):
        page = visitor.send(form, {"claim": claim.ref})
        assert page.h1 == "What I want to know"
        assert QUOTE in page.text
    assert len(read_candidate(pages.town.call("mara"), candidate).checks) == 2
    assert visitor.send(form, {"claim": "new"}).h1 == "What they said"
    visitor.send(form, {"claim": "0" * 32}, 400)


@pytest.mark.parametrize("name", STEPS)
def test_each_page_saves_and_goes_on(pages: TownPages, draft: str, name: str) -> None:
    visitor = pages.visitor("mara")
    before = read_request(pages.town.call("mara"), draft).version
    page = visitor.get(f"/checks/{draft}/write/{name}")
    assert page.links()["Ask the candidate instead"] == f"/checks/{draft}/ask-instead"
    assert page.links()["You may not need this service"] == "/not-needed"
    page = visitor.send(page.form(f"/checks/{draft}/write/{name}"))
    assert page.h1 != "Something needs to be corrected"
    assert read_request(pages.town.call("mara"), draft).version == before + 1


def test_a_change_from_the_last_page_comes_back_to_it(pages: TownPages, draft: str) -> None:
    visitor = pages.visitor("mara")
    links = visitor.get(f"/checks/{draft}/confirm").all("//dd/a/@href")
    assert len(links) == len(STEPS) - 1  # every place was given by the candidate
    for link in links:
        page = visitor.get(link)
        page = visitor.send(page.form(_action(page)))
        assert page.h1 == "Check what you are about to send"


def test_places_are_added_and_removed_without_script(pages: TownPages, draft: str) -> None:
    visitor = pages.visitor("mara")
    page = step(visitor, draft, "places", add="row", **{"places-0-platform": "Instagram"})
    assert value(page, "places-0-platform") == "Instagram"
    form = page.form(f"/checks/{draft}/write/places")
    second = {"places-1-platform": "Blog", "places-1-address": "quill.example/blog"}
    page = visitor.send(form, {**second, "remove": "0"})
    assert value(page, "places-0-address") == "quill.example/blog"
    visitor.send(page.form(f"/checks/{draft}/write/places"), {"places-0-supplied_by": "found"})
    [place] = read_request(pages.town.call("mara"), draft).request.scope.places
    assert (place.platform, place.address, place.supplied_by) == (
        "Blog",
        "quill.example/blog",
        "found",
    )
    assert "Why a place they did not give" in visitor.get(f"/checks/{draft}/confirm").text


def test_nobody_has_to_say_who_gave_an_address(pages: TownPages, draft: str) -> None:
    step(pages.visitor("mara"), draft, "places", **{"places-0-supplied_by": "a bird"})
    [place] = read_request(pages.town.call("mara"), draft).request.scope.places
    assert place.supplied_by == "unknown"


@pytest.mark.parametrize(
    ("name", "fields", "where"),
    [
        ("question", {"question": "x" * 5001}, {"question"}),
        ("question", {"question": "bell \x07"}, {"question"}),
        ("places", {"places-0-address": "x" * 1001}, {"places-0-address"}),
        (
            "places",
            {f"places-{number}-address": "a" for number in range(21)},
            {"places"},
        ),
        ("period", {"from_date-day": "31", "from_date-month": "2"}, {"from_date"}),
        ("period", {"from_date-year": "2025"}, {"to_date"}),
        ("period", {"to_date-day": "x"}, {"to_date"}),
        ("minutes", {"minutes": "half an hour"}, {"minutes"}),
        ("minutes", {"minutes": "0"}, {"minutes"}),
        ("minutes", {"minutes": "9" * 5000}, {"minutes"}),
        ("words", {"terms": "a\n" * 41}, {"terms"}),
        ("searcher", {"kind": "a friend"}, {"kind"}),
        ("searcher", {"searcher_name": "x" * 201}, {"searcher_name"}),
    ],
)
def test_what_cannot_be_stored_is_said_beside_its_box(
    pages: TownPages, draft: str, name: str, fields: dict[str, str], where: set[str]
) -> None:
    before = read_request(pages.town.call("mara"), draft)
    page = step(pages.visitor("mara"), draft, name, 400, **fields)
    assert set(errors(page)) == where
    for box, typed in fields.items():
        [shown] = page.all(f"//textarea[@name='{box}'] | //input[@name='{box}'][@type='text']") or [
            None
        ]
        if shown is not None:
            kept = shown.text if shown.tag == "textarea" else shown.get("value")
            assert kept.strip("\n") == typed.strip("\n").replace(
                "\x07", "\N{REPLACEMENT CHARACTER}"
            )
    assert read_request(pages.town.call("mara"), draft) == before


@pytest.mark.parametrize(
    "words", ["", "What is she like?", "<b>{{ 7*7 }}</b>", "\u202eIe? \U0001f600"]
)
def test_any_wording_can_be_stored(pages: TownPages, draft: str, words: str) -> None:
    page = step(pages.visitor("mara"), draft, "question", question=words)
    assert page.h1 == "Where I would look"
    assert read_request(pages.town.call("mara"), draft).request.question == words


def test_a_period_may_be_open(pages: TownPages, draft: str) -> None:
    parts = ("day", "month", "year")
    empty = {f"{date}-{part}": "" for date in ("from_date", "to_date") for part in parts}
    page = step(pages.visitor("mara"), draft, "period", **empty)
    assert "Any time" in page.text


def test_a_second_tab_keeps_both_wordings_on_the_page(pages: TownPages, draft: str) -> None:
    first, second = pages.visitor("mara"), pages.visitor("mara")
    address = f"/checks/{draft}/write/question"
    form = second.get(address).form(address)
    step(first, draft, "question", question="Typed in the first tab?")
    page = second.send(form, {"question": "Typed in the second tab?"}, 409)
    assert "Typed in the first tab?" in page.text
    assert page.all("//textarea")[0].text.strip() == "Typed in the second tab?"
    assert read_request(pages.town.call("mara"), draft).request.question.startswith(
        "Typed in the first"
    )
    second.send(page.form(address))
    assert read_request(pages.town.call("mara"), draft).request.question.startswith(
        "Typed in the second"
    )


def test_whoever_writes_and_whoever_decides_know_what_the_candidate_reads(
    pages: TownPages, draft: str
) -> None:
    visitor = pages.visitor("mara")
    read = {"question", "relevance", "reading"}
    for name in STEPS:
        [hint] = visitor.get(f"/checks/{draft}/write/{name}").all("//textarea/../div[1]") or [None]
        told = hint is not None and "the candidate reads" in hint.text_content()
        assert told == (name in read), name
    asked = pages.town.submitted(pages.town.vacancy("LIB-8"))
    assert "the candidate reads the question" in (
        pages.visitor("hugh").get(f"/checks/{asked}/decision").text
    )


def test_a_double_click_on_continue_is_one_save(pages: TownPages, draft: str) -> None:
    visitor, address = pages.visitor("mara"), f"/checks/{draft}/write/question"
    form = visitor.get(address).form(address)
    for _click in range(2):
        assert visitor.send(form, {"question": "Did it run?"}).h1 == "Where I would look"


def test_one_working_day_is_not_several(
    pages: TownPages, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = Outlook(date(2026, 11, 24), date(2026, 11, 26), 1, 1)
    for room in (filing, answering):
        monkeypatch.setattr(room, "outlook", lambda *_given: soon)
    pages.town.type_in(draft, **FAIR)
    visitor = pages.visitor("mara")
    page = visitor.get(f"/checks/{draft}/confirm")
    assert "HR decides within 1 working day: by 24" in page.text
    assert "the candidate has 1 working day to reply" in page.text
    page = visitor.send(page.form(f"/checks/{draft}/confirm"))
    assert "They have 1 working day to reply." in page.text


def test_a_double_click_on_send_is_one_attempt(pages: TownPages, draft: str) -> None:
    pages.town.type_in(draft, **FAIR)
    visitor = pages.visitor("mara")
    form = visitor.get(f"/checks/{draft}/confirm").form(f"/checks/{draft}/confirm")
    for _click in range(2):
        assert visitor.send(form).h1.strip() == "Sent to HR"
    assert len(pages.town.see("hugh", draft).attempts) == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "999", "\N{SUPERSCRIPT TWO}", "9" * 99])
def test_sending_what_was_not_read_is_refused(pages: TownPages, draft: str, version: str) -> None:
    visitor = pages.visitor("mara")
    form = visitor.get(f"/checks/{draft}/confirm").form(f"/checks/{draft}/confirm")
    page = visitor.send(form, {"version": version}, 409)
    assert page.h1 == "Check what you are about to send"
    assert "Read it again" in page.text
    assert pages.town.see("mara", draft).state is State.DRAFT


def test_a_vacancy_closed_meanwhile(pages: TownPages, draft: str) -> None:
    visitor, address = pages.visitor("mara"), f"/checks/{draft}/write/question"
    form = visitor.get(address).form(address)
    check = pages.town.see("mara", draft)
    vacancies.close_vacancy(pages.town.call("hugh"), check.vacancy_ref)
    page = visitor.send(form, {"question": "Typed in time?"}, 409)
    assert "closed" in page.text
    visitor.get(f"/checks/{draft}/confirm", 409)
    visitor.get(f"/candidates/{check.candidate_ref}/check", 409)


@pytest.mark.parametrize(("name", "status"), [("miles", 403), ("hugh", 403), ("edith", 403)])
def test_a_draft_is_its_writers_alone(pages: TownPages, name: str, status: int) -> None:
    draft = pages.town.draft(pages.town.vacancy(panel=("mara", "miles")))
    pages.town.type_in(draft, question="Nobody else reads this")
    visitor = pages.visitor(name)
    for address in ("confirm", "write/question"):
        assert "Nobody else" not in visitor.get(f"/checks/{draft}/{address}", status).html
    assert "Nobody else" not in visitor.get(f"/checks/{draft}").html


def test_addresses_that_are_not_there(pages: TownPages, draft: str) -> None:
    visitor = pages.visitor("mara")
    visitor.get(f"/checks/{draft}/write/nothing", 404)
    visitor.get(f"/checks/{'0' * 32}/write/question", 404)
    visitor.get(f"/candidates/{'0' * 32}/check", 404)


def test_the_examples_together_are_ready_to_send(pages: TownPages, draft: str) -> None:
    visitor = pages.visitor("mara")
    boxes = {
        "question": "question",
        "alternatives": "alternatives",
        "relevance": "relevance",
        "reading": "looking_at",
        "why-there": "why_not_supplied",
        "why-now": "why_now",
    }
    for name, box in boxes.items():
        page = visitor.get(f"/checks/{draft}/write/{name}")
        help_text = page.all("//details")[0].text_content()
        example = re.search("“(.+?)”", help_text, re.DOTALL)
        assert example, name
        visitor.send(page.form(f"/checks/{draft}/write/{name}"), {box: example[1]})
    page = visitor.get(f"/checks/{draft}/confirm")
    page = visitor.send(page.form(f"/checks/{draft}/confirm"))
    assert page.h1.strip() == "Sent to HR"
    assert "Something to consider" not in page.text


def test_what_was_typed_outlives_the_session(pages: TownPages, draft: str) -> None:
    visitor, address = pages.visitor("mara"), f"/checks/{draft}/write/question?then=confirm"
    form = visitor.get(address).form(address)
    pages.town.wait(minutes=16)
    page = visitor.send(form, {"question": "Typed before the session ended?"})
    assert "What you typed is kept" in page.text
    kept = offer(pages.town.call("mara"))
    assert kept
    page = pages.visitor("mara").get(f"{kept.page}&kept={kept.ref}")
    assert page.all("//textarea")[0].text.strip() == "Typed before the session ended?"
