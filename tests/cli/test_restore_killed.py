"""`restore`, killed before each of its steps that last: run again it is done, and nothing is lost.

A step that lasts is a change committed to a file, or a file put in its place.
"""

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, event

from screening.cli.main import NO, YES, main
from screening.domain.errors import SealBroken
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.services.backups.manifest import digest
from screening.services.call import Call
from screening.services.opening import open_store
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.settings import read_settings
from screening.store.ledger_store import open_records
from tests.services.town import Town

STEPS = 200
"""More than there are."""


def killed_before(step: int, words: list[str]) -> bool:
    """Run a command in a process of its own, killed before its ``step``; whether it came so far."""
    process = multiprocessing.get_context("fork").Process(target=_run, args=(step, words))
    process.start()
    process.join()
    return process.exitcode == -signal.SIGKILL


def _run(step: int, words: list[str]) -> None:
    left = [step]

    def count(*_args: object) -> None:
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    sys.addaudithook(lambda name, _args: count() if name == "os.rename" else None)
    event.listen(Engine, "commit", count)
    main(words)


def go_back(instance: Path, files: dict[str, bytes]) -> None:
    """Have no database in ``instance`` but ``files``."""
    for path in instance.glob("*.db*"):
        path.unlink()
    for folder in instance.glob("replaced-*"):
        shutil.rmtree(folder)
    for name, content in files.items():
        (instance / name).write_bytes(content)


def unreadable(town: Town) -> set[Event]:
    """The kinds of records of which one cannot be read, though nobody erased it."""
    found = set()
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, town.clock)
        with call.look() as work:
            for each in Event:
                try:
                    open_records(work.session, work.vault, event=each)
                except SealBroken:
                    found.add(each)
    return found


def killed_before_each(
    words: list[str], instance: Path, start: dict[str, bytes], town: Town
) -> Iterator[int]:
    """Run `restore` from ``start``, killed before each step, and once more. Then no more is lost
    than if it had not been killed.
    """
    go_back(instance, start)
    main(words)
    never_killed = unreadable(town)
    for step in range(STEPS):
        go_back(instance, start)
        if not killed_before(step, words):
            return
        assert main([*words, "--replace"]) in {YES, NO}
        assert unreadable(town) == never_killed, f"killed before step {step}"
        yield step
    raise AssertionError("There are more steps.")


def test_a_vault_restored_alone_to_a_database_that_is_there(
    town: Town, instance: Path, tmp_path: Path
) -> None:
    """The vault was lost. The backup of it knows that somebody is erased, which the database does
    not, and lacks the key of their vacancy, under which that is recorded.
    """
    backup = tmp_path / "backup"
    assert main(["backup", str(backup), "--vault-only"]) == YES
    candidate = town.candidate(town.vacancy("LIB-8"))
    town.store.close()
    with closing(sqlite3.connect(backup / "vault.db")) as vault:
        vault.execute("INSERT INTO data_key VALUES (?, 'identity', NULL)", [candidate])
        vault.commit()
    said = json.loads((backup / "manifest.json").read_text())
    said["files"]["vault.db"] = digest(backup / "vault.db")
    (backup / "manifest.json").write_text(json.dumps(said))
    start = {"screening.db": (instance / "screening.db").read_bytes()}
    steps = 0
    for _step in killed_before_each(["restore", str(backup)], instance, start, town):
        steps += 1
        with closing(open_store(read_settings())) as store:
            assert read_candidate(replace(town, store=store).call("hugh"), candidate).erased_at
    assert steps > 5


def test_a_backup_restored_over_what_is_there(town: Town, instance: Path, tmp_path: Path) -> None:
    """Somebody was erased since."""
    candidate = town.candidate(town.vacancy("LIB-8"))
    assert main(["backup", str(tmp_path / "backup")]) == YES
    town.erase(candidate)
    town.store.close()
    start = {name: (instance / name).read_bytes() for name in ("screening.db", "vault.db")}
    words, steps = ["restore", str(tmp_path / "backup"), "--replace"], 0
    for _step in killed_before_each(words, instance, start, town):
        steps += 1
        with closing(open_store(read_settings())) as store:
            assert read_candidate(replace(town, store=store).call("hugh"), candidate).erased_at
    assert steps > 5
