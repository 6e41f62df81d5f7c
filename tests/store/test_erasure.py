"""Erased means unreadable, also to someone who has the files and the master key."""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, select, update

from screening.domain.events import Event
from screening.domain.words import Retention
from screening.store import store as store_module
from screening.store import sweeping
from screening.store.engine import writing
from screening.store.erasure import empty, sealed_places, unfinished
from screening.store.ledger_store import open_records
from screening.store.looking import note, to_look_for
from screening.store.store import Store
from screening.store.sweeping import flush
from screening.store.tables.candidate import Candidate
from screening.store.tables.record import payload
from screening.store.tables.vacancy import Vacancy
from screening.store.tables.wording import wording_key
from screening.store.turn import Turn
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef
from screening.store.vault_file import data_key
from screening.store.vault_merge import bury
from tests.store.conftest import NOW, Work, work_on

VACANCY, ANN, BEN = "b" * 32, "c" * 32, "e" * 32
PERSONAL = (Retention.IDENTITY, Retention.REQUEST, Retention.OUTCOME)


def _add(unit: UnitOfWork, number: int, ref: str, name: str) -> None:
    key = KeyRef(ref, Retention.IDENTITY)
    unit.session.add(
        Candidate(
            ref=ref,
            vacancy_ref=VACANCY,
            number=number,
            status="applied",
            name_sealed=unit.vault.seal(key, f"name of {ref}", name.encode()),
            added_at=NOW,
        )
    )
    about = {"vacancy_ref": VACANCY, "subject_ref": ref}
    unit.record(Event.CANDIDATE_ADDED, **about, payload={"name": name})
    unit.record(Event.CHECK_STARTED, **about, payload={"question": f"Did {name} do it?"})
    unit.record(Event.OUTCOME_RECORDED, **about, payload={"found": f"{name} did."})


def _two_candidates(work: Work) -> None:
    with work() as unit:
        vacancy = Vacancy(
            ref=VACANCY,
            reference="R-1",
            reference_folded="r-1",
            title="Ranger",
            department="Parks",
            apply_by=NOW.date(),
            stage="advertised",
            folded="ranger",
            regime="standard",
            criteria_version=1,
            opened_at=NOW,
        )
        unit.session.add(vacancy)
        unit.session.flush()
        _add(unit, 1, ANN, "Annabella Canary")
        _add(unit, 2, BEN, "Benedict Kestrel")
        unit.commit()


def _erase(store: Store, work: Work, retentions: tuple[Retention, ...] = PERSONAL) -> int:
    store.vault.destroy(ANN, retentions)
    with work() as unit:
        emptied = empty(unit.session, ANN, retentions)
        unit.record(Event.SUBJECT_ERASED, vacancy_ref=VACANCY, subject_ref=ANN, payload={})
        unit.commit()
    return emptied


def _said(work: Work, ref: str) -> list[object]:
    with work(write=False) as unit:
        return [each.payload for each in open_records(unit.session, unit.vault, subject_ref=ref)]


def test_one_is_erased_and_the_other_stays(store: Store, work: Work) -> None:
    _two_candidates(work)
    assert _erase(store, work) == 4
    assert _said(work, ANN) == [None, None, None, {}]
    assert None not in _said(work, BEN)
    with work(write=False) as unit:
        rows = unit.session.execute(select(Candidate.ref, Candidate.name_sealed))
        names = dict(iter(rows))
    assert names[ANN] is None
    assert names[BEN] is not None


def test_each_class_goes_in_its_own_time(store: Store, work: Work) -> None:
    _two_candidates(work)
    assert _erase(store, work, (Retention.IDENTITY,)) == 2
    name, question, outcome, _ = _said(work, ANN)
    assert name is None
    assert None not in (question, outcome)


