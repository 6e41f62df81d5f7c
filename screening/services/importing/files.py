"""A file between its steps: kept sealed for whoever imports it, and for a few hours at most."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from screening.domain.errors import NotFound
from screening.domain.importing import ListKind
from screening.domain.monitoring import Fate
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.services.call import Call
from screening.services.importing.planning import Plan, Row, RowFate
from screening.services.importing.table import Table, table_from_data
from screening.services.refs import new_ref
from screening.store.tables.importing import ImportFile
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

KEPT_FOR = timedelta(hours=4)
MOST_KEPT = 3
"""Files for one account: as many as somebody compares, and no way to fill the disk."""

GONE = N_("This file is no longer here: it was imported, put away, or kept for four hours.")


@dataclass(frozen=True)
class Kept:
    """A file that is kept: its table, and in which column of it each thing is said.

    ``as_before``: the columns are those of the last list with the same headings.
    """

    kind: ListKind
    table: Table
    columns: Mapping[str, int]
    as_before: bool = False

    def rows(self) -> list[Row]:
        """The rows, each cell by the name of its column."""
        places = {name: place for name, place in self.columns.items() if place >= 0}
        return [
            Row(number, {name: cells[place] for name, place in places.items()})
            for number, cells in self.table.rows
        ]


@dataclass(frozen=True)
class Fates:
    """What was shown of a file: the fate of each row, and the digest of the plan."""

    digest: str
    rows: tuple[RowFate, ...]


def keep(work: UnitOfWork, kept: Kept) -> str:
    """Keep a file for whoever acts; the answer is its ref."""
    row = ImportFile(ref=new_ref(), account_ref=work.actor_ref, kind=kept.kind, kept_at=work.now)
    row.table_sealed = _seal(work, row, "table", _as_data(kept))
    work.session.add(row)
    work.session.flush()
    _drop_surplus(work.session, row)
    return row.ref


def find(work: UnitOfWork, ref: str) -> ImportFile:
    """The file ``ref`` of whoever acts. NotFound where there is none, or it is over."""
    row = work.session.get(ImportFile, ref)
    if row is None or row.account_ref != work.actor_ref or row.kept_at <= work.now - KEPT_FOR:
        raise NotFound(GONE)
    return row


def opened(work: UnitOfWork, row: ImportFile) -> Kept:
    """What stands in the file."""
    data = _open(work, row, "table", row.table_sealed)
    return Kept(
        ListKind(row.kind),
        table_from_data(data["table"]),
        data["columns"],
        data.get("as_before", False),
    )


def match(work: UnitOfWork, row: ImportFile, kept: Kept) -> None:
    """Keep the file with other columns; what was shown of it counts no more."""
    row.table_sealed = _seal(work, row, "table", _as_data(kept))
    row.fates_sealed = None


def show(work: UnitOfWork, row: ImportFile, plan: Plan) -> None:
    """Keep what ``plan`` says of each row, to be shown."""
    data = {"digest": plan.digest, "rows": [asdict(one) for one in plan.fates]}
    row.fates_sealed = _seal(work, row, "fates", data)


def shown(work: UnitOfWork, row: ImportFile) -> Fates | None:
    """What was shown last; None where the columns are still to be confirmed."""
    if row.fates_sealed is None:
        return None
    data = _open(work, row, "fates", row.fates_sealed)
    return Fates(data["digest"], tuple(_fate(one) for one in data["rows"]))


def forget(work: UnitOfWork, ref: str) -> None:
    """Delete the file ``ref``."""
    work.session.execute(delete(ImportFile).where(ImportFile.ref == ref))


def forget_old(call: Call) -> int:
    """Delete the files that nobody came back for; how many."""
    with call.look() as work:
        old = work.session.scalars(select(ImportFile.ref).where(_is_over(work))).all()
    if old:
        with call.as_clock().change() as work:
            work.session.execute(delete(ImportFile).where(_is_over(work)))
            work.commit()
    return len(old)


def _is_over(work: UnitOfWork) -> ColumnElement[bool]:
    return ImportFile.kept_at <= work.now - KEPT_FOR


def _drop_surplus(session: Session, new: ImportFile) -> None:
    surplus = session.scalars(
        select(ImportFile)
        .where(ImportFile.account_ref == new.account_ref, ImportFile.ref != new.ref)
        .order_by(ImportFile.kept_at.desc(), ImportFile.ref)
        .offset(MOST_KEPT - 1)
    )
    for row in surplus:
        session.delete(row)


def _fate(data: Mapping[str, Any]) -> RowFate:
    return RowFate(
        data["row"],
        data["what"],
        Fate(data["fate"]),
        tuple(data["changes"]),
        tuple(map(_pair, data["problems"])),
        data["before"],
    )


def _pair(both: Iterable[str]) -> tuple[str, str]:
    column, said = both
    return column, said


def _as_data(kept: Kept) -> dict[str, Any]:
    return {
        "table": asdict(kept.table),
        "columns": dict(kept.columns),
        "as_before": kept.as_before,
    }


def _seal(work: UnitOfWork, row: ImportFile, part: str, data: Mapping[str, Any]) -> bytes:
    text = zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 1)
    return work.vault.seal(_key(row), f"import_file/{row.ref}/{part}", text)


def _open(work: UnitOfWork, row: ImportFile, part: str, sealed: bytes) -> Any:
    text = work.vault.open(_key(row), f"import_file/{row.ref}/{part}", sealed)
    return json.loads(zlib.decompress(text))


def _key(row: ImportFile) -> KeyRef:
    return KeyRef(row.account_ref, Retention.ACCOUNT)
