"""What it takes to look for what erasures left, where many people were erased long ago.

Each has four keys that are gone. Nothing of theirs is stored; what is, is of as many others, each
with a draft.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from screening.services.erasure import erasing
from screening.services.reading.keeping.erasure import list_unfinished
from screening.store import sweeping
from screening.store.store import Store
from tests.services.town import populated

ERASED = 100_000
ROUNDS = 5


def _of_file(file: Path, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Put rows there faster than the service may: nothing is checked, and nothing else happens."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executemany(statement, rows)
        connection.commit()


def _best(look: Callable[[], object]) -> float:
    """The processor's time at best of some rounds, in milliseconds."""
    took = []
    for _round in range(ROUNDS):
        busy = time.process_time()
        look()
        took.append(time.process_time() - busy)
    return min(took) * 1000


@pytest.mark.parametrize("people", [10_000, ERASED])
def test_what_erasures_left(sqlite_store: Store, tmp_path: Path, people: int) -> None:
    town = populated(sqlite_store)
    gone = [UUID(int=number).hex for number in range(people)]
    stay = [UUID(int=2**100 + number).hex for number in range(people)]
    bury = "INSERT INTO data_key (owner, retention, wrapped) VALUES (?, ?, NULL)"
    _of_file(tmp_path / "vault.db", bury, ((ref, each) for ref in gone for each in erasing.CLASSES))
    draft = (
        "INSERT INTO draft (check_ref, candidate_ref, version, sealed, saved_at) "
        "VALUES (?, ?, 1, ?, '2026-01-05T09:00:00.000000Z')"
    )
    _of_file(tmp_path / "screening.db", draft, ((ref, ref, bytes(800)) for ref in stay))
    sweeping.flush(sqlite_store)
    clock, dara = town.call("dara").as_clock(), town.call("dara")
    for name, look in (
        ("all of them, as a worker starts", lambda: erasing.finish_all(clock)),
        ("each minute", lambda: erasing.finish_begun(clock)),
        ("whether files are to be written anew", lambda: sweeping.is_wanted(sqlite_store)),
        ("the officer's first page", lambda: list_unfinished(dara)),
    ):
        print(f"| {name} | {people:,} | {_best(look):.1f} |", flush=True)
