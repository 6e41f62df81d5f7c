"""A panel sees the same of a check whatever the candidate replies, until it hears the outcome."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import pytest

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.words import (
    Answered,
    Delivery,
    Reliability,
    Result,
    Role,
    State,
    Sureness,
    WithheldBecause,
)
from screening.services import vacancies
from screening.services.checks import (
    clockwork,
    filing,
    handing_over,
    looking,
    notices,
    searching,
)
from screening.services.checks.searching import VisitText
from screening.services.reading.checks.consistency import read_consistency
from screening.services.reading.checks.deciding import read_deciding
from screening.services.reading.checks.search import read_search
from screening.services.reading.desk.check_list import ChecksWanted, list_checks
from screening.services.reading.desk.for_hr import in_hrs_hands
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.desk.waiting import (
    asked_by,
    handed_to,
    mine_to_decide,
    searches_waiting,
)
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.reading.vacancies.closing import read_waits_until
from screening.services.reading.vacancies.vacancy import read_vacancy
from tests.databases import on_both
from tests.services.candidates import answers_with, link_to
from tests.services.town import Town

PANEL = ("mara", "hanna")
DESKS = (asked_by, handed_to, in_hrs_hands, mine_to_decide, searches_waiting)


@pytest.fixture
def town(town: Town) -> Town:
    """Hanna sits on panels and is in HR besides, where she may deal with other checks."""
    town.add("hanna", Role.HR, Role.MANAGER)
    return town


def seen(town: Town, check: str) -> list[dict[str, Any]]:
    """All that each of the panel can tell a check by, but for which one it is."""
    return [_seen(town, check, by) for by in PANEL]


def _seen(town: Town, check: str, by: str) -> dict[str, Any]:
    shown, call = town.see(by, check), town.call(by)
    vacancy = read_vacancy(call, shown.vacancy_ref)
    rows = [*vacancy.checks, *read_candidate(call, shown.candidate_ref).checks]
    desks = {desk: [one for one in desk(call) if one.ref == check] for desk in DESKS}
    listed = [one for one in list_checks(call).rows if one.ref == check]
    in_state = {state: list_checks(call, ChecksWanted(state=state)).rows for state in State}
    told = list_notifications(call).rows
    facts = {
        "state": (shown.state, shown.state_since, shown.knows_replies),
        "rows": [(row.state, row.state_since) for row in rows],
        "desks": {
            desk: [(one.state, one.since, one.waiting, one.due, one.overdue) for one in found]
            for desk, found in desks.items()
        },
        "listed": [(one.state, one.since, one.overdue) for one in listed],
        "found by": [state for state in State if check in [one.ref for one in in_state[state]]],
        "told": [(one.kind, one.unread) for one in told if one.about == check],
        "events": [replace(one, seq=0, leaf_hash="") for one in shown.events[3:]],
        "reply until": shown.reply_until,
        "scope": shown.scope and replace(shown.scope, searcher_name=""),
        "doings": shown.doings,
    }
    if town.people[by].has(Role.HR):
        [criterion, *_] = read_consistency(call, shown.vacancy_ref).criteria
        facts["compared"] = [mark.state for one in criterion.claimants for mark in one.checks]
    return facts


def told(town: Town, number: int) -> str:
    """A check of a vacancy of its own, whose candidate was told now."""
    return town.told(town.vacancy(f"LIB-{number}", PANEL))


def go_ahead(town: Town, check: str) -> None:
    notices.candidate_agrees(town.call("hugh"), check, "Go ahead.")


def objects(town: Town, check: str) -> None:
    notices.raise_objection(town.call("hugh"), check, "That is not me.")


def goes_on(town: Town, check: str) -> None:
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It is.")


def begins(town: Town, check: str) -> None:
    looking.begin_search(town.call("sam"), check)


def looks(town: Town, check: str) -> None:
    searching.record_visit(
        town.call("sam"), check, VisitText(0, "", town.now, 20, "The captions of the posts")
    )


def answers(town: Town, check: str) -> None:
    found = (Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN, "Three posts a week.")
    searching.record_outcome(town.call("sam"), check, *found)


def test_the_panel_sees_the_same_at_every_moment_until_there_is_an_answer(town: Town) -> None:
    silent, agreed, objected, refused = checks = [told(town, number) for number in range(1, 5)]
    moments: list[tuple[float, list[tuple[Callable[[Town, str], None], str]]]] = [
        (3, [(go_ahead, agreed), (objects, objected), (objects, refused)]),
        (1, [(begins, agreed), (looks, agreed)]),
        (20, [(answers, agreed)]),
        (24, [(goes_on, refused)]),
        (24 * 10, []),  # the time to reply is over for the silent one
        (24 * 6, []),
        (1, [(begins, silent), (looks, silent)]),
        (1, [(answers, silent)]),
    ]
    for hours, acts in moments:
        town.wait(hours=hours)
        clockwork.tick(town.call("hugh"))
        for act, check in acts:
            act(town, check)
        first, *others = [seen(town, one) for one in checks]
        assert all(other == first for other in others), hours
        for views in first:
            assert (views["state"][0], views["found by"]) == (State.NOTIFIED, [State.NOTIFIED])
    stand = [town.see("hugh", check).state for check in checks]
    assert stand == [State.SEARCHED, State.SEARCHED, State.PAUSED, State.READY]


def test_then_it_sees_that_there_is_one_or_none_once_the_time_to_reply_is_over(town: Town) -> None:
    one, other = (told(town, number) for number in (1, 2))
    for check in (one, other):
        for act in (go_ahead, begins, looks, answers):
            act(town, check)
    hugh = town.call("hugh")
    ends = [
        partial(handing_over.hand_over, hugh, one, "The posts are there, as she says."),
        partial(handing_over.withhold, hugh, other, WithheldBecause.TAINTED, "It was seen."),
    ]
    shown = town.see("hugh", one)
    assert shown.panel_hears_after == shown.reply_until
    assert not shown.doings & {Event.HANDED_OVER, Event.WITHHELD}
    for end in ends:
        with pytest.raises(NotPossible, match="time to reply"):
            end()
    assert town.see("mara", one).panel_hears_after is None
    town.wait(days=12)
    assert [row.waiting for row in in_hrs_hands(town.call("hugh"))] == [4, 4]
    assert town.see("hugh", one).panel_hears_after is None
    handing_over.hand_over(hugh, one, "The posts are there, as she says.")
    handing_over.withhold(hugh, other, WithheldBecause.TAINTED, "It was seen before.")
    assert [town.see("mara", check).state for check in (one, other)] == [
        State.HANDED_OVER,
        State.WITHHELD,
    ]


def test_nor_does_a_search_that_is_not_made_end_before(town: Town) -> None:
    agreed = told(town, 1)
    go_ahead(town, agreed)
    give_up = partial(searching.not_carried_out, town.call("sam"), agreed, "The page is gone.")
    sheet = read_search(town.call("sam"), agreed)
    assert (sheet.giving_up, sheet.panel_hears_after) == (
        False,
        town.see("sam", agreed).reply_until,
    )
    with pytest.raises(NotPossible, match="time to reply"):
        give_up()
    town.wait(days=12)
    assert read_search(town.call("sam"), agreed).giving_up
    give_up()
    assert town.see("mara", agreed).state is State.EXPIRED


def test_it_lapses_on_the_same_day_whatever_they_said(town: Town) -> None:
    silent, agreed = told(town, 1), told(town, 2)
    town.wait(hours=3)
    go_ahead(town, agreed)
    days = [town.see("hugh", each).scope for each in (silent, agreed)]
    assert days[0] and days[1] and days[0].not_after == days[1].not_after


def one_of_each(town: Town) -> list[str]:
    """Four checks whose candidates were told now: of one who is silent, one who objected, and two
    who said to go ahead, so that somebody has looked, or has found the answer.
    """
    silent, objected, looked, answered = checks = [told(town, number) for number in range(1, 5)]
    town.wait(hours=3)
    objects(town, objected)
    for check in (looked, answered):
        for act in (go_ahead, begins, looks):
            act(town, check)
    answers(town, answered)
    return checks


def test_nobody_learns_from_taking_it_back_what_they_said(town: Town) -> None:
    checks = one_of_each(town)
    for check in checks:
        assert Event.CHECK_WITHDRAWN not in town.see("mara", check).doings
        with pytest.raises(NotPossible, match="only HR can stop this check"):
            filing.withdraw(town.call("mara"), check, "Not needed.")
    town.wait(days=12)
    silent = checks[0]
    assert Event.CHECK_WITHDRAWN in town.see("mara", silent).doings
    filing.withdraw(town.call("mara"), silent, "Not needed.")
    assert town.see("mara", silent).state is State.WITHDRAWN


def test_nor_from_when_they_objected_how_long_they_have(town: Town) -> None:
    """An objection gives more time, which only HR knows of: taking back goes by the notice."""
    silent, refused = told(town, 1), told(town, 2)
    town.wait(hours=3)
    objects(town, refused)
    town.wait(days=4)
    goes_on(town, refused)
    until = [town.see("hugh", check).reply_until for check in (silent, refused)]
    assert until[0] and until[1] and until[0] < until[1]
    town.wait(seconds=(until[0] - town.now).total_seconds() + 60)
    for check in (silent, refused):
        filing.withdraw(town.call("mara"), check, "Not needed.")


def test_who_takes_it_back_and_may_know_need_not_wait(town: Town) -> None:
    check = town.approved(town.vacancy(), by="hetty")
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    filing.withdraw(town.call("hetty"), check, "Not needed.")
    assert town.see("hetty", check).state is State.WITHDRAWN


def test_no_vacancy_closes_over_the_time_to_reply(town: Town) -> None:
    vacancies_of = [town.see("hugh", check).vacancy_ref for check in one_of_each(town)]
    hugh = town.call("hugh")
    untils = {read_waits_until(hugh, vacancy) for vacancy in vacancies_of}
    assert len(untils) == 1 and None not in untils
    for vacancy in vacancies_of:
        with pytest.raises(NotPossible, match="has time to reply"):
            vacancies.close_vacancy(hugh, vacancy)
    town.wait(days=12)
    for vacancy in vacancies_of:
        assert read_waits_until(hugh, vacancy) is None
        vacancies.close_vacancy(town.call("hugh"), vacancy)


@on_both
def test_the_order_of_a_list_does_not_tell_who_answered(town: Town) -> None:
    checks = []
    for number in range(1, 4):
        checks.append(told(town, number))
        town.wait(minutes=1)
    go_ahead(town, checks[0])
    assert [one.ref for one in asked_by(town.call("mara"))] == checks
    assert [one.ref for one in reversed(list_checks(town.call("mara")).rows)] == checks


@on_both
def test_a_notice_that_counts_as_delivered_by_an_answer_looks_like_any_other(town: Town) -> None:
    sent, answered = (town.approved(town.vacancy(f"LIB-{number}", PANEL)) for number in (1, 2))
    key = link_to(town, answered)
    town.wait(hours=3)
    notices.send_notice(town.call("hugh"), sent, Delivery.EMAIL, town.now)
    answers_with(town, key, Answered.GO_AHEAD)
    assert town.see("hugh", answered).state is State.READY
    assert seen(town, answered) == seen(town, sent)
    assert town.see("mara", answered).last(Event.NOTICE_SENT)


def test_a_third_partys_search_is_not_offered_to_hr_on_the_panel(town: Town) -> None:
    check = town.outside(town.vacancy(panel=PANEL))
    assert [row.ref for row in searches_waiting(town.call("hugh"))] == [check]
    assert searches_waiting(town.call("hanna")) == ()


@on_both
def test_nor_does_one_request_tell_hr_on_the_panel_of_another(town: Town) -> None:
    vacancy = town.vacancy(panel=PANEL)
    earlier = town.told(vacancy)
    go_ahead(town, earlier)
    later = town.submitted(vacancy)
    for name, state in (("hanna", State.NOTIFIED), ("hetty", State.READY)):
        found = read_deciding(town.call(name), later)
        assert [one.state for one in found.earlier] == [state]


def test_what_was_told_of_a_search_is_not_read_by_who_joins_the_panel(town: Town) -> None:
    check = town.outside(town.vacancy())
    assert "to-search" in [one.kind for one in list_notifications(town.call("hanna")).rows]
    seats = [town.people[name].ref for name in PANEL]
    vacancies.set_panel(town.call("hugh"), town.see("hugh", check).vacancy_ref, seats)
    kinds = {one.kind for one in list_notifications(town.call("hanna")).rows}
    assert "to-search" not in kinds and None in kinds


def test_hr_and_the_searcher_see_it_as_it_is(town: Town) -> None:
    agreed = told(town, 1)
    town.wait(hours=3)
    go_ahead(town, agreed)
    ready = ChecksWanted(state=State.READY)
    for name in ("hugh", "sam", "edith"):
        shown = town.see(name, agreed)
        assert (shown.state, shown.state_since) == (State.READY, town.now)
        assert shown.scope and isinstance(shown.scope.not_after, datetime)
        assert [row.ref for row in list_checks(town.call(name), ready).rows] == [agreed]


@on_both
def test_so_does_a_manager_who_searches(town: Town) -> None:
    agreed = told(town, 1)
    go_ahead(town, agreed)
    sam = town.people["sam"]
    town.people["sam"] = replace(sam, roles=frozenset({Role.MANAGER}))
    ready = ChecksWanted(state=State.READY)
    [row] = list_checks(town.call("sam"), ready).rows
    assert row.state is town.see("sam", agreed).state is State.READY
    assert list_checks(town.call("mara"), ready).rows == ()
