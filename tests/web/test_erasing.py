"""The pages on which two people erase a candidate."""

import io

import pytest

from screening.domain.people import OPERATOR
from screening.domain.words import ErasedBecause, Role
from screening.services import candidates, reporting
from screening.services.call import Call
from screening.services.erasure import erasing_by_two, holds
from screening.services.exporting import export_opened
from screening.services.people import accounts
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store import sweeping
from tests.databases import on_both
from tests.reported import issued, quick_reports
from tests.services.town import QUOTE
from tests.web.page import Page
from tests.web.townspeople import TownPages

__all__ = ["quick_reports"]

pytestmark = pytest.mark.usefixtures("quick_reports")
WHY, REASONS = "They asked by letter of Monday.", "The letter is there."


@pytest.fixture
def candidate(pages: TownPages) -> str:
    """Somebody with a check that waits for a decision, in a report that was issued."""
    vacancy = pages.town.vacancy()
    check = pages.town.submitted(vacancy)
    issued(pages.town, vacancy)
    return pages.town.see("hugh", check).candidate_ref


def propose(pages: TownPages, candidate: str, status: int = 200, **fields: object) -> Page:
    """Send dara's form, with ``fields`` filled in."""
    visitor = pages.visitor("dara")
    address = f"/candidates/{candidate}/erase"
    return visitor.send(visitor.get(address).form(address), fields, status)


def proposed(pages: TownPages, candidate: str) -> Page:
    return propose(pages, candidate, because="asked", why=WHY)


def decide(
    pages: TownPages, candidate: str, status: int = 200, by: str = "hetty", **fields: object
) -> Page:
    """Send the second person's form."""
    visitor = pages.visitor(by)
    address = f"/candidates/{candidate}/erase/decision"
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_it_says_what_goes_what_stays_and_what_is_out_of_reach(
    pages: TownPages, candidate: str
) -> None:
    page = pages.visitor("dara").get(f"/candidates/{candidate}/erase")
    assert page.h1 == "Erase this candidate’s data"
    for heading in ("What goes", "What stays", "Copies that this service cannot reach"):
        assert heading in page.text
    assert "unreadable in this service" in page.text
    assert "edition 1 of" in page.text
    assert "asked for by edith" in page.text
    assert "Quillfeather" not in page.html


def test_a_proposal_says_why(pages: TownPages, candidate: str) -> None:
    page = propose(pages, candidate, 400, because="asked")
    assert "Say in more words why it should be erased" in page.text
    page = propose(pages, candidate, 400, why=WHY)
    assert "Choose why it should be" in page.text
    assert WHY in page.html
    propose(pages, candidate, 400, because="before", why=WHY)
    page = proposed(pages, candidate)
    assert "Nothing is erased until a second person confirms." in page.text
    assert WHY in page.text
    assert read_candidate(pages.town.call("hugh"), candidate).name


def test_it_waits_on_the_first_pages(pages: TownPages, candidate: str) -> None:
    proposed(pages, candidate)
    hers = pages.visitor("dara").get("/")
    assert "Somebody else has to confirm it" in hers.text
    visitor = pages.visitor("hetty")
    page = visitor.get("/")
    assert "You can confirm or decline it" in page.text
    page = visitor.get(page.links()["LIB-7, C-01"])
    page = visitor.get(page.links()["Confirm or decline it"])
    assert page.h1 == "Confirm or decline an erasure"
    assert "Awaiting decision" in page.text  # how far their check is


def test_erased(pages: TownPages, candidate: str) -> None:
    proposed(pages, candidate)
    page = decide(pages, candidate, 400, ruling="confirm", reasons=REASONS)
    assert "Confirm that you understand this cannot be undone" in page.text
    page = decide(pages, candidate, 400, sure="y", reasons=REASONS)
    assert "Choose whether you confirm or decline" in page.text
    page = decide(pages, candidate, ruling="confirm", sure="y", reasons=REASONS)
    assert "The candidate's data is erased." in page.text
    assert "Copies that this service cannot reach" in page.text
    assert "edition 1 of" in page.text
    for words in (QUOTE, WHY, REASONS, "Quillfeather"):
        assert words not in page.html
    shown = read_candidate(pages.town.call("hugh"), candidate)
    assert shown.erased_at == pages.town.now
    edith = pages.visitor("edith")
    trail = edith.get(f"/reviews/{shown.vacancy_ref}")
    assert "What was said here has been erased." in trail.text
    for event in ("Candidate's data erased", "data confirmed", "data proposed"):
        assert event in trail.text
    assert WHY not in trail.html
    edith.get(f"/reviews/{shown.vacancy_ref}/report/1.pdf", 410)
    report = edith.get(f"/reviews/{shown.vacancy_ref}/report")
    assert "Erased with somebody it printed" in report.text
    page = pages.visitor("dara").get(f"/candidates/{candidate}/erase")
    assert "was erased on" in page.text
    assert page.all("//main//form") == []
    page = pages.visitor("hetty").get(f"/candidates/{candidate}/erase/decision")
    assert page.all("//main//form") == []
    assert reporting.request_report(pages.town.call("edith"), shown.vacancy_ref) == "2"


