"""Lists saved as files: whole, harmless, and no more than the page shows the same person."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from screening.domain.words import CandidateStatus
from screening.services import candidates, vacancies
from screening.services.reading.pages import PAGE
from screening.services.reading.vacancies import vacancy as reading
from screening.services.vacancies import VacancyDetails
from screening.web import lists
from tests.databases import on_both
from tests.services.town import CRITERIA
from tests.web.townspeople import TownPages


def saved(pages: TownPages, by: str, name: str) -> list[list[str]]:
    """The rows of the list ``name`` as a CSV file."""
    answer = pages.visitor(by).client.get(f"/lists/{name}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.fixture
def vacancy(pages: TownPages) -> str:
    ref = pages.town.vacancy()
    candidates.add_candidate(pages.town.call("hugh"), ref, "=Ada()", "", CandidateStatus.APPLIED)
    return ref


def test_a_list_of_several_pages_is_saved_whole(pages: TownPages, vacancy: str) -> None:
    hugh = pages.town.call("hugh")
    for number in range(PAGE + 3):
        details = VacancyDetails(f"X-{number}", "=1+1", "@Parks", date(2027, 3, 27))
        vacancies.open_vacancy(hugh, details, CRITERIA)
    rows = saved(pages, "edith", "vacancies.csv")
    assert len(rows) == 1 + 1 + PAGE + 3
    # All were set up in one moment, so they stand in no order that could be told.
    assert sum(row[1:4] == ["'=1+1", "'@Parks", "Advertised"] for row in rows) == PAGE + 3
    assert len(saved(pages, "mara", "vacancies.csv")) == 2, "she sits on one panel"
    assert len(saved(pages, "hugh", "vacancies.csv?words=lib-7")) == 2
    assert len(saved(pages, "dara", "reviews.csv?words=X-")) == 1 + PAGE + 3


def test_names_are_for_those_who_work_by_name(pages: TownPages, vacancy: str) -> None:
    name = f"vacancies/{vacancy}/candidates.csv"
    assert saved(pages, "mara", name)[1][:3] == ["C-01", "'=Ada()", "Applied"]
    assert saved(pages, "edith", name)[1][:3] == ["C-01", "", "Applied"]
    for by, status in (("miles", 404), ("alan", 403), ("hugh", 200)):
        assert pages.visitor(by).client.get(f"/lists/{name}").status_code == status


def test_a_workbook_holds_texts_and_no_formulas(pages: TownPages, vacancy: str) -> None:
    answer = pages.visitor("hugh").client.get(f"/lists/vacancies/{vacancy}/candidates.xlsx")
    assert answer.headers["Content-Disposition"] == "attachment; filename=candidates.xlsx"
    [sheet] = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets
    assert [cell.value for cell in sheet[2]][:2] == ["C-01", "'=Ada()"]
    assert {cell.data_type for row in sheet.rows for cell in row} <= {"s", "inlineStr", "n"}


def test_each_desk_has_its_list_with_a_link_to_it(pages: TownPages, vacancy: str) -> None:
    pages.town.submitted(vacancy)
    pages.town.waiting(pages.town.vacancy("LIB-9"))
    for by, page, name, rows in (
        ("hugh", "/decisions", "requests", 1),
        ("sam", "/searches", "searches", 1),
        ("hugh", "/vacancies", "vacancies", 2),
        ("edith", "/reviews", "reviews", 1),
        ("edith", "/reviews/signs", "signs", 1),
        ("edith", "/checks", "checks", 2),
    ):
        links = pages.visitor(by).get(page).all("//main//a[text()='CSV']/@href")
        assert links == [f"/lists/{name}.csv"]
        assert len(saved(pages, by, f"{name}.csv")) == 1 + rows
    assert len(saved(pages, "edith", "reviews.csv?order=newest")) == 1 + 2
    checks = saved(pages, "edith", f"vacancies/{vacancy}/checks.csv")
    assert checks[1][:3] == ["1", "C-02", "Awaiting decision"]
    for by, name in (
        ("mara", "sourcing"),
        ("mara", "unauthorised"),
        ("dara", "retention"),
        ("edith", "pairs"),
        ("dara", "rights"),
    ):
        assert saved(pages, by, f"{name}.csv")[0]


@on_both
def test_a_file_holds_so_many_rows_and_says_what_to_do(
    pages: TownPages, vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "_AT_A_TIME", 2)
    for _time in range(5):
        pages.town.draft(vacancy)
    assert len(saved(pages, "hugh", "checks.csv")) == 1 + 5
    monkeypatch.setattr(lists, "MOST_ROWS", 4)
    for form in ("csv", "xlsx"):
        page = pages.visitor("hugh").get(f"/lists/checks.{form}", status=409)
        assert "This list has more than 4 rows" in page.text
        assert "Narrow it down first" in page.text
    assert len(saved(pages, "hugh", "checks.csv?month=2026-10")) == 1


@on_both
def test_a_vacancy_shows_its_newest_checks_and_a_page_of_candidates(
    pages: TownPages, vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "NEWEST", 2)
    monkeypatch.setattr(reading, "PAGE", 3)
    for _time in range(4):
        pages.town.draft(vacancy)  # each of a candidate of its own
        pages.town.wait(minutes=1)
    pages.town.draft(pages.town.vacancy("LIB-70"))
    visitor = pages.visitor("mara")
    page = visitor.get(f"/vacancies/{vacancy}")
    assert [name for name in page.links() if name.startswith("Check ")] == ["Check 3", "Check 4"]
    assert "These are the newest 2 of 4." in page.text
    every = visitor.get(page.links()["All checks of this vacancy"])
    assert [name for name in every.links() if ", check " in name] == [
        f"LIB-7, check {number}" for number in (4, 3, 2, 1)
    ]
    assert every.all("//ul[@class='moj-filter-tags']//a/@href") == ["/checks"]
    people = [name[:4] for name in page.links() if name.startswith("C-0")]
    assert people == ["C-01", "C-02", "C-03"]
    assert "3 of 5" in page.text
    second = visitor.get(page.all("//a[@rel='next']/@href")[0])
    assert [name[:4] for name in second.links() if name.startswith("C-0")] == ["C-04", "C-05"]
    assert visitor.get(second.all("//a[@rel='prev']/@href")[0]).text == page.text
    assert len(saved(pages, "mara", f"vacancies/{vacancy}/checks.csv")) == 1 + 4
    assert len(saved(pages, "mara", f"vacancies/{vacancy}/candidates.csv")) == 1 + 5
    assert len(saved(pages, "mara", f"checks.csv?vacancy={vacancy}")) == 1 + 4


def test_a_vacancy_that_one_may_not_know_of_is_like_none(pages: TownPages, vacancy: str) -> None:
    pages.town.draft(vacancy)
    pages.town.draft(pages.town.vacancy("HSG-1", panel=("miles",)), by="miles")
    texts = []
    for ref in (vacancy, "0" * 32):
        page = pages.visitor("miles").get(f"/checks?vacancy={ref}")
        assert "HSG-1, check 1" in page.links() and "LIB-7" not in page.text
        assert "“Vacancy” has nothing of that kind" in page.text
        texts.append(page.text)
    assert texts[0] == texts[1]
