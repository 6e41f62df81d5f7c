"""Opening: only what was prepared, is reachable, is whole, and is one's own."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from screening.domain.errors import SettingsInvalid, Unavailable
from screening.domain.people import CLOCK
from screening.store import migrate
from screening.store.engine import writing_to
from screening.store.store import Store
from screening.store.unit_of_work import ActorRef
from tests.databases import MASTER_KEY

NOBODY_LISTENS = "postgresql+psycopg://nobody@127.0.0.1:1/none"


def _refuses(error: type[Exception], match: str, url: str, vault_url: str) -> None:
    with pytest.raises(error, match=match):
        Store.open(url, vault_url, MASTER_KEY)


def test_what_was_never_prepared_is_not_opened(tmp_path: Path, vault_url: str) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    _refuses(SettingsInvalid, "migrate", url, vault_url)
    migrate.upgrade(url)
    _refuses(SettingsInvalid, "vault", url, vault_url)


@pytest.mark.parametrize(
    ("revision", "said"), [("0011", "Run: .* migrate"), ("0014", "migrate"), ("9999", "later")]
)
def test_what_another_release_made_is_not_opened(
    sqlite_url: str, prepared_vault: Path, revision: str, said: str
) -> None:
    if revision == "9999":
        with writing_to(sqlite_url) as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    else:
        migrate.downgrade(sqlite_url, revision)
    with pytest.raises(SettingsInvalid, match=f"at revision {revision}") as refused:
        Store.open(sqlite_url, f"sqlite:///{prepared_vault}", MASTER_KEY)
    assert re.search(said, str(refused.value))


def test_what_cannot_be_reached_is_unavailable(tmp_path: Path, vault_url: str) -> None:
    _refuses(Unavailable, "cannot be reached", f"sqlite:///{tmp_path}/no/such.db", vault_url)
    _refuses(Unavailable, "cannot be reached", NOBODY_LISTENS, vault_url)
    with pytest.raises(Unavailable):
        migrate.upgrade(NOBODY_LISTENS)


@pytest.mark.parametrize("name", ["screening.db", "vault.db"])
def test_what_is_damaged_is_unavailable(sqlite_store: Store, tmp_path: Path, name: str) -> None:
    sqlite_store.close()
    (tmp_path / name).write_bytes(b"This is no database at all, but a text. " * 100)
    url, vault_url = (f"sqlite:///{tmp_path / each}" for each in ("screening.db", "vault.db"))
    _refuses(Unavailable, "damaged", url, vault_url)


def test_a_log_keeps_its_name(store: Store, database_url: str, vault_url: str) -> None:
    again = Store.open(database_url, vault_url, MASTER_KEY)
    assert again.log_id == store.log_id
    assert len(store.log_id) == 32
    again.close()


def test_connections_are_set_up_for_durability_and_erasure(sqlite_store: Store) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }
    for engine in (sqlite_store.engine, sqlite_store.vault.engine):
        with engine.connect() as connection:
            found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
        assert found == wanted


def test_the_log_is_a_strict_table(sqlite_store: Store, tmp_path: Path) -> None:
    outside = sqlite3.connect(tmp_path / "screening.db")
    strict = dict(outside.execute("SELECT name, strict FROM pragma_table_list"))
    outside.close()
    for name in ("record", "payload", "log_head", "vacancy_head"):
        assert strict[name] == 1


def test_an_error_does_not_repeat_what_was_stored(sqlite_store: Store) -> None:
    statement = text("INSERT INTO payload VALUES (7, 'x', 'a secret', :sealed)")
    with (
        pytest.raises(Exception, match="FOREIGN KEY") as caught,
        sqlite_store.engine.begin() as connection,
    ):
        connection.execute(statement, {"sealed": b"Canary"})
    assert "Canary" not in str(caught.value)


def test_what_is_made_is_nobody_elses_to_read(tmp_path: Path) -> None:
    """Also in a folder that anybody may enter, and where an earlier release was careless."""
    tmp_path.chmod(0o755)
    url, vault_url = (f"sqlite:///{tmp_path / name}" for name in ("screening.db", "vault.db"))
    (tmp_path / "screening.db").touch(mode=0o644)
    with closing(migrate.create(url, vault_url, MASTER_KEY)) as store:
        with store.unit_of_work(ActorRef(CLOCK.ref, CLOCK.name), lambda: datetime.now(UTC)) as work:
            work.commit()
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"screening.db-wal", "vault.db-wal"} <= set(modes)
