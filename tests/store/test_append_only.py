"""Ways round append-only, each tried; none may work, and the heads move with the log alone."""

import io
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from screening.domain.errors import NotCanonical, SettingsInvalid
from screening.domain.events import Event
from screening.ledger.chain import log_link, vacancy_link
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import GRAMMAR, decode, instant
from screening.ledger.verify import verify
from screening.store.engine import open_engine
from screening.store.export import export
from screening.store.guards import GUARDS, missing_guards
from screening.store.store import Store
from screening.store.tables.record import log_head, payload, record, vacancy_head
from tests.databases import MASTER_KEY, Server
from tests.figures import say
from tests.store import ways_postgresql, ways_sqlite
from tests.store.conftest import work_on
from tests.store.forging import VACANCY, call_append, following, spelled
from tests.store.ways import BY_TRIGGER, Way

_MISSES = re.compile("syntax error|no such|does not exist|datatype mismatch|values for", re.I)
"""What a way is answered that was never tried, because it is misspelled."""


NAMES = {
    f"{name}.db{more}" for name in ("screening", "vault") for more in ("", "-wal", "-shm", ".lock")
}
"""The files that there may be beside the database, when nothing was copied out of it."""

on_postgresql = pytest.mark.parametrize(
    "database_url",
    [pytest.param("postgresql", marks=pytest.mark.postgres)],
    indirect=True,
)


def _two_records(store: Store) -> Store:
    with work_on(store) as unit:
        for title in ("Ranger", "Clerk"):
            unit.record(Event.VACANCY_OPENED, vacancy_ref=VACANCY, payload={"title": title})
        unit.commit()
    return store


def _everything(connection: Connection) -> list[tuple[Any, ...]]:
    return [
        tuple(row)
        for table in (record, payload, log_head, vacancy_head)
        for row in connection.execute(select(table).order_by(*table.primary_key))
    ]


def _verifies(store: Store) -> bool:
    """Whether the log, read by the service itself, is in order and as long as it was."""
    lines = io.BytesIO()
    with work_on(store, write=False) as unit:
        export(unit.session, lines, unit.vault)
    outcome = verify(lines.getvalue().splitlines(keepends=True))
    return outcome.refusal is None and outcome.records == 2


