"""Another master key: every key stays what it is, the old wrapping goes, all at once or not."""

import os
import random
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError

from screening.domain.errors import (
    KeyDestroyed,
    NotPossible,
    SealBroken,
    SettingsInvalid,
    Unavailable,
)
from screening.domain.words import Retention
from screening.store.engine import database_file
from screening.store.rewrapping import Rewrapping, rewrap, rewrappings
from screening.store.vault import KeyRef, Vault, open_vault
from screening.store.vault_file import create_vault, key_id
from tests.databases import MASTER_KEY

NEW = bytes(range(1, 33))
NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
PEOPLE = 24
CHANCE = random.Random(20261129)  # noqa: S311 - chance that can be had again


def person(number: int) -> KeyRef:
    return KeyRef(f"{number:032x}", Retention.IDENTITY)


@pytest.fixture
def sealed(vault_url: str) -> dict[KeyRef, bytes]:
    """A sealed text of each person; every third one was erased since."""
    create_vault(vault_url, MASTER_KEY)
    with closing(open_vault(vault_url, MASTER_KEY)) as vault:
        texts = {key: vault.seal(key, "name", b"Ann") for key in map(person, range(PEOPLE))}
        for number in range(0, PEOPLE, 3):
            vault.destroy(person(number).owner, [Retention.IDENTITY])
    return texts


def check_whole(vault_url: str, master_key: bytes, sealed: dict[KeyRef, bytes]) -> None:
    """Whoever lives can be read with ``master_key``, whoever was erased cannot."""
    with closing(open_vault(vault_url, master_key)) as vault:
        for number, (key, text_) in enumerate(sealed.items()):
            if number % 3:
                assert vault.open(key, "name", text_) == b"Ann"
            else:
                with pytest.raises(KeyDestroyed):
                    vault.open(key, "name", text_)


def wrapped_keys(vault_url: str) -> list[bytes]:
    with closing(sqlite3.connect(str(database_file(vault_url)))) as outside:
        rows = outside.execute("SELECT wrapped FROM data_key WHERE wrapped IS NOT NULL")
        return [wrapped for (wrapped,) in rows]


def test_texts_open_with_the_new_key_and_not_with_the_old_one(
    vault_url: str, sealed: dict[KeyRef, bytes]
) -> None:
    assert rewrap(vault_url, MASTER_KEY, NEW, NOW) == len(wrapped_keys(vault_url)) == 16
    check_whole(vault_url, NEW, sealed)
    with pytest.raises(SettingsInvalid, match="an earlier one") as refused:
        open_vault(vault_url, MASTER_KEY)
    assert key_id(NEW) in str(refused.value)
    with pytest.raises(SettingsInvalid, match=f"This one has the id {key_id(bytes(32))}"):
        open_vault(vault_url, bytes(32))
    with closing(open_vault(vault_url, NEW)) as vault:
        change = Rewrapping(key_id(MASTER_KEY), key_id(NEW), 16, "2026-11-29T09:00:00.000000Z")
        assert rewrappings(vault) == [change]


def test_nothing_wrapped_with_the_old_key_is_left_in_any_file(
    vault_url: str, sealed: dict[KeyRef, bytes], tmp_path: Path
) -> None:
    old = wrapped_keys(vault_url)
    with closing(sqlite3.connect(str(database_file(vault_url)))) as outside:
        ((probe,),) = outside.execute("SELECT probe FROM vault_state")
    everything = [each.read_bytes() for each in tmp_path.iterdir()]
    assert all(any(wrapped in file for file in everything) for wrapped in [*old, probe])
    rewrap(vault_url, MASTER_KEY, NEW, NOW)
    everything = [each.read_bytes() for each in tmp_path.iterdir()]
    assert not any(wrapped in file for file in everything for wrapped in [*old, probe])
    assert all(any(wrapped in file for file in everything) for wrapped in wrapped_keys(vault_url))


def test_done_twice_it_is_done_once(vault_url: str, sealed: dict[KeyRef, bytes]) -> None:
    rewrap(vault_url, MASTER_KEY, NEW, NOW)
    before = wrapped_keys(vault_url)
    assert rewrap(vault_url, MASTER_KEY, NEW, NOW) == 0
    assert wrapped_keys(vault_url) == before
    assert rewrap(vault_url, NEW, MASTER_KEY, NOW) == 16
    check_whole(vault_url, MASTER_KEY, sealed)
    with closing(open_vault(vault_url, MASTER_KEY)) as vault:
        assert [each.after for each in rewrappings(vault)] == [key_id(NEW), key_id(MASTER_KEY)]


