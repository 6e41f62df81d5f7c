"""What every unit of work asks and writes, with less of SQLAlchemy in between.

SQLAlchemy takes some twenty times as long to pass such a statement on as SQLite takes to run it.
The statements are SQLAlchemy's all the same, compiled once. PostgreSQL is spoken to as usual: there
the way to the server and back takes longest.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, insert
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect()


class Question:
    """``statement`` asks for a row, the first if there are more; each of its parameters has a name
    and is given to ``answer``.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]]):
        compiled = statement.compile(dialect=_DIALECT)
        self._statement = statement
        self._sql = str(compiled)
        self._parameters = [
            (name, compiled.binds[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
            for name in compiled.positiontup or ()
        ]

    def answer(self, connection: Connection, **values: Any) -> tuple[Any, ...] | None:
        """The row, or None; on SQLite its values are as SQLite keeps them.

        ``connection`` is in a transaction.
        """
        if connection.dialect.name != _DIALECT.name:
            row = connection.execute(self._statement, values).first()
            return None if row is None else tuple(row)
        given = [
            spelled(values[name]) if spelled else values[name] for name, spelled in self._parameters
        ]
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self._sql, given)
            return cursor.fetchone()
        finally:
            cursor.close()


class Insertion:
    """Rows for ``table``, whose columns hold what SQLite does: text, whole numbers and bytes."""

    def __init__(self, table: Table):
        self._statement = insert(table)
        self._sql = str(self._statement.compile(dialect=_DIALECT))
        self._names = [column.name for column in table.columns]

    def insert(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert ``rows``, one or more, each with a value for every column."""
        if connection.dialect.name != _DIALECT.name:
            connection.execute(self._statement, rows)
            return
        given = [tuple([row[name] for name in self._names]) for row in rows]
        connection.exec_driver_sql(self._sql, given)
