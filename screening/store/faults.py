"""Telling storage that cannot take a change now from a mistake in what was asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from screening.domain.errors import Conflict, Unavailable
from screening.domain.text import N_

FULL = N_("There is no room left to store this. Nothing was changed.")
BUSY = N_("The service is busy. Nothing was changed; please try again.")
OUT_OF_REACH = N_("The database cannot be reached or written now. Nothing was changed.")
DAMAGED = N_("The database file is damaged, or is no database. Nothing was changed.")
TAKEN = N_("Somebody else has just done the same. Look at what is there now.")

_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_IOERR: OUT_OF_REACH,
    sqlite3.SQLITE_READONLY: OUT_OF_REACH,
    sqlite3.SQLITE_CANTOPEN: OUT_OF_REACH,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
# Classes and codes of PostgreSQL's appendix A.
_POSTGRES = {
    "53100": FULL,
    "53": OUT_OF_REACH,
    "08": OUT_OF_REACH,
    "57": OUT_OF_REACH,
    "58": OUT_OF_REACH,
    "40": BUSY,  # a deadlock, or a transaction that could not be put in order
    "55P03": BUSY,
}
_TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, "23505")


@contextmanager
def translated() -> Iterator[None]:
    """Turn a driver's "not now" into Unavailable, and what is unique and taken into Conflict.

    Anything else passes unchanged.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        if message := reason(error):
            raise Unavailable(message) from error
        if _is_taken(error):
            raise Conflict(TAKEN) from error
        raise


def reason(error: DBAPIError | sqlite3.Error) -> str | None:
    """Why the storage cannot take the change now, or None when that is not what went wrong."""
    driver = _driver(error)
    if isinstance(driver, sqlite3.Error):
        return _SQLITE.get(getattr(driver, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(driver, "sqlstate", None)
    if state is None:  # there was no server to say what is wrong
        return OUT_OF_REACH if isinstance(error, OperationalError) else None
    return _POSTGRES.get(state) or _POSTGRES.get(state[:2])


def _is_taken(error: DBAPIError | sqlite3.Error) -> bool:
    driver = _driver(error)
    code = getattr(driver, "sqlite_errorcode", None) or getattr(driver, "sqlstate", None)
    return code in _TAKEN


def _driver(error: DBAPIError | sqlite3.Error) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error
