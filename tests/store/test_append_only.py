"""Ways round append-only, each tried; none may work, and the heads move with the log alone."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from screening.domain.errors import SettingsInvalid
from screening.domain.events import Event
from screening.store.guards import GUARDS
from screening.store.store import Store
from screening.store.tables.record import log_head, payload, record, vacancy_head
from tests.databases import MASTER_KEY
from tests.store.conftest import Work, work_on

VACANCY = "b" * 32

# With these the database itself says no, whoever asks, on SQLite and PostgreSQL alike.
BY_TRIGGER = {
    "change a record": "UPDATE record SET event_type = 'vacancy_closed' WHERE seq = 0",
    "take a record away": "DELETE FROM record WHERE seq = 1",
    "repeat the last record one further": (
        "INSERT INTO record SELECT seq + 1, vacancy_ref, vacancy_seq + 1, subject_ref, check_ref,"
        " event_type, canonical, commitments, leaf, link, vacancy_link FROM record WHERE seq = 1"
    ),
    "leave a gap": (
        "INSERT INTO record SELECT seq + 7, vacancy_ref, vacancy_seq + 7, subject_ref, check_ref,"
        " event_type, canonical, commitments, leaf, link, vacancy_link FROM record WHERE seq = 1"
    ),
    "turn the head back": "UPDATE log_head SET size = 1",
    "move the head on": "UPDATE log_head SET size = size + 1",
    "give the log another name": "UPDATE log_head SET log_id = 'another'",
    "take the head away": "DELETE FROM log_head",
    "begin a second log": "INSERT INTO log_head VALUES (2, 'second', 0, '')",
    "turn a vacancy's head back": "UPDATE vacancy_head SET size = 1",
    "take a vacancy's head away": "DELETE FROM vacancy_head",
    "begin a chain without a record": "INSERT INTO vacancy_head VALUES ('x', 1, 'x')",
    "change a payload": "UPDATE payload SET sealed = '' WHERE seq = 0",
    "give a payload to another key": "UPDATE payload SET owner = 'x', sealed = NULL",
    "take a payload away": "DELETE FROM payload",
}
ON_POSTGRESQL = {
    "empty the log": "TRUNCATE record CASCADE",
    "empty the heads": "TRUNCATE log_head, vacancy_head",
    "empty the payloads": "TRUNCATE payload",
    "merge over a record": (
        "MERGE INTO record USING (SELECT 0 AS seq) AS wanted ON record.seq = wanted.seq "
        "WHEN MATCHED THEN UPDATE SET event_type = 'x'"
    ),
}
# What SQLite alone knows; most of these would get past triggers if nothing else stopped them.
ON_SQLITE = {
    "replace a record": "INSERT OR REPLACE INTO record SELECT * FROM record WHERE seq = 0",
    "replace, ignoring": "REPLACE INTO record SELECT * FROM record WHERE seq = 1",
    "insert, ignoring": (
        "INSERT OR IGNORE INTO record SELECT seq + 1, vacancy_ref, vacancy_seq + 1, subject_ref,"
        " check_ref, event_type, canonical, commitments, leaf, link, vacancy_link FROM record"
    ),
    "insert or update": (
        "INSERT INTO record SELECT * FROM record WHERE true "
        "ON CONFLICT (seq) DO UPDATE SET event_type = 'x'"
    ),
    "update or replace": "UPDATE OR REPLACE record SET seq = 0 WHERE seq = 1",
    "replace the head": "REPLACE INTO log_head VALUES (1, 'x', 0, '')",
    "replace a payload": "REPLACE INTO payload VALUES (0, 'x', 'vacancy', NULL)",
    "drop a trigger": "DROP TRIGGER record_never_changes",
    "a trigger that ignores": (
        "CREATE TRIGGER a BEFORE UPDATE ON record BEGIN SELECT RAISE(IGNORE); END"
    ),
    "a temporary trigger": (
        "CREATE TEMP TRIGGER a BEFORE INSERT ON main.record BEGIN SELECT RAISE(IGNORE); END"
    ),
    "a trigger with a trusted name": (
        "CREATE TRIGGER record_moves_heads AFTER INSERT ON idempotency "
        "BEGIN UPDATE log_head SET size = 0; END"
    ),
    "a temporary table in its stead": "CREATE TEMP TABLE record (seq INTEGER)",
    "a temporary view in its stead": "CREATE TEMP VIEW record AS SELECT 1 AS seq",
    "drop the table": "DROP TABLE record",
    "rename the table": "ALTER TABLE record RENAME TO old_record",
    "drop a column": "ALTER TABLE record DROP COLUMN link",
    "recursive triggers off": "PRAGMA recursive_triggers = OFF",
    "foreign keys off": "PRAGMA foreign_keys = OFF",
    "write the schema": "PRAGMA writable_schema = ON",
    "edit the schema": "DELETE FROM sqlite_master WHERE type = 'trigger'",
    "another journal": "PRAGMA journal_mode = OFF",
    "less durable": "PRAGMA synchronous = OFF",
    "leave what is erased": "PRAGMA secure_delete = OFF",
    "attach another file": "ATTACH DATABASE ':memory:' AS other",
    "copy to another file": "VACUUM INTO '/tmp/copied-by-a-test.db'",
    "load a library": "SELECT load_extension('anything')",
    "a virtual table": "CREATE VIRTUAL TABLE v USING fts5(x)",
}


def _two_records(work: Work) -> None:
    with work() as unit:
        for title in ("Ranger", "Clerk"):
            unit.record(Event.VACANCY_OPENED, vacancy_ref=VACANCY, payload={"title": title})
        unit.commit()


def _everything(store: Store) -> list[object]:
    with store.engine.connect() as connection:
        return [
            tuple(row)
            for table in (record, payload, log_head, vacancy_head)
            for row in connection.execute(select(table))
        ]


def _refused(store: Store, statement: str) -> None:
    before = _everything(store)
    with pytest.raises(DBAPIError), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert _everything(store) == before


@pytest.mark.parametrize("way", BY_TRIGGER)
def test_the_database_refuses_to(way: str, store: Store, work: Work) -> None:
    _two_records(work)
    if store.engine.dialect.name == "sqlite":
        # Only the triggers are on trial: the authorizer would say no before them.
        with store.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.set_authorizer(None)
    _refused(store, BY_TRIGGER[way])


@pytest.mark.parametrize("way", BY_TRIGGER | ON_SQLITE)
def test_the_application_cannot_on_sqlite(way: str, sqlite_store: Store) -> None:
    _two_records(lambda: work_on(sqlite_store))
    _refused(sqlite_store, (BY_TRIGGER | ON_SQLITE)[way])


@pytest.mark.parametrize("way", ["replace a record", "update or replace", "replace the head"])
def test_triggers_alone_stop_replace(way: str, sqlite_store: Store) -> None:
    _two_records(lambda: work_on(sqlite_store))
    with sqlite_store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_authorizer(None)
    _refused(sqlite_store, ON_SQLITE[way])


@pytest.mark.postgres
@pytest.mark.parametrize("way", ON_POSTGRESQL)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_refuses_to(way: str, store: Store, work: Work) -> None:
    _two_records(work)
    _refused(store, ON_POSTGRESQL[way])


def test_columns_that_differ_from_the_record_are_refused(store: Store, work: Work) -> None:
    _two_records(work)
    with store.engine.connect() as connection:
        last = connection.execute(select(record).where(record.c.seq == 1)).one()
    true = last.canonical.replace('"seq":"1"', '"seq":"2"').replace(
        '"vacancy_seq":"1"', '"vacancy_seq":"2"'
    )
    for name, value in (("subject_ref", "c" * 32), ("check_ref", "c" * 32), ("event_type", "x")):
        row = last._asdict() | {"seq": 2, "vacancy_seq": 2, "canonical": true, name: value}
        with pytest.raises(DBAPIError, match="must follow"), store.engine.begin() as connection:
            connection.execute(record.insert(), row)


def test_a_database_without_a_guard_is_not_opened(sqlite_store: Store, tmp_path: Path) -> None:
    outside = sqlite3.connect(tmp_path / "screening.db", isolation_level=None)
    outside.execute("DROP TRIGGER record_never_goes")
    outside.close()
    with pytest.raises(SettingsInvalid, match="record_never_goes"):
        Store.open(
            f"sqlite:///{tmp_path / 'screening.db'}",
            f"sqlite:///{tmp_path / 'vault.db'}",
            MASTER_KEY,
        )


def test_the_guards_that_are_looked_for_are_those_that_were_made(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as connection:
        made = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).scalars()
        assert set(made) == GUARDS
