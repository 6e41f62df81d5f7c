"""What erasing is made of, in the order in which it has to be done.

0. Where the person's name stands in what was written about others is written down, while it is
   known: ``services/erasure/places``.
1. ``vault.destroy``: the keys go, and leave tombstones. From here on nothing can be read.
2. ``empty``, in the unit of work that records ``subject_erased``: what was sealed under them goes,
   and what was derived from it.
3. ``sweeping.flush``: the old pages leave the files as well. Until it says so, the erasure is
   pending.

Interrupted anywhere, it is finished by doing all three again; ``unfinished`` finds what was left
under the keys of ``looking``, or under any, after a copy made earlier was put in use.

On PostgreSQL what was emptied lives on in the write-ahead log and its archives until those are
recycled, and in its tables until their room is used again. What was sealed is unreadable there,
for the vault is never on PostgreSQL; what was derived from it tells nothing without a secret that
is in the vault.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, FromClause, Table, select, update
from sqlalchemy.orm import Session

from screening.domain.words import Retention
from screening.store import name_words, wordings
from screening.store.base import Base
from screening.store.tables.erasure import NamePlaces
from screening.store.tables.name_word import name_word
from screening.store.tables.record import payload
from screening.store.tables.wording import wording
from screening.store.vault import KeyRef, Vault

_AT_A_TIME = 500
_OF_ANY_CLASS = (payload, Base.metadata.tables[NamePlaces.__tablename__])
"""The tables whose rows say themselves which class they are sealed under."""
_DERIVED: dict[Retention, ColumnElement[str]] = {
    Retention.REQUEST: wording.c.candidate_ref,
    Retention.IDENTITY: name_word.c.candidate_ref,
}
"""Whose the rows are that were derived from what is sealed under a key of that class."""


@dataclass(frozen=True)
class Sealed:
    """Where something is sealed: the column, who owns its key, and which class it is under."""

    table: Table
    column: str
    owner: str
    retention: Retention

    def under(self, owners: Collection[str]) -> ColumnElement[bool]:
        """The rows that hold something sealed under a key of one of ``owners``."""
        columns: FromClause = self.table
        return columns.c[self.owner].in_(owners) & self.filled()

    def filled(self) -> ColumnElement[bool]:
        """The rows that hold something sealed here at all."""
        columns: FromClause = self.table
        found: ColumnElement[bool] = columns.c[self.column].is_not(None)
        if self.table in _OF_ANY_CLASS:
            found &= columns.c.retention == self.retention.value
        return found


def sealed_places(retentions: Collection[Retention]) -> Iterator[Sealed]:
    """Every place where something is sealed under one of ``retentions``."""
    for retention in retentions:
        for table in _OF_ANY_CLASS:
            yield Sealed(table, "sealed", "owner", retention)
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            owner, retention = column.info.get("sealed_under", ("", None))
            if retention in retentions:
                yield Sealed(table, column.name, owner, retention)


def empty(session: Session, owner: str, retentions: Collection[Retention]) -> int:
    """Empty whatever is sealed under ``owner``'s keys of ``retentions``; how many texts went.

    Objects that ``session`` has loaded already do not notice.
    """
    if Retention.REQUEST in retentions:
        wordings.forget(session, wordings.of_candidates([owner]))
    if Retention.IDENTITY in retentions:
        name_words.forget(session, [owner])
    emptied = 0
    for place in sealed_places(retentions):
        change = update(place.table).where(place.under([owner])).values({place.column: None})
        emptied += cast(CursorResult[Any], session.execute(change)).rowcount
    return emptied


def unfinished(session: Session, destroyed: Iterable[KeyRef]) -> set[KeyRef]:
    """Those of the ``destroyed`` keys under which something is still stored."""
    owners: dict[Retention, list[str]] = {}
    for key in destroyed:
        owners.setdefault(key.retention, []).append(key.owner)
    sealed = {
        KeyRef(owner, place.retention)
        for place in sealed_places(owners.keys())
        for some in _portions(owners[place.retention])
        for owner in session.scalars(
            select(place.table.c[place.owner]).where(place.under(some)).distinct()
        )
    }
    derived = {
        KeyRef(owner, retention)
        for retention, whose in _DERIVED.items()
        for some in _portions(owners.get(retention, []))
        for owner in session.scalars(select(whose).where(whose.in_(some)).distinct())
    }
    return sealed | derived


def keyless(session: Session, vault: Vault) -> set[KeyRef]:
    """The keys that the vault has not, nor ever destroyed, and under which something is stored."""
    stored = {
        KeyRef(owner, place.retention)
        for place in sealed_places(tuple(Retention))
        for owner in session.scalars(select(place.table.c[place.owner]).where(place.filled()))
    }
    return stored - vault.keys()


def _portions(owners: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(owners), _AT_A_TIME):
        yield owners[start : start + _AT_A_TIME]
