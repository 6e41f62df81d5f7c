"""One change, its records and its answer: together or not at all."""

import threading
from datetime import datetime

import pytest
from sqlalchemy import func, select, text

from screening.domain.errors import Conflict, KeyDestroyed, NotValid, Unavailable
from screening.domain.events import Event
from screening.domain.words import Retention
from screening.store.ledger_store import heads, open_records
from screening.store.store import Store
from screening.store.tables.record import idempotency, record
from screening.store.unit_of_work import ActorRef, UnitOfWork
from screening.store.vault_file import data_key
from tests.databases import unguard
from tests.store.conftest import HR, NOW, Work, work_on

VACANCY, ANN = "b" * 32, "c" * 32


def _open_vacancy(unit: UnitOfWork) -> None:
    unit.record(Event.VACANCY_OPENED, vacancy_ref=VACANCY, payload={"title": "Ranger"})


def _size(work: Work) -> int:
    with work(write=False) as unit:
        return heads(unit.session).log.size


def test_leaving_without_commit_undoes_everything(work: Work) -> None:
    with work(key="k") as unit:
        assert unit.already_done() is None
        _open_vacancy(unit)
    assert _size(work) == 0
    with work(key="k") as unit:
        assert unit.already_done() is None


def test_an_error_undoes_everything(work: Work) -> None:
    with pytest.raises(KeyError), work() as unit:
        _open_vacancy(unit)
        raise KeyError
    assert _size(work) == 0


def test_the_same_key_gets_the_same_answer_and_one_leaf(work: Work) -> None:
    with work(key="k") as unit:
        assert unit.already_done() is None
        _open_vacancy(unit)
        unit.commit(result="the answer")
    with work(key="k") as unit:
        assert unit.already_done() == "the answer"
    with work(key="k") as unit:
        _open_vacancy(unit)
        with pytest.raises(Conflict):
            unit.commit(result="another")
    assert _size(work) == 1


def test_a_key_belongs_to_its_actor(work: Work) -> None:
    for actor in (HR, ActorRef("d" * 32, "manager")):
        with work(key="k", actor=actor) as unit:
            assert unit.already_done() is None
            _open_vacancy(unit)
            unit.commit()
    assert _size(work) == 2


def test_calls_without_a_key_are_all_made(work: Work) -> None:
    for _ in range(2):
        with work() as unit:
            assert unit.already_done() is None
            _open_vacancy(unit)
            unit.commit()
    assert _size(work) == 2


def test_a_double_click_waits_and_gets_the_first_answer(work: Work) -> None:
    answers: list[str | None] = []
    entered = threading.Event()

    def second() -> None:
        entered.set()
        with work(key="k") as unit:
            answers.append(unit.already_done())

    clicked = threading.Thread(target=second)
    with work(key="k") as unit:
        assert unit.already_done() is None
        clicked.start()
        entered.wait()
        _open_vacancy(unit)
        unit.commit(result="first")
    clicked.join()
    assert answers == ["first"]


@pytest.mark.parametrize("key", ["a b", "é", 'a"b', "x" * 129, "a\n"])
def test_a_key_that_a_record_cannot_hold_is_refused(work: Work, key: str) -> None:
    with pytest.raises(NotValid):
        work(key=key)


def test_reading_cannot_commit(work: Work) -> None:
    with work(write=False) as unit, pytest.raises(RuntimeError):
        unit.commit()


def test_what_is_unique_and_taken_is_a_conflict(work: Work) -> None:
    with pytest.raises(Conflict), work(key="k") as unit:
        unit.already_done()
        row = {"actor_ref": HR.ref, "key": "k", "result": "", "made_at": NOW}
        unit.session.execute(idempotency.insert(), row)
    assert _size(work) == 0


def test_a_naive_moment_cannot_be_stored(store: Store) -> None:
    with store.unit_of_work(HR, lambda: NOW) as unit:
        row = {"actor_ref": HR.ref, "key": "k", "result": ""}
        with pytest.raises(Exception, match="time zone"):
            unit.session.execute(idempotency.insert(), row | {"made_at": datetime(2026, 1, 1)})  # noqa: DTZ001 - what is refused


