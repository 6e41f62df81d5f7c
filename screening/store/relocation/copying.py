"""Copying every row from the one database to the other, under all of the triggers there.

Records go one by one, as they are appended: the other log grows by its own rules, and its triggers
move its heads. They are committed some at a time, since each version of the head that a transaction
has written is looked through again with the next record. Everything else goes by COPY.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, Engine, Row, Table, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from screening.domain.errors import Unavailable
from screening.domain.text import N_
from screening.store import tables
from screening.store.faults import OUT_OF_REACH
from screening.store.relocation.rows import Digest, NotTheSame, rows_in_order
from screening.store.tables.record import log_head, record, vacancy_head

Say = Callable[[str], None]
BATCH = 500
"""Records that are appended in one transaction."""
REFUSED = N_(
    "The other database refuses a row of {table}: something is not in order here. "
    "See what `ledger export` and `verify` say. Nothing was changed."
)
_TOLD_EVERY = 100_000

_HEADS = (log_head, vacancy_head)


def copy_all(source: Connection, target: Engine, say: Say) -> dict[str, Digest]:
    """Copy every table from ``source`` to ``target``; what was read of each comes out.

    ``target`` is prepared, begins with the log's own id, and holds nothing else.
    """
    digests = {}
    for table in _in_order():
        digests[table.name] = Digest()
        started = time.monotonic()
        rows = _noted(rows_in_order(source, table), digests[table.name], table, say)
        if table in _HEADS:  # these the records have moved
            for _row in rows:
                pass
        else:
            with _said_plainly(table):
                _way_of(table)(target, table, rows)
        if digests[table.name].rows:
            took = time.monotonic() - started
            say(f"{table.name}: {digests[table.name].rows:,} rows in {took:.1f} s")
    return digests


@contextmanager
def _said_plainly(table: Table) -> Iterator[None]:
    """Turn a row that is refused there into NotTheSame, a server that is gone into Unavailable."""
    try:
        yield
    except (IntegrityError, psycopg.IntegrityError) as error:
        raise NotTheSame(REFUSED.format(table=table.name)) from error
    except psycopg.OperationalError as error:  # COPY goes past SQLAlchemy
        raise Unavailable(OUT_OF_REACH) from error


def _in_order() -> Iterator[Table]:
    """Every table after those that it refers to; the log first."""
    yield record
    yield from (table for table in tables.metadata.sorted_tables if table is not record)


def _noted(rows: Iterator[Row[Any]], digest: Digest, table: Table, say: Say) -> Iterator[Row[Any]]:
    for row in rows:
        digest.add(row)
        yield row
        if digest.rows % _TOLD_EVERY == 0:
            say(f"{table.name}: {digest.rows:,} rows …")


def _way_of(table: Table) -> Callable[[Engine, Table, Iterator[Row[Any]]], None]:
    if table is record:
        return _append
    return _begin if "begins_as" in table.info else _copy


def _append(target: Engine, table: Table, rows: Iterator[Row[Any]]) -> None:
    while some := [dict(row._mapping) for row in islice(rows, BATCH)]:
        with target.begin() as connection:
            # All that is copied is made durable before the mark says that it is whole.
            connection.execute(text("SET LOCAL synchronous_commit = off"))
            connection.execute(insert(table), some)


def _begin(target: Engine, table: Table, rows: Iterator[Row[Any]]) -> None:
    """Let each row begin as its table demands, and then become what it is; who still is so, last.

    Of those there may be only one at a time.
    """
    start = table.info["begins_as"]
    with target.begin() as connection:
        unchanged = []
        for row in (dict(each._mapping) for each in rows):
            if start.items() <= row.items():
                unchanged.append(row)
                continue
            connection.execute(insert(table), row | start)
            this = (column == row[column.name] for column in table.primary_key)
            later = {name: row[name] for name in start}
            connection.execute(update(table).where(*this).values(later))
        if unchanged:
            connection.execute(insert(table), unchanged)


def _copy(target: Engine, table: Table, rows: Iterator[Row[Any]]) -> None:
    with target.begin() as connection:
        quoted = connection.dialect.identifier_preparer
        columns = ", ".join(quoted.format_column(column) for column in table.columns)
        driver = cast(psycopg.Connection, connection.connection.driver_connection)
        statement = f"COPY {quoted.format_table(table)} ({columns}) FROM STDIN"
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        _count_on(connection, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Let numbers that the database gives go on after those that are there."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.max(column)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last)).where(last.is_not(None)))
