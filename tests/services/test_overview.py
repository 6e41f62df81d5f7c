"""Figures of twelve months: what is counted, for whom, and where a figure is not given."""

from datetime import UTC, date, datetime

import pytest

from screening.domain.errors import NotAllowed
from screening.domain.words import State, Verdict
from screening.services import vacancies
from screening.services.checks import deciding
from screening.services.reading.equality.overview import FiguresWanted, Waited, read_overview
from screening.services.reading.equality.still_waiting import Waiting
from screening.services.reading.equality.told_in_part import Part
from screening.services.vacancies import VacancyDetails
from tests.databases import on_both
from tests.services.town import IMPROPER, Town


@on_both
def test_checks_are_counted_in_their_month_and_by_where_they_stand(town: Town) -> None:
    town.submitted(town.vacancy("A-1"))
    town.submitted(town.vacancy("A-2"), **IMPROPER)
    town.wait(days=10)
    town.draft(town.vacancy("A-3"))
    found = read_overview(town.call("edith"))
    assert [one.month for one in found.months][::11] == [date(2026, 1, 1), date(2026, 12, 1)]
    assert [one.states for one in found.months[-2:]] == [
        {State.AWAITING: 1, State.NOT_READY: 1},
        {State.DRAFT: 1},
    ]
    assert found.verdicts == {Verdict.PASS: 1, Verdict.BLOCK: 1}
    assert found.attempts == 2
    assert {one.attempts for one in found.rules} == {1}
    assert all(one.blocked <= one.attempts for one in found.rules)


@on_both
def test_what_is_older_than_the_months_is_not_counted(town: Town) -> None:
    town.submitted(town.vacancy())
    town.wait(days=400)
    found = read_overview(town.call("hugh"))
    assert all(not one.states for one in found.months)
    assert found.verdicts == {}


def test_waiting_is_told_from_the_fifth_decision_on(town: Town) -> None:
    for number in range(5):
        check = town.submitted(town.vacancy(f"A-{number}"))
        town.wait(days=number)
        assert read_overview(town.call("edith")).all_waits.median is None
        deciding.reject(town.call("hugh"), check, 1, "Ask at interview.")
    # Sent on Mon 23, Mon 23, Tue 24, Thu 26, Sun 29; decided 0, 1, 2, 1 and 4 working days later.
    found = read_overview(town.call("edith"))
    assert found.all_waits == Waited(None, 5, 1.0, 4)
    assert [one.decided for one in found.waits[-2:]] == [4, 1]
    assert {one.median for one in found.waits} == {None}  # in neither month there are enough


@on_both
def test_of_ones_own_panel_nothing_is_counted(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    seats = [town.people[name].ref for name in ("mara", "hetty")]
    vacancies.set_panel(town.call("hugh"), vacancy, seats)
    mine, all_of_them = (read_overview(town.call(name)) for name in ("hetty", "hugh"))
    assert (all_of_them.verdicts, all_of_them.attempts) == ({Verdict.PASS: 1}, 1)
    assert (mine.verdicts, mine.attempts) == ({}, 0)
    assert all(not one.states for one in mine.months)


def test_what_was_erased_is_in_no_rule(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    assert read_overview(town.call("edith")).rules
    town.erase(town.see("hugh", check).candidate_ref)
    found = read_overview(town.call("edith"))
    assert (found.rules, found.attempts, found.verdicts) == ((), 0, {Verdict.BLOCK: 1})


@pytest.mark.parametrize("name", ["mara", "dara", "alan"])
def test_only_hr_and_equality_officers_read_them(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        read_overview(town.call(name))


def test_the_months_end_where_one_wants_and_never_later_than_now(town: Town) -> None:
    town.submitted(town.vacancy("A-1"), **IMPROPER)
    town.wait(days=40)
    town.submitted(town.vacancy("A-2"))
    edith, november = town.call("edith"), FiguresWanted(month=date(2026, 11, 1))
    found = read_overview(edith, november)
    assert [one.month for one in found.months][::11] == [date(2025, 12, 1), date(2026, 11, 1)]
    assert (found.verdicts, found.attempts) == ({Verdict.BLOCK: 1}, 1)
    assert {one.attempts for one in found.rules} == {1}
    later = read_overview(edith, FiguresWanted(month=date(2030, 1, 1)))
    assert later == read_overview(edith)
    assert later.verdicts == {Verdict.BLOCK: 1, Verdict.PASS: 1}


@on_both
def test_of_one_department_only_its_own_are_counted(town: Town) -> None:
    for reference, department in (("A-1", "Parks"), ("A-2", "Libraries"), ("A-3", "Parks")):
        vacancy = town.vacancy(reference)
        details = VacancyDetails(reference, "Clerk", department, town.now.date())
        vacancies.change_details(town.call("hugh"), vacancy, details)
        check = town.submitted(vacancy)
        town.wait(hours=1)
        deciding.reject(town.call("hugh"), check, 1, "Ask at interview.")
    parks, none = (read_overview(town.call("hugh"), FiguresWanted(of)) for of in ("Parks", "Zoo"))
    assert parks.months[-1].states == {State.REJECTED: 2}
    assert (sum(parks.verdicts.values()), parks.attempts) == (2, 2)
    assert parks.all_waits == Waited(None, 2, None, None)
    assert all(not one.states for one in none.months)
    assert (none.verdicts, none.attempts, none.all_waits.decided) == ({}, 0, 0)


def test_a_decision_late_in_an_evening_of_summer_is_of_the_day_in_london(town: Town) -> None:
    town.now = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight, the 1st of July
    check = town.submitted(town.vacancy())
    deciding.reject(town.call("hugh"), check, 1, "Ask at interview.")
    waits = {one.month: one.decided for one in read_overview(town.call("edith")).waits}
    assert (waits[date(2026, 6, 1)], waits[date(2026, 7, 1)]) == (0, 1)


def test_how_many_still_wait_is_said_of_all_departments_up_to_now(town: Town) -> None:
    first, *others = (town.vacancy(f"A-{number}") for number in range(9))
    for vacancy in others[:4]:
        town.submitted(vacancy)
    assert read_overview(town.call("edith")).waiting == Waiting(None, 2)
    town.submitted(first)
    assert read_overview(town.call("edith")).waiting == Waiting(5, 2)
    for vacancy in others[4:]:
        town.submitted(vacancy)
    assert read_overview(town.call("edith")).waiting == Waiting(9, 2, Part.FEW)
    town.wait(days=3)
    found = read_overview(town.call("edith"))
    assert found.waiting == Waiting(9, 2, Part.MOST)
    assert sum(month.states.get(State.AWAITING, 0) for month in found.months) == 9
    parks, october = FiguresWanted("Parks"), FiguresWanted(month=date(2026, 10, 1))
    for wanted in (parks, october):
        assert read_overview(town.call("edith"), wanted).waiting is None, "nothing to set apart"
    seats = [town.people[name].ref for name in ("mara", "hetty")]
    vacancies.set_panel(town.call("hugh"), first, seats)
    assert read_overview(town.call("hetty")).waiting == Waiting(8, 2)
