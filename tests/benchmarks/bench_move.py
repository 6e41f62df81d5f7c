"""Moving an installation to PostgreSQL, and changing its master key: time and memory.

BENCH_MOVE says how many checks there are. The move is a process of its own, as an operator's is,
so that its memory can be looked at.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.store import migrate
from screening.store.store import Store
from tests.benchmarks.made import make
from tests.databases import MASTER_KEY, Server
from tests.services.town import populated

CHECKS = int(os.environ.get("BENCH_MOVE", "10000"))
OTHER_KEY = bytes(range(1, 33))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty_url(postgres: Server) -> Iterator[str]:
    """The address of a PostgreSQL database that holds nothing; what is written there is flushed."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        postgres.tell(f"ALTER SYSTEM RESET {setting}")
    postgres.tell("SELECT pg_reload_conf()")
    url = postgres.create()
    yield url
    postgres.drop(url)


def test_moving_and_another_master_key(
    sqlite_store: Store, sqlite_url: str, vault_url: str, empty_url: str, tmp_path: Path
) -> None:
    started = time.perf_counter()
    records = make(sqlite_store, populated(sqlite_store), CHECKS)
    print(f"\nMade {CHECKS:,} checks, {records:,} records in {_since(started):.0f} s.", flush=True)
    sqlite_store.close()
    environment = os.environ | {
        "SCREENING_INSTANCE": str(tmp_path / "instance"),
        "SCREENING_DATABASE_URL": sqlite_url,
        "SCREENING_VAULT_URL": vault_url,
        "SCREENING_NEW_MASTER_KEY": OTHER_KEY.hex(),
    }
    for key, words in (
        (MASTER_KEY, ["rotate-master-key"]),
        (OTHER_KEY, ["move", "--to", empty_url]),
    ):
        said, took, memory = _run(words, environment | {"SCREENING_MASTER_KEY": key.hex()})
        print(f"\n{said}\n{words[0]}: {took:.0f} s, at most {memory:.0f} MB", flush=True)
    rows = _rows(said)
    print(f"{rows:,} rows, {rows / took:,.0f} a second, copied and looked through")
    assert migrate.check(empty_url) == []
    Store.open(empty_url, vault_url, OTHER_KEY).close()


def test_moving_the_demonstration(empty_url: str, tmp_path: Path) -> None:
    environment = os.environ | {"SCREENING_INSTANCE": str(tmp_path / "instance")}
    for words in (["migrate"], ["demo"]):
        _run(words, environment)
    said, took, memory = _run(["move", "--to", empty_url], environment)
    print(f"\nThe demonstration: {_rows(said):,} rows in {took:.1f} s, at most {memory:.0f} MB")
    assert migrate.check(empty_url) == []


def _run(words: list[str], environment: dict[str, str]) -> tuple[str, float, float]:
    """What the command said, its seconds, and the most memory it took, in MB."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "screening", *words]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return said, _since(started), usage.ru_maxrss / 1024


def _rows(said: str) -> int:
    (line,) = (line for line in said.splitlines() if "tables have the same rows" in line)
    return int(line.split(", ")[-1].split(" in all")[0].replace(",", ""))


def _since(started: float) -> float:
    return time.perf_counter() - started
