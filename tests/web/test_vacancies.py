"""Vacancies by the pages: set up, kept true, closed, found, and not found."""

from typing import Any

import pytest

from screening.domain.words import Role, Stage, State
from screening.services import vacancies
from screening.services.reading.pages import PAGE
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.services.reading.vacancies.vacancy_list import list_vacancies
from tests.databases import on_both
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

pytestmark = on_both

DETAILS = {
    "reference": "ENV-3",
    "title": "Ranger <b>",
    "department": "Parks",
    "apply_by-day": "1",
    "apply_by-month": "12",
    "apply_by-year": "2026",
}
FIRST = {"criteria-0-code": "E1", "criteria-0-kind": "essential", "criteria-0-text": "Knows trees"}


def set_up(visitor: Visitor, status: int = 200, press: str = "", **fields: str) -> Page:
    form = visitor.get("/vacancies/new").form("/vacancies/new")
    return visitor.send(form, {**DETAILS, **FIRST, **fields}, status, press)


def errors(page: Page) -> dict[str, str]:
    """What the summary says, by the box that it leads to; each box is there."""
    found = {}
    for link in page.all("//*[contains(@class, 'govuk-error-summary')]//a"):
        target = link.get("href").removeprefix("#")
        assert page.all(f"//*[@id='{target}']"), f"no box {target}"
        found[target] = link.text_content().strip()
    return found


def value(page: Page, name: str) -> Any:
    return page.all(f"//*[@name='{name}']")[0].get("value")


def test_an_empty_list_says_what_to_do(pages: TownPages) -> None:
    page = pages.visitor("hugh").get("/vacancies")
    assert "No vacancies yet" in page.text
    assert page.links()["Set up a vacancy"] == "/vacancies/new"
    page = pages.visitor("mara").get("/vacancies")
    assert "once you sit on its panel" in page.text
    assert "Set up a vacancy" not in page.links()


def test_a_vacancy_is_set_up_and_its_panel_named(pages: TownPages) -> None:
    visitor = pages.visitor("hugh")
    page = set_up(visitor)
    assert page.h1 == "The panel"
    assert "The vacancy is set up" in page.text
    mara = pages.town.people["mara"].ref
    page = visitor.send(page.form(page.all("//main//form/@action")[0]), {"panel": [mara]})
    assert page.h1 == "Ranger <b>"
    assert "mara" in page.text
    assert "1 December 2026" in page.text
    [row] = list_vacancies(pages.town.call("mara")).rows
    assert row.reference == "ENV-3"


def test_criteria_are_added_and_removed_without_script(pages: TownPages) -> None:
    visitor = pages.visitor("hugh")
    page = set_up(visitor, press="add")
    assert value(page, "criteria-0-text") == "Knows trees"
    form = page.form("/vacancies/new")
    more = {"criteria-1-code": "D1", "criteria-1-text": "Drives a tractor"}
    page = visitor.send(form, {**more, "remove": "0"})
    assert value(page, "criteria-0-text") == "Drives a tractor"
    assert value(page, "title") == "Ranger <b>"
    assert page.all("//*[@name='criteria-1-code']") == []
    assert list_vacancies(pages.town.call("hugh")).rows == ()


@pytest.mark.parametrize("wrong", ["x", "9", "-1", "\N{SUPERSCRIPT TWO}"])
def test_a_row_that_is_not_there_is_not_removed(pages: TownPages, wrong: str) -> None:
    page = set_up(pages.visitor("hugh"), remove=wrong)
    assert value(page, "criteria-0-text") == "Knows trees"


def test_enter_in_a_box_never_removes_a_row(pages: TownPages) -> None:
    page = set_up(pages.visitor("hugh"), press="add")
    first = page.form("/vacancies/new").xpath(".//button")[0]
    assert first.get("name") is None


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"reference": " "}, {"reference"}),
        ({"title": "x" * 201}, {"title"}),
        ({"apply_by-day": "31", "apply_by-month": "2"}, {"apply_by"}),
        ({"apply_by-day": "", "apply_by-month": "", "apply_by-year": ""}, {"apply_by"}),
        ({"apply_by-year": "26"}, {"apply_by"}),
        ({"criteria-0-code": ""}, {"criteria-0-code"}),
        ({"criteria-0-code": "E1E1E1E1E1E1"}, {"criteria-0-code"}),
        ({"criteria-0-code": "", "criteria-0-text": ""}, {"criteria"}),
        ({"criteria-1-code": "e1", "criteria-1-kind": "desirable"}, {"criteria-1-text"}),
        ({"criteria-0-kind": "vital"}, {"criteria-0-kind"}),
    ],
)
def test_what_cannot_be_stored_is_said_beside_its_box(
    pages: TownPages, wrong: dict[str, str], where: set[str]
) -> None:
    page = set_up(pages.visitor("hugh"), 400, **wrong)
    assert set(errors(page)) == where
    assert page.title.startswith("Error:")
    for name, typed in {**DETAILS, **wrong}.items():
        if page.all(f"//input[@name='{name}']"):
            assert value(page, name) == typed


def test_a_reference_that_is_taken(pages: TownPages) -> None:
    set_up(pages.visitor("hugh"))
    page = set_up(pages.visitor("hetty"), 400, reference="env-3")
    assert "already has this reference" in errors(page)["reference"]