def test_moments_come_back_aware_and_sort(work: Work) -> None:
    with work(key="k") as unit:
        unit.already_done()
        unit.commit()
        assert unit.session.scalar(select(func.max(idempotency.c.made_at))) == NOW


def test_someone_erased_meanwhile_gets_no_new_text(store: Store, work: Work) -> None:
    with pytest.raises(KeyDestroyed), work() as unit:
        unit.record(
            Event.CANDIDATE_ADDED, vacancy_ref=VACANCY, subject_ref=ANN, payload={"name": "Ann"}
        )
        store.vault.destroy(ANN, [Retention.IDENTITY])
        unit.commit()
    assert _size(work) == 0
    with work() as unit, pytest.raises(KeyDestroyed):
        unit.record(
            Event.CANDIDATE_ADDED, vacancy_ref=VACANCY, subject_ref=ANN, payload={"name": "Ann"}
        )


def test_writers_take_turns_and_the_log_has_no_gap(work: Work) -> None:
    def write() -> None:
        for _ in range(10):
            with work() as unit:
                _open_vacancy(unit)
                unit.commit()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with work(write=False) as unit:
        assert [each.seq for each in open_records(unit.session, unit.vault)] == list(range(40))


def test_a_unit_that_writes_cannot_begin_inside_another(sqlite_store: Store) -> None:
    with work_on(sqlite_store):
        with work_on(sqlite_store, write=False) as unit:
            assert heads(unit.session).log.size == 0
        with pytest.raises(RuntimeError, match="in the middle"), work_on(sqlite_store):
            pass
    with work_on(sqlite_store) as unit:
        _open_vacancy(unit)
        unit.commit()


def _limit_pages(store: Store, pages: int) -> None:
    """Make the file as large as it may become; every connection of the pool is this one."""
    with store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        unguard(driver)
        driver.execute(f"PRAGMA max_page_count = {pages}").close()


def test_a_full_disk_leaves_nothing_half_done(sqlite_store: Store) -> None:
    _limit_pages(sqlite_store, 1)

    def fill() -> None:
        with work_on(sqlite_store) as unit:
            for _ in range(200):
                _open_vacancy(unit)
            unit.commit()

    with pytest.raises(Unavailable, match="no room"):
        fill()
    with work_on(sqlite_store, write=False) as unit:
        assert unit.session.scalar(select(func.count()).select_from(record)) == 0
    _limit_pages(sqlite_store, 100_000)
    fill()


def test_a_database_locked_from_outside_is_told(
    sqlite_store: Store,
) -> None:
    holder = sqlite_store.engine.raw_connection()
    holder.cursor().execute("BEGIN IMMEDIATE")
    waiting = sqlite_store.engine.raw_connection()
    driver = waiting.driver_connection
    unguard(driver)
    driver.execute("PRAGMA busy_timeout = 50").close()
    waiting.close()
    with pytest.raises(Unavailable, match="busy"), work_on(sqlite_store):
        pass
    holder.rollback()
    holder.close()


def test_a_statement_that_is_wrong_is_not_called_unavailable(work: Work) -> None:
    with pytest.raises(Exception, match="nowhere"), work() as unit:
        unit.session.execute(text("SELECT * FROM nowhere"))


def test_the_key_is_in_the_vault_before_anything_is_sealed(store: Store, work: Work) -> None:
    def keys() -> int:
        with store.vault.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(data_key)) or 0

    with work() as unit:
        assert keys() == 0
        unit.record(
            Event.CANDIDATE_ADDED, vacancy_ref=VACANCY, subject_ref=ANN, payload={"name": "Ann"}
        )
        assert keys() == 1


def test_a_reader_sees_one_moment(work: Work) -> None:
    with work(write=False) as reader:
        assert heads(reader.session).log.size == 0
        with work() as writer:
            _open_vacancy(writer)
            writer.commit()
        assert heads(reader.session).log.size == 0
    assert _size(work) == 1
