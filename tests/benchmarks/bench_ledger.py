"""Appending and verifying, beside bare SQLite doing the least that could be called the same.

The baseline writes one row as long as a record and its payload, durably (WAL, FULL), with the
standard library alone. Runs are interleaved and medians taken: machines are noisy.
"""

import io
import sqlite3
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from screening.domain.events import Event
from screening.ledger.verify import verify
from screening.store.export import export
from screening.store.migrate import create
from screening.store.store import Store
from screening.store.unit_of_work import ActorRef

ROUNDS, COMMITS, BATCH, RECORDS = 7, 200, 100, 20_000
ACTOR = ActorRef("a" * 32, "hr")
VACANCY, SUBJECT = "b" * 32, "c" * 32
PAYLOAD = {"question": "Did she lead the move of the archive in 2023?", "minutes": 30}


def test_append_and_verify(tmp_path: Path) -> None:
    store = _store(tmp_path)
    bare = _bare(tmp_path)
    rates: dict[str, list[float]] = {"bare": [], "one": [], "batched": []}
    for _ in range(ROUNDS):
        rates["bare"].append(COMMITS / _seconds(lambda: _bare_appends(bare)))
        rates["one"].append(COMMITS / _seconds(lambda: _appends(store, COMMITS, 1)))
        rates["batched"].append(5 * BATCH / _seconds(lambda: _appends(store, 5, BATCH)))
    rate = {name: statistics.median(each) for name, each in rates.items()}
    print("\n| durable appends | a second | ratio | must reach |\n|---|---|---|---|")
    print(f"| bare sqlite3, one a commit | {rate['bare']:.0f} | 1 | |")
    print(
        f"| a record, one a commit | {rate['one']:.0f} | {rate['one'] / rate['bare']:.2f} | 0.45 |"
    )
    batched = rate["batched"] / rate["one"]
    print(f"| records, {BATCH} a commit | {rate['batched']:.0f} | {batched:.1f} x one | 10 x one |")
    _verifying(store, tmp_path)
    bare.close()
    store.close()


def _verifying(store: Store, folder: Path) -> None:
    _appends(store, RECORDS // 1000, 1000)
    scan, check = [], []
    for _ in range(3):
        scan.append(_seconds(lambda: _scan(folder / "screening.db")))
        lines = _exported(store)
        check.append(_seconds(lambda lines=lines: verify(lines)))
        assert verify(lines).refusal is None
    each = [statistics.median(runs) / len(lines) * 1e6 for runs in (scan, check)]
    print(f"\n| {len(lines)} records | microseconds each | ratio |\n|---|---|---|")
    print(f"| bare scan of the rows | {each[0]:.1f} | 1 |")
    print(f"| verify of the export | {each[1]:.1f} | {each[1] / each[0]:.1f} |")


def _store(folder: Path) -> Store:
    return create(
        f"sqlite:///{folder / 'screening.db'}", f"sqlite:///{folder / 'vault.db'}", bytes(32)
    )


def _bare(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE row (seq INTEGER PRIMARY KEY, text TEXT, sealed BLOB)")
    return connection


def _bare_appends(connection: sqlite3.Connection) -> None:
    row = ("x" * 1100, bytes(350))
    for _ in range(COMMITS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (text, sealed) VALUES (?, ?)", row)
        connection.execute("COMMIT")


def _appends(store: Store, commits: int, records: int) -> None:
    for _ in range(commits):
        with store.unit_of_work(ACTOR, lambda: datetime.now(UTC)) as work:
            for _ in range(records):
                work.record(
                    Event.CHECK_STARTED, vacancy_ref=VACANCY, subject_ref=SUBJECT, payload=PAYLOAD
                )
            work.commit()


def _scan(database: Path) -> None:
    connection = sqlite3.connect(database)
    for _row in connection.execute("SELECT * FROM record ORDER BY seq"):
        pass
    connection.close()


def _exported(store: Store) -> list[bytes]:
    file = io.BytesIO()
    with store.unit_of_work(ACTOR, lambda: datetime.now(UTC), write=False) as work:
        export(work.session, file, work.vault)
    return file.getvalue().splitlines(keepends=True)


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started
