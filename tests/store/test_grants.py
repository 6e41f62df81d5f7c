"""The rights of the application's account on PostgreSQL: given, looked at, and said when wrong."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.exc import ProgrammingError

from screening.domain.errors import SettingsInvalid
from screening.domain.events import Event
from screening.store import grants, migrate
from screening.store.dumping import dump_of
from screening.store.engine import writing_to
from screening.store.granting import grant
from screening.store.grants import RIGHTS
from screening.store.postgres_tools import run, tool_for
from screening.store.store import Store
from screening.store.tables import metadata
from tests.databases import APP_PASSWORD, MASTER_KEY, Server
from tests.store.conftest import work_on

on_postgresql = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


def _do(url: str, *statements: str) -> None:
    with writing_to(url) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_every_table_has_its_rights_listed() -> None:
    assert set(RIGHTS) == set(metadata.tables) | {"alembic_version"}


def test_nothing_that_stays_may_be_changed() -> None:
    for table in ("record", "log_head", "vacancy_head"):
        assert RIGHTS[table] == {"SELECT"}
    for table in grants.STAYING:
        assert RIGHTS[table] == {"SELECT", "INSERT"}


def test_sqlite_has_no_accounts(sqlite_url: str) -> None:
    assert grants.check(sqlite_url) == []
    with pytest.raises(SettingsInvalid, match="no accounts"):
        grant(sqlite_url, "anybody")


@on_postgresql
def test_a_prepared_database_is_in_order(
    database_url: str, owner_url: str, postgres: Server
) -> None:
    assert grants.check(database_url) == []
    granted = grant(owner_url, postgres.app, postgres.owner)
    assert (granted.done, granted.wrong) == ([], [])


_MAKE = "GRANT CREATE ON SCHEMA public TO {app}"  # or nothing can be given to it
WRONGS = {
    "GRANT UPDATE ON record TO {app}": "should not have UPDATE on record",
    "GRANT DELETE ON revision TO PUBLIC": "should not have DELETE on revision",
    "GRANT UPDATE (leaf) ON record TO {app}": r"should not have UPDATE \(leaf\) on record",
    "GRANT TRUNCATE, TRIGGER ON log_head TO {app}": "should not have TRIGGER, TRUNCATE on log_head",
    "GRANT UPDATE ON payload TO {app}": "should not have UPDATE on payload",
    "REVOKE INSERT ON visit FROM {app}": "lacks INSERT on visit",
    "REVOKE UPDATE (sealed) ON payload FROM {app}": r"lacks UPDATE \(sealed\) on payload",
    "REVOKE EXECUTE ON FUNCTION screening_append FROM {app}": "lacks EXECUTE on screening_append",
    "GRANT EXECUTE ON FUNCTION screening_append TO PUBLIC": (
        "Every account that may connect has EXECUTE on screening_append"
    ),
    "REVOKE EXECUTE ON FUNCTION screening_hold_log FROM {app};"
    "GRANT EXECUTE ON FUNCTION screening_hold_log TO PUBLIC": (
        "Every account that may connect has EXECUTE on screening_hold_log"
    ),
    "GRANT SELECT, INSERT ON account TO PUBLIC": (
        "Every account that may connect has INSERT, SELECT on account"
    ),
    "GRANT SELECT (name) ON account TO PUBLIC": r"connect has SELECT \(name\) on account",
    "GRANT USAGE ON SEQUENCE wording_id_seq TO PUBLIC": "connect has USAGE on wording_id_seq",
    "REVOKE USAGE ON SEQUENCE wording_id_seq FROM {app}": "lacks SELECT, USAGE on wording_id_seq",
    "REVOKE SELECT ON SEQUENCE wording_id_seq FROM {app}": "lacks SELECT.* on wording_id_seq",
    "GRANT {owner} TO {app}": "may act as the role test_owner_.*could rewrite the log",
    _MAKE + "; ALTER TABLE record OWNER TO {app}": "owns 1 of the tables",
    _MAKE + "; ALTER FUNCTION screening_append OWNER TO {app}": "owns 1 of the functions",
    "ALTER SCHEMA public OWNER TO {app}": "owns the schema",
    "ALTER DATABASE {database} OWNER TO {app}": "owns the database",
    "GRANT CREATE ON SCHEMA public TO PUBLIC": "may make tables and functions",
    "GRANT CREATE ON DATABASE {database} TO {app}": "may make schemas",
    "GRANT TEMPORARY ON DATABASE {database} TO PUBLIC": "may put temporary tables",
}


@on_postgresql
@pytest.mark.parametrize("statement", WRONGS)
def test_what_is_wrong_is_said_and_mended(
    statement: str, database_url: str, owner_url: str, postgres: Server
) -> None:
    database = make_url(database_url).database
    names = {"app": postgres.app, "owner": postgres.owner, "database": database}
    _do(owner_url, statement.format(**names))
    said = grants.check(database_url)
    assert re.search(WRONGS[statement], "\n".join(said))
    assert "roles --app" in said[-1]
    granted = grant(owner_url, postgres.app, postgres.owner)
    assert granted.done
    assert granted.wrong == grants.check(database_url) == []


@on_postgresql
def test_a_dump_without_privileges_lets_everybody_append_until_roles_is_run(
    database_url: str, postgres: Server, names: tuple[str, str], tmp_path: Path
) -> None:
    """As an administrator dumps and restores it, without this project's commands."""
    stranger, _other = names
    postgres.tell(f"CREATE ROLE {stranger} LOGIN PASSWORD '{APP_PASSWORD}'")
    with writing_to(postgres.as_owner(database_url)) as connection:
        dump_of(connection, tmp_path / "dump", postgres.tools)
    url = postgres.create()
    name = str(make_url(url).database)
    with writing_to(url) as connection:
        tool = tool_for(connection, postgres.tools, "pg_restore")
        plain = ("--no-owner", "--no-privileges", "--schema=public", f"--dbname={name}")
        run(connection, postgres.tools, tool, *plain, str(tmp_path / "dump"))
    own, theirs = (
        make_url(url).set(username=who, password=APP_PASSWORD).render_as_string(hide_password=False)
        for who in (postgres.app, stranger)
    )
    said = [f"Every account that may connect has EXECUTE on {each}." for each in grants.FUNCTIONS]
    _do(theirs, "SELECT screening_hold_log()")
    assert set(grants.check(own)) > set(said)
    assert set(grants.check(url)) > set(said)
    assert grant(url, postgres.app, postgres.owner).wrong == grants.check(own) == []
    assert not set(grants.check(url)) & set(said)
    with pytest.raises(ProgrammingError, match="permission denied"):
        _do(theirs, "SELECT screening_hold_log()")
    _do(own, "SELECT screening_hold_log()")
    postgres.drop(url)


