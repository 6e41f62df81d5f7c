"""For which vacancies answers can be brought in: each is found, and what is missing is said."""

import pytest

from screening.domain.errors import NotAllowed
from screening.domain.monitoring import First
from screening.domain.words import CandidateStatus
from screening.services import candidates, vacancies
from screening.services.monitoring.editions import make_edition
from screening.services.reading.equality.monitoring_held import (
    Answers,
    HeldWanted,
    list_held,
    list_years,
    years_closed,
)
from screening.services.reading.pages import PAGE, Turning
from screening.services.reading.vacancies.vacancy_list import VacanciesWanted
from tests.databases import on_both
from tests.services.monitored import closed_last_year
from tests.services.town import Town

pytestmark = on_both


def held(
    town: Town, closed_in: int = 0, answers: Answers | None = None, words: str = ""
) -> list[str]:
    wanted = HeldWanted(VacanciesWanted(words), closed_in, answers)
    return sorted(row.reference for row in list_held(town.call("edith"), wanted).rows)


def test_every_vacancy_is_found_however_many_there_are(town: Town) -> None:
    for number in range(PAGE + 1):
        town.vacancy(f"LIB-{number}")
        town.wait(minutes=1)
    newest = list_held(town.call("edith"))
    assert (newest.rows[0].reference, len(newest.rows), newest.after) == (f"LIB-{PAGE}", PAGE, 1)
    (oldest,) = list_held(town.call("edith"), turning=Turning(after=newest.last)).rows
    assert oldest.reference == "LIB-0"
    assert held(town, words="lib-0") == ["LIB-0"]
    with pytest.raises(NotAllowed):
        list_held(town.call("hugh"))


def test_what_has_no_answers_yet_is_found_by_the_year_in_which_it_closed(town: Town) -> None:
    closed_last_year(town, "LIB-7")
    year = town.now.year
    for reference, apply in (("LIB-8", True), ("LIB-9", False)):
        vacancy = town.vacancy(reference)
        if apply:
            one = town.candidate(vacancy)
        vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.candidate(town.vacancy("LIB-10", panel=("edith", "mara")))
    town.candidate(town.vacancy("LIB-11"))
    assert list(years_closed(town.call("edith"))) == [year, year - 1]
    assert held(town, year - 1) == held(town, answers=Answers.HELD) == ["LIB-7"]
    assert held(town, year) == ["LIB-8", "LIB-9"]
    assert held(town, answers=Answers.MISSING) == ["LIB-11", "LIB-8"]
    assert held(town, year, Answers.MISSING) == ["LIB-8"]
    assert [
        (each.year, each.vacancies, each.with_answers, each.missing)
        for each in list_years(town.call("edith"))
    ] == [
        (year, 2, 0, 1),
        (year - 1, 1, 1, 0),
    ]
    town.erase(one)
    assert held(town, year, Answers.MISSING) == []
    assert list_years(town.call("edith"))[0].missing == 0


def test_whoever_is_left_out_of_an_edition_is_missed_on(town: Town) -> None:
    _vacancy, year = closed_last_year(town, "LIB-7")
    now = town.now
    town.wait(days=-400)
    other = town.vacancy("LIB-8")
    candidates.add_candidate(town.call("hugh"), other, "Bo", "", CandidateStatus.APPLIED)
    vacancies.close_vacancy(town.call("hugh"), other)
    town.now = now
    make_edition(town.call("edith"), str(year), First.CHECKED)
    assert held(town, year, Answers.MISSING) == ["LIB-8"]
    assert [(each.vacancies, each.missing) for each in list_years(town.call("edith"))] == [(1, 1)]
