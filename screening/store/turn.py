"""Taking turns at writing to SQLite.

SQLite lets one process write at a time and makes the others sleep for ever longer, so that with
many of them the unlucky wait for seconds. A lock on a file beside the database, asked for often
and by all in the same way, keeps the wait short. The lock dies with the process that holds it.
"""

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screening.domain.errors import Unavailable
from screening.store.faults import BUSY

PATIENCE_SECONDS = 10.0
_NAP_SECONDS = 0.002


class Turn:
    """The queue of those who want to write to the database in ``database`` (None: no queue)."""

    def __init__(self, database: Path | None):
        self._file = database and database.with_name(database.name + ".lock")

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn. Raises Unavailable when it does not come in ten seconds."""
        if self._file is None:
            yield
            return
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Unavailable(BUSY) from None
            time.sleep(_NAP_SECONDS * (0.5 + random.random()))  # noqa: S311 - spreads the naps
        else:
            return
