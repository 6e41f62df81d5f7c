"""SQLite's driver without the calls that reach past SQL.

Triggers and the authorizer (``guards``) judge statements. Some calls of the driver write without
one, and some change what statements mean: they are shut once a connection is guarded. Code of
one's own within the service can still open the file by itself; nothing in here can prevent that.
"""

import sqlite3
from typing import Any


def _until_shut(name: str) -> Any:
    def call(connection: "Connection", *args: Any, **kwargs: Any) -> Any:
        if connection.is_shut:
            raise sqlite3.DatabaseError(f"{name} is not for the application's connections")
        return getattr(sqlite3.Connection, name)(connection, *args, **kwargs)

    return call


class Connection(sqlite3.Connection):
    """A connection that can be shut to everything but SQL, and to be copied."""

    is_shut = False

    backup = _until_shut("backup")
    blobopen = _until_shut("blobopen")
    deserialize = _until_shut("deserialize")
    enable_load_extension = _until_shut("enable_load_extension")
    load_extension = _until_shut("load_extension")
    set_authorizer = _until_shut("set_authorizer")
    setconfig = _until_shut("setconfig")  # which can switch triggers off; since Python 3.12
    setlimit = _until_shut("setlimit")

    # With the name of a built-in one these would deceive the triggers.
    create_aggregate = _until_shut("create_aggregate")
    create_collation = _until_shut("create_collation")
    create_function = _until_shut("create_function")
    create_window_function = _until_shut("create_window_function")

    def copy_to(self, empty: sqlite3.Connection, pages: int = -1) -> None:
        """Copy this database to one with nothing in it yet, ``pages`` at a time; shut or not.

        That reads alone, as of the transaction under way. What has something in it, as this
        database itself has, is not written over.
        """
        (there,) = empty.execute("PRAGMA page_count").fetchone()
        if there:
            raise sqlite3.DatabaseError("copy_to is for an empty database")
        sqlite3.Connection.backup(self, empty, pages=pages)

    def shut(self) -> None:
        """From now on nothing but SQL, and copies."""
        self.is_shut = True
