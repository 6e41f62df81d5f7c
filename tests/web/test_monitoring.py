"""The monitoring room: answers are looked at, brought in, counted; and nobody is shown."""

import csv
import io

import pytest

from screening.domain.words import CandidateStatus
from screening.services import candidates, vacancies
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

LINES = "\n".join(
    [
        "candidate,sex,disability",
        *(
            f"C-{n:02d},{'female' if n % 2 else 'male'},{'disabled' if n == 1 else ''}"
            for n in range(1, 61)
        ),
    ]
)


@pytest.fixture
def vacancy(pages: TownPages) -> str:
    """A vacancy that sixty people applied for: thirty are women, one is disabled."""
    ref = pages.town.vacancy()
    for number in range(60):
        status = CandidateStatus.APPOINTED if number < 26 else CandidateStatus.APPLIED
        candidates.add_candidate(pages.town.call("hugh"), ref, f"Ada {number}", "", status)
    return ref


def sent(visitor: Visitor, vacancy: str, status: int = 200, **fields: str) -> Page:
    """Send the form for answers."""
    address = f"/monitoring/vacancies/{vacancy}"
    return visitor.send(visitor.get(address).form(address), fields, status)


NEW = "/monitoring/editions/new"


def next_year(pages: TownPages) -> Visitor:
    """edith, once the year of the closing is over."""
    pages.town.wait(days=60)
    return pages.visitor("edith")


def test_from_answers_to_an_edition(pages: TownPages, vacancy: str) -> None:
    edith, address = pages.visitor("edith"), f"/monitoring/vacancies/{vacancy}"
    page = sent(edith, vacancy, words=LINES)
    assert "Every line fits" in page.text
    assert "Answers of 0 people" in page.text
    page = edith.send(page.form(address), {"act": "bring-in"})
    assert "60 people are new" in page.text
    vacancies.close_vacancy(pages.town.call("hugh"), vacancy)
    page = edith.get("/monitoring/editions/new")
    assert "2026, not over yet" in page.text
    assert "There is no edition to make now" in page.text
    edith = next_year(pages)
    page = edith.send(edith.get(NEW).form(NEW), {"first": "checked", "unsaid": "together"})
    assert page.h1 == "Edition 1, for officers"
    assert "Sex, by: Outcome" in page.text
    assert "13 (43%)" in page.text
    assert "Too few people to show this" in page.text
    assert "Disabled" not in page.text, "one person is"
    assert "How many of these 60 people answered cannot be shown" in page.text
    assert page.text.count("No file that was brought in had a column for this") == 4
    published = edith.get("/monitoring/editions/1/published")
    assert "15 (50%)" in published.text
    assert "13" not in published.text
    departments = edith.get("/monitoring/departments")
    assert "Too few people to tell departments apart" in departments.text


def test_files_hold_what_the_pages_show(pages: TownPages, vacancy: str) -> None:
    test_from_answers_to_an_edition(pages, vacancy)
    edith = pages.visitor("edith")
    for kind, least in (("officers", 13), ("published", 15)):
        answer = edith.client.get(f"/monitoring/editions/1/{kind}.csv")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert {row["question"] for row in rows} == {"sex"}
        assert min(int(row["count"]) for row in rows) == least
        assert f"{kind}.csv" in answer.headers["Content-Disposition"]


def test_a_line_that_does_not_fit_is_named_and_nothing_of_it_repeated(
    pages: TownPages, vacancy: str
) -> None:
    edith = pages.visitor("edith")
    page = sent(edith, vacancy, words="candidate,sex\nC-01,Martian\nC-99,female")
    assert "has an answer that is not on the list" in page.text
    assert "is about nobody who applied" in page.text
    assert "Bring it in" not in page.text
    assert "“Martian”" in page.text, "by itself, to say what it is"
    for words in ("", "what is this", "candidate,income\nC-01,5"):
        page = sent(edith, vacancy, 400, words=words)
        assert "There is something to correct" in page.text


