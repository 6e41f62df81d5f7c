"""A hold on a vacancy: nothing of anybody in it is erased, by two people or by the clock."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import ErasedBecause, ErasureState
from screening.services.erasure import erasing, erasing_by_two, holds
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.keeping.holds import read_hold
from screening.services.reading.keeping.retention import VacancyKept, read_vacancy_kept
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store.engine import open_engine
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.services.town import Town

REASON = "Claim 2700123 before the tribunal."


def held(town: Town, vacancy: str, by: str = "dara") -> str:
    return holds.place(town.call(by), vacancy, REASON)


def kept(town: Town, vacancy: str, by: str = "dara") -> VacancyKept:
    return read_vacancy_kept(town.call(by), vacancy)


def last(town: Town, vacancy: str) -> OpenedRecord:
    with town.call("edith").look() as work:
        return open_records(work.session, work.vault, vacancy_ref=vacancy)[-1]


def is_erased(town: Town, candidate: str) -> bool:
    return read_candidate(town.call("hugh"), candidate).name == ""


def test_while_it_stands_nothing_is_proposed_or_confirmed(town: Town) -> None:
    vacancy = town.vacancy()
    first, second = town.candidate(vacancy), town.candidate(vacancy, "Bo Fennimore")
    held(town, vacancy)
    for candidate in (first, second):
        with pytest.raises(NotPossible, match="A hold is on this vacancy"):
            erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, "They ask.")
    hold = read_erasure(town.call("hetty"), first).hold
    assert hold is not None
    assert (hold.placed_by, hold.placed_at, hold.reason) == ("dara", town.now, "")


def test_it_ends_proposals_and_they_do_not_come_back(town: Town) -> None:
    vacancy, elsewhere = town.vacancy(), town.vacancy("HSG-1")
    candidate, other = town.candidate(vacancy), town.candidate(elsewhere)
    for each in (candidate, other):
        erasing_by_two.propose(town.call("dara"), each, ErasedBecause.ASKED, "They asked.")
    read = read_erasure(town.call("hetty"), candidate).read
    held(town, vacancy)
    record = last(town, vacancy)
    assert (record.event, record.actor_role) == (Event.HOLD_PLACED, "data-protection")
    assert record.payload == {"hold": "1", "reason": REASON, "stopped": ["C-01"]}
    [one] = read_erasure(town.call("dara"), candidate).proposals
    assert (one.state, one.decided_by) == (ErasureState.STOPPED, "dara")
    holds.lift(town.call("dara"), vacancy, 1, "The claim is settled.")
    with pytest.raises(NotPossible):
        erasing_by_two.confirm(town.call("hetty"), candidate, "Yes.", read)
    assert not is_erased(town, candidate)
    assert town.confirm_erasure(other, by="hetty")
    assert town.erase(candidate)


@on_both
def test_it_stops_what_was_confirmed_as_long_as_no_key_is_gone(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process died between the second person's word and the first key."""
    candidate = town.candidate(town.vacancy())
    vacancy = read_candidate(town.call("hugh"), candidate).vacancy_ref
    with monkeypatch.context() as killed:
        killed.setattr(erasing, "carry_out", lambda *_args: None)
        town.erase(candidate)
    held(town, vacancy)
    assert erasing.finish(town.call("dara")) == 0
    assert not is_erased(town, candidate)
    [one] = read_erasure(town.call("dara"), candidate).proposals
    assert (one.state, one.decided_by) == (ErasureState.STOPPED, "dilys")
    holds.lift(town.call("dara"), vacancy, 1, "Settled.")
    assert erasing.finish(town.call("dara")) == 0
    assert not is_erased(town, candidate)


def test_what_was_begun_is_finished_in_spite_of_it(town: Town) -> None:
    """After a restore: the vault knows that the person was erased, and that stays so."""
    vacancy = town.vacancy()
    candidate, other = town.candidate(vacancy), town.candidate(vacancy, "Bo Fennimore")
    town.store.vault.destroy(candidate, erasing.CLASSES)
    held(town, vacancy)
    assert erasing.finish(town.call("dara")) == 1
    assert read_candidate(town.call("hugh"), candidate).erased_at == town.now
    assert not is_erased(town, other)


