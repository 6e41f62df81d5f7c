"""Setting a vacancy up, keeping it true, closing it; and who sees it."""

from datetime import date

import pytest

from screening.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.words import CriterionKind, Role, Stage, State
from screening.services import vacancies
from screening.services.own_page import links
from screening.services.reading.pages import PAGE, Turning
from screening.services.reading.people import colleagues
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.services.reading.vacancies.vacancy_list import VacanciesWanted, list_vacancies
from screening.services.vacancies import CriterionText, VacancyDetails
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.services.town import CRITERIA, Town

DETAILS = VacancyDetails("ENV-3", "Ranger", "Parks", date(2026, 12, 1))


def opened(town: Town, reference: str = "ENV-3", key: str = "") -> str:
    details = VacancyDetails(reference, "Ranger", "Parks", date(2026, 12, 1))
    return vacancies.open_vacancy(town.call("hugh", key), details, CRITERIA)


def records(town: Town, vacancy: str) -> list[OpenedRecord]:
    with town.call("hugh").look() as work:
        return open_records(work.session, work.vault, vacancy_ref=vacancy)


def test_a_vacancy_is_opened_with_its_criteria(town: Town) -> None:
    shown = read_vacancy(town.call("hugh"), opened(town))
    assert (shown.reference, shown.stage, shown.criteria_version) == (
        "ENV-3",
        Stage.ADVERTISED,
        1,
    )
    assert [row.code for row in shown.criteria] == ["E1", "E2"]


def test_a_double_click_opens_one_vacancy(town: Town) -> None:
    assert opened(town, key="once") == opened(town, key="once")
    assert len(list_vacancies(town.call("hugh")).rows) == 1


@pytest.mark.parametrize("change", ["details", "stage", "panel", "criteria"])
def test_a_double_click_on_a_change_is_one_change(town: Town, change: str) -> None:
    ref = opened(town)
    before = len(records(town, ref))
    for _click in range(2):
        call = town.call("hugh", "once")
        if change == "details":
            vacancies.change_details(call, ref, DETAILS)
        elif change == "stage":
            vacancies.set_stage(call, ref, Stage.SIFTING)
        elif change == "panel":
            vacancies.set_panel(call, ref, [town.people["mara"].ref])
        else:
            vacancies.set_criteria(call, ref, CRITERIA)
    assert len(records(town, ref)) == before + 1


def test_a_reference_is_taken_whatever_its_case(town: Town) -> None:
    opened(town)
    with pytest.raises(NotValid) as refused:
        opened(town, "env-3")
    assert set(refused.value.fields) == {"reference"}


@pytest.mark.parametrize(
    ("criteria", "field"),
    [
        ((), "criteria"),
        (
            (CRITERIA[0], CriterionText("e1", CriterionKind.ESSENTIAL, "The code again")),
            "criteria",
        ),
        ((CRITERIA[0], CriterionText("", CriterionKind.ESSENTIAL, "No code")), "criteria-1-code"),
        ((CriterionText("E1", CriterionKind.ESSENTIAL, ""),), "criteria-0-text"),
        ((CriterionText("E1" * 9, CriterionKind.ESSENTIAL, "Long"),), "criteria-0-code"),
        ((CriterionText("E1", CriterionKind.ESSENTIAL, "Bell \x07"),), "criteria-0-text"),
    ],
)
def test_criteria_that_cannot_be_stored(
    town: Town, criteria: tuple[CriterionText, ...], field: str
) -> None:
    with pytest.raises(NotValid) as refused:
        vacancies.open_vacancy(town.call("hugh"), DETAILS, criteria)
    assert set(refused.value.fields) == {field}
    assert list_vacancies(town.call("hugh")).rows == ()


def test_claims_keep_the_criteria_they_were_made_on(town: Town) -> None:
    ref = town.vacancy()
    check = town.draft(ref)
    new = (CriterionText("E1", CriterionKind.ESSENTIAL, "Something else altogether"),)
    vacancies.set_criteria(town.call("hugh"), ref, new)
    assert read_vacancy(town.call("hugh"), ref).criteria[0].text == new[0].text
    assert town.see("mara", check).claim.criterion_text == CRITERIA[0].text


def test_the_panel_changes_and_is_remembered(town: Town) -> None:
    ref = town.vacancy(panel=("mara",))
    vacancies.set_panel(town.call("hugh"), ref, [town.people["miles"].ref])
    seats = {seat.name: seat.left_at for seat in read_vacancy(town.call("hugh"), ref).panel}
    assert seats["mara"] is not None
    assert seats["miles"] is None
    with pytest.raises(NotFound):
        read_vacancy(town.call("mara"), ref)


@on_both
def test_an_outside_decider_is_not_on_the_panel(town: Town) -> None:
    ref, mara, hetty = town.vacancy(), town.people["mara"].ref, town.people["hetty"].ref
    vacancies.set_panel(town.call("hugh"), ref, [mara], hetty)
    shown = read_vacancy(town.call("hugh"), ref)
    assert (shown.outside_decider, shown.outside_decider_ref) == ("hetty", hetty)
    with pytest.raises(NotValid) as refused:
        vacancies.set_panel(town.call("hugh"), ref, [mara, hetty], hetty)
    assert set(refused.value.fields) == {"outside_decider"}


