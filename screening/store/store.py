"""The store: the database and the vault, opened together."""

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from screening.domain.errors import SettingsInvalid
from screening.domain.text import N_
from screening.store.engine import BUSY_SECONDS, database_file, open_engine, reading, writing
from screening.store.faults import translated
from screening.store.grants import lacking
from screening.store.guards import forbid_round_ways, is_prepared, missing_guards
from screening.store.moved import why_not_here
from screening.store.revisions import why_another
from screening.store.seen import check_not_older, seen
from screening.store.tables.record import log_head
from screening.store.turn import Turn
from screening.store.unit_of_work import ActorRef, Clock, UnitOfWork
from screening.store.vault import Vault, open_vault


class Store:
    """An open database with its vault. One object serves all threads of a process."""

    def __init__(self, engine: Engine, vault: Vault, log_id: str, file: Path | None):
        self.engine = engine
        self.vault = vault
        self.log_id = log_id
        self._turn = Turn(file)

    @classmethod
    def open(
        cls,
        database_url: str,
        vault_url: str,
        master_key: bytes,
        *,
        may_be_older: bool = False,
        restored: bool = False,
    ) -> "Store":
        """The store at these addresses. ``master_key`` is 32 bytes; ``restored``: who opens it is
        bringing it back.

        Raises SettingsInvalid when the database or the vault was never prepared or is of another
        release, lacks a guard or a right, or the key is not its own; OlderThanKnown when the
        database is not the one that the vault remembers, unless it ``may_be_older``; Unavailable
        when it cannot be reached.
        """
        engine = open_engine(database_url, guard=forbid_round_ways)
        try:
            log_id = _log_id(engine, restored)
            vault = open_vault(vault_url, master_key)
        except BaseException:
            engine.dispose()
            raise
        try:
            if not may_be_older:
                _check_newest(vault, engine)
        except BaseException:
            vault.close()
            engine.dispose()
            raise
        return cls(engine, vault, log_id, database_file(database_url))

    def close(self) -> None:
        """Let go of both files, and of every key."""
        self.vault.close()
        self.engine.dispose()

    def alone(self) -> AbstractContextManager[None]:
        """Keep everybody else from writing to an SQLite database; they wait, but not for long.

        Raises Unavailable where somebody writes for longer than anybody waits.
        """
        return self._turn.taken(BUSY_SECONDS)

    def unit_of_work(
        self,
        actor: ActorRef,
        clock: Clock,
        key: str = "",
        write: bool = True,
        waits: bool = True,
    ) -> UnitOfWork:
        """A unit of work for ``actor``; ``key`` names a call that may be repeated.

        Where others write to an SQLite database it waits for its turn, unless it ``waits`` for
        nobody: then Unavailable comes at once.
        """
        engine = self._writer if write else self._reader
        turn = self._turn.taken(BUSY_SECONDS if waits else 0)
        return UnitOfWork(engine, self.vault, turn, actor, clock, key, write)

    @cached_property
    def _writer(self) -> Engine:
        return writing(self.engine)

    @cached_property
    def _reader(self) -> Engine:
        return reading(self.engine)


def _log_id(engine: Engine, restored: bool) -> str:
    with translated(), reading(engine).connect() as connection:
        if not is_prepared(connection):
            raise SettingsInvalid(
                [N_("The database has not been prepared. Run: python -m screening migrate")]
            )
        if moved := why_not_here(connection, restored=restored):
            raise SettingsInvalid([moved])
        if another := why_another(connection):
            raise SettingsInvalid(another)
        if missing := missing_guards(connection):
            raise SettingsInvalid(
                [f"The database lacks guards of the log: {', '.join(sorted(missing))}"]
            )
        if lacks := lacking(connection):
            raise SettingsInvalid(
                [
                    f"The database does not let this account use {', '.join(lacks)}.",
                    N_("An administrator mends it: python -m screening roles --app NAME"),
                ]
            )
        return str(connection.execute(select(log_head.c.log_id)).scalar_one())


def _check_newest(vault: Vault, engine: Engine) -> None:
    known = seen(vault)  # before the database: what is signed meanwhile is in that first
    with translated(), Session(reading(engine)) as session:
        check_not_older(known, session)
