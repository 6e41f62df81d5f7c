"""Telling the candidate by the pages, and what they say."""

from pathlib import Path

import pytest

from screening.domain.errors import RenderingFailed
from screening.domain.words import Delivery, State
from screening.services.checks import notices
from screening.services.kept_settings.organisation import set_organisation
from screening.services.kept_settings.processing import set_basis
from screening.web import notices as room
from tests.services.kept import basis_from
from tests.services.town import ADDRESS
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages


@pytest.fixture
def approved(pages: TownPages) -> str:
    return pages.town.approved(pages.town.vacancy())


@pytest.fixture
def told(pages: TownPages, approved: str) -> str:
    notices.send_notice(pages.town.call("hugh"), approved, Delivery.EMAIL, pages.town.now)
    return approved


def fill(visitor: Visitor, address: str, status: int = 200, **fields: object) -> Page:
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_the_page_says_what_the_letter_says(pages: TownPages, approved: str) -> None:
    page = pages.visitor("hugh").get(f"/checks/{approved}/notice")
    for words in ("Ada Quillfeather", ADDRESS, "until 30 November 2026 to reply", "object"):
        assert words in page.text, words
    assert "Silence is not agreement" in page.text
    assert page.links()["Download this as a letter (PDF) – English"].startswith(
        f"/checks/{approved}/notice.pdf"
    )


def test_whoever_sends_it_is_told_that_nobody_has_set_the_basis(
    pages: TownPages, approved: str
) -> None:
    address, hugh = f"/checks/{approved}/notice", pages.visitor("hugh")
    said = "has not set the lawful basis here yet"
    assert said in hugh.get(address).text
    set_basis(pages.town.call("dara"), 0, basis_from(pages.town.now.date()))
    assert said not in hugh.get(address).text
    other = pages.town.told(pages.town.vacancy("LIB-9"))
    assert said not in hugh.get(f"/checks/{other}/notice").text, "it is sent"


def test_whoever_sends_it_is_told_that_candidates_have_no_telephone(
    pages: TownPages, approved: str
) -> None:
    address, hugh = f"/checks/{approved}/notice", pages.visitor("hugh")
    said = "Nobody has set how candidates can phone"
    assert said not in hugh.get(address).text
    typed = {"name": "Wexcombe", "colour": "#2d4a5e", "help": ""}
    set_organisation(pages.town.call("alan"), 0, typed)
    assert said in hugh.get(address).text
    alan = pages.visitor("alan")
    warned = "Letters and own pages give candidates no telephone number"
    assert warned in alan.get("/organisation").text
    assert warned.lower() in alan.get("/service-health").text.lower()
    set_organisation(pages.town.call("alan"), 1, typed | {"help": "01632 960 001"})
    assert said not in hugh.get(address).text
    assert warned not in alan.get("/organisation").text