def test_an_erasure_cut_short_is_found_and_finished(store: Store, work: Work) -> None:
    _two_candidates(work)
    store.vault.destroy(ANN, PERSONAL)
    assert _said(work, ANN) == [None] * 3
    with work(write=False) as unit:
        assert unfinished(unit.session, unit.vault.tombstones()) == {
            KeyRef(ANN, each) for each in PERSONAL
        }
    assert _erase(store, work) == 4
    with work(write=False) as unit:
        assert unfinished(unit.session, unit.vault.tombstones()) == set()
    assert _erase(store, work) == 0


def _work_on(store: Store) -> Work:
    def work(*, write: bool = True) -> UnitOfWork:
        return work_on(store, write=write)

    return work


def _files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_nothing_of_them_remains_in_any_file(sqlite_store: Store, tmp_path: Path) -> None:
    work = _work_on(sqlite_store)
    _two_candidates(work)
    with sqlite_store.vault.engine.connect() as connection:
        wrapped = connection.scalars(
            select(data_key.c.wrapped).where(data_key.c.owner == ANN)
        ).all()
    with work(write=False) as unit:
        sealed = unit.session.scalars(select(payload.c.sealed).where(payload.c.owner == ANN)).all()
        sealed = [*sealed, unit.session.get_one(Candidate, ANN).name_sealed]
    remains = [*wrapped, *sealed]
    assert len(remains) == 7
    assert all(each in _files(tmp_path) for each in remains)
    _erase(sqlite_store, work)
    assert flush(sqlite_store)
    assert [each for each in remains if each in _files(tmp_path)] == []
    assert b"Canary" not in _files(tmp_path)
    for name in ("screening.db-wal", "vault.db-wal"):
        assert (tmp_path / name).stat().st_size == 0


def test_a_reader_keeps_an_erasure_pending(sqlite_store: Store) -> None:
    work = _work_on(sqlite_store)
    _two_candidates(work)
    reader = sqlite_store.engine.raw_connection()
    cursor = reader.cursor()
    cursor.execute("BEGIN")
    cursor.execute("SELECT count(*) FROM payload").fetchall()
    _erase(sqlite_store, work)
    assert not flush(sqlite_store)
    cursor.execute("ROLLBACK")
    reader.close()
    assert flush(sqlite_store)


def test_every_sealed_column_says_whose_it_is() -> None:
    named = {
        (table.name, column.name)
        for table in payload.metadata.sorted_tables
        for column in table.columns
        if "sealed" in column.name
    }
    places = list(sealed_places(tuple(Retention)))
    assert {(place.table.name, place.column) for place in places} == named
    assert all(place.owner in place.table.c for place in places)


def test_no_place_is_read_through_to_find_what_is_sealed_under_a_key() -> None:
    def first(columns: Iterable[Any]) -> str:
        return next(iter(columns)).name

    for place in sealed_places(tuple(Retention)):
        found = {first(each.columns) for each in place.table.indexes}
        found.add(first(place.table.primary_key.columns))
        assert place.owner in found, f"{place.table.name}.{place.owner} has no index"


def _written(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, however_large: bool = True
) -> tuple[bool, list[str]]:
    """Whether a flush did all, and which files it wrote anew."""
    anew, written = sweeping._write_anew, []

    def noted(engine: Engine) -> bool:
        written.append(Path(engine.url.database or "").name)
        return anew(engine)

    with monkeypatch.context() as noting:
        noting.setattr(sweeping, "_write_anew", noted)
        done = flush(store, however_large=however_large)
    return done, written


