"""Getting what was erased out of the files themselves.

SQLite overwrites what is deleted (``secure_delete``), but not the copies that it leaves behind: as
a page fills up and is split, what moves to another page also stays where it was, in room that
counts as free, and is out of reach when it is deleted from its new place. Of a thousand keys of
wording some two were left in the file like that. So once something was erased both files are
written anew, page by page, and their write-ahead logs cut to nothing.

The files of PostgreSQL are the server's. Only the owner of a table may have it written anew there,
and the service's account owns none: docs/operations.md says what an administrator does.

Nobody else writes meanwhile, and whoever wants to is turned away before long. So a large database
has to wait for an hour at which that is allowed. The vault does not wait with it: it is small, and
its keys are what would open an older copy of the database.
"""

import sqlite3
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from screening.domain.errors import Unavailable
from screening.domain.events import Event
from screening.ledger.record import decode, instant
from screening.store.engine import BUSY_SECONDS, database_file, reading, writing
from screening.store.faults import translated
from screening.store.store import Store
from screening.store.tables.record import record
from screening.store.vault import Vault
from screening.store.vault_file import swept, vault_state

AT_ONCE = 32 * 2**20
"""Bytes of a file that is written anew while somebody waits for the page."""
_FOR_READERS = 2
"""Seconds for which a log is not cut as somebody reads; whoever wants to write waits for that."""
_EMPTIED = record.c.event_type.in_(
    (Event.SUBJECT_ERASED, Event.REGISTER_WORDS_ERASED, Event.REGISTER_ENDED)
)
_NOTHING = "0 0"


@dataclass(frozen=True)
class _Swept:
    """After what the vault, and after what the database, was last written anew."""

    vault: str = ""
    database: str = ""


def flush(store: Store, *, however_large: bool = True) -> bool:
    """Write both files anew, each if anything was erased since that was last done, and cut their
    logs to nothing; whether that is done.

    It is not where somebody reads old pages for long, or writes for longer than anybody waits; nor,
    unless ``however_large``, with a file that takes long. Nobody else writes meanwhile.
    """
    with ExitStack() as alone:
        try:
            alone.enter_context(store.alone())
        except Unavailable:
            return False
        done, before = _erasures(store), _swept(store)
        after = _Swept(
            _sweep(store.vault.engine, before.vault, done, however_large),
            _sweep(store.engine, before.database, done, however_large),
        )
        if after != before:
            _note_swept(store, after)
            _cut(store.vault.engine)
        return after == _Swept(done, done)


def is_wanted(store: Store) -> bool:
    """Whether anything was erased since both files were last written anew."""
    done = _erasures(store)
    return _swept(store) != _Swept(done, done) and done != _NOTHING


def waits_since(store: Store) -> datetime | None:
    """Since when something that is on record as erased may be in the database's file still."""
    before = _swept(store).database.partition(" ")[2]
    first = select(record.c.seq).where(_EMPTIED).order_by(record.c.seq)
    first = first.offset(int(before or 0)).limit(1)
    wanted = select(record.c.canonical).where(record.c.seq == first.scalar_subquery())
    with translated(), reading(store.engine).connect() as connection:
        found = connection.execute(wanted).scalar_one_or_none()
    return None if found is None else instant(decode(found).occurred_at)


def forget(vault: Vault) -> None:
    """Have the next ``flush`` write both files anew: they are others than those that were."""
    with translated(), writing(vault.engine).begin() as connection:
        connection.execute(delete(swept))


def _erasures(store: Store) -> str:
    """Another answer after each destruction of a key, and after what was under it was emptied."""
    with translated(), reading(store.vault.engine).connect() as connection:
        keys = connection.execute(select(vault_state.c.destructions)).scalar_one()
    emptied = select(func.count()).where(_EMPTIED)
    with translated(), reading(store.engine).connect() as connection:
        return f"{keys} {connection.execute(emptied).scalar_one()}"


def _swept(store: Store) -> _Swept:
    with translated(), reading(store.vault.engine).connect() as connection:
        after = connection.execute(select(swept.c.after)).scalar_one_or_none() or ""
    lines = after.split("\n")
    return _Swept(lines[0], lines[-1])  # an earlier release noted one for both


def _note_swept(store: Store, after: _Swept) -> None:
    said = f"{after.vault}\n{after.database}"
    row = insert(swept).values(id=1, after=said)
    with translated(), writing(store.vault.engine).begin() as connection:
        connection.execute(
            row.on_conflict_do_update(index_elements=[swept.c.id], set_={"after": said})
        )


def _sweep(engine: Engine, before: str, done: str, however_large: bool) -> str:
    """After what the file is clean by now; its log is cut in any case."""
    anew = before == done or ((however_large or _size(engine) <= AT_ONCE) and _write_anew(engine))
    return done if _cut(engine) and anew else before


def _size(engine: Engine) -> int:
    file = database_file(engine.url.render_as_string(hide_password=False))
    return file.stat().st_size if file else 0


def _write_anew(engine: Engine) -> bool:
    """Have SQLite write the whole file again."""
    return _on_its_own(engine, "VACUUM", BUSY_SECONDS) is not None


def _cut(engine: Engine) -> bool:
    found = _on_its_own(engine, "PRAGMA wal_checkpoint(TRUNCATE)", _FOR_READERS)
    # Whether somebody was in the way, then two counts of pages.
    return found is not None and all(busy == 0 for busy, *_pages in found)


def _on_its_own(engine: Engine, statement: str, patience: int) -> list[tuple[int, ...]] | None:
    """What ``statement`` answers on a connection that nothing else is done on, as the application's
    own may not; None where somebody is in the way for longer than ``patience``.
    """
    if engine.dialect.name != "sqlite":
        return []
    file = engine.url.database or ""
    try:
        with closing(sqlite3.connect(file, timeout=patience, isolation_level=None)) as own:
            own.execute("PRAGMA synchronous = FULL").close()
            return own.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return None
        with translated():
            raise
