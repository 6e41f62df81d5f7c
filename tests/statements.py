"""SQL compiled once a session: each test has engines of its own, which all speak alike.

SQLAlchemy keeps what it compiled with an engine and its dialect; here all engines of a kind share
one memory, and dialects of a kind are equal to it.
"""

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from screening.store.store import Store
from tests.asked import listen

_compiled: dict[Any, Any] = {}


class _Alike:
    """Equal to every other of its kind."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class SQLite(_Alike, SQLiteDialect_pysqlite):
    """What SQLite speaks."""

    supports_statement_cache = True


class PostgreSQL(_Alike, PGDialect_psycopg):
    """What PostgreSQL speaks."""

    supports_statement_cache = True


registry.register("sqlite", __name__, "SQLite")
registry.register("postgresql.psycopg", __name__, "PostgreSQL")


def remembering(store: Store) -> Store:
    """``store``, whose statements are kept for the next one's."""
    store.engine.update_execution_options(compiled_cache=_compiled)
    listen(store.engine)
    return store