def test_the_letter_is_a_pdf(pages: TownPages, approved: str) -> None:
    answer = pages.visitor("hugh").client.get(f"/checks/{approved}/notice.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == "attachment; filename=notice.pdf"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_letter_that_cannot_be_made_leaves_the_page(
    pages: TownPages, approved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> bytes:
        raise RenderingFailed("too long")

    monkeypatch.setattr(room, "notice_letter", fails)
    page = pages.visitor("hugh").get(f"/checks/{approved}/notice.pdf")
    assert "print this page instead" in page.text


def test_the_delivery_is_recorded(pages: TownPages, approved: str) -> None:
    page = fill(pages.visitor("hugh"), f"/checks/{approved}/notice", delivery="email")
    assert "The notice is recorded as delivered" in page.text
    assert pages.town.see("hugh", approved).state is State.NOTIFIED
    page = pages.visitor("hugh").get(f"/checks/{approved}/notice")
    assert (page.h1, page.all("//main//form")) == ("What the candidate was told", [])


def test_an_earlier_day_counts_to_its_end(pages: TownPages, approved: str) -> None:
    pages.town.wait(days=1)
    fields = {"delivery": "by-hand", "delivered-day": "23"}
    fill(pages.visitor("hugh"), f"/checks/{approved}/notice", **fields)
    shown = pages.town.see("hugh", approved)
    assert shown.reply_until and shown.reply_until.day == 30


@pytest.mark.parametrize(
    ("fields", "problem", "where"),
    [
        ({}, "Choose how it was delivered", "#delivery"),
        ({"delivery": "pigeon"}, "Choose how it was delivered", "#delivery"),
        ({"delivery": "post", "delivered-day": ""}, "real date", "#delivered"),
        ({"delivery": "post", "delivered-day": "24"}, "between the approval", "#delivered"),
        ({"delivery": "post", "delivered-day": "22"}, "between the approval", "#delivered"),
        ({"delivery": "post", "delivered-year": "0001"}, "between the approval", "#delivered"),
        ({"delivery": "post", "delivered-year": "9999"}, "between the approval", "#delivered"),
        ({"delivery": "post", "delivered-year": "1" * 5000}, "real date", "#delivered"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    pages: TownPages, approved: str, fields: dict[str, str], problem: str, where: str
) -> None:
    page = fill(pages.visitor("hugh"), f"/checks/{approved}/notice", 400, **fields)
    assert [href for words, href in page.links().items() if problem in words] == [where]
    assert pages.town.see("hugh", approved).state is State.APPROVED


@pytest.mark.parametrize(("reply", "state"), [("agreed", State.READY), ("objection", State.PAUSED)])
def test_a_reply_is_recorded(pages: TownPages, told: str, reply: str, state: State) -> None:
    page = fill(pages.visitor("hugh"), f"/checks/{told}/reply", 400, reply=reply)
    assert page.links()["Write down what the candidate said"] == "#words"
    fill(pages.visitor("hugh"), f"/checks/{told}/reply", reply=reply, words="Yes, <do>.")
    assert pages.town.see("hugh", told).state is state


def test_the_day_on_which_an_objection_was_received_counts(pages: TownPages, told: str) -> None:
    pages.town.wait(days=2)
    hugh, address = pages.visitor("hugh"), f"/checks/{told}/reply"
    said = {"reply": "objection", "words": "Yes, <do>."}
    day = {"received-day": "30", "received-month": "11", "received-year": "2026"}
    page = fill(hugh, address, 400, **said, **day)
    assert "Give a day between the notice and today for its receipt" in page.text
    assert "Yes, <do>." in page.text
    hugh.send(page.form(address), {"received-day": "24"})
    listed = pages.visitor("dara").get("/rights").text
    assert "Received: 24 November 2026" in listed
    assert "Answer by 24 December 2026" in listed
    assert "when it was received is not known" not in listed


def test_an_objection_of_which_nobody_knows_the_day_says_so(pages: TownPages, told: str) -> None:
    fill(pages.visitor("hugh"), f"/checks/{told}/reply", reply="objection", words="No.")
    listed = pages.visitor("dara").get("/rights").text
    assert "written down; when it was received is not known" in listed


@pytest.mark.parametrize(
    ("verdict", "state"), [("upheld", State.STOPPED), ("not-upheld", State.NOTIFIED)]
)
def test_an_objection_is_decided(pages: TownPages, told: str, verdict: str, state: State) -> None:
    notices.raise_objection(pages.town.call("hugh"), told, "That is my <sister's> page.")
    address = f"/checks/{told}/objection"
    assert "That is my <sister's> page." in pages.visitor("hetty").get(address).text
    page = fill(pages.visitor("hetty"), address, 400, reasons="I looked.")
    assert page.links()["Choose what you decide"] == "#verdict"
    assert "I looked." in page.form(address).xpath(".//textarea")[0].text
    fill(pages.visitor("hetty"), address, verdict=verdict, reasons="I looked.")
    assert pages.town.see("hugh", told).state is state


def stopped(pages: TownPages, name: str, check: str) -> str:
    return pages.visitor(name).get(f"/checks/{check}").text


def test_a_check_is_cancelled_with_reasons(pages: TownPages, told: str) -> None:
    page = fill(pages.visitor("hugh"), f"/checks/{told}/cancel", 400)
    assert page.links()["Say why the check is stopped"] == "#reasons"
    assert "The panel does not read this." in page.text
    fill(pages.visitor("hugh"), f"/checks/{told}/cancel", reasons="Settled in interview.")
    assert pages.town.see("hugh", told).state is State.STOPPED
    assert "Whoever asked and the panel learn of it once" in stopped(pages, "hugh", told)
    assert "Stopped" not in stopped(pages, "mara", told)


def test_who_comes_too_late_keeps_their_words(pages: TownPages, told: str) -> None:
    address = f"/checks/{told}/reply"
    hetty = pages.visitor("hetty")
    form = hetty.get(address).form(address)
    notices.cancel(pages.town.call("hugh"), told, "Settled in interview.")
    late = hetty.send(form, {"reply": "objection", "words": "They rang: please do not."}, 409)
    assert late.h1 == "This cannot be done now"
    assert "Stopped by HR while the candidate could reply: hugh" in late.text
    assert "They rang: please do not." in late.text


@pytest.mark.parametrize("page", ["reply", "objection", "cancel"])
def test_a_step_that_is_not_due_says_so(pages: TownPages, page: str) -> None:
    check = pages.town.searched(pages.town.vacancy())
    shown = pages.visitor("hugh").get(f"/checks/{check}/{page}")
    assert shown.h1 == "There is nothing to do here now"


def test_there_is_no_notice_before_approval(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    pages.visitor("hugh").get(f"/checks/{check}/notice", 409)
    pages.visitor("hugh").get(f"/checks/{check}/notice.pdf", 409)


@pytest.mark.parametrize("name", ["mara", "edith", "alan"])
@pytest.mark.parametrize("page", ["notice", "notice.pdf", "reply", "objection", "cancel"])
def test_only_hr_comes_in(pages: TownPages, told: str, name: str, page: str) -> None:
    shown = pages.visitor(name).get(f"/checks/{told}/{page}", 403)
    assert "Quillfeather" not in shown.html


def test_no_page_loads_what_makes_pdfs() -> None:
    assert "weasyprint" not in Path(room.__file__).read_text()


def test_the_panel_does_not_read_that_a_candidate_objected(pages: TownPages, told: str) -> None:
    notices.raise_objection(pages.town.call("hugh"), told, "Please leave that account out of it.")
    page = pages.visitor("mara").get(f"/checks/{told}")
    assert "Candidate told" in page.text and "Paused" not in page.text
    assert "object" not in page.text
