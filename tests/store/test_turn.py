"""Taking turns at an SQLite file: nobody waits without end, and nobody who left has the turn."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from screening.domain.errors import Unavailable
from screening.store import store as store_module
from screening.store import turn as turn_module
from screening.store.store import Store
from screening.store.turn import Turn
from tests.store.conftest import work_on


def taken(database: Path) -> AbstractContextManager[None]:
    """The turn is somebody else's, as in another process."""
    return Turn(database).taken(5)


def test_whoever_waits_in_vain_is_told_and_stands_in_nobodys_way(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    turn = Turn(database)
    with taken(database):
        began = time.monotonic()
        for _time in range(3):
            with pytest.raises(Unavailable, match="busy"), turn.taken(0.1):
                pytest.fail("It is somebody else's.")
        assert 0.3 <= time.monotonic() - began < 5
    with turn.taken(5):
        with pytest.raises(RuntimeError, match="in the middle"), turn.taken(5):
            pass
        with pytest.raises(Unavailable), _elsewhere(turn):
            pass
    for _time in range(2):
        with turn.taken(5):
            pass


def test_whoever_waits_long_enough_gets_it(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    turn, had = Turn(database), threading.Event()

    def wait() -> None:
        with turn.taken(30):
            had.set()

    with taken(database):
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not had.wait(0.2)
    assert had.wait(10)
    waiting.join()


def test_whoever_is_ended_while_waiting_lets_go_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "a.db"
    turn = Turn(database)

    class Ended(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            raise KeyboardInterrupt

    with taken(database), monkeypatch.context() as ending:
        ending.setattr(turn_module, "Event", Ended)
        with pytest.raises(KeyboardInterrupt), turn.taken(30):
            pass
    with turn.taken(5):
        pass


def test_a_unit_of_work_ends_as_the_service_is_busy(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.1)
    with taken(tmp_path / "screening.db"):
        with pytest.raises(Unavailable, match="busy"), work_on(sqlite_store):
            pass
        with work_on(sqlite_store, write=False):
            pass  # reading goes on
    with work_on(sqlite_store):
        pass


@contextmanager
def _elsewhere(turn: Turn) -> Iterator[None]:
    """Take the turn at once in another thread, or raise what that raises."""
    raised: list[Exception] = []

    def take() -> None:
        try:
            with turn.taken(0):
                pass
        except Unavailable as error:
            raised.append(error)

    other = threading.Thread(target=take)
    other.start()
    other.join()
    for error in raised:
        raise error
    yield
