"""Steps that towns took, kept for the next one that takes the same: it is put where they led.

Most tests begin alike: a vacancy, a check brought to some state. The first in a process to go such
a way goes it by the real services. Whoever then stands where a step began, at the same moment, and
takes it again is given both files as it left them. Where a test changed anything by itself since
the last step, or might have changed how a step is taken, every step is taken anew. So it is on
PostgreSQL, too.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar, Concatenate, ParamSpec, Protocol, Self, TypeVar

from screening.domain.people import Actor
from screening.store.engine import database_file
from screening.store.store import Store

P = ParamSpec("P")
R = TypeVar("R")
_WAL_HEADER = 48  # bytes; every commit changes them


@dataclass
class Spot:
    """Where a step led, and what came of it."""

    now: datetime
    people: dict[str, Actor]
    files: list[sqlite3.Connection]
    """Copies of the database and the vault."""
    result: Any = None
    ways: dict[Any, Self] = field(default_factory=dict)
    """The steps that were taken from here."""
    found_again: bool = False

    def thin_out(self) -> None:
        """Forget what nobody came to again."""
        for way, spot in list(self.ways.items()):
            spot.thin_out()
            if not spot.found_again:
                del self.ways[way]
                for copy in spot.files:
                    copy.close()


class Walker(Protocol):
    """Who takes steps: a town."""

    store: Store
    now: datetime
    people: dict[str, Actor]
    trail: "Trail | None"


class Trail:
    """One town's way, as far as it is one that others may take."""

    beginnings: ClassVar[dict[bytes, Spot]] = {}
    """Where towns begin, by the files that they begin with."""
    open_to_all: ClassVar[bool] = False
    """Whether the test at work does nothing to how steps are taken."""

    def __init__(self, store: Store, files: list[Path]):
        self._store = store
        self._files = files
        self._at: Spot | None = None
        self._marks: list[object] = []
        self._walking = False

    def stands(self, town: Walker) -> bool:
        """Whether ``town`` is as the last step left it, and takes another now."""
        if self._walking or self._at is None or self._store is not town.store:
            return False
        return self._at.people == town.people and self._marks == self._marked()

    def take(self, town: Walker, way: Any, act: Callable[[], R]) -> R:
        """Take that step from here; ``act`` does so where nobody did before."""
        assert self._at is not None
        ways = self._at.ways
        if way in ways:
            self.put(town, ways[way])
        else:
            ways[way] = self.walk(town, act)
        result: R = ways[way].result
        return result

    def walk(self, town: Walker, act: Callable[[], Any]) -> Spot:
        """Go by the real services, and keep where that leads."""
        self._walking, self._at = True, None
        try:
            result = act()
        finally:
            self._walking = False
        copies = [sqlite3.connect(":memory:", check_same_thread=False) for _file in self._files]
        for file, copy in zip(self._files, copies, strict=True):
            with closing(sqlite3.connect(file)) as live:
                live.backup(copy)
        self._at = Spot(town.now, dict(town.people), copies, result)
        self._marks = self._marked()
        return self._at

    def put(self, town: Walker, spot: Spot) -> None:
        """Let ``town`` be at that ``spot``."""
        for file, copy in zip(self._files, spot.files, strict=True):
            with closing(sqlite3.connect(file)) as live:
                copy.backup(live)
        town.now, town.people = spot.now, dict(spot.people)
        spot.found_again = True
        self._at, self._marks = spot, self._marked()

    def _marked(self) -> list[object]:
        """What is different after every change of a file."""
        return [_mark(file.with_name(f"{file.name}-shm")) for file in self._files]


def begin(town: Walker, act: Callable[[], None]) -> None:
    """Take the first step of all in a new town, whose store nobody has touched."""
    urls = (town.store.engine.url, town.store.vault.engine.url)
    files = [file for url in urls if (file := database_file(str(url)))]
    if not Trail.open_to_all or len(files) < len(urls) or not all(map(_is_untouched, files)):
        act()
        return
    trail = town.trail = Trail(town.store, files)
    begins = b"".join(blake2b(file.read_bytes()).digest() for file in files)
    spot = Trail.beginnings.get(begins)
    if spot is None:
        Trail.beginnings[begins] = trail.walk(town, act)
    else:
        trail.put(town, spot)


def thin_out() -> None:
    """Forget where only one town ever came."""
    for spot in Trail.beginnings.values():
        spot.thin_out()


def _is_untouched(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return not log.exists() or log.stat().st_size == 0


def _mark(index: Path) -> object:
    if not index.exists():
        return object()  # nobody has the file open, and it may be another by now
    with index.open("rb") as counts:
        return counts.read(_WAL_HEADER)


def step(act: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
    """A way of a town's that it need not go by itself."""

    @wraps(act)
    def taken(town: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
        trail: Trail | None = town.trail
        if trail is None or not trail.stands(town):
            return act(town, *args, **kwargs)
        way = act.__name__, town.now, args, tuple(sorted(kwargs.items()))
        return trail.take(town, way, lambda: act(town, *args, **kwargs))

    return taken
