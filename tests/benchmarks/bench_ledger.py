"""Appending and verifying, beside bare SQLite doing the least that could be called the same.

The baseline writes one row as long as a record and its payload, durably (WAL, FULL), with the
standard library alone. Between it and a whole unit of work stand what SQLite takes for the same
rows with their indexes and triggers, and the log's own part. Runs are interleaved and medians
taken: machines are noisy. Processor time stands beside, since what a flush takes is the disk's.
"""

import io
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from screening.domain.events import Event
from screening.domain.policy import shipped_policy
from screening.ledger.canonical import normalised
from screening.ledger.merkle import leaf_hash, root
from screening.ledger.record import timestamp
from screening.ledger.verify import verify
from screening.services.memory import set_up_memory
from screening.store.appending import Entry, append
from screening.store.engine import writing
from screening.store.export import export
from screening.store.migrate import create
from screening.store.store import Store
from screening.store.unit_of_work import ActorRef

ROUNDS, COMMITS, BATCH, RECORDS = 7, 200, 100, 20_000
ACTOR = ActorRef("a" * 32, "hr")
VACANCY, SUBJECT = "b" * 32, "c" * 32
PAYLOAD = {"question": "Did she lead the move of the archive in 2023?", "minutes": 30}
ENTRY = Entry(
    event=Event.CHECK_STARTED,
    occurred_at=timestamp(datetime(2026, 11, 22, 9, tzinfo=UTC)),
    actor_ref=ACTOR.ref,
    actor_role=ACTOR.role,
    policy_version=shipped_policy().version,
    idempotency_key="",
    vacancy_ref=VACANCY,
    subject_ref=SUBJECT,
    check_ref="",
    payload=normalised(PAYLOAD),
)
_RECORD = "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_MARKS = {
    "bare sqlite3, one row a commit": "",
    "sqlite3, a record's rows with indexes and triggers": "",
    "the log's part, with nothing said": "",
    "the log's part, committed to and sealed": "",
    "a record, one a commit": "0.45",
}


def test_append_and_verify(tmp_path: Path) -> None:
    set_up_memory()  # as a process that serves pages does
    store = _store(tmp_path)
    bare = _bare(tmp_path / "bare.db")
    again = _again(store, tmp_path)
    runs: list[tuple[Callable[[], object], int]] = [
        (lambda: _bare_appends(bare), COMMITS),
        (lambda: _same_rows(again), COMMITS),
        (lambda: _log_alone(store, ENTRY._replace(payload={})), COMMITS),
        (lambda: _log_alone(store, ENTRY), COMMITS),
        (lambda: _appends(store, COMMITS, 1), COMMITS),
        (lambda: _appends(store, 5, BATCH), 5 * BATCH),
    ]
    took: list[list[tuple[float, float]]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for (run, records), each in zip(runs, took, strict=True):
            wall, cpu = _seconds(run)
            each.append((wall / records, cpu / records))
    walls, cpus = ([statistics.median(pair[i] for pair in each) for each in took] for i in (0, 1))
    print("\n| durable appends | a second | ratio | must reach | processor (µs each) |")
    print("|---|---|---|---|---|")
    for (name, mark), wall, cpu in zip(_MARKS.items(), walls, cpus, strict=False):
        print(f"| {name} | {1 / wall:,.0f} | {walls[0] / wall:.2f} | {mark} | {cpu * 1e6:.0f} |")
    batched = f"{walls[4] / walls[5]:.1f} × one a commit | 10 ×"
    print(f"| records, {BATCH} a commit | {1 / walls[5]:,.0f} | {batched} | {cpus[5] * 1e6:.0f} |")
    _verifying(store, tmp_path)
    bare.close()
    store.close()


def _verifying(store: Store, folder: Path) -> None:
    _appends(store, RECORDS // 1000, 1000)
    scan, tree, check = [], [], []
    for _ in range(5):
        scan.append(_seconds(lambda: _scan(folder / "screening.db"))[1])
        lines = _exported(store)
        tree.append(_seconds(lambda lines=lines: root([leaf_hash(line) for line in lines]))[1])
        check.append(_seconds(lambda lines=lines: verify(lines))[1])
        assert verify(lines).refusal is None
    each = [statistics.median(runs) / len(lines) * 1e6 for runs in (scan, tree, check)]
    print(f"\n| {len(lines):,} records | processor (µs each) | ratio | must reach |")
    print("|---|---|---|---|")
    print(f"| bare scan of the rows | {each[0]:.1f} | 1 | |")
    print(f"| the tree over the lines, unread | {each[1]:.1f} | {each[1] / each[0]:.1f} | |")
    print(f"| `verify` of the export | {each[2]:.1f} | {each[2] / each[0]:.1f} | 2.6 |")


def _store(folder: Path) -> Store:
    return create(
        f"sqlite:///{folder / 'screening.db'}", f"sqlite:///{folder / 'vault.db'}", bytes(32)
    )


def _bare(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE IF NOT EXISTS row (seq INTEGER PRIMARY KEY, text, sealed)")
    return connection


def _bare_appends(connection: sqlite3.Connection) -> None:
    row = ("x" * 1100, bytes(350))
    for _ in range(COMMITS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (text, sealed) VALUES (?, ?)", row)
        connection.execute("COMMIT")


_Rows = tuple[sqlite3.Connection, Iterator[tuple[Any, ...]], Iterator[tuple[Any, ...]]]


def _again(store: Store, folder: Path) -> _Rows:
    """A copy of the empty database, and rows that were made of records that follow."""
    with sqlite3.connect(folder / "screening.db") as source:
        copy = _bare(folder / "again.db")
        source.backup(copy)
        _appends(store, 1, ROUNDS * COMMITS)
        records, payloads = (
            source.execute(f"SELECT * FROM {table} ORDER BY seq").fetchall()  # noqa: S608 - its own
            for table in ("record", "payload")
        )
    return copy, iter(records), iter(payloads)


def _same_rows(again: _Rows) -> None:
    connection, records, payloads = again
    for _ in range(COMMITS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_RECORD, next(records))
        connection.execute("INSERT INTO payload VALUES (?, ?, ?, ?)", next(payloads))
        connection.execute("COMMIT")


def _log_alone(store: Store, entry: Entry) -> None:
    engine = writing(store.engine)
    for _ in range(COMMITS):
        with engine.begin() as connection:
            append(connection, store.vault, [entry])


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


def _seconds(run: Callable[[], object]) -> tuple[float, float]:
    """How long ``run`` takes: by the clock, and of the processor."""
    started = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - started[0], time.process_time() - started[1]
