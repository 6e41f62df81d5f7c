"""Many wordings into a database at once, past the services: a benchmark needs a million."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from struct import Struct

import psycopg
from sqlalchemy.engine import make_url

from screening.store.store import Store
from screening.store.wordings import slot_of

PORTION = 20_000
_KEY = Struct(">q")
_SCRATCH = "CREATE TEMP TABLE fresh (key BIGINT, slot SMALLINT, wording BIGINT)"
_MERGE = """
INSERT INTO wording_key (key, slot, wording)
SELECT key, slot, max(wording) FROM fresh WHERE true GROUP BY key, slot ORDER BY key, slot
ON CONFLICT (key, slot) DO UPDATE SET wording = excluded.wording
"""
_COLUMNS = "candidate_ref, check_ref, revision, requester_person, vacancy_ref, form, packed"


@dataclass(frozen=True)
class Row:
    """One wording, of a candidate and a check of the same reference."""

    ref: str
    vacancy: str
    person: str
    keys: list[int]


Load = Callable[[Iterable[Row]], None]


def loader(store: Store, folder: Path, form: str) -> Load:
    """What loads rows into ``store``, which then hold the next numbers."""
    if store.engine.dialect.name == "postgresql":
        return _Postgres(store, form)
    return _Sqlite(folder / "screening.db", form)


def _values(row: Row, number: int, form: str) -> tuple[object, ...]:
    packed = b"".join(map(_KEY.pack, sorted(row.keys)))
    return (number, row.ref, row.ref, 1, row.person, row.vacancy, form, packed)


def _slots(row: Row, number: int) -> Iterable[tuple[int, int, int]]:
    return ((key, slot_of(key, row.ref), number) for key in row.keys)


class _Sqlite:
    def __init__(self, file: Path, form: str):
        self._file, self._form, self._number = file, form, 0

    def __call__(self, rows: Iterable[Row]) -> None:
        rows = iter(rows)
        connection = sqlite3.connect(self._file)  # without foreign keys: there are no revisions
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        connection.execute(_SCRATCH)
        while portion := list(islice(rows, PORTION)):
            numbered = list(enumerate(portion, self._number + 1))
            self._number += len(portion)
            connection.executemany(
                f"INSERT INTO wording (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - names of our own
                [_values(row, number, self._form) for number, row in numbered],
            )
            connection.executemany(
                "INSERT INTO temp.fresh VALUES (?, ?, ?)",
                (each for number, row in numbered for each in _slots(row, number)),
            )
        connection.execute(_MERGE)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()


class _Postgres:
    def __init__(self, store: Store, form: str):
        url = make_url(store.engine.url).set(drivername="postgresql")
        self._url, self._form, self._number = url.render_as_string(False), form, 0

    def __call__(self, rows: Iterable[Row]) -> None:
        rows = iter(rows)
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")  # there are no revisions
            connection.execute("SET work_mem = '512MB'")
            connection.execute(_SCRATCH)
            while portion := list(islice(rows, PORTION)):
                numbered = list(enumerate(portion, self._number + 1))
                self._number += len(portion)
                with (
                    connection.cursor() as cursor,
                    cursor.copy(f"COPY wording (id, {_COLUMNS}) FROM STDIN") as copy,
                ):
                    for number, row in numbered:
                        copy.write_row(_values(row, number, self._form))
                with connection.cursor() as cursor, cursor.copy("COPY fresh FROM STDIN") as copy:
                    for number, row in numbered:
                        for each in _slots(row, number):
                            copy.write_row(each)
            connection.execute(_MERGE)
            connection.execute("DROP TABLE fresh")
            connection.execute("VACUUM ANALYZE wording")
            connection.execute("VACUUM ANALYZE wording_key")
