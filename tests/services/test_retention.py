"""Data whose time is over goes by itself: announced first, never while held, nobody else's."""

from datetime import date, timedelta

import pytest

from screening.domain.errors import NotAllowed, NotPossible
from screening.domain.events import Event
from screening.domain.words import CandidateStatus, ErasedBecause, Role
from screening.services import candidates, proposing, vacancies
from screening.services.calendar import day_of
from screening.services.erasure import erasing_by_two, holds, retention
from screening.services.erasure.retention import WARNING
from screening.services.reading.keeping.retention import (
    RetentionRow,
    list_retention,
    read_calendar,
    read_vacancy_kept,
)
from screening.services.reading.pages import Turning
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.reading.vacancies.vacancy_list import VacanciesWanted
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.amendments import amendment
from tests.services.town import Town

KEPT = timedelta(days=365)


def closed(town: Town, reference: str = "LIB-7", *others: CandidateStatus) -> tuple[str, list[str]]:
    """A closed vacancy with somebody shortlisted, and others; a second panel, so that none wait."""
    vacancy = town.vacancy(reference)
    people = [town.candidate(vacancy)]
    for status in others:
        hugh = town.call("hugh")
        people.append(candidates.add_candidate(hugh, vacancy, "Bo Fennimore", "", status))
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    return vacancy, people


def tick(town: Town) -> None:
    worker_of(town).tick()


def erased(town: Town, people: list[str]) -> list[bool]:
    return [read_candidate(town.call("hugh"), one).erased_at is not None for one in people]


def records(town: Town, vacancy: str, event: Event) -> list[OpenedRecord]:
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=vacancy)
    return [one for one in found if one.event == event]


def row(town: Town, by: str = "dara") -> RetentionRow:
    [found] = read_calendar(town.call(by)).page.rows
    return found


def test_announced_a_month_before_and_erased_on_its_day(town: Town) -> None:
    vacancy, people = closed(town)
    start = town.now
    town.now = start + KEPT - WARNING - timedelta(days=1)
    tick(town)
    assert records(town, vacancy, Event.ERASURE_ANNOUNCED) == []
    assert (row(town).announced_on, row(town).soon) == (None, False)
    town.wait(days=1)
    tick(town)
    tick(town)
    [said] = records(town, vacancy, Event.ERASURE_ANNOUNCED)
    goes = day_of(start + KEPT)
    assert (said.actor_role, said.payload) == ("clock", {"erase_from": goes.isoformat()})
    assert (row(town).goes, row(town).announced_on) == (goes, day_of(town.now))
    assert row(town).soon
    town.now = start + KEPT - timedelta(days=1)
    tick(town)
    assert erased(town, people) == [False]
    town.wait(days=1)
    tick(town)
    assert erased(town, people) == [True]
    [record] = records(town, vacancy, Event.SUBJECT_ERASED)
    assert record.actor_role == "clock"
    assert record.payload is not None
    assert record.payload["because"] == ErasedBecause.RETENTION_OVER
    assert read_calendar(town.call("dara")).page.rows == ()


def test_long_overdue_it_is_still_announced_first(town: Town) -> None:
    """The worker was off, or the release is new: nobody is erased without a month's warning."""
    _vacancy, people = closed(town)
    town.wait(days=1000)
    assert row(town).goes == day_of(town.now + WARNING)
    tick(town)
    announced = row(town)
    assert (announced.over, announced.goes) == (True, day_of(town.now + WARNING))
    town.wait(days=WARNING.days - 1)
    tick(town)
    assert erased(town, people) == [False]
    town.wait(days=1)
    tick(town)
    assert erased(town, people) == [True]