def test_fields_that_are_missing_are_empty(pages: TownPages) -> None:
    visitor = pages.visitor("hugh")
    token = visitor.get("/vacancies/new").all("//main//*[@name='csrf_token']/@value")[0]
    answer = visitor.client.post(
        "/vacancies/new", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert Page(answer).status == 400


def test_details_and_stage_change(pages: TownPages) -> None:
    ref, visitor = pages.town.vacancy(), pages.visitor("hugh")
    form = visitor.get(f"/vacancies/{ref}/details").form(f"/vacancies/{ref}/details")
    assert "Head of Pies" in visitor.send(form, {"title": "Head of Pies"}).h1
    form = visitor.get(f"/vacancies/{ref}/stage").form(f"/vacancies/{ref}/stage")
    assert "Interviewed" in visitor.send(form, {"stage": "interviewed"}).text
    visitor.send(form, {"stage": "closed"}, 400)
    assert read_vacancy(pages.town.call("hugh"), ref).stage is Stage.INTERVIEWED


def test_a_new_version_of_the_criteria(pages: TownPages) -> None:
    ref, visitor = pages.town.vacancy(), pages.visitor("hugh")
    page = visitor.get(f"/vacancies/{ref}/criteria")
    assert "This becomes version 2" in page.text
    form = page.form(f"/vacancies/{ref}/criteria")
    page = visitor.send(form, {"criteria-1-text": "Writes Welsh"})
    assert "Writes Welsh" in page.text
    assert "Version 2, in force" in page.text


def test_an_outside_decider_on_the_panel_is_refused(pages: TownPages) -> None:
    petra = pages.town.add("petra", Role.MANAGER, Role.HR).ref
    ref, visitor = pages.town.vacancy(), pages.visitor("hugh")
    page = visitor.get(f"/vacancies/{ref}/panel")
    chosen = {"panel": [petra], "outside_decider": petra}
    page = visitor.send(page.form(f"/vacancies/{ref}/panel"), chosen, 400)
    assert set(errors(page)) == {"outside_decider"}
    chosen = {"panel": [pages.town.people["mara"].ref], "outside_decider": petra}
    page = visitor.send(page.form(f"/vacancies/{ref}/panel"), chosen)
    assert "petra alone decides" in page.text


def test_closing_says_first_what_lapses(pages: TownPages) -> None:
    searched = pages.town.searched(pages.town.vacancy())
    ref = pages.town.see("hugh", searched).vacancy_ref
    draft = pages.town.draft(ref)
    visitor = pages.visitor("hugh")
    page = visitor.get(f"/vacancies/{ref}/close")
    lapsing, going_on = page.all("//main//ul[contains(@class, 'bullet')]")
    assert "Check 2 of C-02" in lapsing.text_content()
    assert "Check 1 of C-01" in going_on.text_content()
    form = page.form(f"/vacancies/{ref}/close")
    for _click in range(2):
        assert "Closed" in visitor.send(form).text
    assert pages.town.see("hugh", draft).state is State.EXPIRED
    page = visitor.get(f"/vacancies/{ref}/close", 409)
    assert "closed" in page.text


def test_closing_waits_for_who_may_still_reply(pages: TownPages) -> None:
    ref = pages.town.see("hugh", pages.town.told(pages.town.vacancy())).vacancy_ref
    visitor = pages.visitor("hugh")
    page = visitor.get(f"/vacancies/{ref}/close")
    [inset] = page.all("//main//p[contains(@class, 'inset')]")
    assert "time to reply, the last of them until" in inset.text_content()
    assert page.all("//main//button") == []
    pages.town.wait(days=12)
    assert visitor.get(f"/vacancies/{ref}/close").all("//main//button")


def test_a_form_sent_after_closing_changes_nothing(pages: TownPages) -> None:
    ref, visitor = pages.town.vacancy(), pages.visitor("hugh")
    form = visitor.get(f"/vacancies/{ref}/stage").form(f"/vacancies/{ref}/stage")
    vacancies.close_vacancy(pages.town.call("hetty"), ref)
    page = visitor.send(form, {"stage": "offered"}, 409)
    assert "This vacancy is closed" in page.text


@pytest.mark.parametrize("name", ["miles", "alan"])
def test_who_may_not_know_of_a_vacancy_learns_nothing(pages: TownPages, name: str) -> None:
    ref = pages.town.vacancy()
    page = pages.visitor(name).get(f"/vacancies/{ref}", 403 if name == "alan" else 404)
    assert "Communications" not in page.html
    if name == "miles":
        other = pages.visitor(name).get(f"/vacancies/{'0' * 32}", 404)
        assert other.text == page.text


def test_officers_read_by_reference(pages: TownPages) -> None:
    ref = pages.town.vacancy()
    pages.town.candidate(ref)
    page = pages.visitor("edith").get(f"/vacancies/{ref}")
    assert "C-01" in page.text
    assert "Quillfeather" not in page.html


def test_the_list_is_searched_and_turned(pages: TownPages) -> None:
    visitor = pages.visitor("hugh")
    for number in range(PAGE + 1):
        pages.town.vacancy(f"V-{number}", panel=())
        pages.town.wait(seconds=1)
    page = visitor.get("/vacancies")
    assert f"V-{PAGE}" in page.links()
    assert "V-0" not in page.links()
    page = visitor.get(page.all("//a[@rel='next']/@href")[0])
    assert "V-0" in page.links()
    page = visitor.get("/vacancies?words=v-7")
    assert "V-7" in page.links()
    assert "V-8" not in page.links()
    assert "No vacancy is like that" in visitor.get("/vacancies?words=%25%3Cb%3E").text
