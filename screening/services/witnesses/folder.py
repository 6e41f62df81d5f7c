"""Leaving checkpoints in a folder."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar

from screening.ledger.note import LONGEST
from screening.services.witnesses.settings import FOLDER
from screening.services.witnesses.witness import WitnessFailed, stem_of

_TRIES = 9  # names for one checkpoint in a folder where a half-written file cannot be mended


@dataclass(frozen=True)
class Folder:
    """A folder on storage of somebody else's, best one on which nothing can be written over."""

    path: Path
    every: ClassVar[timedelta] = timedelta(0)

    @property
    def name(self) -> str:
        """As in the settings."""
        return f"folder:{self.path}"

    def leave(self, note: str, size: int, now: datetime) -> bytes:
        """A file of its own for each checkpoint; one that is there is left as it is."""
        names = ("", *(f"-{number}" for number in range(2, _TRIES)))
        try:
            for again in names:
                if _is_left(self.path / f"{stem_of(note, size)}{again}.checkpoint", note):
                    return b""
        except OSError as error:
            raise WitnessFailed(f"Nothing can be written there: {error.strerror}.") from error
        raise WitnessFailed("Files that were written in part stand in the way of this checkpoint.")

    def kept(self, origin: str) -> Iterator[tuple[int, Callable[[], str]]]:
        """What it has of the log ``origin``, the longest first: how many records a note says it is
        over, and a way to read the note, of which nobody has said yet that it is a good one.

        Nothing where the folder cannot be read: that is noted as the next one is left.
        """
        begins = re.escape(origin.replace("/", "-"))
        name = re.compile(rf"{begins}-([0-9]{{12,}})(?:-[0-9])?\.checkpoint")
        try:
            found = [(each, name.fullmatch(each.name)) for each in self.path.iterdir()]
        except OSError:
            return
        sizes = sorted(((int(one[1]), each) for each, one in found if one), reverse=True)
        for size, path in sizes:
            yield size, partial(_read, path)


def folders_of(written: Iterable[str]) -> tuple[Folder, ...]:
    """Those witnesses that the settings name which are folders: they can be looked into."""
    found = (each.removeprefix(FOLDER) for each in written if each.startswith(FOLDER))
    return tuple(Folder(Path(each)) for each in found)


def _read(path: Path) -> str:
    """The text in ``path``; none where there is none, or more than any checkpoint has."""
    with suppress(OSError, UnicodeDecodeError), path.open("rb") as file:
        return file.read(LONGEST).decode("utf-8")
    return ""


def _is_left(path: Path, note: str) -> bool:
    """Whether ``note`` is in ``path``, written now if there is nothing; not if only a part is.

    Raises WitnessFailed when another checkpoint of this log is there.
    """
    data = note.encode("utf-8")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        there = path.read_bytes()
        if there != data and not data.startswith(there):
            message = f"Another checkpoint of the same size is there already: {path.name}."
            raise WitnessFailed(message) from None
        _make_sure(path)
        return there == data
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        _make_sure(path)
    except OSError:
        with suppress(OSError):  # where nothing can be taken away the part stays, and is gone round
            path.unlink()
        raise
    return True


def _make_sure(path: Path) -> None:
    """Have the file at ``path``, and that it is there, on the disk before going on."""
    for each in (path, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
