"""Bringing two vaults of one service together: every key of either, unless either buried it.

A tombstone is for ever: a key that is destroyed in one of them is destroyed in both together, and
so is every key of somebody whom a log says was erased, and of a vacancy whose register ended as it
says.
"""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from sqlalchemy.dialects.sqlite import insert

from screening.domain.errors import SettingsInvalid
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.store.engine import writing
from screening.store.faults import translated
from screening.store.seen import Seen, remember
from screening.store.vault import KeyRef, Vault
from screening.store.vault_file import data_key

ANOTHER_KEY = N_(
    "The master key is not the one of the vault in the backup. If it was changed since, the vault "
    "in place has all keys under the new one: leave its vault.db out of the backup, and run this "
    "again."
)
_ERASED = "SELECT DISTINCT subject_ref FROM record WHERE event_type = 'subject_erased'"
_ENDED = "SELECT DISTINCT vacancy_ref FROM record WHERE event_type = 'register_ended'"


class Recorded(NamedTuple):
    """Who was erased as a log has it, and the vacancies whose register ended."""

    people: Collection[str] = ()
    vacancies: Collection[str] = ()


NOTHING = Recorded()


def take_in(vault: Vault, path: Path, master_key: bytes) -> None:
    """Give ``vault`` the keys and tombstones that it lacks and the vault at ``path`` has.

    What is at ``path`` stays as it is. Raises SettingsInvalid when a key there is not wrapped by
    ``master_key``.
    """
    with translated(), closing(_open(path)) as other:
        keys = other.execute("SELECT owner, retention, wrapped FROM data_key").fetchall()
        newest = _seen(other)
    _check_wrapped([wrapped for *_whose, wrapped in keys if wrapped is not None], master_key)
    with translated(), writing(vault.engine).begin() as connection:
        for owner, retention, wrapped in keys:
            if wrapped is not None:
                key = insert(data_key).values(owner=owner, retention=retention, wrapped=wrapped)
                connection.execute(key.on_conflict_do_nothing())
    bury(vault, [KeyRef(owner, Retention(name)) for owner, name, wrapped in keys if not wrapped])
    if newest is not None:
        remember(vault, newest)


def bury(vault: Vault, keys: Iterable[KeyRef]) -> None:
    """Destroy those of ``keys`` that are not destroyed, all at once."""
    fresh = set(keys) - set(vault.tombstones())
    if fresh:
        vault.destroy_all(fresh)


def erased_in(path: Path) -> Recorded | None:
    """What was erased, as the database at ``path`` has it; None where it cannot be read."""
    try:
        with closing(_open(path)) as database:
            people, vacancies = (
                {ref for (ref,) in database.execute(asked)} for asked in (_ERASED, _ENDED)
            )
            return Recorded(people, vacancies)
    except sqlite3.DatabaseError:
        return None


def _open(path: Path) -> sqlite3.Connection:
    """The database at ``path``, to be read alone: not even a file beside it is made."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _seen(vault: sqlite3.Connection) -> Seen | None:
    has_it = "SELECT 1 FROM sqlite_master WHERE name = 'checkpoint_seen'"
    if vault.execute(has_it).fetchone() is None:
        return None
    row = vault.execute("SELECT log_id, size, root FROM checkpoint_seen").fetchone()
    return None if row is None else Seen(*row)


def _check_wrapped(keys: Iterable[bytes], master_key: bytes) -> None:
    try:
        for wrapped in keys:
            aes_key_unwrap(master_key, wrapped)
    except InvalidUnwrap as error:
        raise SettingsInvalid([ANOTHER_KEY]) from error
