"""`backup` and `restore`: copies that are whole, put in place whole, or not at all."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, NO, YES, main
from screening.domain.people import OPERATOR
from screening.domain.words import ErasedBecause
from screening.services import checkpointing
from screening.services.backups import restoring, staging
from screening.services.backups.manifest import digest
from screening.services.call import Call
from screening.services.erasure import erasing
from screening.services.opening import open_store
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.settings import ROOT, read_settings
from screening.services.witnesses import leaving
from screening.services.witnesses.folder import folders_of
from screening.store import revisions
from screening.store.copying import only_one
from tests.services.town import Town

_HEAD = 100  # bytes before an SQLite file's first page begins


@pytest.fixture
def backup(town: Town, tmp_path: Path) -> Path:
    """A backup, made while the service was in use; it is in use no more."""
    checkpointing.make(Call(town.store, OPERATOR, town.clock))
    folder = tmp_path / "backups" / "monday"
    assert main(["backup", str(folder)]) == YES
    town.store.close()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in ``folder`` by its name, but for what SQLite makes and counts as it opens."""
    return {
        str(path.relative_to(folder)): path.read_bytes()[_HEAD if path.suffix == ".db" else 0 :]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("lock", "-shm", "-wal"))
    }


def records(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "screening.db")) as database:
        return int(database.execute("SELECT size FROM log_head").fetchone()[0])


