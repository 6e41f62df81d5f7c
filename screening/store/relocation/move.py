"""One installation, moved: copied, looked through, and only then let go of.

Nobody else has the old database open meanwhile. The new one is marked before anything is in it, so
that it does not serve; it can be dropped and filled again as long as the old one is not marked.
That mark is what moves the installation. Then the new one's goes. Whoever is stopped between those
two runs the same move again.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from screening.domain.errors import NotPossible, NotValid, SettingsInvalid
from screening.domain.text import N_
from screening.ledger.record import timestamp
from screening.store import migrate, moved
from screening.store.engine import alone, database_file, open_engine, reading, writing
from screening.store.faults import translated
from screening.store.filling import may_make_tables, things_in
from screening.store.guards import is_prepared
from screening.store.relocation.checking import Log, check_same, log_of
from screening.store.relocation.copying import Say, copy_all
from screening.store.seen import check_not_older, seen
from screening.store.vault import Vault, open_vault

NOT_POSTGRESQL = N_("The address to move to must be PostgreSQL's: postgresql+psycopg://…")
NOT_SQLITE = N_("Only an installation on SQLite can be moved, and this one is not.")
NOT_EMPTY = N_(
    "The database to move to is not empty: make one for this alone. Nothing was changed."
)
NOT_OWNER = N_(
    "The account may make no tables in the database to move to: take the one that owns it. "
    "Nothing was changed."
)
NOT_FINISHED = N_(
    "An earlier move to this database was interrupted. Drop it, make it anew and run this again; "
    "the installation is where it was."
)
ELSEWHERE = N_("What this installation was moved to is not in the database at that address.")


def move(
    database_url: str, vault_url: str, master_key: bytes, to: str, now: datetime, say: Say
) -> Log:
    """Move the installation in ``database_url`` to the empty PostgreSQL database ``to``.

    What is done is told to ``say``. Raises NotValid for an address that is none, NotPossible where
    something is in the way, SettingsInvalid when the installation itself is not in order or, as the
    vault knows, not the newest.
    """
    file, place = _file_of(database_url), place_of(to)
    with (
        translated(),
        closing(open_vault(vault_url, master_key)) as vault,
        _opened(to) as target,
    ):
        with alone(file) as engine, writing(engine).begin() as source:
            where, _at = moved.left_for(source)
            if where == place:  # stopped when this was all but over
                log = log_of(source)
            else:
                _check(source, target, vault)
                log = _fill(source, target, to, vault, say)
                moved.leave(source, place, timestamp(now))
        _let_in(target, log)
    return log


def place_of(address: str) -> str:
    """``address`` as it may be said aloud: without a password. Raises NotValid unless it is one."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise NotValid({"to": NOT_POSTGRESQL}) from error
    if url.get_backend_name() != "postgresql" or not url.database:
        raise NotValid({"to": NOT_POSTGRESQL})
    query = {name: value for name, value in url.query.items() if name in {"host", "port"}}
    plain = URL.create(
        "postgresql+psycopg", url.username, None, url.host, url.port, url.database, query
    )
    return plain.render_as_string()


def _file_of(database_url: str) -> Path:
    file = database_file(database_url)
    if file is None:
        raise NotPossible(NOT_SQLITE)
    if not file.exists():
        raise SettingsInvalid(
            [N_("The database has not been prepared. Run: python -m screening migrate")]
        )
    return file


@contextmanager
def _opened(to: str) -> Iterator[Engine]:
    engine = open_engine(_address(to))
    try:
        yield engine
    finally:
        engine.dispose()


def _address(to: str) -> str:
    return make_url(to).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _check(source: Connection, target: Engine, vault: Vault) -> None:
    if problems := migrate.problems_of(source):
        raise SettingsInvalid(problems)
    with Session(source) as session:
        check_not_older(seen(vault), session)
    with target.connect() as connection:
        if inspect(connection).has_table(moved.arriving.name):
            raise NotPossible(NOT_FINISHED)
        if not may_make_tables(connection):
            raise NotPossible(NOT_OWNER)
        if things_in(connection):
            raise NotPossible(NOT_EMPTY)


def _fill(source: Connection, target: Engine, to: str, vault: Vault, say: Say) -> Log:
    """Mark ``target``, copy everything to it and look it through. It is whole then, and marked."""
    with target.begin() as connection:
        moved.begin_arriving(connection, log_of(source).log_id)
    migrate.upgrade(_address(to), log_id=log_of(source).log_id)
    read = copy_all(source, target, say)
    with target.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM (ANALYZE)"))  # what comes next reads all of it
    with reading(target).connect() as connection:
        log = check_same(source, connection, read, vault, say)
    with target.begin() as connection:
        moved.all_arrived(connection)  # a durable commit: what was committed before it is too
    return log


def _let_in(target: Engine, log: Log) -> None:
    """Let ``target`` serve, to which the installation has moved; or it does already."""
    with target.begin() as connection:
        if moved.has_arrived(connection, log.log_id):
            moved.end_arriving(connection)
        elif not is_prepared(connection) or log_of(connection).log_id != log.log_id:
            raise NotPossible(ELSEWHERE)