def test_a_guess_at_what_somebody_answered_is_not_told_from_another(
    pages: TownPages, vacancy: str
) -> None:
    edith, address = pages.visitor("edith"), f"/monitoring/vacancies/{vacancy}"
    page = sent(edith, vacancy, words="candidate,sex\nC-01,female")
    edith.send(page.form(address), {"act": "bring-in"})
    checked = [
        sent(edith, vacancy, words=f"candidate,sex\nC-01,{guess}\nC-02,male").text
        for guess in ("female", "male", "")
    ]
    assert "Held already: this takes its place" in checked[0]
    told = {page.replace(",female", ",male").replace("C-01,male", "C-01,") for page in checked}
    assert len(told) == 1
    said = set()
    for guess in ("female", "male", "male"):
        page = sent(edith, vacancy, words=f"candidate,sex\nC-01,{guess}")
        said.add(edith.send(page.form(address), {"act": "bring-in"}).text)
    assert len(said) == 1
    assert "0 people are new" in said.pop()


def test_words_that_are_not_on_the_list_are_told_to_be_one_of_it(
    pages: TownPages, vacancy: str
) -> None:
    edith, address = pages.visitor("edith"), f"/monitoring/vacancies/{vacancy}"
    words = "candidate,sex\nC-01,Woman <b>\nC-02,man"
    page = sent(edith, vacancy, words=words)
    assert "Sex: “Woman <b>”" in page.text
    assert "The file has no column for: Ethnic group, Disability" in page.text
    form = page.form(address)
    first, second = (name for name in form.fields if name.startswith("value-"))
    page = edith.send(form, {first: "male", second: "female"})
    assert "Every line fits" in page.text
    page = edith.send(page.form(address), {"act": "bring-in", second: "unsaid"}, 400)
    assert "its answers are chosen otherwise" in page.text
    page = edith.send(page.form(address), {first: "male", second: "unsaid"})
    page = edith.send(page.form(address), {"act": "bring-in"})
    assert "2 people are new" in page.text
    page = sent(edith, vacancy, words=words)
    assert "As the last time" in page.text
    assert "Every line fits" in page.text


def test_an_edition_of_nobody_of_too_few_and_one_that_never_was(pages: TownPages) -> None:
    ref = pages.town.vacancy()
    pages.town.candidate(ref)
    vacancies.close_vacancy(pages.town.call("hugh"), ref)
    edith = next_year(pages)
    form = edith.get(NEW).form(NEW)
    settled = {"year": "2026", "since": "2026", "first": "checked", "unsaid": "apart"}
    page = edith.send(form, settled, 409)
    assert "No answers are held" in page.text
    checked = sent(edith, ref, words="candidate,sex\nC-01,female")
    edith.send(checked.form(f"/monitoring/vacancies/{ref}"), {"act": "bring-in"})
    page = edith.send(form, settled, 400)
    assert "no table could show anything" in page.text
    assert "Choose by what people" in edith.send(form, {"year": "2026"}, 400).text
    for year in ("", "1e3", "٢٠٢٦", "99999"):
        assert "Choose a year" in edith.send(form, settled | {"year": year}, 400).text
    assert edith.client.get("/monitoring/editions/7").status_code == 404
    assert "No edition was made yet" in edith.get("/monitoring").text


def test_what_is_missing_is_said_before_an_edition_is_made_and_leads_to_the_list(
    pages: TownPages, vacancy: str
) -> None:
    town, edith = pages.town, pages.visitor("edith")
    page = sent(edith, vacancy, words=LINES)
    edith.send(page.form(f"/monitoring/vacancies/{vacancy}"), {"act": "bring-in"})
    town.candidate(other := town.vacancy("LIB-8"))
    for ref in (vacancy, other):
        vacancies.close_vacancy(town.call("hugh"), ref)
    edith = next_year(pages)
    there = "/monitoring?closed=2026&answers=missing"
    assert there in edith.get(NEW).links().values()
    page = edith.send(edith.get(NEW).form(NEW), {"first": "checked", "unsaid": "together"})
    assert "1 vacancy of these years has no answers yet" in page.text
    listed = edith.get(there)
    assert f"/monitoring/vacancies/{other}" in listed.links().values()
    assert f"/monitoring/vacancies/{vacancy}" not in listed.links().values()
    assert "No vacancy is like that" in edith.get("/monitoring?closed=2026&words=nowhere").text
    page = edith.send(page.form(NEW), {})
    assert page.h1 == "Edition 1, for officers"
