"""Which column was which when a list with the same headings was last brought in, by anybody.

Of the headings a fingerprint is kept, under a secret of the organisation's, and nothing of the
rows: a file without headings, whose first row is about somebody, leaves nothing to be guessed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from sqlalchemy.dialects import postgresql, sqlite

from screening.domain.importing import NOWHERE, ListKind, proposed
from screening.domain.words import Retention
from screening.ledger.record import ORGANISATION
from screening.services.importing.files import Kept
from screening.services.importing.table import Table
from screening.store.tables.importing import ImportColumns
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_PURPOSE = "headings"
_KEY = KeyRef(ORGANISATION, Retention.ACCOUNT)


def with_columns(work: UnitOfWork, kind: ListKind, table: Table) -> Kept:
    """``table`` with its columns as they were last time, or else as its headings propose."""
    by_name = proposed(kind, table.headings)
    key = {"kind": kind, "headings_key": _fingerprint(work, table.headings)}
    row = work.session.get(ImportColumns, key)
    if row is None:
        return Kept(kind, table, by_name)
    last: Mapping[str, int] = json.loads(row.columns)
    fitting = {name: place for name, place in last.items() if place < len(table.headings)}
    since = {  # which no release knew then
        name: place if place not in fitting.values() else NOWHERE
        for name, place in by_name.items()
        if name not in last
    }
    known = {name: fitting[name] for name in by_name if name in fitting}
    return Kept(kind, table, {**dict.fromkeys(by_name, NOWHERE), **known, **since}, True)


def remember(work: UnitOfWork, kept: Kept) -> None:
    """Let the columns of ``kept`` be proposed the next time that a list has these headings."""
    row = {
        "kind": kept.kind,
        "headings_key": _fingerprint(work, kept.table.headings),
        "columns": json.dumps(dict(kept.columns)),
    }
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    new = dialect.insert(ImportColumns).values(row)
    work.session.execute(
        new.on_conflict_do_update(
            index_elements=["kind", "headings_key"], set_={"columns": row["columns"]}
        )
    )


def _fingerprint(work: UnitOfWork, headings: Sequence[str]) -> str:
    """What is kept of a row of headings. Empty ones at its end come from longer rows below."""
    named = list(headings)
    while named and not named[-1]:
        named.pop()
    text = json.dumps([heading.casefold() for heading in named])
    secret = work.vault.secret(_KEY, _PURPOSE)
    return hashlib.blake2b(text.encode(), key=secret, digest_size=16).hexdigest()
