"""Taking turns at writing to SQLite.

SQLite lets one process write at a time and makes the others sleep for ever longer, so that with
many of them the unlucky wait for seconds. Waiting for a lock on a file beside the database instead
keeps the queue in the kernel, which wakes whoever is next. A process that dies lets go of it.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Turn:
    """The queue of those who want to write to the database in ``database`` (None: no queue)."""

    def __init__(self, database: Path | None):
        self._file = database and database.with_name(database.name + ".lock")
        self._mine = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn, and hold it. It cannot be taken twice by one thread: RuntimeError."""
        if self._file is None:
            yield
            return
        if getattr(self._mine, "held", False):
            raise RuntimeError("This thread is in the middle of a unit of work that writes.")
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            self._mine.held = True
            yield
        finally:
            self._mine.held = False
            os.close(descriptor)
