"""Cutting the power: what is on the disk at some moment of work that was watched.

Work is done by the application's own code in a process of its own, watched by ``vfs``. From that
recording the disk can be worked out at any moment: what was synced by then is there; of what was
not, nothing, or whichever sectors happened to get there, a part of a write among them.
"""

import multiprocessing
import pickle
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from threading import Thread

from screening.store import engine
from screening.store.store import Store
from tests.databases import MASTER_KEY
from tests.drills.agreeing import Told
from tests.drills.finding import Found, looked_over
from tests.drills.migrating import upgraded
from tests.drills.vfs import Cut, Gone, Note, Notes, Sync, Write
from tests.drills.vfs import Told as Noted
from tests.drills.working import Writer
from tests.services.town import Town

Opening = Callable[[Path], Store]

SECTOR = 512
"""Bytes that a disk writes all or nothing."""
SECONDS = 300
DATABASE, VAULT = "screening.db", "vault.db"
LUCK = (0.0, 0.0, 0.1, 0.5, 0.9)
"""How much of what was not synced is there all the same: nothing, or a few sectors, or most."""


@dataclass(frozen=True)
class Recording:
    """Work that was watched: the files as they were before it, and what happened in order."""

    before: dict[str, bytes]
    notes: Sequence[Note]

    def told(self, moment: int) -> list[Told]:
        """What people had been told by then."""
        return [each.what for each in self.notes[:moment] if isinstance(each, Noted)]

    def disk(self, moment: int, random: Random, luck: float) -> dict[str, bytes]:
        """The files after a power cut; ``luck``: how likely a sector that was not synced is."""
        synced = _synced(self.notes[:moment])
        disk = {name: bytearray(data) for name, data in self.before.items()}
        for number, note in enumerate(self.notes[:moment]):
            if isinstance(note, Noted | Sync):
                continue
            name = Path(note.file).name
            sure = number < synced.get(note.file, 0)
            if isinstance(note, Write):
                parts = (
                    [note] if sure else [each for each in _sectors(note) if random.random() < luck]
                )
                for part in parts:
                    _write(disk.setdefault(name, bytearray()), part)
            elif sure or random.random() < luck:
                _shorten(disk, name, note)
        return {name: bytes(data) for name, data in disk.items()}


def cut(
    recording: Recording, folder: Path, random: Random, opening: Opening | None = None
) -> Found:
    """Cut the power at a random moment of ``recording``, and look at what is there then."""
    moment = random.randrange(len(recording.notes) + 1)
    for name, data in recording.disk(moment, random, random.choice(LUCK)).items():
        (folder / name).write_bytes(data)
    return looked_over(partial(opening or opened, folder), recording.told(moment))


def opened(folder: Path) -> Store:
    """The store in ``folder``, as the application opens it."""
    return Store.open(*urls(folder), MASTER_KEY)


def started(folder: Path) -> Store:
    """The store in ``folder``, made or mended first, as at a start after an upgrade."""
    return upgraded(*urls(folder))


def urls(folder: Path) -> tuple[str, str]:
    """Where the database and the vault in ``folder`` are."""
    return f"sqlite:///{folder / DATABASE}", f"sqlite:///{folder / VAULT}"


def record(
    folder: Path, town: Town, seed: int, *, threads: int, lives: int, synchronous: str = "FULL"
) -> Recording:
    """Watch ``threads`` writers live ``lives`` lives each in the store in ``folder``."""

    def work(notes: Notes) -> None:
        engine._PRAGMAS = tuple(
            f"synchronous={synchronous}" if each.startswith("synchronous=") else each
            for each in engine._PRAGMAS
        )
        with closing(opened(folder)) as store:
            writers = [Writer(store, town, seed * 100 + one, notes.told) for one in range(threads)]
            running = [Thread(target=each.work, kwargs={"times": lives}) for each in writers]
            for each in running:
                each.start()
            for each in running:
                each.join()

    return _watched(folder, work)


def record_first_start(folder: Path) -> Recording:
    """Watch a database and a vault being made in ``folder``, where there is nothing yet."""
    return _watched(folder, lambda _notes: started(folder).close())


def _watched(folder: Path, work: Callable[[Notes], None]) -> Recording:
    """Watch ``work``, in a process of its own."""
    names = [name for name in (DATABASE, VAULT) if (folder / name).exists()]
    before = {name: (folder / name).read_bytes() for name in names}
    result = folder / "notes"

    def watch() -> None:
        notes = Notes()
        notes.watch()
        work(notes)
        result.write_bytes(pickle.dumps(notes.all))

    child = multiprocessing.get_context("fork").Process(target=watch)
    child.start()
    child.join(SECONDS)
    assert child.exitcode == 0, "the work was not finished"
    return Recording(before, pickle.loads(result.read_bytes()))  # noqa: S301 - written just now


def _synced(notes: Sequence[Note]) -> dict[str, int]:
    """How far each file is on the disk."""
    upto: dict[str, int] = {}
    for note in notes:
        if isinstance(note, Sync):
            upto[note.file] = max(note.upto, upto.get(note.file, 0))
    return upto


def _sectors(write: Write) -> list[Write]:
    """The parts of ``write`` that the disk takes one by one."""
    end, parts, start = write.offset + len(write.data), [], write.offset
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        data = write.data[start - write.offset : stop - write.offset]
        parts.append(Write(write.file, start, data))
        start = stop
    return parts


def _write(file: bytearray, write: Write) -> None:
    if len(file) < write.offset:
        file.extend(bytes(write.offset - len(file)))
    file[write.offset : write.offset + len(write.data)] = write.data


def _shorten(disk: dict[str, bytearray], name: str, note: Cut | Gone) -> None:
    if isinstance(note, Gone):
        disk.pop(name, None)
    elif name in disk:
        del disk[name][note.size :]
