"""A candidate is given more time to reply: how long a search waits, and who learns of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.words import Answered, State
from screening.reports.html import report_html
from screening.services import vacancies
from screening.services.checks import clockwork, looking, notices
from screening.services.checks.more_time import MOST_DAYS, days_to_give, give_more_time
from screening.services.reading.checks.check import CheckShown
from screening.services.reading.checks.search import read_search
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.rights.subject_facts import sayings_of
from screening.services.reading.telling.own_page import Standing
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.candidates import answers_with, link_to, page_at
from tests.services.test_reporting_reading import only, printed
from tests.services.town import Town

WHY = "Her screen reader cannot read the letter: quokka."
TOLD = date(2026, 11, 30)  # until when they may reply, by the notice
LATER = date(2026, 12, 9)
WINDOW = timedelta(days=14)


@pytest.fixture
def told(town: Town) -> str:
    return town.told(town.vacancy())


def give(town: Town, check: str, until: date = LATER, by: str = "hugh") -> None:
    give_more_time(town.call(by), check, until, WHY)


def days(shown: CheckShown) -> tuple[datetime | None, datetime | None, datetime | None]:
    assert shown.scope is not None
    return shown.reply_until, shown.scope.not_before, shown.scope.not_after


def to_search(town: Town) -> int:
    rows = list_notifications(town.call("sam")).rows
    return sum(one.unread for one in rows if one.kind == Told.TO_SEARCH)


def ends(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)


GIVEN = (ends(LATER), ends(LATER), ends(LATER + WINDOW))


@on_both
def test_the_search_waits_and_has_as_many_days_as_before(town: Town, told: str) -> None:
    assert days(town.see("hugh", told)) == (ends(TOLD), ends(TOLD), ends(TOLD + WINDOW))
    give(town, told)
    shown = town.see("hugh", told)
    assert (shown.state, days(shown)) == (State.NOTIFIED, GIVEN)
    town.wait(days=10)  # the notice's own day is over
    clockwork.tick(town.call("hugh"))
    assert town.see("hugh", told).state is State.NOTIFIED
    with pytest.raises(NotPossible):
        looking.begin_search(town.call("sam"), told)
    sheet = read_search(town.call("sam"), told)
    assert sheet.days == (LATER + timedelta(days=1), LATER + WINDOW) and not sheet.beginning
    town.wait(days=7)
    clockwork.tick(town.call("hugh"))
    looking.begin_search(town.call("sam"), told)


@on_both
def test_who_asks_once_it_is_over_has_time_again(town: Town, told: str) -> None:
    town.wait(days=10)
    clockwork.tick(town.call("hugh"))
    assert town.see("hugh", told).state is State.READY and to_search(town) == 1
    give(town, told)
    shown = town.see("hugh", told)
    assert (shown.state, days(shown)) == (State.NOTIFIED, GIVEN) and to_search(town) == 0
    town.wait(days=7)
    clockwork.tick(town.call("hugh"))
    assert town.see("hugh", told).state is State.READY and to_search(town) == 1


def test_nobody_gets_it_once_it_has_lapsed(town: Town, told: str) -> None:
    town.wait(days=60)
    with pytest.raises(NotPossible):
        give(town, told, town.now.date() + timedelta(days=3))
    assert town.see("hugh", told).state is State.EXPIRED


def test_what_an_objection_gave_is_kept(town: Town, told: str) -> None:
    notices.raise_objection(town.call("hugh"), told, "That is not me.")
    with pytest.raises(NotPossible):
        give(town, told)
    town.wait(days=2)
    notices.decide_objection(town.call("hugh"), told, upheld=False, reasons="It is.")
    give(town, told)
    assert days(town.see("hugh", told)) == GIVEN


@pytest.mark.parametrize("late", [0, 10])
def test_only_a_day_that_gives_time_and_not_too_much(town: Town, told: str, late: int) -> None:
    town.wait(days=late)
    reply_until = town.see("hugh", told).reply_until
    assert reply_until
    first, latest = days_to_give(reply_until, town.now)
    assert first == max(TOLD, town.now.date()) + timedelta(days=1)
    for wrong in (first - timedelta(days=1), latest + timedelta(days=1), date.min, date.max):
        with pytest.raises(NotValid) as refused:
            give(town, told, wrong)
        assert set(refused.value.fields) == {"until"}
    give(town, told, latest)
    assert (latest - max(TOLD, town.now.date())).days > MOST_DAYS  # working days


@pytest.mark.parametrize("words", ["", " ", "y" * 5001])
def test_it_has_a_reason(town: Town, told: str, words: str) -> None:
    with pytest.raises(NotValid) as refused:
        give_more_time(town.call("hugh"), told, LATER, words)
    assert set(refused.value.fields) == {"reason"}


def test_nobody_but_hr_apart_from_panel_and_search_gives_it(town: Town, told: str) -> None:
    for name in ("mara", "sam", "edith", "dara"):
        with pytest.raises(NotAllowed):
            give(town, told, by=name)
        assert Event.MORE_TIME_GIVEN not in town.see(name, told).doings
    with pytest.raises(NotFound):
        give(town, "0" * 32)
    assert town.see("hugh", told).reply_until == ends(TOLD)


def test_not_before_the_notice_nor_once_the_search_has_begun(town: Town) -> None:
    approved, ready = town.approved(town.vacancy()), town.waiting(town.vacancy("LIB-8"))
    later = town.now.date() + timedelta(days=5)
    with pytest.raises(NotPossible):
        give(town, approved, later)
    assert Event.MORE_TIME_GIVEN in town.see("hugh", ready).doings
    looking.begin_search(town.call("sam"), ready)
    assert Event.MORE_TIME_GIVEN not in town.see("hugh", ready).doings
    with pytest.raises(NotPossible, match="has begun"):
        give(town, ready, later)
    with pytest.raises(NotPossible):
        give(town, town.searched(town.vacancy("LIB-9")), later)


def test_nor_in_a_closed_vacancy(town: Town, told: str) -> None:
    town.wait(days=10)
    clockwork.tick(town.call("hugh"))
    vacancies.close_vacancy(town.call("hugh"), town.see("hugh", told).vacancy_ref)
    with pytest.raises(NotPossible):
        give(town, told)


def test_who_said_to_go_ahead_has_to_take_it_back(town: Town, told: str) -> None:
    key = link_to(town, told)
    answers_with(town, key, Answered.GO_AHEAD)
    with pytest.raises(NotValid) as refused:
        give(town, told)
    assert set(refused.value.fields) == {"takes_back"}
    assert town.see("hugh", told).state is State.READY
    give_more_time(town.call("hugh"), told, LATER, WHY, takes_back=True)
    shown = town.see("hugh", told)
    assert (shown.state, days(shown)) == (State.NOTIFIED, GIVEN)
    assert Answered.GO_AHEAD in page_at(town, key).answers
    assert only(printed(town, shown.vacancy_ref)).agreed is None
    answers_with(town, key, Answered.GO_AHEAD)
    report = only(printed(town, shown.vacancy_ref))
    assert report.agreed and report.window
    assert (report.window.first, report.window.last) == (town.now.date(), LATER + WINDOW)


def test_the_candidate_sees_the_new_day_and_can_answer(town: Town, told: str) -> None:
    key = link_to(town, told)
    town.wait(days=10)
    clockwork.tick(town.call("hugh"))
    assert page_at(town, key).standing is Standing.MAY_LOOK
    give(town, told)
    page = page_at(town, key)
    assert (page.standing, page.notice.reply_by) == (Standing.ASKED, LATER)
    assert page.notice.first_day == LATER + timedelta(days=1)
    assert [(one.event, one.until, one.words) for one in page.said] == [
        (Event.MORE_TIME_GIVEN, LATER, "")
    ]
    answers_with(town, key, Answered.OBJECT)


def test_neither_panel_nor_searcher_reads_it(town: Town, told: str) -> None:
    before = town.see("mara", told)
    town.wait(hours=3)
    give(town, told)
    assert town.see("mara", told) == before
    sam = town.see("sam", told)
    assert sam.reply_until == ends(LATER) and sam.last(Event.MORE_TIME_GIVEN) is None
    assert "quokka" not in str(sam)
    town.wait(days=8)
    shown = town.see("mara", told)
    assert (shown.state, shown.state_since) == (before.state, before.state_since)
    assert (shown.reply_until, shown.events) == (None, before.events)
    for name in ("hugh", "edith"):
        given = town.see(name, told).last(Event.MORE_TIME_GIVEN)
        assert given and given.payload and given.payload["reason"] == WHY


def test_the_report_counts_it_and_prints_the_day_alone(town: Town, told: str) -> None:
    give(town, told)
    report = printed(town, town.see("hugh", told).vacancy_ref)
    check = only(report)
    assert check.notice and check.notice.reply_by == LATER
    assert check.window and check.window.first == LATER + timedelta(days=1)
    [line] = [line for line in check.lines if line.event is Event.MORE_TIME_GIVEN]
    assert line.said and [one.value for one in line.said] == [ends(LATER)]
    html = report_html(report)
    assert "More time to reply given" in html and "quokka" not in html


def test_the_reason_is_held_of_the_candidate_and_goes_with_them(town: Town, told: str) -> None:
    give(town, told)
    shown = town.see("hugh", told)
    with town.call("dara").look() as work:
        [record] = [
            one
            for one in open_records(work.session, work.vault, subject_ref=shown.candidate_ref)
            if one.event == Event.MORE_TIME_GIVEN
        ]
    said = {one.field: one for one in sayings_of(record, {})}
    assert record.payload and set(said) == set(record.payload)
    assert said["reason"].free and not said["reason"].free.own
    town.erase(shown.candidate_ref)
    assert "quokka" not in str(town.see("hugh", told))


def both_at_once(*acts: Callable[[], object]) -> list[bool]:
    """Which of ``acts`` came off, all begun at the same moment."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], object]) -> bool:
        ready.wait()
        try:
            act()
        except (Conflict, NotPossible, NotValid):
            return False
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@on_both
@pytest.mark.parametrize("_try", range(2))
def test_two_who_give_it_at_once_give_it_once(town: Town, told: str, _try: int) -> None:
    gave = both_at_once(lambda: give(town, told), lambda: give(town, told, by="hetty"))
    assert sorted(gave) == [False, True]
    shown = town.see("hugh", told)
    assert days(shown) == GIVEN
    assert len(shown.every(Event.MORE_TIME_GIVEN)) == 1


@on_both
@pytest.mark.parametrize("_try", range(2))
def test_a_go_ahead_at_the_same_moment_stands(town: Town, told: str, _try: int) -> None:
    key = link_to(town, told)
    gave, agreed = both_at_once(
        lambda: give(town, told), lambda: answers_with(town, key, Answered.GO_AHEAD)
    )
    shown = town.see("hugh", told)
    assert agreed and shown.state is State.READY
    assert shown.reply_until == (ends(LATER) if gave else ends(TOLD))
    assert shown.scope and shown.scope.not_after == shown.reply_until + WINDOW


@on_both
@pytest.mark.parametrize("_try", range(2))
def test_the_clock_ends_no_time_that_was_just_given(town: Town, told: str, _try: int) -> None:
    town.wait(days=10)
    gave, _ticked = both_at_once(
        lambda: give(town, told), lambda: clockwork.tick(town.call("hugh"))
    )
    shown = town.see("hugh", told)
    assert shown.state is (State.NOTIFIED if gave else State.READY)
    assert (shown.reply_until == ends(LATER)) is gave