def test_declined(pages: TownPages, candidate: str) -> None:
    proposed(pages, candidate)
    page = decide(pages, candidate, ruling="decline", reasons=REASONS)
    assert "You declined. Nothing is erased." in page.text
    page = pages.visitor("dara").get(f"/candidates/{candidate}/erase")
    assert "Declined by" in page.text
    assert REASONS in page.text
    assert page.form(f"/candidates/{candidate}/erase") is not None


def test_withdrawn(pages: TownPages, candidate: str) -> None:
    proposed(pages, candidate)
    visitor = pages.visitor("dara")
    address = f"/candidates/{candidate}/erase"
    page = visitor.send(visitor.get(address).form(f"{address}/withdraw"))
    assert "The proposal is withdrawn. Nothing was erased." in page.text


def test_whoever_had_a_part_is_told_so(pages: TownPages) -> None:
    check = pages.town.approved(pages.town.vacancy())
    candidate = pages.town.see("hugh", check).candidate_ref
    proposed(pages, candidate)
    for name in ("hugh", "dara"):
        page = pages.visitor(name).get(f"/candidates/{candidate}/erase/decision")
        assert "You cannot decide on this" in page.text
        assert page.all("//main//form") == []


def test_something_new_has_to_be_read_first(pages: TownPages, candidate: str) -> None:
    proposed(pages, candidate)
    visitor = pages.visitor("hetty")
    address = f"/candidates/{candidate}/erase/decision"
    form = visitor.get(address).form(address)
    candidates.show_name(pages.town.call("edith"), candidate, "A complaint names them.")
    fields = {"ruling": "confirm", "sure": "y", "reasons": REASONS}
    page = visitor.send(form, fields, 409)
    assert "Something was recorded about this person" in page.text
    assert REASONS in page.text


@on_both
def test_a_hold_is_said_and_stands_in_the_way(pages: TownPages, candidate: str) -> None:
    proposed(pages, candidate)
    visitor = pages.visitor("hetty")
    address = f"/candidates/{candidate}/erase/decision"
    form = visitor.get(address).form(address)
    vacancy = read_candidate(pages.town.call("hugh"), candidate).vacancy_ref
    holds.place(pages.town.call("dara"), vacancy, "A claim.")
    fields = {"ruling": "confirm", "sure": "y", "reasons": REASONS}
    page = visitor.send(form, fields, 409)
    assert REASONS in page.text
    page = pages.visitor("dara").get(f"/candidates/{candidate}/erase")
    assert "A hold has been on this vacancy since 23 November 2026" in page.text
    assert "dara put it there and can say why." in page.text
    assert page.all("//main//form") == []
    assert "Stopped by a hold" in page.text


def test_a_closed_account_is_said(pages: TownPages, candidate: str) -> None:
    proposed(pages, candidate)
    accounts.close_account(pages.town.call("alan"), pages.town.people["dara"].ref)
    page = pages.visitor("hetty").get(f"/candidates/{candidate}/erase")
    assert "that account has been closed since" in page.text


def test_pages_that_somebody_is_reading_go_later(
    pages: TownPages, candidate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "flush", lambda _store, **_how: False)
    proposed(pages, candidate)
    page = decide(pages, candidate, ruling="confirm", sure="y", reasons=REASONS)
    assert "can no longer be read" in page.text
    assert "They go within about a day" in page.text


@on_both
def test_copies_are_named_for_what_was_done(pages: TownPages) -> None:
    town = pages.town
    on_a_server = town.store.engine.dialect.name == "postgresql"
    check = town.handed_over(town.vacancy())
    candidate = town.see("hugh", check).candidate_ref
    page = pages.visitor("hetty").get(f"/candidates/{candidate}/erase")
    assert "Check 1: the notice to the candidate of 23 November 2026 (By e-mail)" in page.text
    assert "Check 1: the panel read the outcome" in page.text
    assert "No report that prints this person was issued" not in page.text
    assert "The whole log" not in page.text
    export_opened(Call(town.store, OPERATOR, town.clock), io.BytesIO(), "A court asks.")
    page = pages.visitor("hetty").get(f"/candidates/{candidate}/erase")
    assert "The whole log, written to a file with what was said of everybody" in page.text
    assert "A court asks" not in page.text
    assert ("The files of the database server" in page.text) == on_a_server
    other = town.candidate(town.vacancy("HSG-1"))
    page = pages.visitor("hetty").get(f"/candidates/{other}/erase")
    assert "No report that prints this person was issued" in page.text


@pytest.mark.parametrize("name", ["edith", "mara", "alan"])
def test_nobody_else_comes_in(pages: TownPages, candidate: str, name: str) -> None:
    page = pages.visitor(name).get(f"/candidates/{candidate}/erase", 403)
    assert "Quillfeather" not in page.html


def test_a_panel_in_hr_reads_nothing_of_it(pages: TownPages) -> None:
    pages.town.add("hana", Role.HR, Role.MANAGER)
    candidate = pages.town.candidate(pages.town.vacancy(panel=("mara", "hana")))
    erasing_by_two.propose(pages.town.call("dara"), candidate, ErasedBecause.ASKED, WHY)
    page = pages.visitor("hana").get(f"/candidates/{candidate}/erase", 403)
    assert WHY not in page.html


def test_nobody_of_that_reference(pages: TownPages) -> None:
    for name in ("dara", "hetty"):
        pages.visitor(name).get(f"/candidates/{'0' * 32}/erase", 404)
        pages.visitor(name).get(f"/candidates/{'0' * 32}/erase/decision", 404)
