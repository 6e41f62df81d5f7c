"""Writing the ledger out, so that others can check it without this service."""

from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.ledger.canonical import parse
from screening.ledger.export import Line, write_line
from screening.store.ledger_store import open_content
from screening.store.tables.record import payload, record
from screening.store.vault import Vault

_AT_A_TIME = 1000


def export(session: Session, file: BinaryIO, vault: Vault | None = None) -> int:
    """Write every record to ``file`` in order, a line each (``ledger/export.py``); how many.

    With a ``vault``, what was said is opened beside its commitments, where it was not erased. Such
    a file holds personal data.
    """
    wanted = (
        select(record, payload.c.owner, payload.c.retention, payload.c.sealed)
        .outerjoin_from(record, payload)
        .order_by(record.c.seq)
        .execution_options(yield_per=_AT_A_TIME)
    )
    count = 0
    for row in session.execute(wanted):
        content = (open_content(vault, row) if vault else None) or {"salts": {}, "values": {}}
        line = Line(
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
        file.write(write_line(line))
        count += 1
    return count
