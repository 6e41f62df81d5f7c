"""Before and after a look: the rules are confirmed, and what was read is said by the outcome."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Reliability, Result, State, Sureness
from screening.services.checks import looking, notices, searching
from screening.services.checks.searching import VisitText
from screening.services.reading.checks.check import read_check
from screening.services.reading.checks.reconciled import reconciled
from screening.services.reading.checks.search import read_search
from tests.databases import on_both
from tests.services.town import ADDRESS, Town


def look(town: Town, check: str, minutes: int = 5, read: str = "") -> None:
    searching.record_visit(town.call("sam"), check, VisitText(0, "", town.now, minutes, read))


def finish(town: Town, check: str) -> None:
    found = (Result.NOTHING_FOUND, Reliability.HIGH, Sureness.CERTAIN)
    searching.record_outcome(town.call("sam"), check, *found, "No post is there.")


def test_nobody_looks_before_the_rules_are_confirmed(town: Town) -> None:
    check = town.waiting(town.vacancy())
    with pytest.raises(NotPossible, match="Confirm the rules"):
        look(town, check)
    assert read_search(town.call("sam"), check).beginning
    looking.begin_search(town.call("sam"), check)
    assert not read_search(town.call("sam"), check).beginning
    assert town.see("hugh", check).state is State.READY
    look(town, check)


def test_they_are_confirmed_once_and_by_the_searcher(town: Town) -> None:
    check = town.waiting(town.vacancy())
    for name in ("mara", "hugh", "edith"):
        with pytest.raises(NotAllowed):
            looking.begin_search(town.call(name), check)
    looking.begin_search(town.call("sam", "k" * 32), check)
    looking.begin_search(town.call("sam", "k" * 32), check)
    with pytest.raises(NotPossible, match="begun already"):
        looking.begin_search(town.call("sam"), check)
    assert len(town.see("hugh", check).every(Event.SEARCH_BEGUN)) == 1


@on_both
def test_two_tabs_confirm_once(town: Town) -> None:
    check = town.waiting(town.vacancy())

    def begin(_tab: int) -> bool:
        try:
            looking.begin_search(town.call("sam"), check)
        except (Conflict, NotPossible):
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(begin, range(2))) == [False, True]


def test_not_before_the_days_nor_while_an_objection_stands(town: Town) -> None:
    told = town.told(town.vacancy())
    with pytest.raises(NotPossible):
        looking.begin_search(town.call("sam"), told)
    ready = town.waiting(town.vacancy("HSG-1"))
    notices.raise_objection(town.call("hugh"), ready, "Please do not.")
    with pytest.raises(NotPossible):
        looking.begin_search(town.call("sam"), ready)


def test_what_was_read_can_be_said_later_and_once(town: Town) -> None:
    check = town.ready(town.vacancy())
    look(town, check, read="Captions.")
    look(town, check)
    assert [visit.number for visit in read_search(town.call("sam"), check).undescribed] == [2]
    with pytest.raises(NotPossible, match="Say first"):
        finish(town, check)
    with pytest.raises(NotValid):
        looking.describe_visit(town.call("sam"), check, 2, " ")
    for number in (0, 1, 3):
        with pytest.raises(NotPossible):
            looking.describe_visit(town.call("sam"), check, number, "Something else.")
    looking.describe_visit(town.call("sam"), check, 2, "Two posts.")
    with pytest.raises(NotPossible):
        looking.describe_visit(town.call("sam"), check, 2, "Three posts.")
    assert [visit.read for visit in read_search(town.call("sam"), check).visits] == [
        "Captions.",
        "Two posts.",
    ]
    finish(town, check)


def test_the_minutes_run_by_the_clock_of_the_service(town: Town) -> None:
    check = town.ready(town.vacancy())
    begun = town.now
    sheet = read_search(town.call("sam"), check)
    assert sheet.runs_from == begun
    assert sheet.runs_until == begun + timedelta(minutes=30)
    town.wait(minutes=10)
    searching.record_visit(town.call("sam"), check, VisitText(0, "", begun, 10, "Captions."))
    town.wait(minutes=5)
    sheet = read_search(town.call("sam"), check)
    assert (sheet.minutes_left, sheet.runs_from) == (20, begun + timedelta(minutes=10))
    assert sheet.runs_until == begun + timedelta(minutes=30)


def test_done_is_held_against_approved(town: Town) -> None:
    check = town.ready(town.vacancy())
    done = reconciled(read_check(town.call("hugh"), check))
    assert done and [one.place.address for one in done.left_out] == [ADDRESS]
    beyond = VisitText(None, "x.com/ada", town.now, 31, "A page.", "A link led there.")
    searching.record_visit(town.call("sam"), check, beyond)
    for name in ("hugh", "edith"):
        done = reconciled(read_check(town.call(name), check))
        assert done and done.begun_by == "sam"
        assert (done.minutes, done.allowed_minutes) == (31, 30)
        (visit,) = done.went_beyond
        assert visit.beyond == ("This place was not approved", "This is longer than was approved")
    assert reconciled(read_check(town.call("mara"), check)) is None


def test_once_erased_nothing_of_it_is_shown(town: Town) -> None:
    check = town.ready(town.vacancy())
    look(town, check)
    looking.describe_visit(town.call("sam"), check, 1, "Two posts.")
    finish(town, check)
    town.erase(town.see("hugh", check).candidate_ref)
    assert reconciled(read_check(town.call("edith"), check)) is None
    sheet = read_search(town.call("sam"), check)
    assert [(visit.read, visit.beyond) for visit in sheet.visits] == [("", ())]
    assert sheet.undescribed == ()


def test_somebody_else_cannot_begin_for_a_third_party(town: Town) -> None:
    check = town.outside(town.vacancy())
    with pytest.raises(NotPossible, match="return"):
        looking.begin_search(town.call("hugh"), check)
    with pytest.raises(NotFound):
        read_search(town.call("mara"), check)
