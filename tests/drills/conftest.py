"""Places to work at, on each kind of database, and the sums of what was found there."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from screening.store.engine import database_file
from screening.store.store import Store
from tests.databases import MASTER_KEY, Server
from tests.drills.finding import Found
from tests.reported import quick_reports
from tests.services.town import Town, populated

__all__ = ["quick_reports"]  # reports made at once, where nothing depends on how they look


@dataclass(frozen=True)
class Site:
    """A database with its vault, where nobody has anything open, and the people who work there."""

    opening: Callable[[], Store]
    town: Town


@pytest.fixture
def site(database_url: str, vault_url: str, prepared_vault: Path) -> Site:
    """On each kind of database."""
    return founded(database_url, vault_url, prepared_vault)


@pytest.fixture
def sqlite_site(sqlite_url: str, vault_url: str, prepared_vault: Path) -> Site:
    """On SQLite, both files in the test's own folder."""
    return founded(sqlite_url, vault_url, prepared_vault)


def founded(database_url: str, vault_url: str, prepared_vault: Path) -> Site:
    """The site of that database, with its people."""
    shutil.copy(prepared_vault, str(database_file(vault_url)))

    def opening() -> Store:
        return Store.open(database_url, vault_url, MASTER_KEY)

    with closing(opening()) as store:
        return Site(opening, populated(store))


def empty_database(request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of an empty database, of the kind that a fixture's parameter names."""
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'screening.db'}"
    server: Server = request.getfixturevalue("postgres")
    url = server.create()
    request.addfinalizer(lambda: server.drop(url))
    return url


def kind_of(database_url: str) -> str:
    """What kind of database it is, by the name that people know."""
    return "SQLite" if database_file(database_url) else "PostgreSQL"


@dataclass
class Sums:
    """What was found, by what was done."""

    rows: dict[str, Found] = field(default_factory=dict)

    def add(self, what: str, found: Found) -> None:
        """Count ``found`` under ``what``."""
        self.rows[what] = self.rows.get(what, Found()) + found

    def __str__(self) -> str:
        lines = ["| what | times | acknowledged | lost | half done |", "|---|---|---|---|---|"]
        for what, one in self.rows.items():
            wrong = len(one.wrong)
            lines.append(f"| {what} | {one.times} | {one.told} | {len(one.lost)} | {wrong} |")
        return "\n".join(lines)


@pytest.fixture(scope="module")
def sums(request: pytest.FixtureRequest) -> Iterator[Sums]:
    """The sums of a file's tests, printed after them."""
    sums = Sums()
    yield sums
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    reporter.write_line(f"\n\n{sums}\n")
