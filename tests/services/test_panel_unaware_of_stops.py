"""A panel sees the same of a check that HR stops, whether or not its candidate objected."""

import pytest

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.words import State
from screening.services import vacancies
from screening.services.checks import clockwork, filing, notices
from screening.services.reading.vacancies.closing import read_waits_until
from tests.services.test_panel_unaware import (
    PANEL,
    goes_on,
    objects,
    one_of_each,
    seen,
    told,
    town,
)
from tests.services.town import Town

__all__ = ["town"]  # hanna sits on its panels
WHY = "The candidate offered a certificate instead."


def stops(town: Town, check: str) -> None:
    notices.cancel(town.call("hugh"), check, WHY)


def upholds(town: Town, check: str) -> None:
    notices.decide_objection(town.call("hugh"), check, upheld=True, reasons=WHY)


def over(town: Town, check: str) -> float:
    """In how many seconds the time to reply to ``check`` is over."""
    until = town.see("hugh", check).reply_until
    assert until
    return (until - town.now).total_seconds()


def three_alike(town: Town) -> list[str]:
    """Three that were told now, and four days later: of one who is silent, one who has more time
    since they objected, and one whose objection waits.
    """
    silent, extended, waits = checks = [told(town, number) for number in range(1, 4)]
    town.wait(hours=3)
    objects(town, extended)
    objects(town, waits)
    town.wait(days=4)
    goes_on(town, extended)
    assert over(town, silent) < over(town, extended)
    return checks


def alike(town: Town, checks: list[str]) -> State:
    """How all of ``checks`` stand for the panel, which sees the same of each."""
    first, *others = [seen(town, check) for check in checks]
    assert all(other == first for other in others)
    state: State = first[0]["state"][0]
    return state


def test_a_vacancy_closes_where_hr_stopped_what_waited(town: Town) -> None:
    check = told(town, 1)
    notices.cancel(town.call("hugh"), check, "The post is gone.")
    vacancies.close_vacancy(town.call("hugh"), town.see("hugh", check).vacancy_ref)
    assert town.see("mara", check).state is State.CANCELLED  # what closing would have done


def test_erasing_ends_a_check_alike_whatever_they_said(town: Town) -> None:
    stopped, upheld = (told(town, number) for number in (5, 6))
    checks = [*one_of_each(town), stopped, upheld]
    objects(town, upheld)
    stops(town, stopped)
    upholds(town, upheld)
    for check in checks:
        town.erase(town.see("hugh", check).candidate_ref)
    assert alike(town, checks) is State.EXPIRED


def test_what_hr_stops_looks_like_silence_until_the_time_to_reply_is_over(town: Town) -> None:
    silent, stopped, upheld = told(town, 1), told(town, 2), told(town, 3)
    town.wait(hours=3)
    objects(town, upheld)
    town.wait(days=2)
    why, hugh = "The candidate offered a certificate instead.", town.call("hugh")
    notices.cancel(hugh, stopped, why)
    notices.decide_objection(hugh, upheld, upheld=True, reasons=why)
    clockwork.tick(hugh)
    assert seen(town, stopped) == seen(town, upheld) == seen(town, silent)
    for check, event in ((stopped, Event.CHECK_STOPPED), (upheld, Event.OBJECTION_UPHELD)):
        known = town.see("edith", check)
        assert known.state is State.STOPPED and known.events[-1].payload == {"reasons": why}
        assert known.last(event) and town.see("sam", check).state is State.STOPPED
        assert all(read_waits_until(town.call(name), known.vacancy_ref) for name in PANEL)
        with pytest.raises(NotPossible, match="ask them"):
            filing.withdraw(town.call("mara"), check, "No need any more.")
        assert town.see("mara", check).state is State.NOTIFIED
    with pytest.raises(NotPossible, match="has time to reply"):
        vacancies.close_vacancy(town.call("hanna"), town.see("hugh", stopped).vacancy_ref)
    town.wait(days=10)
    clockwork.tick(hugh)
    assert seen(town, stopped) == seen(town, upheld)
    for check in (stopped, upheld):
        shown = town.see("mara", check)
        last = shown.events[-1]
        assert shown.state is State.CANCELLED and shown.state_since == town.now
        said = (last.event, last.by, last.payload, last.at)
        assert said == (Event.CHECK_CANCELLED, "", {}, town.now)
        assert not {Event.CHECK_STOPPED, Event.OBJECTION_UPHELD} & {e.event for e in shown.events}


def test_what_hr_stops_after_the_time_to_reply_ends_at_once(town: Town) -> None:
    waited, objected = told(town, 1), told(town, 2)
    town.wait(days=1)
    objects(town, objected)
    town.wait(days=10)
    clockwork.tick(town.call("hugh"))
    notices.cancel(town.call("hugh"), waited, "The post is gone.")
    notices.decide_objection(town.call("hugh"), objected, upheld=True, reasons="It is hers.")
    clockwork.tick(town.call("hugh"))
    for check in (waited, objected):
        assert town.see("mara", check).state is State.CANCELLED


def test_nor_does_more_time_show_in_when_a_stop_is_told(town: Town) -> None:
    silent, extended, waits = checks = three_alike(town)
    stops(town, silent)
    stops(town, extended)
    upholds(town, waits)
    town.wait(seconds=over(town, silent))
    clockwork.tick(town.call("hugh"))
    assert alike(town, checks) is State.NOTIFIED
    town.wait(minutes=1)
    clockwork.tick(town.call("hugh"))
    assert alike(town, checks) is State.CANCELLED
    assert town.see("mara", extended).state_since == town.now


def test_nor_in_when_it_is_told_after_the_day_in_the_notice(town: Town) -> None:
    silent, extended, waits = checks = three_alike(town)
    town.wait(seconds=over(town, silent) + 60)
    clockwork.tick(town.call("hugh"))
    stops(town, silent)
    stops(town, extended)
    upholds(town, waits)
    assert alike(town, checks) is State.CANCELLED  # at once, by no clock


def test_nobody_is_named_who_ended_it(town: Town) -> None:
    before, later = town.approved(town.vacancy("LIB-1", PANEL)), told(town, 2)
    town.wait(days=12)
    for check in (before, later):
        stops(town, check)
        ended = town.see("mara", check).events[-1]
        assert (ended.event, ended.by, ended.by_ref) == (Event.CHECK_CANCELLED, "", "")
        assert (ended.by_role, ended.payload) == ("", {})
        assert town.see("edith", check).events[-1].by == "hugh"
