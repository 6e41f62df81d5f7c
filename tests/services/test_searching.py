"""One search: within what was approved, or with the reason why not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from screening.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Delivery, Reliability, Result, State, Sureness
from screening.services.checks import looking, notices, searching
from screening.services.checks.searching import VisitText
from screening.services.reading.checks.reconciled import reconciled
from screening.services.reading.checks.search import read_search
from screening.store.tables.search import Outcome
from tests.databases import on_both
from tests.services.town import ADDRESS, QUOTE, Town

READ = "Captions of the posts from 2022 to 2024"


@pytest.fixture
def ready(town: Town) -> str:
    return town.ready(town.vacancy())


def visit(
    town: Town,
    check: str,
    *,
    by: str = "sam",
    position: int | None = 0,
    minutes: int = 20,
    at: datetime | None = None,
    elsewhere: str = "",
    why: str = "",
    terms: tuple[str, ...] = (),
    other: str = "",
) -> str:
    text = VisitText(position, elsewhere, at or town.now, minutes, READ, why, terms, other)
    return searching.record_visit(town.call(by), check, text)


def finish(town: Town, check: str, by: str = "sam", answer: str = "Three posts a week.") -> None:
    searching.record_outcome(
        town.call(by), check, Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN, answer
    )


def test_the_first_visit_uses_the_approval(town: Town, ready: str) -> None:
    visit(town, ready)
    shown = town.see("hugh", ready)
    assert shown.state is State.SEARCHING
    assert shown.scope and shown.scope.used_at == town.now
    visit(town, ready, minutes=10)
    assert len(town.see("hugh", ready).every(Event.VISIT_RECORDED)) == 2


def test_the_sheet_holds_the_scope_and_what_is_left(town: Town, ready: str) -> None:
    visit(town, ready)
    sheet = read_search(town.call("sam"), ready)
    assert (sheet.quote, sheet.minutes, sheet.minutes_left) == (QUOTE, 30, 10)
    assert [place.address for place in sheet.places.values()] == [ADDRESS]
    assert (sheet.visiting, sheet.ending, sheet.giving_up) == (True, True, False)
    assert (sheet.visits[0].place, sheet.visits[0].read) == (ADDRESS, READ)
    assert sheet.days_left == 15 - town.now.day  # the last day is 14 December


@pytest.mark.parametrize("name", ["mara", "hugh", "edith"])
def test_nobody_else_reads_the_sheet_or_searches(town: Town, ready: str, name: str) -> None:
    with pytest.raises(NotFound):
        read_search(town.call(name), ready)
    with pytest.raises(NotAllowed):
        visit(town, ready, by=name)


def test_there_is_no_sheet_before_approval(town: Town) -> None:
    check = town.submitted(town.vacancy())
    with pytest.raises(NotFound):
        read_search(town.call("sam"), check)


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ({"position": None, "elsewhere": "x.com/ada"}, "not approved"),
        ({"position": 7}, "not approved"),
        ({"minutes": 31}, "longer"),
        ({"terms": ("harbourmuseum",), "other": "ada quillfeather"}, "words were not approved"),
    ],
)
def test_what_goes_beyond_needs_its_reason(
    town: Town, ready: str, what: dict[str, object], message: str
) -> None:
    with pytest.raises(NotValid, match=message) as refused:
        visit(town, ready, **what)  # type: ignore[arg-type]  # of one case at a time
    assert set(refused.value.fields) == {"explanation"}
    visit(town, ready, **what, why="The page had moved.")  # type: ignore[arg-type]  # as above
    event = town.see("hugh", ready).last(Event.VISIT_RECORDED)
    assert event and event.payload and event.payload["variance"] is True


@on_both
def test_the_approved_words_are_ticked_where_they_were_used(town: Town, ready: str) -> None:
    with pytest.raises(NotValid) as refused:
        visit(town, ready, terms=("ada",))
    assert set(refused.value.fields) == {"terms"}
    done = reconciled(town.see("hugh", ready))
    assert done and [(one.words, one.places) for one in done.terms] == [("harbourmuseum", ())]
    for _twice in range(2):
        visit(town, ready, minutes=5, terms=("harbourmuseum",))
    visit(town, ready, minutes=5, other="ada q", why="It came up.")
    done = reconciled(town.see("edith", ready))
    assert done and [(one.words, one.places) for one in done.terms] == [
        ("harbourmuseum", (ADDRESS,))
    ]
    [beyond] = done.went_beyond
    assert (beyond.other_terms, beyond.number) == ("[name] q", 3)
    assert town.see("mara", ready).every(Event.VISIT_RECORDED) == ()


def test_minutes_add_up(town: Town, ready: str) -> None:
    visit(town, ready, minutes=30)
    with pytest.raises(NotValid, match="longer"):
        visit(town, ready, minutes=1)


@pytest.mark.parametrize("minutes", [0, -1, 6001])
def test_a_look_has_a_length(town: Town, ready: str, minutes: int) -> None:
    with pytest.raises(NotValid) as refused:
        visit(town, ready, minutes=minutes)
    assert set(refused.value.fields) == {"minutes"}


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 30, 12, 0, tzinfo=UTC),
        datetime(1, 1, 1, 0, 5, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    ],
)
def test_a_look_outside_the_days_is_not_this_search(town: Town, ready: str, at: datetime) -> None:
    with pytest.raises(NotValid) as refused:
        visit(town, ready, at=at)
    assert set(refused.value.fields) == {"occurred_at"}


def test_nobody_looks_while_the_candidate_can_reply(town: Town) -> None:
    check = town.approved(town.vacancy())
    with pytest.raises(NotPossible):
        visit(town, check)
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    with pytest.raises(NotPossible, match="reply"):
        visit(town, check)
    assert not read_search(town.call("sam"), check).visiting


def test_the_clocks_word_is_written_by_whoever_begins(town: Town) -> None:
    check = town.approved(town.vacancy())
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    town.wait(days=9)
    assert read_search(town.call("sam"), check).beginning
    looking.begin_search(town.call("sam"), check)
    visit(town, check)
    happened = [event.event for event in town.see("hugh", check).events][-3:]
    assert happened == [Event.REPLY_PERIOD_OVER, Event.SEARCH_BEGUN, Event.VISIT_RECORDED]


def test_nobody_looks_while_an_objection_stands(town: Town, ready: str) -> None:
    notices.raise_objection(town.call("hugh"), ready, "Please do not.")
    with pytest.raises(NotPossible):
        visit(town, ready)


def test_a_look_in_time_can_be_written_up_in_the_days_of_grace(town: Town, ready: str) -> None:
    in_time = town.now
    town.now = datetime(2026, 12, 16, 12, 0, tzinfo=UTC)
    visit(town, ready, at=in_time)
    assert town.see("hugh", ready).state is State.SEARCHING


def test_after_the_grace_it_has_lapsed(town: Town, ready: str) -> None:
    in_time = town.now
    town.now = datetime(2026, 12, 17, 12, 0, tzinfo=UTC)
    with pytest.raises(NotPossible):
        visit(town, ready, at=in_time)
    assert town.see("hugh", ready).state is State.EXPIRED


def test_an_exposure_says_that_and_when_and_never_what(town: Town, ready: str) -> None:
    with pytest.raises(NotPossible):
        searching.record_exposure(town.call("sam"), ready, town.now)
    visit(town, ready)
    with pytest.raises(NotValid):
        searching.record_exposure(town.call("sam"), ready, town.now + timedelta(minutes=1))
    searching.record_exposure(town.call("sam"), ready, town.now)
    event = town.see("hugh", ready).last(Event.EXPOSURE_RECORDED)
    assert event and event.payload == {"seen_at": town.now.isoformat()}
    finish(town, ready)
    with town.call("hugh").look() as work:
        assert work.session.scalars(select(Outcome.exposure)).one() is True


def test_an_outcome_ends_the_search(town: Town, ready: str) -> None:
    with pytest.raises(NotPossible):
        finish(town, ready)
    visit(town, ready)
    with pytest.raises(NotValid):
        finish(town, ready, answer=" ")
    finish(town, ready)
    assert town.see("hugh", ready).state is State.SEARCHED
    with pytest.raises(NotPossible):
        visit(town, ready)


def test_a_search_that_was_not_made(town: Town, ready: str) -> None:
    with pytest.raises(NotValid):
        searching.not_carried_out(town.call("sam"), ready, "")
    searching.not_carried_out(town.call("sam"), ready, "The account is private.")
    assert town.see("hugh", ready).state is State.EXPIRED


def test_it_cannot_be_said_once_somebody_has_looked(town: Town, ready: str) -> None:
    visit(town, ready)
    with pytest.raises(NotPossible):
        searching.not_carried_out(town.call("sam"), ready, "The account is private.")


def test_hr_records_for_a_third_party(town: Town) -> None:
    check = town.outside(town.vacancy())
    assert read_search(town.call("hetty"), check).searcher_name == "Vetters Ltd"
    with pytest.raises(NotAllowed):
        visit(town, check, by="mara")
    visit(town, check, by="hetty")
    assert town.see("hugh", check).state is State.SEARCHING
