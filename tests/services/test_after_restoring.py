"""After a restore nothing is begun to be erased until somebody says that holds are back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotPossible, NotValid, OlderThanKnown
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.domain.words import ErasedBecause, Role
from screening.ledger.record import ORGANISATION
from screening.services import checkpointing, vacancies
from screening.services.backups.older import accept_older
from screening.services.call import Call
from screening.services.erasure import erasing, erasing_by_two, holds
from screening.services.erasure.after_restoring import go_on, have_erasing_wait
from screening.services.reading.keeping.after_restoring import ErasingWaits, list_waits, read_waits
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store import seen
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.town import Town


def operator(town: Town) -> Call:
    return Call(town.store, OPERATOR, town.clock)


def waits(town: Town) -> ErasingWaits:
    found = read_waits(town.call("dara"))
    assert found is not None
    return found


def records(town: Town, event: Event) -> list[OpenedRecord]:
    with town.call("edith").look() as work:
        return open_records(work.session, work.vault, event=event)


def is_erased(town: Town, candidate: str) -> bool:
    return read_candidate(town.call("hugh"), candidate).erased_at is not None


def confirmed(town: Town, monkeypatch: pytest.MonkeyPatch, reference: str = "LIB-7") -> str:
    """A candidate whose erasure was confirmed and not begun."""
    candidate = town.candidate(town.vacancy(reference))
    with monkeypatch.context() as killed:
        killed.setattr(erasing, "carry_out", lambda *_asked: None)
        town.erase(candidate)
    return candidate


def due(town: Town) -> str:
    """A candidate whose time is over, and of whom that was announced."""
    vacancy = town.vacancy("OLD-1")
    candidate = town.candidate(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.wait(days=340)
    worker_of(town).tick()
    town.wait(days=31)
    return candidate


@on_both
def test_nothing_is_begun_and_then_all_of_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    over = due(town)
    decided = confirmed(town, monkeypatch)
    last = town.now
    town.wait(hours=2)
    have_erasing_wait(operator(town))
    worker_of(town).tick()
    assert not is_erased(town, decided)
    assert not is_erased(town, over)
    found = waits(town)
    assert (found.since, found.up_to) == (town.now, last)
    said = {(one.vacancy_reference, one.code, one.decided) for one in found.would_go}
    assert said == {("OLD-1", "C-01", False), ("LIB-7", "C-01", True)}
    go_on(town.call("dara"), found.record, "None was on: the case list says so.")
    assert read_waits(town.call("dara")) is None
    worker_of(town).tick()
    assert is_erased(town, decided)
    assert is_erased(town, over)


def test_it_is_on_record(town: Town) -> None:
    town.vacancy()
    have_erasing_wait(operator(town))
    have_erasing_wait(operator(town))
    go_on(town.call("dara"), waits(town).record, "Put back on LIB-7.")
    [waited], [went_on] = (
        records(town, each) for each in (Event.ERASING_WAITS, Event.ERASING_WENT_ON)
    )
    assert (waited.vacancy_ref, waited.actor_role, waited.payload) == (ORGANISATION, "operator", {})
    assert (went_on.vacancy_ref, went_on.actor_role) == (ORGANISATION, "data-protection")
    assert went_on.payload == {"words": "Put back on LIB-7."}


@on_both
def test_a_hold_that_was_put_back_protects_whom_it_did(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = confirmed(town, monkeypatch)
    have_erasing_wait(operator(town))
    vacancy = read_candidate(town.call("hugh"), candidate).vacancy_ref
    holds.place(town.call("dara"), vacancy, "The claim of January.")
    assert waits(town).would_go == ()
    go_on(town.call("dara"), waits(town).record, "Put back on LIB-7.")
    worker_of(town).tick()
    assert not is_erased(town, candidate)


def test_two_people_cannot_begin_it_either(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    have_erasing_wait(operator(town))
    dara, hetty = town.call("dara"), town.call("hetty")
    erasing_by_two.propose(dara, candidate, ErasedBecause.ASKED, "They asked.")
    shown = read_erasure(hetty, candidate)
    assert shown.erasing_waits
    with pytest.raises(NotPossible, match="holds may be missing"):
        erasing_by_two.confirm(hetty, candidate, "Yes.", shown.read)
    with pytest.raises(NotPossible, match="holds may be missing"):
        erasing.carry_out(hetty, candidate, ErasedBecause.ASKED)
    go_on(dara, waits(town).record, "None was on.")
    assert erasing_by_two.confirm(hetty, candidate, "Yes.", shown.read)
    assert is_erased(town, candidate)


def test_what_was_erased_before_does_not_wait(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    town.store.vault.destroy(candidate, erasing.CLASSES)
    have_erasing_wait(operator(town))
    worker_of(town).tick()
    assert is_erased(town, candidate)


def test_an_older_database_that_is_accepted_has_it_wait(town: Town) -> None:
    town.vacancy()
    size = checkpointing.make(operator(town))
    last = town.now
    seen.begin_again_from(town.store.vault, seen.Seen(town.store.log_id, size + 7, "0" * 64))
    town.wait(hours=1)
    assert accept_older(operator(town), []) is not None
    assert (waits(town).since, waits(town).up_to) == (town.now, last)


def test_a_database_from_before_a_hold_is_known_to_be_older(town: Town) -> None:
    """So that it waits also where the database was brought back by its own means."""
    vacancy = town.vacancy()
    checkpointing.make(operator(town))
    town.candidate(vacancy)
    assert not checkpointing.tick(operator(town))
    holds.place(town.call("dara"), vacancy, "A claim.")
    [hold] = records(town, Event.HOLD_PLACED)
    assert checkpointing.tick(operator(town))
    known = seen.seen(town.store.vault)
    assert known is not None
    assert known.size > hold.seq
    town.candidate(vacancy, "Bo Fennimore")
    assert not checkpointing.tick(operator(town))


def test_where_there_is_no_record_there_is_nothing_to_wait_for(town: Town) -> None:
    have_erasing_wait(operator(town))
    assert list_waits(town.call("alan")) == ()


@on_both
def test_an_empty_database_that_is_accepted_has_nothing_wait(town: Town) -> None:
    """As after everything was lost but the vault: the first pages of officers can be read."""
    seen.begin_again_from(town.store.vault, seen.Seen("f" * 32, 7, "0" * 64))
    assert accept_older(operator(town), []) is not None
    have_erasing_wait(operator(town))
    assert list_waits(town.call("alan")) == list_waits(town.call("dara")) == ()
    town.vacancy()
    have_erasing_wait(operator(town))
    assert waits(town).up_to == town.now


def test_a_copy_that_was_made_while_it_waited_has_it_wait_anew(town: Town) -> None:
    town.vacancy()
    have_erasing_wait(operator(town))
    first = waits(town)
    town.wait(hours=1)
    town.vacancy("HSG-1")
    last = town.now
    town.wait(hours=1)
    have_erasing_wait(operator(town))
    found = waits(town)
    assert (found.since, found.up_to) == (town.now, last)
    with pytest.raises(Conflict, match="another copy"):
        go_on(town.call("dara"), first.record, "None was on when the first one was.")
    assert waits(town) == found


def test_an_older_database_under_a_service_that_was_not_stopped_has_nothing_erased(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    over, decided = due(town), confirmed(town, monkeypatch)
    size = checkpointing.make(operator(town))
    town.store.vault.destroy(gone := town.candidate(town.vacancy("HSG-1")), erasing.CLASSES)
    newest = seen.seen(town.store.vault)
    assert newest is not None
    seen.begin_again_from(town.store.vault, seen.Seen(town.store.log_id, size + 70, "0" * 64))
    worker_of(town).tick()
    assert [is_erased(town, one) for one in (over, decided, gone)] == [False, False, True]
    with pytest.raises(NotPossible, match="not the newest"):
        erasing.carry_out(town.call("hetty"), decided, ErasedBecause.ASKED)
    seen.begin_again_from(town.store.vault, newest)
    worker_of(town).tick()
    assert [is_erased(town, one) for one in (over, decided)] == [True, True]


def test_going_on_with_it_signs_nothing_and_forgets_nothing(town: Town) -> None:
    town.vacancy()
    size = checkpointing.make(operator(town))
    lost = seen.Seen(town.store.log_id, size + 2, "0" * 64)
    seen.begin_again_from(town.store.vault, lost)
    town.wait(hours=1)
    for reference in ("HSG-1", "ENV-1", "ENV-2"):
        town.vacancy(reference)
    for sign in (checkpointing.tick, checkpointing.make):
        with pytest.raises(OlderThanKnown):
            sign(operator(town))
    assert seen.seen(town.store.vault) == lost


@on_both
def test_it_is_said_once_and_of_the_newest(town: Town) -> None:
    town.add("dilys", Role.DATA_PROTECTION)
    town.vacancy()
    have_erasing_wait(operator(town))
    first = waits(town).record
    with pytest.raises(NotValid):
        go_on(town.call("dara"), first, " ")
    for said in ("None was on.", "None was on, I think."):  # a second click, with other words
        go_on(town.call("dara", key="a" * 32), first, said)
    with pytest.raises(Conflict):
        go_on(town.call("dilys"), first, "None was on.")
    have_erasing_wait(operator(town))
    with pytest.raises(Conflict):
        go_on(town.call("dilys"), first, "None was on.")
    assert waits(town).record > first
    assert len(records(town, Event.ERASING_WENT_ON)) == 1


@on_both
def test_two_say_it_at_once(town: Town) -> None:
    town.add("dilys", Role.DATA_PROTECTION)
    town.vacancy()
    have_erasing_wait(operator(town))
    record, together = waits(town).record, Barrier(2)

    def say(name: str) -> bool:
        together.wait()
        try:
            go_on(town.call(name), record, "None was on.")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(say, ("dara", "dilys"))) == [False, True]
    assert len(records(town, Event.ERASING_WENT_ON)) == 1


@pytest.mark.parametrize("name", ["edith", "hugh", "mara", "alan"])
def test_only_data_protection_says_it(town: Town, name: str) -> None:
    town.vacancy()
    have_erasing_wait(operator(town))
    acts: tuple[Callable[[], object], ...] = (
        lambda: go_on(town.call(name), waits(town).record, "None was on."),
        lambda: read_waits(town.call(name)),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    if name == "alan":
        [told] = list_waits(town.call(name))
        assert (told.mine, told.would_go) == (False, ())
    else:
        with pytest.raises(NotAllowed):
            list_waits(town.call(name))
