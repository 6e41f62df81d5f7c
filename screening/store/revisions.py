"""Which form of the database this release needs, and which one a database has."""

from functools import cache
from importlib.resources import files

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, String, column, inspect, select, table

from screening.domain.text import N_

_version = table("alembic_version", column("version_num", String))

_ANOTHER = N_("The database is at revision {found}, this release needs {needed}.")
_MIGRATE = N_("Run: python -m screening migrate")
_LATER = N_("It was prepared by a later release: run that one.")


def config() -> Config:
    """Where the migrations are, for alembic."""
    found = Config()
    found.set_main_option("script_location", str(files("screening.store") / "migrations"))
    found.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return found


def revision_of(connection: Connection) -> str:
    """The revision of the database behind ``connection``; empty when it was never prepared."""
    if not inspect(connection).has_table(_version.name):
        return ""
    return connection.execute(select(_version.c.version_num)).scalar_one_or_none() or ""


def is_known(revision: str) -> bool:
    """Whether this release can bring a database at ``revision`` up to date."""
    return revision in _known()


def head() -> str:
    """The newest revision that this release knows."""
    return _known()[0]


def why_another(connection: Connection) -> list[str]:
    """What to do when the database behind ``connection`` is at another revision than this release
    needs, in sentences; none where it is not.
    """
    found = revision_of(connection)
    if found == head():
        return []
    return [_ANOTHER.format(found=found, needed=head()), _MIGRATE if is_known(found) else _LATER]


@cache
def _known() -> tuple[str, ...]:
    """Every revision that this release knows, the newest first."""
    scripts = ScriptDirectory.from_config(config())
    return tuple(script.revision for script in scripts.walk_revisions())
