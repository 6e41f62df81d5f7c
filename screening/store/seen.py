"""The newest checkpoint that was ever signed, as the vault remembers it.

It is kept outside the database so that an older copy of the database, put in its place, is told
from the one that was there. The checkpoint is in the database first and is remembered here after
it: whoever compares the two reads this one first, so that the database cannot seem to be behind.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from screening.domain.errors import OlderThanKnown, SettingsInvalid
from screening.domain.text import N_
from screening.store import tree
from screening.store.engine import reading, writing
from screening.store.faults import translated
from screening.store.tables.record import log_head
from screening.store.vault import Vault
from screening.store.vault_file import checkpoint_seen

WHAT_TO_DO = N_(
    "Restore a newer backup; or, if there is none, take it as it is and have that put on record: "
    "python -m screening restore --accept-older"
)


@dataclass(frozen=True)
class Seen:
    """A checkpoint: of which log, over how many records, and the root over them (hex)."""

    log_id: str
    size: int
    root: str


def seen(vault: Vault) -> Seen | None:
    """What ``vault`` remembers; None before the first checkpoint.

    Raises SettingsInvalid when an earlier release made the vault, which has no place for it.
    """
    with translated(), reading(vault.engine).connect() as connection:
        if not connection.dialect.has_table(connection, checkpoint_seen.name):
            raise SettingsInvalid(
                [N_("The vault is of an earlier release. Run: python -m screening migrate")]
            )
        row = _row(connection)
    return None if row is None else Seen(row.log_id, row.size, row.root)


def remember(vault: Vault, newest: Seen) -> None:
    """Have ``vault`` remember ``newest``, unless it remembers as long a log or a longer one."""
    with translated(), writing(vault.engine).begin() as connection:
        row = _row(connection)
        if row is None or row.size < newest.size:
            _write(connection, newest)


def begin_again_from(vault: Vault, stands: Seen) -> None:
    """Have ``vault`` forget what it remembers, and remember ``stands``: an operator accepted it."""
    with translated(), writing(vault.engine).begin() as connection:
        _write(connection, stands)


def check_not_older(known: Seen | None, session: Session) -> None:
    """Raise OlderThanKnown unless the log behind ``session`` is the one that ``known`` is of."""
    if known is not None and (problem := why_older(known, session)):
        raise OlderThanKnown([problem, WHAT_TO_DO])


def why_older(known: Seen, session: Session) -> str:
    """Why the log behind ``session`` is not the one that ``known`` is of; empty where it is."""
    stands = session.execute(select(log_head)).one()
    if known.log_id != stands.log_id:
        return _of_another(known, stands.log_id)
    if stands.size < known.size:
        return _is_shorter(known, stands.size)
    if tree.root(session, known.size).hex() != known.root:
        return _is_another(known)
    return ""


def standing(session: Session) -> Seen:
    """How the log behind ``session`` stands now."""
    head = session.execute(select(log_head)).one()
    return Seen(head.log_id, head.size, tree.root(session, head.size).hex())


def _is_shorter(known: Seen, size: int) -> str:
    first = (
        f"This database is older than the newest checkpoint that is known: it has {size} records"
    )
    return f"{first}, {known.size} were signed. Records {size} to {known.size - 1} are lost."


def _is_another(known: Seen) -> str:
    return (
        f"The first {known.size} records of this database are not those that were signed: somebody "
        "went on with an older copy, or rewrote the log."
    )


def _of_another(known: Seen, log_id: str) -> str:
    return (
        f"This database holds the log {log_id}. The newest checkpoint that is known is over "
        f"{known.size} records of another one, {known.log_id}."
    )


def _row(connection: Connection) -> Row[tuple[int, str, int, str]] | None:
    return connection.execute(select(checkpoint_seen)).one_or_none()


def _write(connection: Connection, newest: Seen) -> None:
    said = vars(newest)
    row = insert(checkpoint_seen).values(id=1, **said)
    connection.execute(row.on_conflict_do_update(index_elements=[checkpoint_seen.c.id], set_=said))
