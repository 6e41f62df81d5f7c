"""Whether what has arrived is what was there: asked of the database that it came to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.orm import Session

from screening.domain.text import N_
from screening.ledger.verify import verify
from screening.store import tables, tree
from screening.store.export import lines
from screening.store.ledger_store import heads, open_content
from screening.store.relocation.copying import Say
from screening.store.relocation.rows import Digest, NotTheSame, digest_of
from screening.store.tables.checkpoint import LogCheckpoint
from screening.store.tables.record import payload, record
from screening.store.vault import Vault

SAMPLE = 200
"""Payloads that are opened."""


@dataclass(frozen=True)
class Log:
    """How a log stands: its id, its size, its last link, and the root of its tree (hex)."""

    log_id: str
    size: int
    link: str
    root: str


def log_of(connection: Connection) -> Log:
    """How the log behind ``connection`` stands."""
    with Session(connection) as session:
        log = heads(session)
        root = tree.root(session, log.log.size).hex()
        return Log(log.log_id, log.log.size, log.log.link, root)


def notes_of(connection: Connection) -> dict[int, str]:
    """Every signed checkpoint behind ``connection``, by how many records it is over."""
    found = connection.execute(select(LogCheckpoint.size, LogCheckpoint.note))
    return {row.size: row.note for row in found}


def check_same(
    source: Connection, target: Connection, read: Mapping[str, Digest], vault: Vault, say: Say
) -> Log:
    """Raise NotTheSame, with a sentence, at the first thing that differs; the log comes out.

    ``read`` is what was read of each table of ``source`` as it was copied.
    """
    log = log_of(source)
    if log != log_of(target):
        raise NotTheSame(N_("The log that arrived does not end as the one that was copied."))
    say(f"The log {log.log_id} has {log.size:,} records in both, and the root {log.root}.")
    for table in tables.metadata.sorted_tables:
        if digest_of(target, table).total != read[table.name].total:
            message = N_("The rows of {table} that arrived are not those that were copied.")
            raise NotTheSame(message.format(table=table.name))
    rows = sum(digest.rows for digest in read.values())
    say(f"{len(read)} tables have the same rows in both, {rows:,} in all.")
    notes = notes_of(source)
    if notes != notes_of(target):
        raise NotTheSame(N_("The checkpoints that arrived are not those that were copied."))
    say(f"{len(notes):,} checkpoints are the same, byte for byte.")
    _check_log(target, log, vault, len(notes))
    say(f"The log that arrived is good: {log.size:,} records in one unbroken log.")
    opened, erased = _opened(target, vault)
    say(
        f"Of {opened + erased} sealed texts from all over the log {opened} open, "
        f"{erased} are erased."
    )
    return log


def _check_log(target: Connection, log: Log, vault: Vault, notes: int) -> None:
    with Session(target) as session:
        outcome = verify(lines(session, vault))
    if outcome.refusal is not None:
        message = N_("The log that arrived is not good: record {seq}, check {check}.")
        raise NotTheSame(message.format(seq=outcome.refusal.seq, check=outcome.refusal.check))
    if log.size and (outcome.records, outcome.link, outcome.checkpoints) != (
        log.size,
        log.link,
        notes,
    ):
        raise NotTheSame(N_("The log that arrived is not as long as the one that was copied."))


def _opened(target: Connection, vault: Vault) -> tuple[int, int]:
    """How many of a sample of payloads open, and how many are erased. Raises SealBroken else."""
    opened = erased = 0
    for row in _sample(target):
        if open_content(vault, row) is None:
            erased += 1
        else:
            opened += 1
    return opened, erased


def _sample(target: Connection) -> Iterator[Row[Any]]:
    count = target.scalar(select(func.count()).select_from(payload)) or 0
    wanted = (
        select(record, payload.c.owner, payload.c.retention, payload.c.sealed)
        .join_from(record, payload)
        .where(record.c.seq % max(1, count // SAMPLE) == 0)
        .order_by(record.c.seq)
        .limit(SAMPLE)
    )
    yield from target.execute(wanted)
