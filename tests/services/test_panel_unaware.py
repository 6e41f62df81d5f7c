"""A panel sees the same of a check whatever the candidate answers while they can reply."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from screening.domain.events import Event
from screening.domain.words import Reliability, Result, State, Sureness
from screening.services.checks import clockwork, looking, notices, searching
from screening.services.checks.searching import VisitText
from screening.services.reading.desk import asked_by
from screening.services.reading.vacancy import read_vacancy
from tests.services.town import Town


def seen(town: Town, check: str, by: str = "mara") -> dict[str, Any]:
    """All that the panel can tell a check by, but for which one it is."""
    shown = town.see(by, check)
    [row] = read_vacancy(town.call(by), shown.vacancy_ref).checks
    [mine] = [one for one in asked_by(town.call(by)) if one.ref == check]
    return {
        "state": (shown.state, shown.state_since),
        "row": (row.state, row.state_since),
        "desk": (mine.state, mine.since, mine.waiting),
        "events": [(one.event, one.at) for one in shown.events],
        "reply until": shown.reply_until,
        "scope": shown.scope and replace(shown.scope, searcher_name=""),
        "doings": shown.doings,
    }


def test_the_panel_does_not_learn_that_the_candidate_said_to_go_ahead(town: Town) -> None:
    silent, agreed = town.told(town.vacancy()), town.told(town.vacancy("LIB-8"))
    town.wait(hours=3)
    notices.candidate_agrees(town.call("hugh"), agreed, "Go ahead.")
    assert town.see("hugh", agreed).state is State.READY
    assert seen(town, agreed) == seen(town, silent)
    sam = town.call("sam")
    looking.begin_search(sam, agreed)
    searching.record_visit(sam, agreed, VisitText(0, "", town.now, 20, "Captions"))
    assert town.see("hugh", agreed).state is State.SEARCHING
    assert seen(town, agreed) == seen(town, silent)
    found = (Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN, "Three posts a week.")
    searching.record_outcome(sam, agreed, *found)
    assert seen(town, agreed) == seen(town, silent)
    assert seen(town, agreed)["state"][0] is State.NOTIFIED


def test_nor_afterwards_from_the_times(town: Town) -> None:
    silent, agreed = town.told(town.vacancy()), town.told(town.vacancy("LIB-8"))
    town.wait(hours=3)
    notices.candidate_agrees(town.call("hugh"), agreed, "Go ahead.")
    town.wait(days=12)
    clockwork.tick(town.call("hugh"))
    assert town.see("hugh", silent).last(Event.REPLY_PERIOD_OVER)
    assert seen(town, agreed) == seen(town, silent)
    assert seen(town, agreed)["state"][0] is State.READY


def test_nor_from_a_longer_time_that_the_candidate_objected(town: Town) -> None:
    silent, objected = town.told(town.vacancy()), town.told(town.vacancy("LIB-8"))
    town.wait(hours=3)
    notices.raise_objection(town.call("hugh"), objected, "That is not me.")
    town.wait(days=2)
    assert seen(town, objected) == seen(town, silent)
    hugh = town.call("hugh")
    notices.decide_objection(hugh, objected, upheld=False, reasons="It is.")
    assert town.see("hugh", objected).reply_until != town.see("hugh", silent).reply_until
    assert seen(town, objected) == seen(town, silent)


def test_hr_and_the_searcher_see_it_as_it_is(town: Town) -> None:
    agreed = town.told(town.vacancy())
    town.wait(hours=3)
    notices.candidate_agrees(town.call("hugh"), agreed, "Go ahead.")
    for name in ("hugh", "sam", "edith"):
        shown = town.see(name, agreed)
        assert (shown.state, shown.state_since) == (State.READY, town.now)
        assert shown.scope and isinstance(shown.scope.not_after, datetime)
