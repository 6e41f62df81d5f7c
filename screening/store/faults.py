"""Telling storage that cannot take a change now from a mistake in what was asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from screening.domain.errors import Unavailable
from screening.domain.text import N_

FULL = N_("There is no room left to store this. Nothing was changed.")
BUSY = N_("The service is busy. Nothing was changed; please try again.")
OUT_OF_REACH = N_("The database cannot be reached or written now. Nothing was changed.")

_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_IOERR: OUT_OF_REACH,
    sqlite3.SQLITE_READONLY: OUT_OF_REACH,
    sqlite3.SQLITE_CANTOPEN: OUT_OF_REACH,
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


@contextmanager
def translated() -> Iterator[None]:
    """Turn a driver's word for "not now" into Unavailable; anything else passes unchanged."""
    try:
        yield
    except DBAPIError as error:
        message = reason(error)
        if message is None:
            raise
        raise Unavailable(message) from error


def reason(error: DBAPIError) -> str | None:
    """Why the storage cannot take the change now, or None when that is not what went wrong."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return OUT_OF_REACH if error.connection_invalidated else None
    return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
