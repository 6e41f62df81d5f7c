"""The data protection officer's page to erase a candidate."""

import pytest

from screening.services import reporting
from screening.services.reading.candidate import read_candidate
from screening.store import erasure
from tests.reported import issued, quick_reports
from tests.services.town import QUOTE
from tests.web.page import Page
from tests.web.townspeople import TownPages

__all__ = ["quick_reports"]

pytestmark = pytest.mark.usefixtures("quick_reports")


@pytest.fixture
def candidate(pages: TownPages) -> str:
    """Somebody with a check that waits for a decision, in a report that was issued."""
    vacancy = pages.town.vacancy()
    check = pages.town.submitted(vacancy)
    issued(pages.town, vacancy)
    return pages.town.see("hugh", check).candidate_ref


def send(pages: TownPages, candidate: str, status: int = 200, **fields: object) -> Page:
    """Send the form, with ``fields`` filled in."""
    visitor = pages.visitor("dara")
    address = f"/candidates/{candidate}/erase"
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_it_says_what_goes_and_what_stays(pages: TownPages, candidate: str) -> None:
    page = pages.visitor("dara").get(f"/candidates/{candidate}/erase")
    assert page.h1 == "Erase this candidate’s data"
    for heading in ("What goes", "What stays", "What this cannot reach"):
        assert heading in page.text
    assert "Quillfeather" not in page.html


def test_nothing_happens_unless_it_is_meant(pages: TownPages, candidate: str) -> None:
    page = send(pages, candidate, because="asked")
    assert "Confirm that you understand this cannot be undone" in page.text
    page = send(pages, candidate, sure="y")
    assert "Choose why it is erased" in page.text
    page = send(pages, candidate, because="before", sure="y")
    assert "Choose why it is erased" in page.text
    assert read_candidate(pages.town.call("hugh"), candidate).erased_at is None


def test_erased(pages: TownPages, candidate: str) -> None:
    page = send(pages, candidate, because="asked", sure="y")
    assert "The candidate's data is erased." in page.text
    assert QUOTE not in page.html
    shown = read_candidate(pages.town.call("hugh"), candidate)
    assert shown.erased_at == pages.town.now
    edith = pages.visitor("edith")
    trail = edith.get(f"/reviews/{shown.vacancy_ref}")
    assert "What was said here has been erased." in trail.text
    assert "Candidate's data erased" in trail.text
    assert QUOTE not in trail.html
    edith.get(f"/reviews/{shown.vacancy_ref}/report/1.pdf", 410)
    report = edith.get(f"/reviews/{shown.vacancy_ref}/report")
    assert "Erased with somebody it printed" in report.text
    assert report.form(f"/reviews/{shown.vacancy_ref}/report") is not None
    page = pages.visitor("dara").get(f"/candidates/{candidate}/erase")
    assert "was erased on" in page.text
    assert page.all("//main//form") == []
    assert reporting.request_report(pages.town.call("edith"), shown.vacancy_ref) == "2"


def test_pages_that_somebody_is_reading_go_later(
    pages: TownPages, candidate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "flush", lambda _store: False)
    page = send(pages, candidate, because="asked", sure="y")
    assert "can no longer be read" in page.text
    assert "they go within a few minutes" in page.text


@pytest.mark.parametrize("name", ["edith", "hugh", "mara", "alan"])
def test_nobody_else_comes_in(pages: TownPages, candidate: str, name: str) -> None:
    page = pages.visitor(name).get(f"/candidates/{candidate}/erase", 403)
    assert "Quillfeather" not in page.html


def test_nobody_of_that_reference(pages: TownPages) -> None:
    pages.visitor("dara").get(f"/candidates/{'0' * 32}/erase", 404)
