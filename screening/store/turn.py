"""Taking turns at writing to SQLite.

SQLite lets one process write at a time and makes the others sleep for ever longer, so that with
many of them the unlucky wait for seconds. Waiting for a lock on a file beside the database instead
keeps the queue in the kernel, which wakes whoever is next. A process that dies lets go of it.

Nobody waits for longer than they say: somebody may hold the turn for minutes, as ``sweeping`` does
with a large file, and whoever serves a page must be able to say so before the page is given up.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread, local

from screening.domain.errors import Unavailable
from screening.store.faults import BUSY


class Turn:
    """The queue of those who want to write to the database in ``database`` (None: no queue)."""

    def __init__(self, database: Path | None):
        self._file = database and database.with_name(database.name + ".lock")
        self._mine = local()

    @contextmanager
    def taken(self, patience: float) -> Iterator[None]:
        """Wait for the turn for at most ``patience`` seconds, and hold it.

        Raises Unavailable when it does not come. It cannot be taken twice by one thread:
        RuntimeError.
        """
        if self._file is None:
            yield
            return
        if getattr(self._mine, "held", False):
            raise RuntimeError("This thread is in the middle of a unit of work that writes.")
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not (_free(descriptor) or _Waiting(descriptor).has_it_within(patience)):
            raise Unavailable(BUSY)
        try:
            self._mine.held = True
            yield
        finally:
            self._mine.held = False
            os.close(descriptor)


def _free(descriptor: int) -> bool:
    """Take the lock if nobody has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class _Waiting:
    """Somebody's place in the queue for the lock of ``descriptor``.

    The kernel has no limit to waiting for one, so a thread waits that can be left behind: when the
    turn comes to it after all, it lets go of it at once.
    """

    def __init__(self, descriptor: int):
        self._descriptor = descriptor
        self._either = Lock()
        self._came = Event()
        self._left = False

    def has_it_within(self, patience: float) -> bool:
        """Whether the lock is the caller's; otherwise ``descriptor`` is closed, now or later."""
        if patience <= 0:
            os.close(self._descriptor)
            return False
        Thread(target=self._wait, daemon=True).start()
        try:
            self._came.wait(patience)
        except BaseException:  # whoever waits is to end: nobody else would ever let go of it
            if self._stays():
                os.close(self._descriptor)
            raise
        return self._stays()

    def _stays(self) -> bool:
        """Whether the lock came; from here on it is let go of where it had not."""
        with self._either:
            self._left = not self._came.is_set()
            return not self._left

    def _wait(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        with self._either:
            if self._left:
                os.close(self._descriptor)
            else:
                self._came.set()