def test_neither_key(vault_url: str, sealed: dict[KeyRef, bytes], tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="not the one"):
        rewrap(vault_url, bytes(32), NEW, NOW)
    check_whole(vault_url, MASTER_KEY, sealed)
    with pytest.raises(SettingsInvalid, match="migrate"):
        rewrap(f"sqlite:///{tmp_path / 'none.db'}", MASTER_KEY, NEW, NOW)
    with pytest.raises(SettingsInvalid, match="32 bytes"):
        rewrap(vault_url, MASTER_KEY, NEW[:16], NOW)


def test_an_altered_key_stops_all(vault_url: str, sealed: dict[KeyRef, bytes]) -> None:
    altered = KeyRef("f" * 32, Retention.OUTCOME)
    with closing(sqlite3.connect(str(database_file(vault_url)))) as outside:
        row = (altered.owner, altered.retention, bytes(40))
        outside.execute("INSERT INTO data_key VALUES (?, ?, ?)", row)
        outside.commit()
    with pytest.raises(SealBroken, match=altered.owner):
        rewrap(vault_url, MASTER_KEY, NEW, NOW)
    check_whole(vault_url, MASTER_KEY, sealed)
    with pytest.raises(SettingsInvalid):
        open_vault(vault_url, NEW)


def test_the_guard_of_keys_is_back(vault_url: str, sealed: dict[KeyRef, bytes]) -> None:
    rewrap(vault_url, MASTER_KEY, NEW, NOW)
    with closing(sqlite3.connect(str(database_file(vault_url)))) as outside:
        for statement in (
            "UPDATE data_key SET wrapped = zeroblob(40)",
            "UPDATE rewrapping SET keys = 0",
            "DELETE FROM rewrapping",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                outside.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER data_key_only_dies",
        "UPDATE vault_state SET probe = zeroblob(40)",
        "INSERT OR REPLACE INTO vault_state VALUES (1, 0, zeroblob(40))",
        "INSERT INTO rewrapping VALUES (9, 'a', 'b', 0, 'c')",
        "UPDATE rewrapping SET keys = 0",
        "DELETE FROM rewrapping",
    ],
)
def test_the_application_changes_no_master_key(
    vault_url: str, sealed: dict[KeyRef, bytes], statement: str
) -> None:
    with (
        closing(open_vault(vault_url, MASTER_KEY)) as vault,
        vault.engine.connect() as connection,
        pytest.raises(DatabaseError, match="not authorized"),
    ):
        connection.execute(text(statement))


def test_whoever_has_the_vault_open_is_in_the_way(
    vault_url: str, sealed: dict[KeyRef, bytes]
) -> None:
    with (
        closing(open_vault(vault_url, MASTER_KEY)) as vault,
        pytest.raises(NotPossible, match="Stop the service"),
    ):
        vault.refresh()
        rewrap(vault_url, MASTER_KEY, NEW, NOW)
    check_whole(vault_url, MASTER_KEY, sealed)


def test_a_process_that_was_started_with_the_old_key_makes_no_more_keys(
    vault_url: str, sealed: dict[KeyRef, bytes]
) -> None:
    """It had let go of the file, and comes back with the old key in its memory."""
    with closing(open_vault(vault_url, MASTER_KEY)) as vault:
        vault.refresh()
        vault.open(person(1), "name", sealed[person(1)])
        vault.engine.dispose()
        rewrap(vault_url, MASTER_KEY, NEW, NOW)
        assert vault.refresh()
        with pytest.raises(Unavailable, match="started again"):
            vault.seal(person(PEOPLE), "name", b"Ben")
        with pytest.raises(Unavailable, match="started again"):
            vault.open(person(1), "name", sealed[person(1)])
        vault.destroy(person(1).owner, [Retention.IDENTITY])
    assert len(wrapped_keys(vault_url)) == 15


