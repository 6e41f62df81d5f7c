"""Writing the ledger out, so that others can check it without this service."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from screening.domain.events import OPEN
from screening.ledger.canonical import parse
from screening.ledger.export import Line, write_line, write_signed
from screening.store.ledger_store import open_content
from screening.store.tables.checkpoint import LogCheckpoint
from screening.store.tables.record import payload, record
from screening.store.vault import Vault

_AT_A_TIME = 1000


def export(
    session: Session,
    file: BinaryIO,
    vault: Vault,
    *,
    everything: bool = False,
    last: int | None = None,
) -> int:
    """Write every record to ``file`` in order, a line each (``ledger/export.py``); how many.

    Checkpoints stand after the records that they are over. What the log said of itself is opened
    beside its commitments; with ``everything`` so is all that was not erased, and such a file
    holds personal data. The record ``last`` is the last one, where it is given.
    """
    count = 0
    for line, is_record in _lines(session, vault, everything=everything, last=last):
        file.write(line)
        count += is_record
    return count


def lines(session: Session, vault: Vault) -> Iterator[bytes]:
    """The lines of an export, one after another."""
    yield from (line for line, _is_record in _lines(session, vault, everything=False))


def _lines(
    session: Session, vault: Vault, *, everything: bool, last: int | None = None
) -> Iterator[tuple[bytes, bool]]:
    """Each line, and whether it is a record's."""
    wanted = (
        select(record, payload.c.owner, payload.c.retention, payload.c.sealed)
        .outerjoin_from(record, payload)
        .order_by(record.c.seq)
        .execution_options(yield_per=_AT_A_TIME)
    )
    if last is not None:
        wanted = wanted.where(record.c.seq <= last)
    signed = dict(session.execute(select(LogCheckpoint.size, LogCheckpoint.note)).all())
    with session.execute(wanted) as rows:  # closed, too, for a reader who stops in between
        for count, row in enumerate(rows, start=1):
            shown = everything or row.event_type in OPEN
            yield write_line(_line(row, (shown and open_content(vault, row)) or _CLOSED)), True
            if count in signed:
                yield write_signed(signed[count]), False


_CLOSED: Mapping[str, Any] = {"salts": {}, "values": {}}


def _line(row: Row[Any], content: Mapping[str, Any]) -> Line:
    return Line(
        record=row.canonical,
        leaf=row.leaf,
        link=row.link,
        vacancy_link=row.vacancy_link,
        commitments=parse(row.commitments.encode("utf-8")),
        opened={
            name: {"salt": content["salts"][name], "value": value}
            for name, value in content["values"].items()
        },
    )
