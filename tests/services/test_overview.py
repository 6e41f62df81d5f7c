"""Figures of twelve months: what is counted, for whom, and where a figure is not given."""

from datetime import date

import pytest

from screening.domain.errors import NotAllowed
from screening.domain.words import State, Verdict
from screening.services import vacancies
from screening.services.checks import deciding
from screening.services.reading.equality.overview import Waited, read_overview
from tests.services.town import IMPROPER, Town


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
