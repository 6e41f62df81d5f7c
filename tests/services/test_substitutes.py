"""Who acts for whom in HR, and what that changes when a request has waited too long."""

from datetime import timedelta

import pytest

from screening.domain.errors import NotAllowed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Role
from screening.services import vacancies
from screening.services.checks import deciding
from screening.services.people.roles import remove_role
from screening.services.people.substitutes import end_substitution, name_substitute
from screening.services.reading.administration.substitutes import (
    Standing,
    list_substitutions,
    read_possible,
)
from screening.services.reading.checks.deciding import read_deciding
from screening.services.reading.desk.queue import read_queue
from tests.databases import on_both
from tests.services.town import Town

REASONS = "It tests the claim and nothing else."


def stand_in(town: Town, acting: str, absent: str, by: str = "", days: int = 30) -> None:
    today = town.now.date()
    accounts = town.people[absent].ref, town.people[acting].ref
    name_substitute(town.call(by or absent), *accounts, today, today + timedelta(days=days))


def waited(town: Town, days: int = 8, by: str = "mara") -> str:
    check = town.submitted(town.vacancy(), by=by)
    town.wait(days=days)
    return check


def acted_for(town: Town, check: str, event: Event = Event.CHECK_REJECTED) -> str:
    shown = town.see("sam", check).last(event)
    assert shown and shown.payload is not None
    return str(shown.payload.get("acted_for", ""))


@on_both
def test_what_waited_too_long_is_passed_on_and_decided_for_somebody(town: Town) -> None:
    stand_in(town, "hetty", absent="hugh")
    check = waited(town, days=7)  # the fifth working day has not ended
    [row] = read_queue(town.call("hetty")).rows
    assert (row.overdue, row.escalated, row.passed_on) == (True, False, ())
    assert read_deciding(town.call("hetty"), check).acting_for == ""
    town.wait(days=1)
    [row] = read_queue(town.call("hetty")).rows
    assert (row.escalated, row.passed_on, row.passed_to_me) == (True, (("hetty", "hugh"),), True)
    [others] = read_queue(town.call("sam")).rows
    assert (others.passed_to_me, others.mine_to_decide) == (False, True)
    assert read_deciding(town.call("hetty"), check).acting_for == "hugh"
    deciding.reject(town.call("hetty"), check, 1, REASONS)
    assert acted_for(town, check) == "hugh"


def test_whoever_stands_in_for_nobody_decides_for_themselves(town: Town) -> None:
    stand_in(town, "hetty", absent="hugh")
    check = waited(town)
    deciding.return_for_change(town.call("sam"), check, 1, REASONS)
    assert acted_for(town, check, Event.CHECK_RETURNED) == ""


def test_before_the_time_and_after_the_days_nobody_acts_for_anybody(town: Town) -> None:
    stand_in(town, "hetty", absent="hugh", days=2)
    early = waited(town, days=0)
    deciding.reject(town.call("hetty"), early, 1, REASONS)
    assert acted_for(town, early) == ""
    late = town.submitted(town.vacancy("LIB-8"))
    town.wait(days=8)
    deciding.reject(town.call("hetty"), late, 1, REASONS)
    assert acted_for(town, late) == ""


def test_nobody_chooses_who_decides_what_they_asked_for(town: Town) -> None:
    stand_in(town, "sam", absent="hugh")
    check = waited(town, by="hugh")
    [row] = read_queue(town.call("sam")).rows
    assert (row.escalated, row.passed_on) == (True, ())
    deciding.reject(town.call("sam"), check, 1, REASONS)
    assert acted_for(town, check) == ""


def test_standing_in_goes_round_no_rule(town: Town) -> None:
    stand_in(town, "hetty", absent="hugh")
    mine = waited(town, by="hetty")
    with pytest.raises(NotAllowed):
        deciding.reject(town.call("hetty"), mine, 1, REASONS)
    town.add("pat", Role.HR, Role.MANAGER)
    stand_in(town, "pat", absent="hugh")
    seated = town.submitted(town.vacancy("LIB-8", panel=("mara", "pat")))
    town.wait(days=8)
    with pytest.raises(NotAllowed):
        deciding.reject(town.call("pat"), seated, 1, REASONS)


def test_nobody_stands_in_for_an_outside_decider(town: Town) -> None:
    vacancy = town.vacancy()
    panel, hugh = [town.people["mara"].ref], town.people["hugh"]
    vacancies.set_panel(town.call("hugh"), vacancy, panel, hugh.ref)
    check = town.submitted(vacancy)
    stand_in(town, "hetty", absent="hugh")
    town.wait(days=8)
    [row] = read_queue(town.call("hetty")).rows
    assert (row.decider, row.passed_on, row.mine_to_decide) == ("hugh", (), False)
    with pytest.raises(NotAllowed):
        deciding.reject(town.call("hetty"), check, 1, REASONS)


def test_whoever_left_hr_stands_in_no_more(town: Town) -> None:
    stand_in(town, "hetty", absent="hugh")
    waited(town)
    remove_role(town.call("alan"), town.people["hugh"].ref, Role.HR)
    [row] = read_queue(town.call("hetty")).rows
    assert row.passed_on == ()


@on_both
def test_one_names_ones_own_and_an_administrator_anybodys(town: Town) -> None:
    with pytest.raises(NotAllowed):
        stand_in(town, "sam", absent="hugh", by="hetty")
    with pytest.raises(NotAllowed):
        stand_in(town, "sam", absent="hugh", by="mara")
    stand_in(town, "sam", absent="hugh", by="alan")
    assert [one.name for one in read_possible(town.call("hetty")).absent] == ["hetty"]
    assert len(read_possible(town.call("alan")).absent) == 3


@pytest.mark.parametrize(("acting", "field"), [("hugh", "acting"), ("mara", "acting")])
def test_only_somebody_else_in_hr_stands_in(town: Town, acting: str, field: str) -> None:
    with pytest.raises(NotValid) as refused:
        stand_in(town, acting, absent="hugh")
    assert set(refused.value.fields) == {field}


def test_a_second_account_is_nobody_else(town: Town) -> None:
    town.add("hugh2", Role.HR, person=town.people["hugh"].person_ref)
    with pytest.raises(NotValid):
        stand_in(town, "hugh2", absent="hugh")


def test_days_are_the_right_way_round_and_not_over(town: Town) -> None:
    with pytest.raises(NotValid) as refused:
        stand_in(town, "hetty", absent="hugh", days=-1)
    assert set(refused.value.fields) == {"last"}


def test_it_is_ended_once_and_stays_to_be_seen(town: Town) -> None:
    stand_in(town, "hetty", absent="hugh")
    [shown] = list_substitutions(town.call("hugh"))
    assert (shown.standing, shown.may_end) == (Standing.NOW, True)
    with pytest.raises(NotAllowed):
        end_substitution(town.call("hetty"), shown.ref)
    end_substitution(town.call("hugh"), shown.ref)
    with pytest.raises(NotPossible):
        end_substitution(town.call("alan"), shown.ref)
    [shown] = list_substitutions(town.call("alan"))
    assert (shown.standing, shown.may_end) == (Standing.OVER, False)
