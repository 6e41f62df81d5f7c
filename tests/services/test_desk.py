"""What somebody's first page may still tell them."""

from datetime import datetime

from screening.domain.words import Answered, State
from screening.services import vacancies
from screening.services.checks import handing_over
from screening.services.reading.desk.for_hr import in_hrs_hands
from screening.services.reading.desk.waiting import DeskRow, asked_by, handed_to
from tests.databases import on_both
from tests.services.candidates import answers_with, link_to, replies_with
from tests.services.town import Town


def test_who_left_a_panel_hears_of_its_checks_no_more(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    assert [row.vacancy_ref for row in asked_by(town.call("mara"))] == [vacancy]
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["miles"].ref])
    assert asked_by(town.call("mara")) == ()


@on_both
def test_hr_hears_of_its_own_checks_wherever_it_sits(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.draft(vacancy, by="hetty")
    assert [row.ref for row in asked_by(town.call("hetty"))] == [check]


def hands(town: Town, name: str = "hugh") -> dict[str, DeskRow]:
    """What waits for HR after approval, by vacancy."""
    return {row.vacancy_reference: row for row in in_hrs_hands(town.call(name))}


def day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


@on_both
def test_each_of_hrs_steps_has_a_day_and_is_late_after_it(town: Town) -> None:
    searched = town.searched(town.vacancy("SEA-1"))  # on Saturday 5 December
    town.approved(town.vacancy("APP-1"))
    told = town.told(town.vacancy("TOL-1"))
    answers_with(town, link_to(town, town.told(town.vacancy("OBJ-1"))), Answered.OBJECT, "No.")
    rows = hands(town)
    assert {name: day(row.due) for name, row in rows.items()} == {
        "SEA-1": "2026-12-11",
        "APP-1": "2026-12-11",
        "OBJ-1": "2026-12-11",
    }, "nothing is to be done about TOL-1 yet"
    town.wait(days=6)  # the last day
    assert not any(row.overdue for row in hands(town).values())
    town.wait(days=1)
    rows = hands(town)
    assert {name for name, row in rows.items() if row.overdue} == {"SEA-1", "APP-1", "OBJ-1"}
    [mine] = [row for row in asked_by(town.call("mara")) if row.ref == told]
    assert mine.due is None
    assert searched in {row.ref for row in rows.values()}


@on_both
def test_an_answer_waits_since_it_was_given_and_the_panel_hears_nothing_of_it(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    town.wait(days=30)
    before = handed_to(town.call("mara"))
    replies_with(town, link_to(town, check), "I wrote them all.")
    [row] = in_hrs_hands(town.call("hugh"))
    assert (row.state, row.waiting, row.overdue) == (State.HANDED_OVER, 0, False)
    assert row.due and row.due > town.now
    town.wait(days=14)
    [row] = in_hrs_hands(town.call("hugh"))
    assert (row.waiting, row.overdue) == (10, True)
    [mine] = handed_to(town.call("mara"))
    assert (mine.due, mine.overdue, before[0].due) == (None, False, None)


def test_who_may_not_do_it_is_told_so_and_not_led_there(town: Town) -> None:
    town.approved(town.vacancy("APP-1"), by="hetty")
    searched = town.searched(town.vacancy("SEA-1"))
    assert {name: bool(row.why_not_mine) for name, row in hands(town).items()} == {
        "APP-1": False,
        "SEA-1": False,
    }
    assert hands(town, "hetty")["APP-1"].why_not_mine
    rows = hands(town, "sam")
    assert rows["APP-1"].why_not_mine, "sam searches there, and deals with no candidate of it"
    assert not rows["SEA-1"].why_not_mine, "but may pass on what was found"
    handing_over.hand_over(town.call("sam"), searched, "The posts are there, as she says.")
