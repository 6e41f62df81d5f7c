"""Who decides whose requests: counted where there is enough, and otherwise not there."""

from datetime import timedelta

import pytest

from screening.domain.errors import NotAllowed
from screening.services import vacancies
from screening.services.checks import deciding
from screening.services.reading.equality.pairs import (
    PairRow,
    Pairs,
    YearWanted,
    read_pairs,
    years_of_pairs,
)
from screening.services.vacancies import VacancyDetails
from tests.databases import on_both
from tests.services.town import Town


def decided(town: Town, times: int, department: str, by: str = "hugh") -> None:
    """Requests by mara that are decided after an hour each."""
    for number in range(times):
        vacancy = town.vacancy(f"{department}-{by}-{number}")
        details = VacancyDetails(
            f"{department}-{by}-{number}", "Clerk", department, town.now.date()
        )
        vacancies.change_details(town.call("hugh"), vacancy, details)
        check = town.submitted(vacancy)
        town.wait(hours=1)
        deciding.reject(town.call(by), check, 1, "Ask at interview.")


def pairs(town: Town, year: int = 0) -> Pairs:
    return read_pairs(town.call("edith"), YearWanted(year))


def test_a_pair_is_shown_from_the_fifth_decision_on_and_nothing_of_it_before(town: Town) -> None:
    decided(town, 4, "Parks")
    assert pairs(town).rows == ()
    decided(town, 5, "Libraries")
    decided(town, 1, "Libraries", by="hetty")
    row = PairRow("Libraries", "mara", "hugh", 5, 0, timedelta(hours=1))
    assert pairs(town).rows == (row,)  # and the four are in no other figure
    assert pairs(town).fewest == 5


@on_both
def test_years_stand_by_themselves(town: Town) -> None:
    decided(town, 5, "Libraries")
    town.wait(days=60)
    assert (pairs(town).year, pairs(town).rows) == (2027, ())
    assert years_of_pairs(town.call("edith")) == (2027, 2026)
    assert len(pairs(town, 2026).rows) == 1
    assert pairs(town, 1999).rows == ()


@on_both
def test_a_department_stands_by_itself_and_of_many_pairs_the_first_are_shown(town: Town) -> None:
    for department, by in (("Parks", "hugh"), ("Libraries", "hugh"), ("Libraries", "hetty")):
        decided(town, 5 + (by == "hetty"), department, by)
    every = pairs(town)
    assert [(row.department, row.decider) for row in every.rows] == [
        ("Libraries", "hetty"), ("Libraries", "hugh"), ("Parks", "hugh")
    ]  # fmt: skip
    theirs = read_pairs(town.call("edith"), YearWanted(department="Libraries"))
    assert theirs.rows == every.rows[:2] and theirs.found == 2
    first = read_pairs(town.call("edith"), most=1)
    assert (first.rows, first.found) == (every.rows[:1], 3)


@pytest.mark.parametrize("name", ["mara", "hugh", "alan"])
def test_only_officers_read_them(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        read_pairs(town.call(name))


def test_half_waited_at_most_so_long_between_the_two_in_the_middle(town: Town) -> None:
    for number, hours in enumerate((50, 1, 3, 2, 9, 4)):
        check = town.submitted(town.vacancy(f"L-{number}"))
        town.wait(hours=hours)
        deciding.reject(town.call("hugh"), check, 1, "Ask at interview.")
    [row] = pairs(town).rows
    assert row.waited == timedelta(hours=3, minutes=30)
