"""The rows of a table in an order and a spelling that both kinds of database agree on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, String, Table, select

from screening.domain.errors import SealBroken

AT_A_TIME = 1000


class NotTheSame(SealBroken):
    """What has arrived is not what was there, or cannot arrive."""


@dataclass
class Digest:
    """A count of rows, and SHA-256 over them in their order."""

    rows: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, row: Row[Any]) -> None:
        """Take in ``row``. Its values are texts, numbers, moments and bytes: each has one repr."""
        spelled = repr(tuple(row)).encode("utf-8")
        self._hash.update(len(spelled).to_bytes(8, "big") + spelled)
        self.rows += 1

    @property
    def total(self) -> tuple[int, str]:
        """How many rows there were, and the digest of them."""
        return self.rows, self._hash.hexdigest()


def rows_in_order(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    """Every row of ``table`` by its primary key, a thousand in memory at a time."""
    order = (_sorted(column, connection.dialect.name) for column in table.primary_key)
    wanted = select(table).order_by(*order).execution_options(yield_per=AT_A_TIME)
    with connection.execute(wanted) as rows:
        yield from rows


def digest_of(connection: Connection, table: Table) -> Digest:
    """The digest of all rows of ``table``."""
    digest = Digest()
    for row in rows_in_order(connection, table):
        digest.add(row)
    return digest


def _sorted(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """Texts by their bytes, as SQLite does, whatever the language of the server."""
    is_text = dialect == "postgresql" and isinstance(column.type, String)
    return column.collate("C") if is_text else column
