"""Engines: how this service speaks to SQLite and PostgreSQL.

SQLite's driver begins transactions where it sees fit; here it never does. A transaction begins
when SQLAlchemy says so, and takes the write lock at once when it is going to write, so that what
it read before it writes cannot have changed in between.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError

from screening.domain.errors import NotPossible
from screening.domain.text import N_
from screening.store import driver
from screening.store.faults import translated

BUSY_SECONDS = 10
_ALONE_SECONDS = 2
_ONE_AT_A_TIME = 7732655  # any number that nobody else locks
_WRITES = "screening_writes"
IN_USE = N_(
    "{file} is in use. Stop the service, its worker and whatever else has it open, and try again. "
    "Nothing was changed."
)

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged changes in a power cut
    "secure_delete=ON",  # what is erased is overwritten
    "temp_store=MEMORY",  # nothing spills into a temporary file
    "foreign_keys=ON",
    "recursive_triggers=ON",  # without it REPLACE deletes past the triggers
)
_POSTGRES_SETTINGS = (
    f"lock_timeout={BUSY_SECONDS * 1000}",
    "timezone=UTC",
    "synchronous_commit=on",  # a server may be set to lose acknowledged changes in a crash
)


def open_engine(url: str, guard: Callable[[sqlite3.Connection], None] | None = None) -> Engine:
    """An engine for ``url``. ``guard`` is called with each new SQLite connection, which is shut."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, guard, _PRAGMAS)
    return create_engine(
        url,
        hide_parameters=True,  # an error's text ends in a log
        pool_pre_ping=True,
        connect_args={"options": " ".join(f"-c {each}" for each in _POSTGRES_SETTINGS)},
    )


def writing(engine: Engine) -> Engine:
    """``engine`` for transactions that change something."""
    return engine.execution_options(**{_WRITES: True})


def writes(connection: Connection) -> bool:
    """Whether ``connection`` is in a transaction that may change something."""
    return bool(connection.get_execution_options().get(_WRITES))


def reading(engine: Engine) -> Engine:
    """``engine`` for transactions that see everything as it was at one moment, and change nothing.

    SQLite's are that by nature.
    """
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def reading_from(url: str) -> Iterator[Connection]:
    """A connection of its own to the database at ``url``, to look at it."""
    engine = open_engine(url)
    try:
        with translated(), reading(engine).connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def writing_to(url: str) -> Iterator[Connection]:
    """A connection of its own to the database at ``url``, to change its schema or its rights.

    One at a time, in one transaction.
    """
    engine = open_engine(url)
    try:
        with translated(), writing(engine).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ONE_AT_A_TIME}
                )
            yield connection
    finally:
        engine.dispose()


def database_file(url: str) -> Path | None:
    """The file of an SQLite database, or None for a server's."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database is None:
        return None
    return Path(parsed.database)


def keep_private(file: Path | None) -> None:
    """Let nobody but this account read the database ``file``, which is made if it is not there.

    Its folder may be anybody's to enter. SQLite gives what it puts beside it the same mode.
    """
    if file is not None:
        file.touch(mode=0o600)
        file.chmod(0o600)


@contextmanager
def alone(file: Path) -> Iterator[Engine]:
    """An engine for the SQLite database in ``file``, which nobody else has open meanwhile, nor can.

    It has one connection, for one thread. Raises NotPossible when somebody has the file open.
    """
    pragmas = ("locking_mode=EXCLUSIVE", *_PRAGMAS)  # said first, it holds for readers too
    engine = _sqlite(f"sqlite:///{file}", None, pragmas, _ALONE_SECONDS, poolclass=StaticPool)
    try:
        try:
            with writing(engine).begin():
                pass
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise NotPossible(IN_USE.format(file=file)) from error
            raise
        yield engine
    finally:
        engine.dispose()


def _sqlite(
    url: str,
    guard: Callable[[sqlite3.Connection], None] | None,
    pragmas: tuple[str, ...],
    patience: int = BUSY_SECONDS,
    **options: Any,
) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={
            "timeout": patience,
            "isolation_level": None,
            "factory": driver.Connection,
        },
        **options,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: driver.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()
        if guard is not None:
            guard(connection)
            connection.shut()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes(connection) else "BEGIN")

    return engine
