"""The planted town, moved to PostgreSQL, behind its pages; put back by copying it again."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from screening.store.granting import grant
from screening.store.relocation.move import move
from screening.store.store import Store
from tests import statements
from tests.databases import APP_PASSWORD, MASTER_KEY, Server
from tests.services.town import MONDAY
from tests.web.rewinding import (
    DATABASE,
    VAULT,
    Street,
    as_quick,
    pages_of,
    planted_once,
    planted_over,
    signed_in,
)


@dataclass
class Recopying:
    """A database on PostgreSQL. The application is connected to a copy of what is kept of it."""

    server: Server
    store: Store
    kept: str = ""

    def keep(self) -> None:
        """Take how it is now for how it was."""
        self.store.engine.dispose()
        self.kept = self.server.create(self._name)

    def rewind(self) -> None:
        """Put it back."""
        self.store.engine.dispose()
        self.server.put_back(self._name, str(make_url(self.kept).database))

    def take_note(self) -> None:
        """Whatever happened, it is put back."""

    @property
    def _name(self) -> str:
        return str(self.store.engine.url.database)


@contextmanager
def moved_street(prepared: Path, folder: Path, server: Server) -> Iterator[Street]:
    """The planted town on PostgreSQL, where the application has its own rights and no others."""
    planted = planted_once(prepared, folder)
    old, vault = (shutil.copy(planted / name, folder / name) for name in (DATABASE, VAULT))
    moved, vault_url = server.create(), f"sqlite:///{vault}"
    move(f"sqlite:///{old}", vault_url, MASTER_KEY, moved, MONDAY, lambda _said: None)
    assert grant(moved, server.app, server.owner, APP_PASSWORD).wrong == []
    url = server.prepared(str(make_url(moved).database))
    with as_quick(), closing(Store.open(url, vault_url, MASTER_KEY)) as store:
        made = planted_over(statements.remembering(store), planted)
        database = Recopying(server, store)
        yield signed_in(pages_of(folder, made), made, database)
    for each in (url, moved, database.kept):
        server.drop(each)
