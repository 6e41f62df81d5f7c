"""`restore` after something else was done to the installation, or has happened to it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, NO, YES, main
from screening.services.erasure import erasing, holds
from screening.services.opening import open_store
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.settings import new_key, read_settings
from screening.store import sweeping
from tests.reported import worker_of
from tests.services.town import Town, populated


@pytest.fixture
def town(instance: Path) -> Iterator[Town]:
    """The instance, open, with people and a vacancy in it."""
    with closing(open_store(read_settings())) as store:
        town = populated(store)
        town.vacancy("MUS-1")
        yield town


@pytest.fixture
def backup(town: Town, tmp_path: Path) -> Path:
    assert main(["backup", str(tmp_path / "backup")]) == YES
    return tmp_path / "backup"


def test_what_a_lost_file_left_beside_it_is_not_written_into_the_restored_one(
    backup: Path, town: Town, instance: Path
) -> None:
    """SQLite takes the log beside a file for that file's own, whatever file is put there."""
    lost = {}
    for name in ("screening.db", "vault.db"):
        with closing(sqlite3.connect(instance / name)) as database:
            database.execute("CREATE TABLE lost (word TEXT)")
            lost[f"{name}-wal"] = (instance / f"{name}-wal").read_bytes()
    town.store.close()
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


def test_what_was_still_to_leave_the_files_at_the_time_of_the_backup_leaves_the_restored_ones(
    town: Town, instance: Path, tmp_path: Path
) -> None:
    """The files in place were written anew since; the vault says so of those, not of these."""
    town.erase(town.candidate(town.vacancy()))
    word = b"left where a page was split " * 9
    sweeping.forget(town.store.vault)
    with closing(sqlite3.connect(instance / "screening.db", isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = OFF").close()
        database.execute("CREATE TABLE gone (word BLOB)")
        database.execute("INSERT INTO gone VALUES (?)", [word])
        database.execute("DROP TABLE gone")
    assert main(["backup", str(tmp_path / "backup")]) == YES
    assert word in (tmp_path / "backup" / "screening.db").read_bytes()
    assert sweeping.flush(town.store)
    assert word not in (instance / "screening.db").read_bytes()
    town.store.close()
    assert main(["restore", str(tmp_path / "backup"), "--replace"]) == YES
    assert word not in (instance / "screening.db").read_bytes()


def test_with_a_backup_from_before_the_master_key_was_changed_the_vault_in_place_will_do(
    backup: Path,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    town.store.close()
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


def test_whom_a_lost_hold_protected_is_not_erased_after_restoring(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The backup is from between the second person's word and the erasure that a hold stopped."""
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy)
    with pytest.MonkeyPatch.context() as stopped:
        stopped.setattr(erasing, "carry_out", lambda *_asked: None)
        town.erase(candidate)
    assert main(["backup", str(tmp_path / "backup")]) == YES
    holds.place(town.call("dara"), vacancy, "A claim has come in.")
    town.store.close()
    capsys.readouterr()
    assert main(["restore", str(tmp_path / "backup"), "--replace"]) == YES
    said = capsys.readouterr().out
    assert "as they were erased before: 0." in said
    assert "confirmed and not begun: 1." in said
    assert main(["let-erase"]) == NO
    assert "LIB-7/C-01: two people decided on it" in capsys.readouterr().out
    with closing(open_store(read_settings())) as store:
        again = replace(town, store=store)
        worker_of(again).tick()
        assert read_candidate(again.call("dara"), candidate).erased_at is None
        holds.place(again.call("dara"), vacancy, "A claim has come in; said again.")
    assert main(["let-erase", "--why", " "]) == NO
    assert "--why 'Which, or why none'" in capsys.readouterr().out
    assert main(["let-erase", "--why", "The hold on LIB-7, by the case list."]) == YES
    assert "People who are erased once it goes on: 0." in capsys.readouterr().out
    assert main(["let-erase"]) == YES
    with closing(open_store(read_settings())) as store:
        again = replace(town, store=store)
        worker_of(again).tick()
        assert read_candidate(again.call("dara"), candidate).erased_at is None