def test_each_is_lifted_by_itself_and_the_last_one_counts(town: Town) -> None:
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy)
    assert [held(town, vacancy), held(town, vacancy)] == ["1", "2"]
    town.wait(days=1)
    holds.lift(town.call("dara"), vacancy, 1, "That one is settled.")
    with pytest.raises(NotPossible):
        erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, "They ask.")
    holds.lift(town.call("dara"), vacancy, 2, "So is that.")
    record = last(town, vacancy)
    assert (record.event, record.payload) == (
        Event.HOLD_LIFTED,
        {"hold": "2", "reason": "So is that."},
    )
    assert town.erase(candidate)
    second, first = kept(town, vacancy).holds
    assert (first.reason, first.why_lifted) == (REASON, "That one is settled.")
    assert (second.number, second.lifted_by, second.lifted_at) == (2, "dara", town.now)


def test_a_hold_is_lifted_once(town: Town) -> None:
    vacancy = town.vacancy()
    held(town, vacancy)
    holds.lift(town.call("dara"), vacancy, 1, "Settled.")
    with pytest.raises(Conflict):
        holds.lift(town.call("dara"), vacancy, 1, "Settled.")
    with pytest.raises(NotFound):
        holds.lift(town.call("dara"), vacancy, 2, "Settled.")
    with pytest.raises(NotFound):
        read_hold(town.call("dara"), vacancy, 2)


def test_a_second_click_puts_no_second_hold_on(town: Town) -> None:
    vacancy = town.vacancy()
    assert [holds.place(town.call("dara", key="a" * 32), vacancy, REASON) for _ in "12"] == [
        "1"
    ] * 2
    assert len(kept(town, vacancy).holds) == 1


@pytest.mark.parametrize("name", ["edith", "hugh", "mara", "alan"])
def test_only_the_data_protection_officer_places_and_lifts(town: Town, name: str) -> None:
    vacancy = town.vacancy()
    held(town, vacancy)
    for act in (
        lambda: held(town, vacancy, name),
        lambda: holds.lift(town.call(name), vacancy, 1, "Settled."),
        lambda: read_hold(town.call(name), vacancy, 1),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            act()
    [one] = kept(town, vacancy).holds
    assert one.lifted_at is None


def test_a_reason_has_to_be_given(town: Town) -> None:
    vacancy = town.vacancy()
    with pytest.raises(NotValid):
        holds.place(town.call("dara"), vacancy, " ")
    held(town, vacancy)
    with pytest.raises(NotValid):
        holds.lift(town.call("dara"), vacancy, 1, " ")


def test_hr_knows_that_it_stands_and_whom_to_ask_but_not_why(town: Town) -> None:
    vacancy = town.vacancy()
    held(town, vacancy)
    [one] = kept(town, vacancy, "hugh").holds
    assert (one.placed_by, one.reason) == ("dara", "")
    assert not kept(town, vacancy, "hugh").may_hold
    for name in ("mara", "edith", "alan"):
        with pytest.raises((NotFound, NotAllowed)):
            kept(town, vacancy, name)


@on_both
def test_the_database_keeps_what_was_held(town: Town, owner_url: str) -> None:
    vacancy = town.vacancy()
    held(town, vacancy)
    holds.lift(town.call("dara"), vacancy, 1, "Settled.")
    engine = open_engine(owner_url)
    for change in ("UPDATE hold SET lifted_at = NULL", "DELETE FROM hold"):
        with (
            engine.connect() as connection,
            pytest.raises(DBAPIError, match="stays as it is"),
        ):
            connection.execute(text(change))
    engine.dispose()


@on_both
def test_hold_and_confirmation_at_once(town: Town) -> None:
    """Whichever is first: never a hold with a candidate erased after it."""
    candidate = town.candidate(town.vacancy())
    vacancy = read_candidate(town.call("hugh"), candidate).vacancy_ref
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, "They asked.")
    read = read_erasure(town.call("hetty"), candidate).read
    barrier = Barrier(2)

    def act(number: int) -> bool:
        barrier.wait()
        try:
            if number:
                held(town, vacancy)
            else:
                erasing_by_two.confirm(town.call("hetty"), candidate, "Yes.", read)
        except (Conflict, NotPossible):
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        confirmed, placed = threads.map(act, (0, 1))
    assert placed
    assert is_erased(town, candidate) == confirmed
    with town.call("edith").look() as work:
        events = [one.event for one in open_records(work.session, work.vault, vacancy_ref=vacancy)]
    if confirmed:
        assert events.index(Event.SUBJECT_ERASED) < events.index(Event.HOLD_PLACED)
    else:
        assert Event.SUBJECT_ERASED not in events
