"""`move`: what it says, and where the installation is afterwards."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from screening.cli import check
from screening.cli.main import MISUSED, NO, YES, main
from screening.services.opening import open_store
from screening.services.settings import read_settings
from tests.databases import Server
from tests.services.town import populated


@pytest.fixture
def instance(instance: Path) -> Path:
    """An installation in which a request was sent."""
    with closing(open_store(read_settings())) as store:
        town = populated(store)
        town.submitted(town.vacancy())
    return instance


@pytest.fixture
def empty_url(postgres: Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database, with a password, which it ignores."""
    url = postgres.create()
    yield make_url(url).set(password="not-to-be-said").render_as_string(hide_password=False)
    postgres.drop(url)


def test_it_moves_and_says_what_it_did(
    instance: Path,
    empty_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    assert main(["ledger", "checkpoint"]) == YES
    checkpoint = tmp_path / "kept"
    checkpoint.write_text(capsys.readouterr().out)
    assert main(["move", "--to", empty_url]) == YES
    said = capsys.readouterr().out
    for line in (
        "record: ",
        "1 checkpoints are the same",
        "unbroken log",
        "Moved to postgresql",
        "roles --app",
    ):
        assert line in said
    assert "not-to-be-said" not in said
    assert main(["ledger", "keys"]) == MISUSED
    refused = capsys.readouterr().err
    assert "was moved to postgresql" in refused
    assert "not-to-be-said" not in refused
    assert b"not-to-be-said" not in (instance / "screening.db").read_bytes()

    monkeypatch.setenv("SCREENING_DATABASE_URL", empty_url)
    monkeypatch.setattr(check, "not_durable", lambda _url: [])  # as the tests' server is not
    assert main(["check"]) == NO
    (wrong,) = [line for line in capsys.readouterr().out.splitlines() if "needs attention" in line]
    assert wrong == "Rights in the database: needs attention"  # this account is its owner's
    log = tmp_path / "log.jsonl"
    assert main(["ledger", "export", str(log)]) == YES
    assert main(["verify", str(log), "--receipt", str(checkpoint)]) == YES
    assert main(["move", "--to", empty_url]) == NO
    assert "Only an installation on SQLite" in capsys.readouterr().err


def test_what_is_no_place(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move", "--to", f"sqlite:///{tmp_path / 'other.db'}"]) == MISUSED
    assert "must be PostgreSQL's" in capsys.readouterr().err
    with pytest.raises(SystemExit) as misused:
        main(["move"])
    assert misused.value.code == MISUSED
    open_store(read_settings()).close()


def test_while_the_service_runs(
    instance: Path, empty_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(read_settings())):
        assert main(["move", "--to", empty_url]) == NO
    assert "Stop the service" in capsys.readouterr().err