def test_a_backup_is_private_and_says_what_it_is(
    backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sorted(path.name for path in backup.iterdir()) == [
        "manifest.json",
        "screening.db",
        "vault.db",
    ]
    assert {path.stat().st_mode & 0o777 for path in backup.iterdir()} == {0o600}
    assert backup.stat().st_mode & 0o777 == 0o700
    said = json.loads((backup / "manifest.json").read_text())
    assert said["size"] == records(instance)
    assert said["checkpoint"].startswith(f"screening/{said['log_id']}\n{said['size']}\n")
    assert said["revision"] == revisions.head()
    assert said["made_at"].endswith("+00:00")
    assert main(["backup", str(backup)]) == MISUSED
    assert "Give each backup a folder" in capsys.readouterr().err
    with closing(sqlite3.connect(instance / "screening.db")) as database:
        [noted] = database.execute("SELECT size, with_database FROM backup_made").fetchall()
    assert noted == (said["size"], 1)
    with closing(sqlite3.connect(backup / "screening.db")) as copied:
        assert copied.execute("SELECT * FROM backup_made").fetchall() == []


def test_what_a_backup_that_was_cut_short_left_is_named_by_the_next(
    backup: Path, town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "cut short" not in capsys.readouterr().out
    left = backup.parent / "tuesday" / "vault.db.part"
    left.parent.mkdir()
    left.touch()
    assert main(["backup", str(backup.parent / "wednesday")]) == YES
    assert f"{left} holds keys, and is of a backup that was cut short" in capsys.readouterr().out
    assert main(["backup", str(left.parent)]) == YES  # done again in its own folder, it is gone
    assert "cut short" not in capsys.readouterr().out
    assert not left.exists()


def test_a_backup_is_of_one_moment_whoever_writes_meanwhile(town: Town, tmp_path: Path) -> None:
    """What is written as its pages are copied is not in it, and keeps it from nothing."""
    before = records(tmp_path / "instance")
    first = sqlite3.connect(tmp_path / "instance" / "screening.db")
    with closing(first):
        first.execute("BEGIN")
        first.execute("SELECT size FROM log_head").fetchone()
        town.vacancy("LIB-8")
        with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
            first.backup(copy, pages=1, progress=lambda *_left: None)
            assert copy.execute("SELECT size FROM log_head").fetchone() == (before,)
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_it_is_put_in_an_empty_place(
    backup: Path, instance: Path, town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    before = records(instance)
    for name in ("screening.db", "vault.db"):
        (instance / name).unlink()
    assert main(["restore", str(backup)]) == YES
    assert "was verified" in capsys.readouterr().out
    assert records(instance) == before + 1  # that erasing waits
    assert main(["check"]) == YES
    assert {path.stat().st_mode & 0o777 for path in instance.glob("*.db")} == {0o600}


def test_nothing_in_place_is_replaced_unasked(
    backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(instance)
    assert main(["restore", str(backup)]) == MISUSED
    assert "Add --replace" in capsys.readouterr().err
    assert contents(instance) == before


def test_what_was_replaced_is_moved_aside_and_no_key_with_it(
    backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    was = (instance / "screening.db").read_bytes()
    assert main(["restore", str(backup), "--replace"]) == YES
    (aside,) = instance.glob("replaced-*")
    assert str(aside) in capsys.readouterr().out
    assert [path.name for path in aside.iterdir() if path.suffix == ".db"] == ["screening.db"]
    assert (aside / "screening.db").stat().st_size == len(was)
    assert aside.stat().st_mode & 0o777 == 0o700


def test_while_somebody_has_it_open_nothing_is_restored(
    backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(instance / "screening.db")) as somebody:
        somebody.execute("SELECT size FROM log_head").fetchone()
        before = contents(instance)
        assert main(["restore", str(backup), "--replace"]) == NO
        assert "Stop the service first" in capsys.readouterr().err
        assert contents(instance) == before


def test_two_do_not_restore_at_once(
    backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (instance / "vault.db.restoring").write_text("what the other one makes ready")
    with only_one(instance / "vault.db.restore-lock"):
        assert main(["restore", str(backup), "--replace"]) == NO
    assert "Another restore is under way" in capsys.readouterr().err
    assert (instance / "vault.db.restoring").exists()
    assert main(["restore", str(backup), "--replace"]) == YES


def _altered(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def alter(backup: Path) -> None:
        (backup / name).write_bytes(change((backup / name).read_bytes()))

    return alter


def _rewritten(backup: Path) -> None:
    """One record is another, and the manifest knows of the new file."""
    trigger = "record_never_changes"
    with closing(sqlite3.connect(backup / "screening.db")) as database:
        wanted = "SELECT sql FROM sqlite_master WHERE name = ?"
        (made,) = database.execute(wanted, [trigger]).fetchone()
        database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE record SET commitments = replace(commitments, 'a', 'b')")
        database.execute(made)
        database.commit()
    said = json.loads((backup / "manifest.json").read_text())
    said["files"]["screening.db"] = digest(backup / "screening.db")
    (backup / "manifest.json").write_text(json.dumps(said))


def _said(**other: object) -> Callable[[Path], None]:
    def change(backup: Path) -> None:
        said = json.loads((backup / "manifest.json").read_text())
        (backup / "manifest.json").write_text(json.dumps(said | other))

    return change


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "no manifest": (lambda backup: (backup / "manifest.json").unlink(), "no whole backup"),
    "half a manifest": (_altered("manifest.json", lambda data: data[:90]), "not the manifest"),
    "a list": (_altered("manifest.json", lambda _data: b"[]"), "not the manifest"),
    "another form": (_said(form="screening backup 2"), "not the manifest"),
    "a size in words": (_said(size="many"), "not the manifest"),
    "more in it": (_said(more="more"), "not the manifest"),
    "another database": (_altered("screening.db", lambda data: data + b"x"), "not the file"),
    "another vault": (_altered("vault.db", lambda data: data[:-9] + b"other all"), "not the file"),
    "another log": (_said(log_id="f" * 32), "not the one that its manifest speaks of"),
    "another root": (_said(root="f" * 64), "not the one that its manifest speaks of"),
    "a later release": (_said(revision="9999"), "later release"),
    "a rewritten record": (_rewritten, "not in order at record 0"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_is_not_whole_is_not_restored(
    bad: str, backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, why = BAD[bad]
    spoil(backup)
    before = contents(instance)
    assert main(["restore", str(backup), "--replace"]) in {NO, MISUSED}
    assert why in capsys.readouterr().err
    assert contents(instance) == before


def test_another_master_key_is_refused(
    backup: Path,
    instance: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SCREENING_MASTER_KEY", "0" * 64)
    before = contents(instance)
    assert main(["restore", str(backup), "--replace"]) == MISUSED
    assert "master key is not the one" in capsys.readouterr().err
    assert contents(instance) == before


def test_a_damaged_vault_is_not_taken_away(
    backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (instance / "vault.db").write_bytes(b"no vault" * 1000)
    before = contents(instance)
    assert main(["restore", str(backup), "--replace"]) == MISUSED
    assert "Move it elsewhere" in capsys.readouterr().err
    assert contents(instance) == before


def test_a_damaged_database_is_moved_aside(
    backup: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (instance / "screening.db").write_bytes(b"no database" * 1000)
    assert main(["restore", str(backup), "--replace"]) == NO
    assert "cannot be read" in capsys.readouterr().out
    assert main(["check"]) == YES


def test_a_vault_that_was_kept_elsewhere(
    backup: Path, instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = shutil.move(backup / "vault.db", tmp_path / "safe.db")
    for name in ("screening.db", "vault.db"):
        (instance / name).unlink()
    assert main(["restore", str(backup)]) == MISUSED
    assert "--vault FILE" in capsys.readouterr().err
    assert main(["restore", str(backup), "--vault", str(elsewhere)]) == YES
    assert main(["check"]) == YES


@pytest.mark.parametrize("step", ["finish", "put_in_place", "settle"])
def test_interrupted_anywhere_it_is_done_again(
    step: str, backup: Path, instance: Path, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(read_settings())
    later = Call(store, OPERATOR, town.clock)
    with later.look() as work:
        (candidate,) = work.session.connection().exec_driver_sql("SELECT ref FROM candidate").one()
    erasing.carry_out(later.as_clock(), candidate, ErasedBecause.ASKED, lambda *_asked: None)
    checkpointing.make(later)
    store.close()

    class PowerCut(BaseException):
        pass

    def cut(*_args: object, **_more: object) -> None:
        raise PowerCut

    words = ["restore", str(backup), "--replace", "--accept-older"]
    with monkeypatch.context() as interrupted:
        interrupted.setattr(erasing if step == "finish" else restoring, step, cut)
        with pytest.raises(PowerCut):
            main(words)
    if step == "settle":
        assert main(["check"]) == NO  # it is older, and nothing remembers that this was accepted
        assert main(["restore", "--accept-older"]) == NO
    else:
        assert main(["check"]) == YES
        assert main(words) == NO
    assert main(["check"]) == YES
    with closing(open_store(read_settings())) as store:
        town.store = store
        assert read_candidate(town.call("hugh"), candidate).name == ""
        found = open_accepted(town)
    assert found == 1


@pytest.mark.parametrize("done", [0, 1])
def test_killed_between_the_files_it_is_done_again(
    done: int,
    backup: Path,
    instance: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """After one file is in its place the database is in none: the one that was there is aside."""

    class PowerCut(BaseException):
        pass

    left = [staging.put] * done

    def cut(path: Path, place: Path) -> None:
        if not left:
            raise PowerCut
        left.pop()(path, place)

    before = records(instance)
    with monkeypatch.context() as interrupted:
        interrupted.setattr(staging, "put", cut)
        with pytest.raises(PowerCut):
            main(["restore", str(backup), "--replace"])
    assert (instance / "screening.db").exists() == (not done)
    assert main(["restore", str(backup), "--replace"]) == YES
    assert records(instance) == before + 1  # that erasing waits
    assert main(["check"]) == YES


def open_accepted(town: Town) -> int:
    with town.call("edith").look() as work:
        said = "SELECT count(*) FROM record WHERE event_type = 'older_accepted'"
        return int(work.session.connection().exec_driver_sql(said).scalar_one())


@pytest.mark.parametrize("known_by", ["vault", "witness"])
def test_what_is_older_is_not_served(
    known_by: str,
    town: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = Call(town.store, OPERATOR, town.clock)
    size = checkpointing.make(call)
    town.store.close()
    for name in ("screening.db", "vault.db"):
        shutil.copy(tmp_path / "instance" / name, tmp_path / name)
    monkeypatch.setenv("SCREENING_WITNESSES", f"folder:{tmp_path}")
    with closing(open_store(read_settings())) as store:
        Town(store, town.now, town.people).vacancy("LIB-8")
        later = Call(store, OPERATOR, town.clock)
        checkpointing.make(later)
        leaving.leave(later, folders_of([f"folder:{tmp_path}"]))
    for name in ("screening.db", *(["vault.db"] if known_by == "witness" else [])):
        shutil.copy(tmp_path / name, tmp_path / "instance" / name)
    assert main(["check"]) == NO
    assert f"Records {size} to" in capsys.readouterr().out
    assert main(["serve"]) == MISUSED
    assert "restore --accept-older" in capsys.readouterr().err
    done = subprocess.run(
        [sys.executable, "-m", "screening", "worker"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, f"Records {size} to" in done.stderr) == (MISUSED, True)
    assert main(["restore", "--accept-older"]) == NO
    assert main(["check"]) == YES


def test_what_an_interrupted_restore_left_is_said(
    town: Town, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (instance / "vault.db.restoring").touch()
    assert main(["check"]) == NO
    assert "vault.db.restoring" in capsys.readouterr().out


def test_a_folder_or_a_reason_is_needed(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore"]) == MISUSED
    assert "restore FOLDER" in capsys.readouterr().err
    assert main(["restore", "--accept-older"]) == YES
    assert "nothing to accept" in capsys.readouterr().out
