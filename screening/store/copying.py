"""Copying the database and the vault while they are in use, and putting a file in place whole.

The copy is SQLite's own: page by page, within a transaction that reads, so that it is of one moment
however long it takes and whoever writes meanwhile. While it lasts the write-ahead log cannot be
cut: an erasure made then is pending until the worker has cut it.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

from sqlalchemy import Connection

from screening.domain.errors import NotPossible, Unavailable
from screening.domain.text import N_
from screening.store import driver
from screening.store.engine import keep_private
from screening.store.faults import translated

ANOTHER_RESTORE = N_("Another restore is under way. Nothing was changed.")

BESIDE = ("-wal", "-shm", "-journal", ".lock")
"""What SQLite, and taking turns, put beside a database."""

_PAGES = 1000


def copy_of(connection: Connection, path: Path) -> None:
    """Write a copy of the SQLite database that ``connection`` is in a transaction on to ``path``.

    It is one file, private, on the disk when this returns; one that was there is written over.
    """
    source = connection.connection.driver_connection
    if not isinstance(source, driver.Connection):
        raise NotPossible(N_("Only an SQLite database can be copied like this."))
    remove(path)
    keep_private(path)
    with translated(), closing(sqlite3.connect(path, isolation_level=None)) as copy:
        source.copy_to(copy, pages=_PAGES)
        copy.execute("PRAGMA journal_mode = DELETE").close()  # one file, nothing beside it
    make_sure(path)


def copy_file(path: Path, to: Path) -> None:
    """Copy the database at ``path``, which nobody has open and which is one file, to ``to``."""
    keep_private(to)
    copyfile(path, to)


def put(path: Path, place: Path) -> None:
    """Put the file at ``path`` in ``place``, whatever is there, at once and for good."""
    make_sure(path)
    path.replace(place)
    make_sure(place.parent)


def make_sure(path: Path) -> None:
    """Have what is at ``path``, a file or a folder, on the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove the database at ``path``, if it is there, and all that lies beside it."""
    for each in (path, *beside(path)):
        each.unlink(missing_ok=True)


def beside(path: Path) -> list[Path]:
    """What may lie beside the database at ``path`` and is part of it."""
    return [path.with_name(path.name + ending) for ending in BESIDE]


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let nobody else be here for ``path``. Raises Unavailable when somebody is.

    A process that dies lets go of it; the file that it is held by stays, and is empty.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Unavailable(ANOTHER_RESTORE) from error
    finally:
        os.close(descriptor)


def take_alone(path: Path) -> bool:
    """Make the database at ``path`` one file, which it can be while nobody has it open.

    The answer is whether it could be read at all. Raises Unavailable when somebody has it open.
    """
    return _said(path, "PRAGMA journal_mode = DELETE", lambda mode: mode == "delete")


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the database at ``path``."""
    return _said(path, "PRAGMA integrity_check", lambda said: said == "ok")


def _said(path: Path, question: str, is_good: Callable[[object], bool]) -> bool:
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
            (answer,) = connection.execute(question).fetchone()
            return is_good(answer)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Unavailable(
                f"Somebody has {path.name} open. Stop the service first, its worker too."
            ) from error
        return False
    except sqlite3.DatabaseError:
        return False