def test_closing_lapses_what_was_not_searched(town: Town) -> None:
    searched = town.searched(town.vacancy("DEV-1"))
    ref = town.see("hugh", searched).vacancy_ref
    waiting = town.draft(ref)
    vacancies.close_vacancy(town.call("hugh"), ref)
    assert town.see("hugh", waiting).state is State.EXPIRED
    assert town.see("hugh", searched).state is State.SEARCHED
    closing = records(town, ref)[-1]
    assert (closing.event, closing.payload) == (Event.VACANCY_CLOSED, {"lapsed": ["2"]})


def test_a_closed_vacancy_takes_nothing_more(town: Town) -> None:
    ref = town.vacancy()
    candidate = town.candidate(ref)
    vacancies.close_vacancy(town.call("hugh"), ref)
    hugh, before = town.call("hugh"), len(records(town, ref))
    for attempt in (
        lambda: vacancies.change_details(hugh, ref, DETAILS),
        lambda: vacancies.set_stage(hugh, ref, Stage.OFFERED),
        lambda: vacancies.set_panel(hugh, ref, []),
        lambda: vacancies.set_criteria(hugh, ref, CRITERIA),
        lambda: vacancies.close_vacancy(hugh, ref),
        lambda: town.candidate(ref),
        lambda: town.draft(ref, candidate),
    ):
        with pytest.raises(NotPossible):
            attempt()
    assert len(records(town, ref)) == before


def test_closing_is_an_act_of_its_own(town: Town) -> None:
    with pytest.raises(NotPossible):
        vacancies.set_stage(town.call("hugh"), town.vacancy(), Stage.CLOSED)


@pytest.mark.parametrize("name", ["mara", "edith", "dara", "alan"])
def test_only_hr_sets_vacancies_up(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        vacancies.open_vacancy(town.call(name), DETAILS, CRITERIA)
    with pytest.raises(NotAllowed):
        colleagues(town.call(name), Role.MANAGER)


@on_both
def test_who_knows_of_a_vacancy(town: Town) -> None:
    ref = town.vacancy(panel=("mara",))
    for name in ("mara", "hugh", "edith", "dara"):
        assert [row.ref for row in list_vacancies(town.call(name)).rows] == [ref]
        assert read_vacancy(town.call(name), ref).reference == "LIB-7"
    for name in ("miles", "alan"):
        assert list_vacancies(town.call(name)).rows == ()
        assert list_vacancies(town.call(name), VacanciesWanted("lib")).rows == ()
        with pytest.raises(NotFound):
            read_vacancy(town.call(name), ref)


def test_officers_see_no_names(town: Town) -> None:
    ref = town.vacancy()
    town.candidate(ref)
    names = {who: read_vacancy(town.call(who), ref).candidates[0].name for who in ("mara", "edith")}
    assert names == {"mara": "Ada Quillfeather", "edith": ""}
    assert Action.SEE_NAMES not in read_vacancy(town.call("edith"), ref).may


@on_both
def test_the_list_goes_by_date_page_by_page(town: Town) -> None:
    refs = []
    for number in range(PAGE + 2):
        refs.append(opened(town, f"V-{number}"))
        town.wait(minutes=1)
    first = list_vacancies(town.call("hugh"))
    second = list_vacancies(town.call("hugh"), turning=Turning(after=first.last))
    assert [row.ref for row in (*first.rows, *second.rows)] == refs[::-1]
    assert (len(second.rows), second.before, second.after) == (2, PAGE, 0)


@on_both
@pytest.mark.parametrize(("words", "found"), [("PARKS ranger", 1), ("100%", 0), ("_", 0)])
def test_words_are_looked_for_as_they_are(town: Town, words: str, found: int) -> None:
    opened(town)
    town.vacancy()
    assert len(list_vacancies(town.call("hugh"), VacanciesWanted(words)).rows) == found


@on_both
def test_colleagues_are_those_who_hold_the_role_now(town: Town) -> None:
    assert [one.name for one in colleagues(town.call("hugh"), Role.MANAGER)] == ["mara", "miles"]


def test_whoever_decided_or_searched_is_not_seated_afterwards(town: Town) -> None:
    vacancy = town.vacancy()
    town.searched(vacancy)
    for name in ("hugh", "sam"):
        seats = [town.people["mara"].ref, town.people[name].ref]
        with pytest.raises(NotValid, match="not dealt with a check"):
            vacancies.set_panel(town.call("hetty"), vacancy, seats)


@on_both
def test_nor_whoever_made_a_candidates_link(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.told(vacancy)
    town.add("henry", Role.HR)
    links.make_link(town.call("henry"), check, 0)
    seats = [town.people["mara"].ref, town.people["henry"].ref]
    with pytest.raises(NotValid, match="not dealt with a check"):
        vacancies.set_panel(town.call("hetty"), vacancy, seats)
