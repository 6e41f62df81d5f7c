"""A PostgreSQL database written to a file, and read from one.

Whose the tables are and who may do what is not in it: accounts are the server's, and `roles` gives
them their rights where it is brought to. Only the service's own schema is in it.
"""

from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, text

from screening.store.copying import make_sure
from screening.store.engine import keep_private
from screening.store.postgres_tools import run, tool_for
from screening.store.tools import Tools

_OURS_ALONE = ("--no-owner", "--no-privileges")


def dump_of(connection: Connection, path: Path, tools: Tools) -> None:
    """Write a dump of the database that ``connection`` is in a transaction on to ``path``.

    It is of the moment of that transaction, whoever writes meanwhile. It is private, and on the
    disk when this returns. Raises NotPossible when ``pg_dump`` cannot do it.
    """
    tool = tool_for(connection, tools, "pg_dump")
    path.unlink(missing_ok=True)
    keep_private(path)
    schema = _schema(connection).replace('"', '""')
    snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
    run(
        connection,
        tools,
        tool,
        "--format=custom",
        *_OURS_ALONE,
        f'--schema="{schema}"',
        f"--snapshot={snapshot}",
        f"--file={path}",
    )
    make_sure(path)


def load(connection: Connection, path: Path, tools: Tools, tool: str) -> None:
    """Bring the dump at ``path`` into the empty database behind ``connection``, all or nothing.

    ``connection`` is in no transaction; ``tool`` is ``pg_restore``. Raises NotPossible when it
    cannot do it.
    """
    schema = _schema(connection)
    name = connection.engine.url.database or ""
    run(
        connection,
        tools,
        tool,
        f"--dbname={make_conninfo(dbname=name)}",
        "--single-transaction",
        "--exit-on-error",
        *_OURS_ALONE,
        f"--schema={schema}",
        str(path),
    )
    quoted = connection.dialect.identifier_preparer.quote_identifier(schema)
    # The functions act as their owner, and everybody may call a function that has just been made.
    connection.exec_driver_sql(f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {quoted} FROM PUBLIC")
    connection.exec_driver_sql("VACUUM (ANALYZE)")  # what comes next reads all of it


def _schema(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT current_schema()")))
