"""Writing the ledger out, so that others can check it without this service."""

from collections.abc import Mapping
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


def export(session: Session, file: BinaryIO, vault: Vault, *, everything: bool = False) -> int:
    """Write every record to ``file`` in order, a line each (``ledger/export.py``); how many.

    Checkpoints stand after the records that they are over. What the log said of itself is opened
    beside its commitments; with ``everything`` so is all that was not erased, and such a file
    holds personal data.
    """
    wanted = (
        select(record, payload.c.owner, payload.c.retention, payload.c.sealed)
        .outerjoin_from(record, payload)
        .order_by(record.c.seq)
        .execution_options(yield_per=_AT_A_TIME)
    )
    signed = dict(session.execute(select(LogCheckpoint.size, LogCheckpoint.note)).all())
    count = 0
    for row in session.execute(wanted):
        shown = everything or row.event_type in OPEN
        file.write(write_line(_line(row, (shown and open_content(vault, row)) or _CLOSED)))
        count += 1
        if count in signed:
            file.write(write_signed(signed[count]))
    return count


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
