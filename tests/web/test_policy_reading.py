"""Reading the policy before one files or decides, by the pages."""

import pytest

from screening.services import proposing
from tests.reported import worker_of
from tests.services.amendments import amendment
from tests.services.town import FAIR, Town
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

BUTTON = "I have read this and will keep to it"


def another_version(town: Town) -> None:
    """Put another version of the policy in force, from now on."""
    ref = proposing.propose(town.call("alan"), amendment(day="2026-11-23", why="It was slow."))
    assert worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "It is time.")


def say_so(visitor: Visitor, page: Page) -> Page:
    """Press the button; where that leads."""
    return visitor.send(page.form(str(page.all("//main//form/@action")[0])))


@pytest.fixture(name="half_written")
def _half_written(pages: TownPages) -> str:
    check = pages.town.draft(pages.town.vacancy())
    pages.town.type_in(check, **FAIR)
    return check


def test_a_manager_reads_it_and_goes_on_where_she_was(pages: TownPages, half_written: str) -> None:
    another_version(pages.town)
    visitor = pages.visitor("mara")
    page = visitor.get(f"/checks/{half_written}/confirm")
    assert page.h1 == "What you may look up online"
    assert "It was slow." in page.text
    assert "within 3 working days" in page.text
    page = say_so(visitor, page)
    assert page.h1 == "Check what you are about to send"
    page = visitor.get("/policy/to-read")
    assert "You have said that you have read this version." in page.text
    assert BUTTON not in page.text


def test_what_was_sent_meanwhile_is_kept(pages: TownPages, half_written: str) -> None:
    visitor = pages.visitor("mara")
    form = visitor.get(f"/checks/{half_written}/confirm").form(f"/checks/{half_written}/confirm")
    another_version(pages.town)
    page = visitor.send(form, status=409)
    assert page.h1 == "Read the policy first"
    page = visitor.get(page.links()["Read the policy"])
    say_so(visitor, page)
    assert FAIR["question"] in visitor.get(f"/checks/{half_written}/confirm").text
    assert visitor.send(form).h1.strip() == "Sent to HR"


def test_hr_reads_it_before_the_queue(pages: TownPages) -> None:
    another_version(pages.town)
    page = pages.visitor("hugh").get("/decisions")
    assert page.h1 == "What you may look up online"
    assert pages.visitor("hugh").get("/not-needed").h1 == "You may not need this service"


def test_it_leads_nowhere_else(pages: TownPages) -> None:
    another_version(pages.town)
    visitor = pages.visitor("mara")
    page = visitor.get("/policy/to-read?next=//elsewhere.example/x")
    assert say_so(visitor, page).h1 == "Your first steps"
