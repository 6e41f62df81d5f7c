"""Getting what was erased out of the files themselves.

SQLite overwrites what is deleted (``secure_delete``), but not the copies that it leaves behind: as
a page fills up and is split, what moves to another page also stays where it was, in room that
counts as free, and is out of reach when it is deleted from its new place. Of a thousand keys of
wording some two were left in the file like that. So once something was erased both files are
written anew, page by page, and their write-ahead logs cut to nothing.

The files of PostgreSQL are the server's. Only the owner of a table may have it written anew there,
and the service's account owns none: docs/operations.md says what an administrator does.
"""

import sqlite3
from contextlib import closing

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from screening.domain.events import Event
from screening.store.engine import BUSY_SECONDS, database_file, reading, writing
from screening.store.faults import translated
from screening.store.store import Store
from screening.store.tables.record import record
from screening.store.vault import Vault
from screening.store.vault_file import swept, vault_state

AT_ONCE = 32 * 2**20
"""Bytes of a database that is written anew while somebody waits for the page."""


def flush(store: Store, *, however_large: bool = True) -> bool:
    """Write both files anew, if anything was erased since that was last done, and cut their logs to
    nothing; whether that is done.

    It is not where somebody reads old pages for longer than anybody waits for a lock; nor, unless
    ``however_large``, where writing would keep whoever asks waiting. Nobody else writes meanwhile.
    """
    done = _erasures(store)
    if done != _swept(store):
        if not however_large and _size(store.engine) > AT_ONCE:
            return False
        with store.alone():
            if not (_write_anew(store.vault.engine) and _write_anew(store.engine)):
                return False
        _note_swept(store, done)
    vault, database = _cut(store.vault.engine), _cut(store.engine)
    return vault and database


def forget(vault: Vault) -> None:
    """Have the next ``flush`` write both files anew: they are others than those that were."""
    with translated(), writing(vault.engine).begin() as connection:
        connection.execute(delete(swept))


def _erasures(store: Store) -> str:
    """Another answer after each destruction of a key, and after what was under it was emptied."""
    with translated(), reading(store.vault.engine).connect() as connection:
        keys = connection.execute(select(vault_state.c.destructions)).scalar_one()
    emptied = select(func.count()).where(record.c.event_type == Event.SUBJECT_ERASED)
    with translated(), reading(store.engine).connect() as connection:
        return f"{keys} {connection.execute(emptied).scalar_one()}"


def _swept(store: Store) -> str | None:
    with translated(), reading(store.vault.engine).connect() as connection:
        return connection.execute(select(swept.c.after)).scalar_one_or_none()


def _note_swept(store: Store, done: str) -> None:
    row = insert(swept).values(id=1, after=done)
    with translated(), writing(store.vault.engine).begin() as connection:
        connection.execute(
            row.on_conflict_do_update(index_elements=[swept.c.id], set_={"after": done})
        )


def _size(engine: Engine) -> int:
    file = database_file(engine.url.render_as_string(hide_password=False))
    return file.stat().st_size if file else 0


def _write_anew(engine: Engine) -> bool:
    """Have SQLite write the whole file again: on a connection that nothing else is done on, as the
    application's own may not.
    """
    if engine.dialect.name != "sqlite":
        return True
    file = engine.url.database or ""
    try:
        with closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as own:
            own.execute("PRAGMA synchronous = FULL").close()
            own.execute("VACUUM").close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return False
        with translated():
            raise
    return True


def _cut(engine: Engine) -> bool:
    if engine.dialect.name != "sqlite":
        return True
    with translated():
        connection = engine.raw_connection()  # a checkpoint cannot be part of a transaction
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()  # whether somebody was in the way, then two counts of pages
            cursor.close()
        finally:
            connection.close()
    return row is not None and row[0] == 0
