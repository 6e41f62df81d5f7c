"""What takes long to prepare, made once for all processes of a session."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


def made_once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder ``name`` beside those of all processes; whoever comes first fills it by ``make``.

    ``folder`` is one that pytest made for this process.
    """
    shared = folder.parents["PYTEST_XDIST_WORKER" in os.environ]
    made, making = shared / name, shared / f"{name}.making"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making.mkdir()
            make(making)
            making.rename(made)
    return made
