"""Whose requests were not ready: counted where there is enough, for a reason, and on record."""

import pytest

from screening.domain.errors import NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.words import Became, Role
from screening.ledger.record import ORGANISATION
from screening.services import vacancies
from screening.services.attempts_seen import look_at_attempts
from screening.services.checks import deciding, filing
from screening.services.reading.equality.attempts import (
    Attempts,
    list_looks,
    years_of_attempts,
)
from screening.services.reading.equality.pairs import YearWanted
from screening.services.vacancies import VacancyDetails
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER, Town

pytestmark = on_both

WHY = "Its report shows many."


def seen(town: Town, by: str = "edith", year: int = 0, department: str = "") -> Attempts:
    return look_at_attempts(town.call(by), YearWanted(year, department), WHY)


def of_department(
    town: Town, department: str, panel: tuple[str, ...] = ("mara",), reference: str = ""
) -> str:
    vacancy = town.vacancy(reference or department, panel=panel)
    details = VacancyDetails(reference or department, "Clerk", department, town.now.date())
    vacancies.change_details(town.call("hugh"), vacancy, details)
    return vacancy


def test_nobody_is_shown_before_the_fifth_attempt_or_where_none_was_stopped(town: Town) -> None:
    parks, housing = of_department(town, "Parks"), of_department(town, "Housing")
    for answers in ({}, IMPROPER, IMPROPER, IMPROPER):
        town.submitted(parks, **answers)
    for number in range(5):  # in one vacancy the last would be stopped for repeating the first
        town.submitted(of_department(town, "Libraries", reference=f"L-{number}"))
    assert seen(town).rows == ()
    for vacancy in (parks, *[housing] * 5):
        town.submitted(vacancy, **IMPROPER)
    assert [(row.department, row.sent, row.stopped) for row in seen(town).rows] == [
        ("Housing", 5, 5), ("Parks", 5, 4)
    ]  # fmt: skip
    [row] = seen(town, department="Parks").rows
    assert (row.requester, row.became) == ("mara", {Became.STILL: 4})
    grounds = dict(row.grounds)
    assert max(grounds.values()) == 4, "each attempt counts once for each rule that stopped it"
    assert seen(town).fewest == 5


def test_what_became_of_each_check_that_was_stopped(town: Town) -> None:
    vacancy = town.vacancy()
    mended, asked, referred, overturned, given_up, _still = (
        town.submitted(vacancy, **IMPROPER) for _time in range(6)
    )
    mara = town.call("mara")
    filing.submit(mara, mended, town.type_in(mended, **FAIR))
    filing.ask_instead(mara, asked, "What did you write?")
    filing.withdraw(mara, given_up, "We need it no more.")
    for check in (referred, overturned):
        filing.refer(mara, check, "I think so.")
    for name in ("hugh", "hetty"):
        deciding.overturn_block(town.call(name), overturned, 1, "It is fair.")
    [row] = seen(town).rows
    assert (row.sent, row.stopped) == (7, 6)
    assert row.became == dict.fromkeys(Became, 1)


def test_years_stand_by_themselves(town: Town) -> None:
    for _time in range(5):
        town.submitted(town.vacancy(f"L-{_time}"), **IMPROPER)
    town.wait(days=60)
    assert years_of_attempts(town.call("edith")) == (2027, 2026)
    assert seen(town).rows == ()
    assert len(seen(town, year=2026).rows) == 1
    for year in (2028, 1999):
        with pytest.raises(NotValid):
            seen(town, year=year)


def test_vacancies_on_whose_panel_an_officer_sat_are_left_out(town: Town) -> None:
    town.add("eve", Role.EQUALITY, Role.MANAGER)
    vacancy = of_department(town, "Parks", ("mara", "eve"))
    for _time in range(5):
        town.submitted(vacancy, **IMPROPER)
    assert seen(town, "eve").rows == ()
    assert len(seen(town, "dara").rows) == 1


@pytest.mark.parametrize("name", ["mara", "hugh", "alan"])
def test_only_officers_look(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        seen(town, name)
    with pytest.raises(NotAllowed):
        list_looks(town.call(name))


def test_each_look_is_on_record_with_its_reason_and_none_without(town: Town) -> None:
    with pytest.raises(NotValid):
        look_at_attempts(town.call("edith"), YearWanted(), " ")
    assert list_looks(town.call("dara")) == ()
    for name in ("edith", "dara"):
        seen(town, name, department="Parks")
        town.wait(minutes=1)
    newest, first = list_looks(town.call("edith"))
    assert (newest.by, first.by, first.department, first.year) == ("dara", "edith", "Parks", "2026")
    with town.call("edith").look() as work:
        records = open_records(work.session, work.vault, vacancy_ref=ORGANISATION)
    said = [one.payload for one in records if one.event == Event.ATTEMPTS_SEEN]
    assert said == [{"year": "2026", "department": "Parks", "reason": WHY}] * 2


def test_what_was_erased_is_no_ground(town: Town) -> None:
    vacancy = town.vacancy()
    checks = [town.submitted(vacancy, **IMPROPER) for _time in range(5)]
    before = dict(seen(town).rows[0].grounds)
    town.erase(town.see("hugh", checks[0]).candidate_ref)
    [row] = seen(town).rows
    assert (row.stopped, seen(town).unread) == (5, 0)
    assert max(dict(row.grounds).values()) == max(before.values()) - 1
