"""Bringing lists in by the pages: what each step shows, and what is said when things change."""

import io

from screening.domain.importing import ListKind
from screening.services.importing import importing
from screening.services.reading.vacancies.importing import read_columns, read_fates
from screening.services.reading.vacancies.vacancy_list import list_vacancies
from tests.databases import on_both
from tests.web.page import Page, Visitor
from tests.web.test_vacancies import errors
from tests.web.townspeople import TownPages

LIST = "Requisition;Post title;Dept;Closing date\nLIB-7;Clerk;Libraries;27/03/2027\n"


def chosen(visitor: Visitor, text: str | bytes, kind: str = "vacancies", status: int = 200) -> Page:
    """The page after a file of that kind was chosen."""
    content = text.encode() if isinstance(text, str) else text
    fields = {"kind": kind, "file": (io.BytesIO(content), "list.csv")}
    return visitor.send(visitor.get("/import").form("/import"), fields, status)


def pressed(visitor: Visitor, page: Page, ending: str, status: int = 200, **fields: str) -> Page:
    """The page after the form was sent whose address ends so."""
    [form] = [form for form in page.all("//main//form") if form.get("action").endswith(ending)]
    return visitor.send(form, fields, status)


def shown(visitor: Visitor, text: str, kind: str = "vacancies") -> Page:
    return pressed(visitor, chosen(visitor, text, kind), "/columns")


def test_a_list_is_brought_in_and_again(pages: TownPages) -> None:
    hugh = pages.visitor("hugh")
    page = chosen(hugh, LIST)
    assert page.h1 == "Which column is which?"
    assert "A: Requisition, such as “LIB-7”" in page.text
    page = pressed(hugh, page, "/columns")
    assert "Nothing has changed yet" in page.text
    assert "New 1 row" in page.text
    address = page.all("//main//form/@action")[0]
    page = pressed(hugh, page, address)
    assert "The file is brought in" in page.text
    assert "1 new, 0 changed, 0 as before" in page.text
    assert [row.reference for row in list_vacancies(pages.town.call("hugh")).rows] == ["LIB-7"]
    page = shown(hugh, LIST)
    assert "All of this is there already" in page.text
    assert hugh.get(address, 404).h1
    assert "Bring lists in from a file" in hugh.get("/vacancies").links()


def test_what_is_wrong_is_said_with_row_and_column(pages: TownPages) -> None:
    hugh = pages.visitor("hugh")
    page = shown(hugh, LIST + "PRK-1;;Parks;soon\n")
    assert "Column B, Job title: Fill this in" in page.text
    assert "Column D, Applications close on: Give the date as 27/03/2027" in page.text
    assert not [one for one in page.all("//main//button") if "Bring" in one.text_content()]
    [address] = page.all("//main//a[text()='1 row'][contains(@href, 'wrong')]/@href")
    assert "LIB-7" not in hugh.get(address).text
    page = pressed(hugh, page, "/put-away")
    assert "put away" in page.text


def test_a_file_that_cannot_be_read_is_said_beside_its_box(pages: TownPages) -> None:
    hugh = pages.visitor("hugh")
    page = chosen(hugh, "a,b\n\0,1\n", status=400)
    assert "no text has" in errors(page)["file"]
    page = hugh.send(hugh.get("/import").form("/import"), {"kind": "claims"}, 400)
    assert "Choose the file" in errors(page)["file"]
    page = chosen(hugh, LIST, "nothing", 400)
    assert "kind" in errors(page)


def test_columns_that_are_not_chosen_are_asked_for(pages: TownPages) -> None:
    hugh = pages.visitor("hugh")
    page = chosen(hugh, LIST)
    page = pressed(hugh, page, "/columns", 400, title="-1", department="0")
    assert errors(page).keys() == {"reference", "title", "department"}


@on_both
def test_what_changed_meanwhile_is_shown_again(pages: TownPages) -> None:
    hugh, hetty = pages.visitor("hugh"), pages.town.call("hetty")
    page = shown(hugh, LIST)
    ref = importing.keep_file(hetty, ListKind.VACANCIES, LIST.encode())
    importing.match_columns(hetty, ref, read_columns(hetty, ref).columns)
    importing.bring_in(hetty, ref, read_fates(hetty, ref).digest)
    address = page.all("//main//form/@action")[0]
    page = pressed(hugh, page, address, 409)
    assert "Something was changed since these rows were shown" in page.text
    assert "Held already" in page.text
    assert "The file is brought in" in pressed(hugh, page, address).text


def test_a_vacancy_may_have_no_criteria_yet(pages: TownPages) -> None:
    hugh = pages.visitor("hugh")
    page = shown(hugh, LIST)
    pressed(hugh, page, page.all("//main//form/@action")[0])
    page = hugh.get(hugh.get("/vacancies").links()["LIB-7"])
    assert "No criteria yet" in page.text
    page = hugh.get(page.links()["Write a new version of the criteria"])
    assert "This becomes version 1" in page.text


def test_what_was_chosen_is_offered_to_the_next_who_has_the_same_headings(
    pages: TownPages,
) -> None:
    hugh = pages.visitor("hugh")
    text = LIST.replace("Closing date", "Closing date;Panel").replace("2027\n", "2027;\n")
    page = pressed(hugh, chosen(hugh, text), "/columns", panel="-1", title="2", department="1")
    pressed(hugh, page, page.all("//main//form/@action")[0])
    hetty = pages.visitor("hetty")
    page = chosen(hetty, text.replace("LIB-7", "LIB-8"))
    assert "with the same headings before" in page.text
    picked = {
        box.get("name"): box.xpath(".//option[@selected]/@value") for box in page.all("//select")
    }
    places = {"reference": "0", "title": "2", "department": "1", "apply_by": "3", "panel": "-1"}
    assert picked == {name: [place] for name, place in places.items()}
    page = pressed(hetty, page, "/columns", title="1", department="2")
    assert "New 1 row" in page.text
    assert "goes by the headings" in chosen(hetty, LIST).text
