"""Objections to checks and to schools' searches stay in the register once they are over."""

from datetime import date

import pytest

from screening.domain.rights import Channel, RightsKind, RightsState
from screening.domain.words import Role
from screening.services import rights, vacancies
from screening.services.calendar import day_of
from screening.services.checks import notices
from screening.services.due_diligence import telling
from screening.services.reading.pages import Turning
from screening.services.reading.rights.register import (
    Over,
    RightsRow,
    RightsWanted,
    count_over,
    list_entries,
    list_open,
)
from screening.services.rights import Asked
from screening.store.store import Store
from tests.databases import on_both
from tests.services import schools
from tests.services.town import Town, populated

pytestmark = on_both

OBJECTIONS = RightsWanted(kind=RightsKind.OBJECTION)


def objected(town: Town, check: str, received: date | None = None) -> None:
    notices.raise_objection(town.call("hugh"), check, "That is not my account.", received)


def decided(town: Town, check: str, *, upheld: bool) -> None:
    notices.decide_objection(town.call("hugh"), check, upheld=upheld, reasons="We looked again.")


def listed(town: Town, by: str = "dara", **wanted: object) -> tuple[RightsRow, ...]:
    return list_entries(town.call(by), RightsWanted(**wanted)).rows  # type: ignore[arg-type]  # the names are those of its fields


def said(rows: tuple[RightsRow, ...]) -> list[tuple[RightsState, date | None, int | None]]:
    return [(row.state, row.closed_on, row.late) for row in rows]


def test_each_is_shown_as_it_ended_with_when_and_how_late(town: Town) -> None:
    vacancy = town.vacancy()
    check, other = town.told(vacancy), town.told(vacancy)
    told = day_of(town.now)
    town.wait(days=3)
    objected(town, check, told)
    objected(town, other)
    assert listed(town) == () and len(list_open(town.call("dara"))) == 2
    town.wait(days=32)
    decided(town, check, upheld=False)
    late = day_of(town.now)
    objected(town, check)
    town.wait(days=1)
    decided(town, check, upheld=True)
    notices.cancel(town.call("hugh"), other, "The post is filled.")
    ended = day_of(town.now)
    rows = listed(town)
    assert {row.check_ref for row in rows} == {check, other} and list_open(town.call("dara")) == ()
    by_state = {row.state: row for row in rows}
    first = by_state[RightsState.NOT_UPHELD]
    assert (first.received, first.is_known, first.closed_on) == (told, True, late)
    assert first.due is not None and first.due < late and first.late and not first.overdue
    again = by_state[RightsState.UPHELD]
    assert (again.closed_on, again.late, again.is_known) == (ended, None, False)
    assert by_state[RightsState.UNDECIDED].closed_on == ended
    assert said(listed(town, state=RightsState.UPHELD)) == [(RightsState.UPHELD, ended, None)]
    assert count_over(town.call("dara")) == count_over(town.call("dara"), OBJECTIONS)
    assert count_over(town.call("dara")).entries == 3
    assert count_over(town.call("dara")).answered_late == sum(row.late is not None for row in rows)


def test_they_are_counted_by_when_they_were_written_down(town: Town) -> None:
    check = town.told(town.vacancy())
    objected(town, check)  # in November 2026
    town.wait(days=60)
    assert [row.check_ref for row in listed(town, state=RightsState.OPEN)] == [check]
    decided(town, check, upheld=False)
    objected(town, check)  # in January 2027
    decided(town, check, upheld=True)
    for wanted, many, late in (
        (RightsWanted(), 2, 1),
        (RightsWanted(year=2026), 1, 1),
        (RightsWanted(year=2027), 1, 0),
        (RightsWanted(year=2025), 0, 0),
        (RightsWanted(month=date(2026, 11, 1)), 1, 1),
        (RightsWanted(month=date(2026, 12, 1)), 0, 0),
        (RightsWanted(kind=RightsKind.COMPLAINT), 0, 0),
    ):
        assert count_over(town.call("dara"), wanted) == Over(many, late, 0)
        assert len(list_entries(town.call("dara"), wanted).rows) == many


def test_neither_hr_nor_whoever_sat_on_the_panel_reads_of_them(town: Town) -> None:
    town.add("dylan", Role.DATA_PROTECTION, Role.MANAGER)
    check = town.told(town.vacancy(panel=("mara", "dylan")))
    objected(town, check)
    decided(town, check, upheld=False)
    assert [row.check_ref for row in listed(town)] == [check]
    for name in ("hugh", "dylan"):
        assert listed(town, name) == ()
        assert count_over(town.call(name)) == Over(0, 0, 0)


def test_once_they_are_erased_when_it_was_received_is_not_known(town: Town) -> None:
    check = town.told(town.vacancy())
    told = day_of(town.now)
    town.wait(days=2)
    objected(town, check, told)
    decided(town, check, upheld=True)
    (row,) = listed(town)
    assert (row.received, row.is_known) == (told, True)
    town.erase(row.candidate_ref)
    (row,) = listed(town)
    assert (row.received, row.is_known) == (day_of(town.now), False)
    assert count_over(town.call("dara")).entries == 1


def test_all_can_be_gone_through_among_what_was_entered(town: Town) -> None:
    check = town.told(town.vacancy())
    candidate = town.candidate(town.vacancy("LIB-8"))
    for _turn in range(3):
        objected(town, check)
        decided(town, check, upheld=False)
        town.wait(minutes=5)
        asked = Asked(RightsKind.ACCESS, Channel.EMAIL, day_of(town.now), "All that you hold.")
        ref = rights.enter(town.call("dara"), candidate, asked)
        rights.take_step(town.call("dara"), ref, 1, rights.Step.ANSWER, "Sent.")
        town.wait(minutes=5)
    dara, both = town.call("dara"), ["access", "objection"] * 3
    first = list_entries(dara, turning=Turning(size=4))
    assert ([row.kind for row in first.rows], first.before, first.after) == (both[:4], 0, 2)
    then = list_entries(dara, turning=Turning(after=first.last, size=4))
    assert ([row.kind for row in then.rows], then.before, then.after) == (both[4:], 4, 0)
    back = list_entries(dara, turning=Turning(before=then.first, size=4))
    assert (back.rows, back.before, back.after) == (first.rows, 0, 2)


@pytest.fixture
def school(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def test_of_a_school_it_ends_with_what_is_said_of_it_or_with_the_search(school: Town) -> None:
    town = school
    vacancy, _people = schools.told(town)
    first, second, third = schools.parts(town, vacancy)
    for part in (first, second, third):
        telling.take_down(town.call("hugh"), part, "I do not want this.", objects=True)
    telling.decide(town.call("hugh"), first, upheld=False, reasons="It is for everybody.")
    town.wait(days=60)
    telling.decide(town.call("hugh"), second, upheld=True, reasons="They are right.")
    rows = {row.part_ref: row for row in listed(town)}
    assert [rows[part].state for part in (first, second, third)] == [
        RightsState.NOT_UPHELD,
        RightsState.UPHELD,
        RightsState.UNDECIDED,
    ]
    assert [rows[part].late is not None for part in (first, second, third)] == [False, True, True]
    assert list_open(town.call("dara")) == ()
    other, _people = schools.told(town, "SCH-2")
    (part, *_rest) = schools.parts(town, other)
    telling.take_down(town.call("hugh"), part, "No.", objects=True)
    vacancies.close_vacancy(town.call("hugh"), other)
    assert listed(town)[0].part_ref == part
    assert listed(town)[0].state is RightsState.UNDECIDED
    assert count_over(town.call("dara"), OBJECTIONS) == Over(4, 2, 0)
