"""What waits too long: who is reminded, at which moments, and that nobody is twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text, update

from screening.domain.notifying import Told
from screening.domain.policy import shipped_policy
from screening.domain.unauthorised import Breach, BreachRuling, MadeBy, PersonTold
from screening.domain.words import (
    Delivery,
    FollowUpKind,
    Moment,
    Reliability,
    Result,
    Role,
    Stage,
    Sureness,
)
from screening.services import unauthorised, vacancies
from screening.services.calendar import due, due_again
from screening.services.checks import deciding, handing_over, looking, notices, searching
from screening.services.checks.searching import VisitText
from screening.services.declaring import declare
from screening.services.following_up import Asking, answer, ask
from screening.services.outbox import choosing, gathering
from screening.services.own_page.telling import tell_otherwise
from screening.services.people.substitutes import name_substitute
from screening.services.reading.desk.notifications import count_unread, list_notifications
from screening.services.reminding import clocks
from screening.store.tables.outbox import Notification
from tests.databases import on_both
from tests.services.outbox import Heard, messages, new_since, rows, told
from tests.services.town import Town

HR = ("hugh", "hetty", "sam")


def looked(town: Town) -> Heard:
    """What the worker has told, looking twice."""
    return new_since(town, lambda: [clocks.look(town.call("alan")) for _twice in range(2)])


def hr(*kinds: Told) -> Heard:
    return {name: sorted(kinds) for name in HR}


def test_hr_is_reminded_at_each_point_and_once(town: Town) -> None:
    check = town.submitted(town.vacancy())  # a Monday
    heard = []
    for _day in range(24):
        town.wait(days=1)
        heard.append(looked(town))
    points = {day + 1: said for day, said in enumerate(heard) if said}
    assert points == {
        3: hr(Told.OVERDUE),
        8: hr(Told.ESCALATED),
        15: hr(Told.ESCALATED),
        22: hr(Told.ESCALATED),
    }
    deciding.return_for_change(town.call("hugh"), check, 1, "Say why now.")
    assert set(told(town, unread=True)) == {"mara"}
    town.wait(days=30)
    assert looked(town) == {}


def test_after_a_long_sleep_there_is_one_reminder_of_each_kind(town: Town) -> None:
    town.submitted(town.vacancy())
    town.wait(days=60)
    assert looked(town) == hr(Told.ESCALATED, Told.OVERDUE)


def _objected(town: Town) -> str:
    check = town.told(town.vacancy())
    notices.raise_objection(town.call("hugh"), check, "That is not me.")
    return check


@pytest.mark.parametrize(
    "waits", [lambda town: town.approved(town.vacancy()), _objected], ids=["notice", "objection"]
)
def test_what_is_in_hrs_hands_is_told_again_each_time_it_escalates(
    town: Town, waits: Callable[[Town], str]
) -> None:
    check = waits(town)  # on a Monday
    points = {}
    for day in range(1, 17):
        town.wait(days=1)
        if heard := looked(town):
            points[day] = heard
    others = {name: heard for name, heard in hr(Told.STILL_WAITS).items() if name != "sam"}
    assert points == {8: others, 15: others}  # sam is to search
    notices.cancel(town.call("hugh"), check, "It is not needed.")
    assert Told.STILL_WAITS not in [
        each for heard in told(town, unread=True).values() for each in heard
    ]
    town.wait(days=30)
    assert looked(town) == {}


def test_what_a_candidate_is_to_be_told_is_told_again_each_time_it_escalates(town: Town) -> None:
    check = _objected(town)  # on a Monday
    notices.decide_objection(town.call("hugh"), check, upheld=True, reasons="You are right.")
    points = {}
    for day in range(1, 17):
        town.wait(days=1)
        if heard := looked(town):
            points[day] = heard
    others = {name: heard for name, heard in hr(Told.STILL_WAITS).items() if name != "sam"}
    assert points == {8: others, 15: others}
    tell_otherwise(town.call("hugh"), check, Delivery.POST)
    town.wait(days=30)
    assert looked(town) == {}


def test_an_outcome_is_told_again_when_it_can_be_handed_over_and_each_time_it_escalates(
    town: Town,
) -> None:
    check = town.told(town.vacancy())  # on a Monday: until the next one they can reply
    notices.candidate_agrees(town.call("hugh"), check, "Go ahead.")
    looking.begin_search(town.call("sam"), check)
    searching.record_visit(town.call("sam"), check, VisitText(0, "", town.now, 5, "Captions"))
    found = (Result.NOTHING_FOUND, Reliability.HIGH, Sureness.CERTAIN, "Nothing is there.")
    searching.record_outcome(town.call("sam"), check, *found)
    points = {}
    for day in range(1, 16):
        town.wait(days=1)
        if heard := looked(town):
            points[day] = heard
    assert points == {8: hr(Told.TO_HAND_OVER), 15: hr(Told.STILL_WAITS)}
    handing_over.hand_over(town.call("hugh"), check, "There is nothing.")
    assert set(told(town, unread=True)) == {"mara"}


@pytest.mark.parametrize("period", ["decision", "escalation", "authorisation"])
def test_a_time_that_is_over_again_falls_on_whole_periods(period: str) -> None:
    policy = shipped_policy()
    start = datetime(2026, 12, 21, 9, tzinfo=UTC)  # with two bank holidays ahead
    points, after = [], start
    for _time in range(4):
        after = due(policy, period, after)
        points.append(after)
    moment = timedelta(seconds=1)
    assert [due_again(policy, period, start, each) for each in points] == [None, *points[:3]]
    assert [due_again(policy, period, start, each + moment) for each in points] == points


@on_both
def test_what_is_passed_on_is_told_to_who_stands_in(town: Town) -> None:
    town.submitted(town.vacancy())
    town.wait(days=8)
    assert looked(town) == hr(Told.ESCALATED, Told.OVERDUE)
    today = town.now.date()
    accounts = town.people["hugh"].ref, town.people["hetty"].ref
    name_substitute(town.call("hugh"), *accounts, today, today + timedelta(days=9))
    assert looked(town) == {"hetty": [Told.PASSED_ON]}
    town.wait(days=1)
    assert looked(town) == {}
    # A vacancy with an outside decider waits for them alone.
    other = town.vacancy("LIB-8")
    seats = [town.people["mara"].ref]
    vacancies.set_panel(town.call("hugh"), other, seats, town.people["sam"].ref)
    town.submitted(other)
    town.wait(days=8)
    again = [Told.ESCALATED]  # of the first one
    sams = [*again, Told.ESCALATED, Told.OVERDUE]
    assert looked(town) == {"sam": sams, "hugh": again, "hetty": again}


def test_a_search_that_is_not_written_up_is_told_to_who_searches_and_hr(town: Town) -> None:
    check = town.ready(town.vacancy())
    look = VisitText(0, "", town.now, 20, "Captions of the posts")
    searching.record_visit(town.call("sam"), check, look)
    searched = (Result.NOTHING_FOUND, Reliability.HIGH, Sureness.CERTAIN, "Nothing is there.")
    town.wait(days=1)
    assert looked(town) == {}
    town.wait(days=4)
    assert looked(town) == hr(Told.LOG_DUE)
    searching.record_outcome(town.call("sam"), check, *searched)
    assert Told.LOG_DUE not in told(town, unread=True)["hugh"]


@on_both
def test_a_query_is_told_answered_and_when_its_day_is_over(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "hana"))
    day = town.now.date() + timedelta(days=3)
    refs: list[str] = []
    query = Asking(FollowUpKind.QUERY, "Why?", day)
    asked = new_since(town, lambda: refs.append(ask(town.call("edith"), vacancy, query)))
    assert asked == hr(Told.QUERY)
    owner = town.people["mara"].ref
    action = Asking(FollowUpKind.ACTION, "Do it.", day, owner)
    acted = new_since(town, lambda: refs.append(ask(town.call("edith"), vacancy, action)))
    assert acted == {"mara": [Told.ACTION]}
    shown = list_notifications(town.call("mara")).rows[0]
    assert (shown.kind, shown.reference, shown.about) == (Told.ACTION, "LIB-7", refs[1])
    town.wait(days=3)
    assert looked(town) == {}
    town.wait(days=1)
    over = [Told.FOLLOW_UP_OVER]
    assert looked(town) == hr(*over) | {"mara": over, "edith": [Told.UNANSWERED] * 2}
    answered = new_since(town, lambda: answer(town.call("hugh"), refs[0], "Because."))
    assert answered == {"edith": [Told.ANSWERED]}
    assert set(told(town, unread=True)) == {"mara", "edith"}
    town.wait(days=9)
    assert looked(town) == {}


def test_who_left_the_panel_still_knows_of_an_action_and_nobody_else(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara", "miles"))
    owner = town.people["mara"].ref
    action = Asking(FollowUpKind.ACTION, "Do it.", town.now.date(), owner)
    ask(town.call("edith"), vacancy, action)
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["miles"].ref])
    assert list_notifications(town.call("mara")).rows[0].kind == Told.ACTION


def test_declarations_are_asked_for_and_missed(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara", "miles"))
    assert looked(town) == {}
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.SHORTLISTED)
    due_now = [Told.DECLARE_SHORTLIST]
    assert looked(town) == {"mara": due_now, "miles": due_now}
    declare(town.call("mara"), vacancy, Moment.SHORTLIST, searched=False)
    assert "mara" not in told(town, unread=True)
    town.wait(days=6)
    assert looked(town) == {}
    town.wait(days=2)
    missed = [Told.NOT_DECLARED]
    assert looked(town) == {"miles": missed, "hugh": missed, "hetty": missed, "sam": missed}
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    last = [Told.DECLARE_DECISION]
    assert looked(town) == {"mara": last, "miles": last}


def test_the_hours_of_a_breach_are_told_near_their_end_and_over(town: Town) -> None:
    town.add("dilys", Role.DATA_PROTECTION)
    today = town.now.date()
    about = unauthorised.ReportText(
        MadeBy.ME, "", today, "", "", "Pictures.", "", Breach.UNSURE, today
    )
    refs: list[str] = []
    heard = new_since(town, lambda: refs.append(unauthorised.report(town.call("mara"), about)))
    breach = {"dara": [Told.BREACH], "dilys": [Told.BREACH]}
    assert heard == {name: [Told.UNAUTHORISED] for name in HR} | breach
    near = {"dara": [Told.BREACH_NEAR], "dilys": [Told.BREACH_NEAR]}
    town.wait(hours=47)
    assert looked(town) == {}
    town.wait(hours=2)
    assert looked(town) == near
    town.wait(hours=24)
    assert looked(town) == near
    ruling = BreachRuling.NO_BREACH
    unauthorised.decide_breach(
        town.call("dara"), refs[0], 1, ruling, PersonTold.NOT_TOLD, "Public."
    )
    assert set(told(town, unread=True)) == set(HR)
    town.wait(days=3)
    assert looked(town) == {}


@on_both
def test_two_workers_tell_each_thing_once(town: Town) -> None:
    for number in range(3):
        town.submitted(town.vacancy(f"LIB-{number}"))
    town.wait(days=9)
    before = frozenset(one.ref for one in rows(town))
    town.wait(seconds=1)
    ready = Barrier(2)

    def work() -> None:
        ready.wait()
        clocks.look(town.call("alan"))

    workers = [Thread(target=work) for _two in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert told(town, but=before) == hr(*[Told.ESCALATED, Told.OVERDUE] * 3)


def test_reading_and_acting_at_once_wait_for_nobody(town: Town) -> None:
    """One marks all that hugh was told, one all that was told of a check: in either order."""
    with town.call("hugh").look() as work:
        if work.session.get_bind().dialect.name == "sqlite":
            return  # one writes at a time: nobody waits with anything in hand
    checks = [town.submitted(town.vacancy(f"LIB-{number}")) for number in range(2)]
    newest = list_notifications(town.call("hugh")).rows[0].ref
    with town.call("alan").as_clock().change() as work:
        work.session.execute(text("SET LOCAL lock_timeout = '5s'"))
        mine = update(Notification).where(Notification.about == checks[1])
        work.session.execute(mine.values(read_at=work.now))
        choosing.mark_read(town.call("hugh"), newest)  # would wait for ever
        assert gathering.gather(town.call("alan")) == 2  # hetty and sam have another one
        work.commit()
    assert count_unread(town.call("hugh")) == 0
    assert sum(one.items for one in messages(town)) == 2
