"""Bringing a database up to date, and saying whether it is."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from screening.domain.errors import SettingsInvalid
from screening.domain.text import N_
from screening.store import tables
from screening.store.engine import database_file, keep_private, reading_from, writing_to
from screening.store.granting import act_as_owner
from screening.store.guards import is_prepared, missing_guards
from screening.store.moved import why_not_here
from screening.store.revisions import config, head, why_another
from screening.store.store import Store
from screening.store.vault_file import create_vault

_NOT_THE_OWNER = N_(
    "The tables have to be changed, and this account may not. Run this with"
    " SCREENING_DATABASE_URL of an administrator who may act as their owner."
)


def create(database_url: str, vault_url: str, master_key: bytes) -> Store:
    """Make the database and the vault, or bring them up to date, and open them."""
    create_vault(vault_url, master_key)
    keep_private(database_file(database_url))
    upgrade(database_url)
    return Store.open(database_url, vault_url, master_key)


def upgrade(url: str, revision: str = "head", log_id: str = "") -> None:
    """Bring the database at ``url`` up to ``revision``, in one transaction.

    Where there is no log yet, it gets the id ``log_id``, or one of its own. Raises SettingsInvalid
    when there is something to do and it is for the owner of the tables.
    """
    with writing_to(url) as connection:
        revised = MigrationContext.configure(connection).get_current_revision()
        if not act_as_owner(connection) and revised != head():
            raise SettingsInvalid([_NOT_THE_OWNER])
        wanted = _config(connection)
        wanted.attributes["log_id"] = log_id
        command.upgrade(wanted, revision)


def downgrade(url: str, revision: str) -> None:
    """Take the database at ``url`` back to ``revision``, in one transaction."""
    with writing_to(url) as connection:
        act_as_owner(connection)
        command.downgrade(_config(connection), revision)


def current(url: str) -> str | None:
    """The revision of the database at ``url``, or None when it was never prepared."""
    with reading_from(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check(url: str) -> list[str]:
    """What is wrong with the database at ``url``, a sentence each; nothing when all is well."""
    with reading_from(url) as connection:
        return problems_of(connection)


def problems_of(connection: Connection) -> list[str]:
    """As ``check``, of the database behind ``connection``."""
    if not is_prepared(connection):
        return ["The database has not been prepared. Run: python -m screening migrate"]
    if moved := why_not_here(connection):
        return [moved]
    if another := why_another(connection):
        return another
    problems = [
        f"The database lacks the guard {name}." for name in sorted(missing_guards(connection))
    ]
    return problems + differences(connection)


def differences(connection: Connection) -> list[str]:
    """How the database behind ``connection`` differs from the models, a sentence each."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found = compare_metadata(context, tables.metadata)
    return [f"The database differs from the models: {_named(each)}" for each in found]


def _named(difference: Any) -> str:
    """What alembic found, by kind and names; several changes of one column come as a list."""
    first = difference[0] if isinstance(difference, list) else difference
    parts = [getattr(part, "name", part) for part in first]
    return " ".join(part for part in parts if isinstance(part, str))


def _config(connection: Connection) -> Config:
    found = config()
    found.attributes["connection"] = connection
    return found