def test_an_open_vacancy_is_never_due_and_is_said_to_be_open(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    town.wait(days=2000)
    tick(town)
    assert erased(town, [candidate]) == [False]
    calendar = read_calendar(town.call("dara"))
    assert (calendar.page.rows, calendar.open_vacancies) == ((), 1)
    assert calendar.open_since == day_of(town.now - timedelta(days=2000))


@on_both
def test_whoever_was_appointed_or_has_an_offer_waits_for_two_people(town: Town) -> None:
    vacancy, people = closed(
        town, "LIB-7", CandidateStatus.APPOINTED, CandidateStatus.OFFERED, CandidateStatus.WITHDREW
    )
    town.wait(days=400)
    tick(town)
    town.wait(days=WARNING.days)
    tick(town)
    assert erased(town, people) == [True, False, False, True]
    left = row(town)
    assert (left.left, left.apart, left.goes, left.over) == (0, 2, None, True)
    assert [one.reference for one in list_retention(town.call("hugh"))] == ["LIB-7"]
    kept = read_vacancy_kept(town.call("dara"), vacancy)
    assert [one.by_itself for one in kept.people] == [True, False, False, True]
    for one in people[1:3]:
        with pytest.raises(NotPossible):
            retention.erase_due(town.call("dara"), one)
        assert town.erase(one, ErasedBecause.RETENTION_OVER)
    assert read_calendar(town.call("dara")).page.rows == ()


@on_both
def test_a_hold_stops_the_clock_and_takes_the_warning_back(town: Town) -> None:
    vacancy, people = closed(town)
    town.wait(days=350)
    tick(town)
    holds.place(town.call("dara"), vacancy, "A claim.")
    town.wait(days=400)
    tick(town)
    assert erased(town, people) == [False]
    with pytest.raises(NotPossible, match="A hold is on"):
        retention.erase_due(town.call("dara"), people[0])
    assert (row(town).goes, row(town).announced_on) == (None, None)
    assert row(town, "hugh").held_since is not None
    holds.lift(town.call("dara"), vacancy, 1, "It is settled.")
    tick(town)
    assert erased(town, people) == [False]
    assert len(records(town, vacancy, Event.ERASURE_ANNOUNCED)) == 2
    town.wait(days=WARNING.days)
    tick(town)
    assert erased(town, people) == [True]


@on_both
def test_a_longer_period_counts_from_its_day_on_and_a_shorter_one_warns(town: Town) -> None:
    vacancy, people = closed(town)
    start = town.now
    town.wait(days=340)
    tick(town)
    _keep_for(town, 500, "longer")
    town.wait(days=100)
    tick(town)
    tick(town)
    assert erased(town, people) == [False]
    assert not row(town).soon
    assert row(town).goes == day_of(start) + timedelta(days=500)
    _keep_for(town, 100, "shorter")
    tick(town)
    assert (row(town).over, row(town).goes) == (True, day_of(town.now + WARNING))
    town.wait(days=WARNING.days - 1)
    tick(town)
    assert erased(town, people) == [False]
    town.wait(days=1)
    tick(town)
    assert erased(town, people) == [True]
    assert len(records(town, vacancy, Event.ERASURE_ANNOUNCED)) == 3


def test_what_becomes_due_by_another_policy_is_announced_first(town: Town) -> None:
    _vacancy, people = closed(town)
    town.wait(days=200)
    _keep_for(town, 100, "shorter")
    tick(town)
    assert erased(town, people) == [False]
    town.wait(days=WARNING.days)
    tick(town)
    assert erased(town, people) == [True]


def _keep_for(town: Town, days: int, version: str) -> None:
    content = amendment(
        version=version,
        day=day_of(town.now).isoformat(),
        changes=f'[periods.retention_months]\ndays = {days}\nsource = "A test"',
    )
    ref = proposing.propose(town.call("alan"), content)
    worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "As it should be.")


def test_nothing_is_announced_where_nobody_goes(town: Town) -> None:
    vacancy = town.vacancy()
    hugh = town.call("hugh")
    candidates.add_candidate(hugh, vacancy, "Bo Fennimore", "", CandidateStatus.APPOINTED)
    vacancies.close_vacancy(hugh, vacancy)
    town.wait(days=400)
    tick(town)
    assert records(town, vacancy, Event.ERASURE_ANNOUNCED) == []


@on_both
def test_it_is_listed_by_date_and_paged(town: Town) -> None:
    references = ["E-5", "A-1", "C-3", "B-2", "D-4"]
    for reference in references:
        closed(town, reference)
        if reference != "C-3":
            town.wait(days=1)  # C-3 and B-2 at the same moment
    dara, seen, turning = town.call("dara"), [], Turning(size=2)
    for _page in range(3):
        page = read_calendar(dara, turning=turning).page
        seen += [one.reference for one in page.rows]
        turning = Turning(after=page.last, size=2)
    assert (page.before, page.after) == (4, 0)
    assert sorted(seen[2:4]) == ["B-2", "C-3"]
    assert [*seen[:2], *seen[4:]] == ["E-5", "A-1", "D-4"]
    unknown = read_calendar(dara, turning=Turning(after="unknown", size=2)).page
    assert [one.reference for one in unknown.rows] == seen[:2]
    found = read_calendar(dara, VacanciesWanted(words="b-2")).page
    assert [one.reference for one in found.rows] == ["B-2"]


def test_by_reference_and_for_those_only_who_may(town: Town) -> None:
    closed(town)
    for name in ("mara", "edith", "alan"):
        with pytest.raises(NotAllowed):
            read_calendar(town.call(name))
    shown = read_calendar(town.call("hugh"))
    assert "Quillfeather" not in repr(shown)
    assert (shown.kept.days, shown.register.days) == (365, 1095)
    assert shown.page.rows[0].closed_on == date(2026, 11, 23)


@on_both
def test_the_panel_is_not_told_who_is_proposed_to_be_erased(town: Town) -> None:
    town.add("paul", Role.HR, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "paul"))
    candidate = town.candidate(vacancy)
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, "By letter.")
    for name, told in (("dara", True), ("hugh", True), ("paul", False)):
        (person,) = read_vacancy_kept(town.call(name), vacancy).people
        assert person.proposed is told