def test_a_vault_from_before_there_were_changes(
    vault_url: str, sealed: dict[KeyRef, bytes]
) -> None:
    with closing(sqlite3.connect(str(database_file(vault_url)))) as outside:
        outside.execute("DROP TABLE rewrapping")
    with closing(open_vault(vault_url, MASTER_KEY)) as vault:
        assert rewrappings(vault) == []
    with pytest.raises(SettingsInvalid, match=r"not the one of this vault\.$"):
        open_vault(vault_url, NEW)
    rewrap(vault_url, MASTER_KEY, NEW, NOW)
    check_whole(vault_url, NEW, sealed)


def _killed(rotating: Callable[[], object], after: float = 0.0) -> int:
    """How a child that does ``rotating`` ended; it is killed ``after`` seconds, if any."""
    child = os.fork()
    if child == 0:
        try:
            rotating()
        finally:
            os._exit(0)
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    return status


def _kill_at(number: int) -> None:
    """Have this process killed as statement ``number`` begins."""
    left = [number]

    def count(_statement: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(count)

    event.listen(Engine, "connect", watch)


def _which(vault_url: str) -> bytes:
    """The one of the two keys that the vault opens for."""
    opens = []
    for key in (MASTER_KEY, NEW):
        try:
            open_vault(vault_url, key).close()
            opens.append(key)
        except SettingsInvalid:
            pass
    (only,) = opens
    return only


def test_killed_at_any_statement_all_is_old_or_all_is_new(
    vault_url: str, sealed: dict[KeyRef, bytes]
) -> None:
    file = database_file(vault_url)
    assert file is not None
    kept = file.with_name("kept.db")
    shutil.copy(file, kept)

    def rotating(number: int) -> None:
        _kill_at(number)
        rewrap(vault_url, MASTER_KEY, NEW, NOW)

    found = []
    for number in range(200):
        for each in file.parent.glob("vault.db*"):
            each.unlink()
        shutil.copy(kept, file)
        status = _killed(lambda number=number: rotating(number))
        if status == 0:  # there are no more statements
            break
        found.append(_which(vault_url))
        check_whole(vault_url, found[-1], sealed)
        rewrap(vault_url, MASTER_KEY, NEW, NOW)
        check_whole(vault_url, NEW, sealed)
    else:
        raise AssertionError("It never came to its end.")
    assert found.count(MASTER_KEY) > 16
    assert found[-1] == NEW


def test_killed_at_any_moment_all_is_old_or_all_is_new(
    vault_url: str, sealed: dict[KeyRef, bytes]
) -> None:
    old, new = MASTER_KEY, NEW
    for _round in range(40):
        _killed(lambda old=old, new=new: rewrap(vault_url, old, new, NOW), CHANCE.uniform(0, 0.03))
        now = _which(vault_url)
        check_whole(vault_url, now, sealed)
        old, new = now, NEW if now == MASTER_KEY else MASTER_KEY


def test_keys_made_and_destroyed_meanwhile_are_not_lost(vault_url: str) -> None:
    """Another opens the vault, works and closes it, over and over, while it is tried."""
    create_vault(vault_url, MASTER_KEY)
    made: dict[KeyRef, bytes] = {}
    erased: list[KeyRef] = []
    stopped: list[Exception] = []

    def work() -> None:
        for number in range(100_000):
            try:
                with closing(open_vault(vault_url, MASTER_KEY)) as vault:
                    _made_and_destroyed(vault, number, made, erased)
            except (Unavailable, SettingsInvalid) as error:
                stopped.append(error)
                if isinstance(error, SettingsInvalid):
                    return

    other = threading.Thread(target=work)
    other.start()
    refused = 0
    while other.is_alive():
        if len(made) > 20:
            try:
                rewrap(vault_url, MASTER_KEY, NEW, NOW)
            except NotPossible:
                refused += 1
    other.join()
    assert "an earlier one" in str(stopped[-1])
    assert len(made) > 20
    with closing(open_vault(vault_url, NEW)) as vault:
        for key, text_ in made.items():
            assert vault.open(key, "name", text_) == b"Ann"
        for key in erased:
            assert vault.is_destroyed(key)


def _made_and_destroyed(
    vault: Vault, number: int, made: dict[KeyRef, bytes], erased: list[KeyRef]
) -> None:
    """What is acknowledged is noted."""
    key, gone = person(2 * number), person(2 * number + 1)
    made[key] = vault.seal(key, "name", b"Ann")
    vault.ensure(gone)
    vault.destroy(gone.owner, [gone.retention])
    erased.append(gone)
