"""What PostgreSQL is told, and what is said of a server that keeps less than it says."""

from pathlib import Path

import pytest
from sqlalchemy import text

from screening.store.durable import not_durable
from screening.store.store import Store
from tests.databases import Server

POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.mark.postgres
@POSTGRES
def test_a_commit_is_on_the_disk_whatever_the_server_says(store: Store, postgres: Server) -> None:
    """A server may be set to answer first and write afterwards; ours may not."""
    postgres.tell(f"ALTER DATABASE {store.engine.url.database} SET synchronous_commit = off")
    store.engine.dispose()
    with store.engine.connect() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"


@pytest.mark.postgres
@POSTGRES
def test_a_server_that_loses_is_named(database_url: str, postgres: Server) -> None:
    """Tests' own server is one, where it was started here: it is fast, and no power is cut."""
    told = not_durable(database_url)
    for name in ("fsync", "full_page_writes"):
        off = postgres.asked(f"SHOW {name}") == "off"
        assert any(f"PostgreSQL's {name} is off" in each for each in told) == off


def test_sqlite_is_seen_to_by_the_service(tmp_path: Path) -> None:
    assert not_durable(f"sqlite:///{tmp_path / 'screening.db'}") == []
