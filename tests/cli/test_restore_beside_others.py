"""`restore` after something else was done to the installation, or has happened to it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, YES, main
from screening.services.opening import open_store
from screening.services.settings import new_key, read_settings
from screening.store.store import Store
from tests.services.town import populated

_LOST = "SELECT name FROM sqlite_master WHERE name = 'lost'"


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("SCREENING_ENV", "SCREENING_DATABASE_URL", "SCREENING_VAULT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SCREENING_INSTANCE", str(tmp_path / "instance"))
    assert main(["migrate"]) == YES
    return tmp_path / "instance"


@pytest.fixture
def store(instance: Path) -> Iterator[Store]:
    """What the instance is in, open; a vacancy is in it."""
    with closing(open_store(read_settings())) as store:
        populated(store).vacancy()
        yield store


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    assert main(["backup", str(tmp_path / "backup")]) == YES
    return tmp_path / "backup"


def test_what_a_lost_file_left_beside_it_is_not_written_into_the_restored_one(
    backup: Path, store: Store, instance: Path
) -> None:
    """SQLite takes the log beside a file for that file's own, whatever file is put there."""
    lost = {}
    for name in ("screening.db", "vault.db"):
        with closing(sqlite3.connect(instance / name)) as database:
            database.execute("CREATE TABLE lost (word TEXT)")
            lost[f"{name}-wal"] = (instance / f"{name}-wal").read_bytes()
    store.close()
    for name in ("screening.db", "vault.db"):
        (instance / name).unlink()
    for name, log in lost.items():
        (instance / name).write_bytes(log)
    assert main(["restore", str(backup)]) == YES
    for name in ("screening.db", "vault.db"):
        with closing(sqlite3.connect(instance / name)) as database:
            assert (
                database.execute("SELECT * FROM sqlite_master WHERE name = 'lost'").fetchall() == []
            )
    (aside,) = instance.glob("replaced-*")
    assert (aside / "screening.db-wal").read_bytes() == lost["screening.db-wal"]
    assert main(["check"]) == YES


def test_with_a_backup_from_before_the_master_key_was_changed_the_vault_in_place_will_do(
    backup: Path,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store.close()
    fresh = new_key()
    monkeypatch.setenv("SCREENING_NEW_MASTER_KEY", fresh)
    assert main(["rotate-master-key"]) == YES
    monkeypatch.setenv("SCREENING_MASTER_KEY", fresh)
    capsys.readouterr()
    assert main(["restore", str(backup), "--replace"]) == MISUSED
    assert "leave its vault.db out" in capsys.readouterr().err
    shutil.move(backup / "vault.db", backup.with_name("apart.db"))
    assert main(["restore", str(backup), "--replace"]) == YES
    assert main(["check"]) == YES
