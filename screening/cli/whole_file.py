"""Files that a command writes: there whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path, *, over: bool = True) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of ``path`` once everything is written.

    Only its owner may read it. Raises OSError at once where it cannot be written; without ``over``
    FileExistsError where there is one already, whenever it came.
    """
    if not over and path.exists():
        raise FileExistsError(path)
    beside = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
        if over:
            beside.replace(path)
        else:
            os.link(beside, path)  # refuses where something has come to stand there meanwhile
    finally:
        beside.unlink(missing_ok=True)