@on_postgresql
def test_an_administrator_could_rewrite_the_log_and_is_told(owner_url: str, store: Store) -> None:
    assert "could rewrite the log" in grants.check(owner_url)[0]


@pytest.fixture
def names(postgres: Server) -> Iterator[tuple[str, str]]:
    """Names for an account and an owner that are nobody's yet."""
    made = (f"test_spare_{uuid4().hex}", f"test_spare_{uuid4().hex}")
    yield made
    for name in made:
        postgres.tell(f"DROP ROLE IF EXISTS {name}")


@pytest.fixture
def installed(postgres: Server, names: tuple[str, str], vault_url: str) -> Iterator[str]:
    """A database as it was before there were roles: the service's account owns all of it."""
    app, _owner = names
    postgres.tell(f"CREATE ROLE {app} LOGIN PASSWORD '{APP_PASSWORD}'")
    postgres.tell(f"GRANT {app} TO CURRENT_USER")
    url = postgres.create()
    database = make_url(url).database
    postgres.tell(f"ALTER DATABASE {database} OWNER TO {app}")
    own = make_url(url).set(username=app, password=APP_PASSWORD)
    signed_in = own.render_as_string(hide_password=False)
    with closing(migrate.create(signed_in, vault_url, MASTER_KEY)) as store:
        _record(store)
    yield signed_in
    postgres.tell(f"DROP DATABASE {database} WITH (FORCE)")


