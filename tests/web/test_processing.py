"""The data protection officer's documents by the pages."""

import csv
import io

from screening.domain.impact import PARTS
from tests.services.kept import set_all
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

TYPED = {
    "article6": "6-1-e",
    "words": "it is our task to choose fairly",
    "reasons": "Section 3 of an Act.",
    "article9": "no-special-category",
    "article10": "no-offence",
    "review_by-day": "1",
    "review_by-month": "11",
    "review_by-year": "2027",
}


def sent(visitor: Visitor, address: str, fields: dict[str, str], status: int = 200) -> Page:
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_the_basis_is_set_and_told(pages: TownPages) -> None:
    dara = pages.visitor("dara")
    assert "No version counts yet" in dara.get("/processing/basis").text
    assert "people are told the words of the policy in force" in dara.get("/").text
    unset = "has not set the lawful basis here yet"
    assert unset in pages.visitor("hugh").get("/advert-words").text
    page = sent(dara, "/processing/basis/set", TYPED)
    assert "Version 1, which counts now" in page.text
    told = "it is our task to choose fairly (UK GDPR Article 6(1)(e))."
    assert told in page.text
    assert told in pages.visitor("mara").get("/privacy").text
    words = pages.visitor("hugh").get("/advert-words").text
    assert told in words and unset not in words


def test_a_basis_without_reasons_is_refused_and_kept(pages: TownPages) -> None:
    without = TYPED | {"article9": "9-2-b"}
    page = sent(pages.visitor("dara"), "/processing/basis/set", without, 400)
    assert page.title.startswith("Error:")
    assert "it is our task to choose fairly" in page.html
    assert "Section 3 of an Act." in page.text


def test_somebody_else_was_first(pages: TownPages) -> None:
    dara = pages.visitor("dara")
    basis = dara.get("/processing/basis/set").form("/processing/basis/set")
    own = dara.get("/processing/assessment/write").form("/processing/assessment/write")
    set_all(pages.town)
    assert "Section 3 of an Act." in dara.send(basis, TYPED, 409).text
    page = dara.send(own, dict.fromkeys(PARTS, "My own words."), 409)
    assert page.text.count("My own words.") == len(PARTS)


def test_the_record_is_read_and_fetched(pages: TownPages) -> None:
    set_all(pages.town)
    dara = pages.visitor("dara")
    page = dara.get("/processing/record")
    assert "365 days after the vacancy is closed" in page.text
    assert "a law asks us to (UK GDPR Article 6(1)(c))." in page.text
    answer = dara.client.get("/processing/record.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 7
    assert all(all(row) for row in rows)
    assert "Môn Council" in rows[1]


def test_staff_are_told_why_how_long_and_how_they_are_counted(pages: TownPages) -> None:
    set_all(pages.town)
    dara = pages.visitor("dara")
    page = pages.visitor("mara").get("/privacy")
    (staff,) = (part for part in page.text.split("If you work with this service")[1:])
    assert "UK GDPR Articles 5(2) and 6(1)(e) or (f)" in staff
    assert "UK GDPR Articles 5(2) and 6(1)(e) or (f)" in dara.get("/processing/record").text
    for words in (
        "how many attempts of one person were not ready to send",
        "Fewer than 5 decisions or attempts",
        "1095 days after it was closed",
        "Messages that this service sent you: 180 days",
        "Ask our data protection officer: dara",
    ):
        assert words in staff, words
    seen = "/what-officers-see"
    assert seen in page.links().values()
    for other in (pages.visitor("alan"), Visitor(pages.app)):
        assert seen not in other.get("/privacy").links().values(), "a page that they may not open"


def test_the_assessment_says_what_is_generated_and_what_is_not(pages: TownPages) -> None:
    dara = pages.visitor("dara")
    assert "Without these parts it is no assessment." in dara.get("/processing/assessment").text
    assert "Not written yet" in dara.client.get("/processing/assessment.txt").text
    words = {part: f"Our own {part}." for part in PARTS}
    page = sent(dara, "/processing/assessment/write", words)
    assert all(text in page.text for text in words.values())
    file = dara.client.get("/processing/assessment.txt").text
    generated, own = file.split("WRITTEN BY THE DATA PROTECTION OFFICER")
    assert all(text in own and text not in generated for text in words.values())
    assert "5 working days to confirm" in generated
    home = dara.get("/")
    assert "23 November 2027" in home.text
    assert home.links()["Impact assessment"] == "/processing/assessment"
