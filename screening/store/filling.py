"""An empty PostgreSQL database, filled from a dump: whole and looked through, or empty again.

It is marked before anything is in it (``moved``), so that nobody serves from it, and the mark goes
as the very last. What is in a marked database came from a restore that did not end: it is emptied.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text

from screening.domain.errors import NotPossible, Unavailable
from screening.domain.text import N_
from screening.store import migrate, moved
from screening.store.copying import ANOTHER_RESTORE
from screening.store.dumping import load
from screening.store.engine import open_engine
from screening.store.faults import translated
from screening.store.postgres_tools import tool_for
from screening.store.tools import Tools

NOT_EMPTY = N_(
    "The database that the settings name is not empty. Make one for this alone, set "
    "SCREENING_DATABASE_URL to it and run this again. Nothing was changed."
)
NOT_OWNER = N_(
    "The account may make no tables in the database that the settings name: take the one that owns "
    "it. Nothing was changed."
)

_ONE_AT_A_TIME = 7732656  # any number that nobody else locks
_LEFT_RUNNING = text("""
    SELECT EXISTS (SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'pg_restore')
""")
_THERE = text("""
    WITH given AS (SELECT objid FROM pg_depend WHERE deptype = 'e')
    SELECT format('%s IF EXISTS %I.%I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE'
        WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END,
        n.nspname, c.relname)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND c.oid NOT IN (SELECT objid FROM given)
    UNION ALL
    SELECT format('ROUTINE IF EXISTS %s', p.oid::regprocedure) FROM pg_proc AS p
    JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema() AND p.oid NOT IN (SELECT objid FROM given)
""")


def may_make_tables(connection: Connection) -> bool:
    """Whether the account of ``connection`` may make tables where it would look for them."""
    may = func.has_schema_privilege(func.current_schema(), "CREATE")
    return bool(connection.scalar(select(may)))


def things_in(connection: Connection) -> list[str]:
    """What is in the schema of ``connection``, as ``DROP`` spells it, but for extensions."""
    return list(connection.execute(_THERE).scalars())


@contextmanager
def filled(url: str, dump: Path, tools: Tools) -> Iterator[None]:
    """The empty database at ``url``, with what is in ``dump``, in the form of this release.

    It is marked; unless the mark was taken off (``let_in``) it is emptied again in the end. Raises
    NotPossible when it is not empty, the account may not, or ``pg_restore`` cannot do it;
    Unavailable when another restore fills it.
    """
    engine = open_engine(url)
    try:
        with translated():
            opened = engine.execution_options(isolation_level="AUTOCOMMIT").connect()
        with opened as held:
            tool = _vacant(held, tools)
            try:
                _empty(engine, mark=True)
                load(held, dump, tools, tool)
                migrate.upgrade(url)
                yield
            finally:
                if moved.is_being_restored(held):
                    _empty(engine)
    finally:
        engine.dispose()


def let_in(url: str) -> None:
    """Let the database at ``url``, which was filled, serve."""
    engine = open_engine(url)
    try:
        with translated(), engine.begin() as connection:
            moved.end_restoring(connection)
    finally:
        engine.dispose()


def _vacant(held: Connection, tools: Tools) -> str:
    """See that the database is this restore's alone; where ``pg_restore`` is comes out."""
    with translated():
        # Whoever dies lets go of the lock, and may leave a ``pg_restore`` that goes on.
        alone = held.scalar(select(func.pg_try_advisory_lock(_ONE_AT_A_TIME)))
        if not alone or held.scalar(_LEFT_RUNNING):
            raise Unavailable(ANOTHER_RESTORE)
        if things_in(held) and not moved.is_being_restored(held):
            raise NotPossible(NOT_EMPTY)
        if not may_make_tables(held):
            raise NotPossible(NOT_OWNER)
    return tool_for(held, tools, "pg_restore")


def _empty(engine: Engine, *, mark: bool = False) -> None:
    """Drop everything, the mark too, at once; or everything else, and see that it is there."""
    with translated(), engine.begin() as connection:
        for each in things_in(connection):
            connection.exec_driver_sql(f"DROP {each} CASCADE")
        if mark:
            moved.begin_restoring(connection)
