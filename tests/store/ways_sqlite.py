"""Ways round append-only that SQLite alone knows.

Most would get past triggers if nothing else stopped them.
"""

import sqlite3
from collections.abc import Callable

from sqlalchemy import Connection

from screening.store.driver import Connection as Driver
from tests.store.ways import Way


def _driver(connection: Connection) -> Driver:
    driver = connection.connection.driver_connection
    assert isinstance(driver, Driver)
    return driver


def _with_driver(act: Callable[[Driver], object]) -> Callable[[Connection], object]:
    return lambda connection: act(_driver(connection))


def _write_bytes(table: str, column: str) -> Callable[[Connection], object]:
    def write(driver: sqlite3.Connection) -> None:
        with driver.blobopen(table, column, 0) as blob:
            blob[0] = ord("X")

    return _with_driver(write)


def _copy_out(driver: sqlite3.Connection) -> None:
    (_number, _name, file) = driver.execute("PRAGMA database_list").fetchone()
    driver.execute(f"VACUUM INTO '{file}.copy'")


BY_STATEMENT: dict[str, Way] = {
    "replace a record": "INSERT OR REPLACE INTO record SELECT * FROM record WHERE seq = 0",
    "replace, ignoring": "REPLACE INTO record SELECT * FROM record WHERE seq = 1",
    "insert, ignoring": (
        "INSERT OR IGNORE INTO record SELECT seq + 1, vacancy_ref, vacancy_seq + 1, subject_ref,"
        " check_ref, event_type, canonical, commitments, leaf, link, vacancy_link FROM record"
    ),
    "update or replace": "UPDATE OR REPLACE record SET seq = 0 WHERE seq = 1",
    "update by row id": "UPDATE record SET rowid = 7 WHERE rowid = 1",
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
        "CREATE TRIGGER record_moves_heads AFTER INSERT ON idempotency"
        " BEGIN UPDATE log_head SET size = 0; END"
    ),
    "a temporary table in its stead": "CREATE TEMP TABLE record (seq INTEGER)",
    "a temporary view in its stead": "CREATE TEMP VIEW record AS SELECT 1 AS seq",
    "a view over it": "CREATE VIEW other AS SELECT * FROM record",
    "an index on it": "CREATE UNIQUE INDEX one ON record (event_type)",
    "drop an index": "DROP INDEX ix_record_check_ref_seq",
    "drop the table": "DROP TABLE record",
    "rename the table": "ALTER TABLE record RENAME TO old_record",
    "rename a column": "ALTER TABLE record RENAME COLUMN link TO old_link",
    "add a column": "ALTER TABLE record ADD COLUMN more TEXT",
    "drop a column": "ALTER TABLE record DROP COLUMN link",
    "recursive triggers off": (
        "PRAGMA recursive_triggers = OFF",
        "REPLACE INTO record SELECT * FROM record WHERE seq = 1",
    ),
    "recursive triggers off, called": "PRAGMA recursive_triggers(0)",
    "foreign keys off": "PRAGMA foreign_keys = OFF",
    "constraints off": "PRAGMA ignore_check_constraints = ON",
    "trust the schema": "PRAGMA trusted_schema = ON",
    "write the schema": "PRAGMA writable_schema = ON",
    "write the schema, and start anew": "PRAGMA writable_schema = RESET",
    "another version of the schema": "PRAGMA schema_version = 1",
    "edit the schema": "DELETE FROM sqlite_master WHERE type = 'trigger'",
    "edit the temporary schema": "DELETE FROM sqlite_temp_master",
    "another journal": "PRAGMA journal_mode = OFF",
    "another lock": "PRAGMA main.locking_mode = EXCLUSIVE",
    "less durable": "PRAGMA synchronous = OFF",
    "leave what is erased": "PRAGMA secure_delete = OFF",
    "attach another file": "ATTACH DATABASE ':memory:' AS other",
    "attach the same file, as another": (
        "ATTACH DATABASE '{file}' AS other",
        "DROP TRIGGER other.record_never_goes",
    ),
    "take the file off": "DETACH DATABASE main",
    "copy to another file": _with_driver(_copy_out),
    "load a library": "SELECT load_extension('anything')",
    "take code from an address": "SELECT fts3_tokenizer('simple', x'0000000000000000')",
    "a virtual table": "CREATE VIRTUAL TABLE v USING fts5(x)",
    "other plans": "ANALYZE",
    "indexes anew": "REINDEX record",
}
BY_DRIVER: dict[str, Way] = {
    "write over a record's bytes": _write_bytes("record", "canonical"),
    "write over a payload's bytes": _write_bytes("payload", "sealed"),
    "put another database in its place": _with_driver(
        lambda driver: driver.deserialize(driver.serialize())
    ),
    "copy it out by the driver": _with_driver(
        lambda driver: driver.backup(sqlite3.connect(":memory:"))
    ),
    "copy it over itself": _with_driver(lambda driver: driver.backup(driver)),
    "copy it over itself, as a backup": _with_driver(lambda driver: driver.copy_to(driver)),
    "take the authorizer off": _with_driver(lambda driver: driver.set_authorizer(None)),
    "an authorizer that allows": _with_driver(
        lambda driver: driver.set_authorizer(lambda *_asked: sqlite3.SQLITE_OK)
    ),
    "another json_extract": _with_driver(
        lambda driver: driver.create_function("json_extract", 2, lambda *_asked: "x")
    ),
    "another coalesce": _with_driver(lambda driver: driver.create_aggregate("coalesce", 2, object)),
    "another window": _with_driver(
        lambda driver: driver.create_window_function("coalesce", 2, object)
    ),
    "another order of letters": _with_driver(
        lambda driver: driver.create_collation("BINARY", lambda _one, _other: 0)
    ),
    "allow libraries": _with_driver(lambda driver: driver.enable_load_extension(True)),
    "load a library by the driver": _with_driver(lambda driver: driver.load_extension("anything")),
    "no depth for triggers": _with_driver(
        lambda driver: driver.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
    ),
}
REPLACING = ("replace a record", "replace, ignoring", "update or replace", "replace the head")
"""Ways that the triggers stop by themselves."""