def _record(store: Store) -> int:
    with work_on(store) as work:
        work.record(Event.VACANCY_OPENED, vacancy_ref="b" * 32, payload={"title": "Ranger"})
        return work.commit()[0].seq


@pytest.mark.postgres
def test_an_installation_without_roles_gets_them(
    installed: str, postgres: Server, names: tuple[str, str], vault_url: str
) -> None:
    app, owner = names
    said = " ".join(grants.check(installed))
    for owned in ("the database", "of the tables", "of the functions"):
        assert owned in said
    granted = grant(postgres.as_owner(installed), app, owner)
    assert f"The role {owner} was made." in granted.done
    assert granted.wrong == grants.check(installed) == []
    with closing(Store.open(installed, vault_url, MASTER_KEY)) as store:
        assert _record(store) == 1


@pytest.mark.postgres
def test_an_account_is_made_and_its_password_is_never_said(
    postgres: Server, names: tuple[str, str]
) -> None:
    said: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    url = postgres.create()
    migrate.upgrade(url)
    event.listen(Engine, "before_cursor_execute", listen)
    granted = grant(url, *names, password="quince lantern")
    event.remove(Engine, "before_cursor_execute", listen)
    assert granted.wrong == []
    assert any(f'"{names[0]}" LOGIN PASSWORD \'SCRAM-SHA-256$' in each for each in said)
    assert not any("quince" in each for each in said)
    postgres.tell(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@on_postgresql
def test_what_cannot_be_is_said_and_nothing_is_changed(
    database_url: str, owner_url: str, postgres: Server, names: tuple[str, str]
) -> None:
    spare, other = names
    app = postgres.app

    def refused(
        match: str, url: str, account: str, owner: str, password: str | None = None
    ) -> None:
        with pytest.raises(SettingsInvalid, match=match):
            grant(url, account, owner, password)

    refused("two roles", owner_url, app, app)
    refused(f"There is no account {spare}", owner_url, spare, postgres.owner)
    refused("password is empty", owner_url, spare, postgres.owner, "")
    refused(f"not as {app}", database_url, app, postgres.owner)
    postgres.tell(f"CREATE ROLE {spare} LOGIN CREATEROLE PASSWORD '{APP_PASSWORD}'")
    refused(f"{spare} may sign in", owner_url, app, spare)
    refused(f"{spare} may make roles", owner_url, spare, postgres.owner)
    weak = make_url(database_url).set(username=spare).render_as_string(hide_password=False)
    refused("PostgreSQL refused: .*Nothing was changed", weak, app, other)
    assert grants.check(database_url) == []


@pytest.mark.postgres
def test_what_was_never_prepared_is_said(postgres: Server) -> None:
    url = postgres.create()
    assert grants.check(url) == []
    with pytest.raises(SettingsInvalid, match="screening migrate"):
        grant(url, postgres.app)
    postgres.drop(url)


@on_postgresql
def test_migrations_are_for_whoever_may_act_as_the_owner(
    database_url: str, owner_url: str, postgres: Server, open_store: Callable[[str], Store]
) -> None:
    migrate.upgrade(database_url)  # there is nothing to do
    migrate.downgrade(owner_url, "0010")
    with pytest.raises(SettingsInvalid, match="may act as their owner"):
        migrate.upgrade(database_url)
    migrate.upgrade(owner_url)
    with writing_to(owner_url) as connection:
        owners = text("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        assert connection.execute(owners).scalars().all() == [postgres.owner]
    with pytest.raises(SettingsInvalid, match=r"use .*screening_append, .*witness_state"):
        open_store(database_url)
    assert grant(owner_url, postgres.app, postgres.owner).wrong == []
    assert _record(open_store(database_url)) == 0