def test_a_large_database_is_left_to_the_night_and_its_keys_are_not(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = _work_on(sqlite_store)
    assert not sweeping.is_wanted(sqlite_store)
    assert sweeping.waits_since(sqlite_store) is None
    _two_candidates(work)
    _erase(sqlite_store, work)
    assert sweeping.is_wanted(sqlite_store)
    assert sweeping.waits_since(sqlite_store) == NOW
    size = sweeping._size
    main = sqlite_store.engine.url.database
    monkeypatch.setattr(
        sweeping, "_size", lambda one: 2**40 if one.url.database == main else size(one)
    )
    for written in (["vault.db"], []):
        found = _written(sqlite_store, monkeypatch, however_large=False)
        assert found == (False, written)
        assert sweeping.is_wanted(sqlite_store)
        assert sweeping.waits_since(sqlite_store) == NOW
    assert _written(sqlite_store, monkeypatch) == (True, ["screening.db"])
    assert not sweeping.is_wanted(sqlite_store)
    assert sweeping.waits_since(sqlite_store) is None
    # There is nothing left to write anew, until somebody else is erased or other files are there.
    assert _written(sqlite_store, monkeypatch, however_large=False) == (True, [])
    sqlite_store.vault.destroy(BEN, PERSONAL)
    assert sweeping.is_wanted(sqlite_store)
    assert _written(sqlite_store, monkeypatch) == (True, ["vault.db", "screening.db"])
    sweeping.forget(sqlite_store.vault)
    assert sweeping.is_wanted(sqlite_store)


def test_nothing_is_written_anew_while_somebody_else_writes(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.1)
    sqlite_store.vault.destroy(ANN, PERSONAL)
    with sqlite_store.alone(), pytest.raises(RuntimeError, match="in the middle"):
        flush(sqlite_store)
    with Turn(tmp_path / "screening.db").taken(5):
        assert _written(sqlite_store, monkeypatch) == (False, [])
    assert sweeping.is_wanted(sqlite_store)
    assert flush(sqlite_store)


def test_what_was_erased_is_asked_for_until_it_is_gone(store: Store, work: Work) -> None:
    _two_candidates(work)
    destroyed = {KeyRef(ANN, each) for each in PERSONAL}
    store.vault.destroy(ANN, PERSONAL)
    bury(store.vault, [KeyRef(BEN, Retention.MONITORING)])
    asked = destroyed | {KeyRef(BEN, Retention.MONITORING)}
    assert to_look_for(store.vault) == asked
    with work(write=False) as unit:
        left = unfinished(unit.session, to_look_for(store.vault))
    assert left == destroyed
    note(store.vault, left=left - asked, gone=asked - left)
    assert to_look_for(store.vault) == destroyed
    note(store.vault, left=(), gone=destroyed)
    assert to_look_for(store.vault) == set()
    note(store.vault, left=destroyed, gone=())  # as after a restored copy
    assert to_look_for(store.vault) == destroyed


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_on_postgresql_the_vault_is_flushed(store: Store, work: Work) -> None:
    _two_candidates(work)
    _erase(store, work)
    assert flush(store)


def test_copies_that_pages_left_behind_go_too(sqlite_store: Store, tmp_path: Path) -> None:
    """SQLite leaves them where a page was split, whatever it overwrites."""
    keys = random.Random(3)  # noqa: S311 - any numbers, the same each time
    own = [[keys.getrandbits(63) for _ in range(100)] for _ in range(60)]
    with writing(sqlite_store.engine).begin() as connection:
        for number, row in enumerate(own):
            rows = [{"key": key, "slot": key % 16, "wording": number} for key in row]
            connection.execute(insert(wording_key), rows)
    with writing(sqlite_store.engine).begin() as connection:
        connection.execute(delete(wording_key).where(wording_key.c.wording % 2 == 0))
    gone = [key.to_bytes(8, "big") for row in own[::2] for key in row]
    with writing(sqlite_store.vault.engine).begin() as connection:
        for number in range(600):
            owner = keys.randbytes(16).hex()
            made = {"owner": owner, "retention": "identity", "wrapped": keys.randbytes(40)}
            connection.execute(insert(data_key), made)
            if number % 2:
                gone.append(made["wrapped"])
                bury = update(data_key).where(data_key.c.owner == owner).values(wrapped=None)
                connection.execute(bury)
    for engine in (sqlite_store.engine, sqlite_store.vault.engine):
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
    assert any(each in _files(tmp_path) for each in gone)
    assert flush(sqlite_store)
    assert [each for each in gone if each in _files(tmp_path)] == []
