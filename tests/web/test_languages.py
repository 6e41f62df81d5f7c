"""Pages, letters and typed times in Welsh; which language is remembered, and for how long."""

from datetime import UTC, datetime, time

import pytest
from flask import Flask

from screening.reports.html import notice_html
from screening.reports.notice import Notice
from screening.services import letters
from screening.web.formats import clock_time, date_and_time, short_date
from screening.web.forms.fields import read_time
from screening.web.languages import SESSION_KEY
from tests.services.candidates import link_to
from tests.web.page import Visitor
from tests.web.people import Townhall
from tests.web.townspeople import TownPages

IN_WELSH = "/?language=cy"


def test_a_link_on_every_page_changes_the_language_and_keeps_what_was_searched(
    shell: Flask,
) -> None:
    visitor = Visitor(shell)
    page = visitor.get("/cookies" + visitor.get("/cookies").links()["Cymraeg"])
    assert (page.tree.get("lang"), page.h1) == ("cy", "Cwcis")
    assert page.title.startswith("Cwcis – Sgrinio")
    there = "/nothing/here"
    page = visitor.get(f"{there}?words=a+b%26", 404)
    assert page.h1 == "Heb ganfod y dudalen"
    assert page.links()["English"] == "?words=a+b%26&language=en_GB"
    assert visitor.get(there + page.links()["English"], 404).h1 == "Page not found"


def test_a_language_that_is_not_there_changes_nothing(shell: Flask) -> None:
    visitor = Visitor(shell)
    for wanted in ("xx", "", "../cy", "CY"):
        assert visitor.get(f"/?language={wanted}").tree.get("lang") == "en-GB"


def test_what_is_missing_in_a_form_is_said_in_welsh(shell: Flask) -> None:
    visitor = Visitor(shell)
    visitor.get(IN_WELSH)
    page = visitor.send(visitor.get("/sign-in").form(), {"email": "", "password": ""})
    assert page.title.startswith("Gwall: ")
    summary = page.all("//*[contains(@class, 'govuk-error-summary')]")[0].text_content()
    assert "Mae rhywbeth i'w gywiro" in summary
    assert "Gwall:" in page.all("//p[@id='email-error']")[0].text_content()
    assert page.all("//button[@aria-label='Dangos y cyfrinair']")


def test_it_is_remembered_beyond_signing_in_and_out(townhall: Townhall) -> None:
    visitor = townhall.visitor()
    visitor.get(IN_WELSH)
    assert townhall.sign_in(visitor, "hugh").tree.get("lang") == "cy"
    page = visitor.send(visitor.get("/").form("/sign-out"))
    assert page.tree.get("lang") == "cy"


def test_days_times_and_numbers(pages: TownPages) -> None:
    with pages.app.test_request_context() as context:
        context.session[SESSION_KEY] = "cy"
        late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        assert date_and_time(late) == "1 Gorffennaf 2026, 12:30am"
        assert short_date(late) == "1 Gorff 2026"
        assert clock_time(datetime(2026, 1, 5, 12, tzinfo=UTC)) == "hanner dydd"
    assert read_time("hanner dydd") == time(12)
    assert read_time("2:30yh") == time(14, 30)
    assert read_time("9yb") == time(9)
    town = pages.town
    town.submitted(town.vacancy())
    town.wait(days=3)
    hugh = pages.visitor("hugh")
    hugh.get(IN_WELSH)
    assert "2 ddiwrnod gwaith" in hugh.get("/decisions").text


def test_a_letter_is_in_the_language_of_its_reader_and_so_is_the_page_it_leads_to(
    pages: TownPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def keeps(notice: Notice, **how: object) -> bytes:
        written.append(notice_html(notice, how["translations"]))  # type: ignore[arg-type]  # as it is called
        return b"%PDF"

    monkeypatch.setattr(letters, "render_bounded", keeps)
    check = pages.town.approved(pages.town.vacancy())
    key = link_to(pages.town, check)
    hugh = pages.visitor("hugh")
    for code in ("cy", "en_GB", "xx"):
        assert hugh.client.get(f"/checks/{check}/notice.pdf?letter={code}").status_code == 200
    welsh, english, other = written
    assert other == english
    assert '<html lang="cy">' in welsh and '<html lang="en-GB">' in english
    assert "23 Tachwedd 2026" in welsh and "23 November 2026" in english
    assert f"/your-page/{key}?language=cy" in welsh and "language=" not in english
    assert hugh.get("/").tree.get("lang") == "en-GB"
    page = Visitor(pages.app).get(f"/your-page/{key}?language=cy")
    assert page.h1 == "Hoffem wirio rhywbeth ar-lein"
    assert "Rhagfyr 2026" in page.text and "December" not in page.text