def _filled_in(statement: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        statement = statement.replace("{" + name + "}", value)
    return statement


def _try(connection: Connection, way: Way, names: Mapping[str, str]) -> str:
    """How ``way`` is refused; nothing when it is not."""
    try:
        if callable(way):
            way(connection)
        else:
            for statement in (way,) if isinstance(way, str) else way:
                connection.exec_driver_sql(_filled_in(statement, names))
        connection.commit()
    except (DBAPIError, psycopg.Error, sqlite3.Error, ValueError) as error:
        connection.rollback()
        return str(getattr(error, "orig", error)).splitlines()[0]
    return ""


def _tried(
    store: Store, engine: Engine, outside: str, ways: Mapping[str, Way], **names: str
) -> list[str]:
    """Try each way on a connection of ``engine``; those that were not refused or left a trace.

    What the log is after each is looked at on that connection, through the ``store``, and from
    ``outside``, the address of the database for somebody who has nothing to do with either.
    """
    _two_records(store)
    with closing(_Outside(outside)) as witness:
        return [
            f"{name}: {refusal}"
            for name, way in ways.items()
            if (refusal := _worked(store, engine, witness, way, names)) is not None
        ]


class _Outside:
    def __init__(self, url: str):
        self._engine = create_engine(url, poolclass=NullPool)

    def sees(self) -> list[tuple[Any, ...]]:
        with self._engine.connect() as connection:
            return _everything(connection)

    def close(self) -> None:
        self._engine.dispose()


def _worked(
    store: Store, engine: Engine, witness: _Outside, way: Way, names: Mapping[str, str]
) -> str | None:
    """What came of ``way``, if not that it was refused and everything is as it was."""
    before = witness.sees()
    with engine.connect() as connection:
        refusal = _try(connection, way, names)
        within = _everything(connection)
    if not refusal or _MISSES.search(refusal):
        return refusal or "not refused"
    if not before == within == witness.sees():
        return "the log is not what it was"
    return None if _verifies(store) else "the log is not in order"


def test_no_way_round_works_on_sqlite(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = BY_TRIGGER | ways_sqlite.BY_STATEMENT | ways_sqlite.BY_DRIVER
    file = str(tmp_path / "screening.db")
    assert _tried(sqlite_store, sqlite_store.engine, sqlite_url, ways, file=file) == []
    assert {path.name for path in tmp_path.iterdir()} <= NAMES
    say(capsys, f"Ways round append-only tried on SQLite: {len(ways)}; worked: 0")


def test_triggers_alone_stop_them_on_sqlite(sqlite_store: Store, sqlite_url: str) -> None:
    """Nobody watches this connection: the authorizer would say no before the triggers."""
    replacing = {name: ways_sqlite.BY_STATEMENT[name] for name in ways_sqlite.REPLACING}
    unwatched = open_engine(sqlite_url)
    assert _tried(sqlite_store, unwatched, sqlite_url, BY_TRIGGER | replacing) == []
    unwatched.dispose()


@on_postgresql
def test_no_way_round_works_on_postgresql(
    store: Store, owner_url: str, postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = BY_TRIGGER | ways_postgresql.BY_TRIGGER | ways_postgresql.BY_RIGHTS
    assert _tried(store, store.engine, owner_url, ways, owner=postgres.owner) == []
    say(capsys, f"Ways round append-only tried on PostgreSQL: {len(ways)}; worked: 0")


@on_postgresql
def test_triggers_alone_stop_the_owner_on_postgresql(store: Store, owner_url: str) -> None:
    owners = open_engine(owner_url)
    ways = BY_TRIGGER | ways_postgresql.BY_TRIGGER
    assert _tried(store, owners, owner_url, ways) == []
    owners.dispose()


@on_postgresql
def test_rights_alone_stop_the_application_on_postgresql(store: Store, owner_url: str) -> None:
    owners = open_engine(owner_url)
    _two_records(store)
    with owners.begin() as connection:
        for table in ("record", "log_head", "vacancy_head", "payload"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        before = _everything(connection)
    ways = BY_TRIGGER | ways_postgresql.BY_TRIGGER
    for name, way in ways.items():
        with store.engine.connect() as connection:
            refusal = _try(connection, way, {})
        # Emptying is what erasing does, and only the trigger knows emptying from changing.
        assert ("permission denied" in refusal) is (name != "change a payload"), name
    with owners.connect() as connection:
        changed = [row for row in _everything(connection) if row not in before]
    assert [row[:3] for row in changed] == [(0, VACANCY, "vacancy")]
    owners.dispose()


@on_postgresql
def test_what_follows_is_appended_as_the_service_would(store: Store) -> None:
    _two_records(store)
    with store.engine.begin() as connection:
        source = spelled(following(connection))
        call_append(connection, source)
        row = connection.execute(select(record).where(record.c.seq == 2)).one()
    said, leaf = decode(source), leaf_hash(source.encode("ascii"))
    assert row.leaf == leaf.hex()
    assert row.link == log_link(bytes.fromhex(said.prev_hash), leaf).hex()
    before = bytes.fromhex(said.prev_vacancy_hash)
    assert row.vacancy_link == vacancy_link(VACANCY, before, leaf).hex()
    assert (row.seq, row.vacancy_seq, row.event_type) == (2, 2, "vacancy_closed")


TEXTS = ("", "0", "x", "X", "-x", *(length * "x" for length in (64, 65, 128, 129)), "a" * 32)
STRANGE = ("é", 'a"b', "x\n", "0" * 64, "01", "1e1")
MOMENTS = (
    "2026-11-22T09:00:00Z",
    "2026-02-30T09:00:00.000000Z",
    "2026-11-22T24:61:00.000000Z",
    "9999-12-31T23:59:59.999999Z",
    "10000-01-01T00:00:00.000000Z",
    "0000-12-31T00:00:00.000000Z",
    "infinity",
)


@on_postgresql
def test_what_is_no_record_is_not_appended(store: Store) -> None:
    """The function and the record's grammar agree on every field."""
    _two_records(store)
    accepted = 0
    for name in GRAMMAR:
        for value in (*TEXTS, *STRANGE, *(MOMENTS if name == "occurred_at" else ())):
            with store.engine.connect() as connection:
                source = spelled(following(connection, **{name: value}))
                accepted += _agree(connection, source)
    assert accepted > len(TEXTS)


def _agree(connection: Connection, source: str) -> bool:
    try:
        instant(decode(source).occurred_at)
    except NotCanonical:
        with pytest.raises(DBAPIError):
            call_append(connection, source)
        return False
    try:
        call_append(connection, source)
    except DBAPIError as refused:  # it is a record, but not the next one
        assert "must follow" in str(refused)
        return False
    return True


def test_columns_that_differ_from_the_record_are_refused(store: Store, owner_url: str) -> None:
    _two_records(store)
    owners = open_engine(owner_url)
    with owners.connect() as connection:
        last = connection.execute(select(record).where(record.c.seq == 1)).one()
        true = spelled(following(connection))
    for name, value in (("subject_ref", "c" * 32), ("check_ref", "c" * 32), ("event_type", "x")):
        row = last._asdict() | {"seq": 2, "vacancy_seq": 2, "canonical": true, name: value}
        with pytest.raises(DBAPIError, match="must follow"), owners.begin() as connection:
            connection.execute(record.insert(), row)
    owners.dispose()


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


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE record ENABLE REPLICA TRIGGER record_never_goes",
        "DROP TRIGGER record_never_goes ON record; CREATE SCHEMA aside;"
        " CREATE TABLE aside.record (); CREATE TRIGGER record_never_goes BEFORE DELETE"
        " ON aside.record EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ],
)
def test_a_guard_that_is_asleep_or_elsewhere_is_none(
    store: Store, owner_url: str, statement: str
) -> None:
    owners = open_engine(owner_url)
    with owners.begin() as connection:
        connection.execute(text(statement))
        assert missing_guards(connection) == {"record_never_goes"}
    owners.dispose()


def test_the_guards_that_are_looked_for_are_those_that_were_made(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as connection:
        made = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).scalars()
        assert set(made) == GUARDS
