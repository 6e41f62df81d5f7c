"""Changing the master key: every key in the vault is wrapped anew, none is changed.

All of it is one transaction of the vault's file, so a process that is killed leaves either all keys
under the old master key or all under the new one. Meanwhile nobody else has the file open. The
trigger that lets no wrapped key change is taken away within that transaction and put back in it;
the application's own connections can take away no trigger.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import Connection, Row, bindparam, func, insert, inspect, select, tuple_, update

from screening.domain.errors import SealBroken, SettingsInvalid
from screening.domain.text import N_
from screening.ledger.chain import length_prefixed
from screening.ledger.record import timestamp
from screening.store.engine import alone, database_file, reading, writing
from screening.store.faults import translated
from screening.store.vault import Vault
from screening.store.vault_file import (
    check_length,
    data_key,
    is_master_key,
    key_id,
    make_tables,
    new_probe,
    rewrapping,
    vault_state,
    wrong_key,
)

_AT_A_TIME = 1000
_WRITE_ANEW = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
"""Pages keep copies of what was moved on them: the file is written again, without any."""
_CHANGE = (
    update(data_key)
    .where(data_key.c.owner == bindparam("whose"), data_key.c.retention == bindparam("kind"))
    .values(wrapped=bindparam("fresh"))
)


@dataclass(frozen=True)
class Rewrapping:
    """One change of the master key: ids of the old and the new one, how many keys, and when."""

    before: str
    after: str
    keys: int
    at: str


def rewrap(vault_url: str, old: bytes, new: bytes, now: datetime) -> int:
    """Bring the vault from the master key ``old`` to ``new``; the answer is how many keys it wraps.

    Done already: nothing is changed, and the answer is 0. Either way no key wrapped with the old
    one is left in the file. Raises SettingsInvalid when the vault is under neither, NotPossible
    when somebody has it open, SealBroken when one of its keys cannot be unwrapped.
    """
    check_length(old)
    check_length(new)
    file = database_file(vault_url)
    if file is None or not file.exists():
        raise SettingsInvalid([N_("There is no vault yet. Run: python -m screening migrate")])
    with translated(), alone(file) as engine:
        with writing(engine).begin() as connection:
            make_tables(connection)
            count = 0
            if not is_master_key(connection, new):
                if not is_master_key(connection, old):
                    raise SettingsInvalid([wrong_key(connection, old)])
                count = _rewrap_all(connection, old, new)
                _note(connection, old, new, count, now)
        with engine.connect() as connection:
            driver = cast(sqlite3.Connection, connection.connection.driver_connection)
            for step in _WRITE_ANEW:  # which can be part of no transaction
                driver.execute(step).close()
    return count


def rewrappings(vault: Vault) -> list[Rewrapping]:
    """Every change of the master key of ``vault``, the latest last."""
    with translated(), reading(vault.engine).connect() as connection:
        if not inspect(connection).has_table(rewrapping.name):  # it was not migrated yet
            return []
        rows = connection.execute(select(rewrapping).order_by(rewrapping.c.number))
        return [Rewrapping(row.before, row.after, row.keys, row.at) for row in rows]


def _rewrap_all(connection: Connection, old: bytes, new: bytes) -> int:
    connection.exec_driver_sql("DROP TRIGGER data_key_only_dies")
    count, before, after = 0, hashlib.sha256(), hashlib.sha256()
    for rows in _portions(connection):
        fresh = [
            {"whose": row.owner, "kind": row.retention, "fresh": aes_key_wrap(new, key)}
            for row, key in _unwrapped(old, rows, before)
        ]
        connection.execute(_CHANGE, fresh)
        count += len(rows)
    for rows in _portions(connection):
        for _each in _unwrapped(new, rows, after):
            pass
    if before.digest() != after.digest():
        raise SealBroken(N_("The keys did not come out as they were. Nothing was changed."))
    connection.execute(
        update(vault_state).values(
            probe=new_probe(new),
            destructions=vault_state.c.destructions + 1,  # so that every process asks again
        )
    )
    make_tables(connection)  # the trigger, once more
    return count


def _portions(connection: Connection) -> Iterator[Sequence[Row[Any]]]:
    """Every key that lives, some at a time."""
    place = tuple_(data_key.c.owner, data_key.c.retention)
    last = ("", "")
    while True:
        wanted = select(data_key).where(data_key.c.wrapped.is_not(None), place > last)
        ordered = wanted.order_by(data_key.c.owner, data_key.c.retention).limit(_AT_A_TIME)
        rows = connection.execute(ordered).all()
        if not rows:
            return
        yield rows
        last = (rows[-1].owner, rows[-1].retention)


def _unwrapped(
    master_key: bytes, rows: Sequence[Row[Any]], seen: "hashlib._Hash"
) -> Iterator[tuple[Row[Any], bytes]]:
    """Each of ``rows`` with its key; ``seen`` takes in whose keys they are, and the keys."""
    for row in rows:
        try:
            key = aes_key_unwrap(master_key, row.wrapped)
        except InvalidUnwrap as error:
            message = N_("The key of {owner} ({retention}) was altered. Nothing was changed.")
            raise SealBroken(message.format(owner=row.owner, retention=row.retention)) from error
        seen.update(length_prefixed(row.owner.encode(), row.retention.encode(), key))
        yield row, key


def _note(connection: Connection, old: bytes, new: bytes, count: int, now: datetime) -> None:
    number = connection.execute(
        select(func.coalesce(func.max(rewrapping.c.number), 0))
    ).scalar_one()
    connection.execute(
        insert(rewrapping).values(
            number=number + 1, before=key_id(old), after=key_id(new), keys=count, at=timestamp(now)
        )
    )
