"""`roles` and `check` on PostgreSQL, and what `roles` says where there is none."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url

from screening.cli import check
from screening.cli.main import MISUSED, NO, YES, main
from screening.store import migrate
from tests.databases import APP_PASSWORD, Server


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of its own, in development."""
    monkeypatch.setenv("SCREENING_INSTANCE", str(tmp_path))
    for name in ("SCREENING_ENV", "SCREENING_DATABASE_URL", "SCREENING_VAULT_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def names(postgres: Server) -> Iterator[tuple[str, str]]:
    """An account and an owner that are yet to be made."""
    made = (f"test_spare_{uuid4().hex}", f"test_spare_{uuid4().hex}")
    yield made
    for name in made:
        postgres.tell(f"DROP ROLE IF EXISTS {name}")


@pytest.fixture
def prepared(postgres: Server, monkeypatch: pytest.MonkeyPatch, names: object) -> Iterator[str]:
    """The administrator's address of a database that `migrate` has made ready."""
    url = postgres.create()
    monkeypatch.setenv("SCREENING_DATABASE_URL", url)
    assert main(["migrate"]) == YES
    yield url
    postgres.tell(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@pytest.mark.postgres
def test_the_way_from_an_empty_database_to_an_account_that_only_appends(
    prepared: str,
    names: tuple[str, str],
    postgres: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    app, owner = names
    monkeypatch.setattr(check, "not_durable", lambda _url: [])  # as the tests' server is not
    capsys.readouterr()
    assert main(["check"]) == NO
    assert "Rights in the database: needs attention" in capsys.readouterr().out
    assert main(["roles", "--app", app, "--owner", owner]) == MISUSED
    assert f"There is no account {app}" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{APP_PASSWORD}\n"))
    assert main(["roles", "--app", app, "--owner", owner, "--create"]) == YES
    said = capsys.readouterr().out
    assert f"The account {app} was made." in said
    assert "record: given SELECT." in said
    assert f"{app} may append to the log, and can neither change it nor take it away." in said
    postgres.tell(f"GRANT {app} TO CURRENT_USER")  # to end what it has open, when it is over
    assert main(["roles", "--app", app, "--owner", owner]) == YES
    assert len(capsys.readouterr().out.splitlines()) == 1
    own = make_url(prepared).set(username=app, password=APP_PASSWORD)
    monkeypatch.setenv("SCREENING_DATABASE_URL", own.render_as_string(hide_password=False))
    assert main(["migrate"]) == main(["check"]) == YES
    monkeypatch.setattr(sys, "stdin", io.StringIO("harbour lantern quince\n"))
    asked = ["--email", "ann@example.test", "--name", "Ann", "--role", "administrator"]
    assert main(["user", "add", *asked]) == YES
    assert "Rights in the database: good" in capsys.readouterr().out


@pytest.mark.postgres
def test_what_it_cannot_mend_it_says(
    prepared: str, names: tuple[str, str], postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    app, owner = names
    postgres.tell(f"CREATE ROLE {app} LOGIN CREATEROLE")
    assert main(["roles", "--app", app, "--owner", owner]) == MISUSED
    assert f"The account {app} may make roles." in capsys.readouterr().err


@pytest.mark.postgres
def test_what_an_earlier_release_made_is_migrated_first(
    prepared: str, names: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    app, owner = names
    migrate.downgrade(prepared, "0011")
    assert main(["roles", "--app", app, "--owner", owner]) == MISUSED
    assert "Run: python -m screening migrate" in capsys.readouterr().err


def test_sqlite_has_no_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == YES
    assert main(["roles", "--app", "anybody"]) == MISUSED
    assert "SQLite has no accounts" in capsys.readouterr().err
    assert main(["check"]) == YES
    assert "Rights in the database" not in capsys.readouterr().out
