"""`backup` and `restore` on PostgreSQL, by the commands that an operator has, in their order."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from screening.cli import check
from screening.cli.main import NO, YES, main
from screening.services.opening import open_store
from screening.services.settings import read_settings
from tests.databases import APP_PASSWORD, Server
from tests.services.town import populated

pytestmark = pytest.mark.postgres


@pytest.fixture
def addresses(postgres: Server, prepared_template: str) -> Iterator[tuple[str, str]]:
    """Of a prepared database for the service, and of an empty one for its administrator."""
    used, empty = postgres.prepared(prepared_template), postgres.create()
    yield used, empty
    postgres.drop(used)
    postgres.drop(empty)


def test_from_one_database_to_another(
    addresses: tuple[str, str],
    postgres: Server,
    instance: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    used, empty = addresses
    monkeypatch.setattr(check, "not_durable", lambda _url: [])  # as the tests' server is not
    monkeypatch.setenv("SCREENING_DATABASE_URL", used)
    with closing(open_store(read_settings())) as store:
        town = populated(store)
        town.submitted(town.vacancy())
    backup = str(tmp_path / "backup")
    monkeypatch.setenv("SCREENING_PG_BIN", str(tmp_path))
    assert main(["backup", backup]) == NO
    assert "SCREENING_PG_BIN" in capsys.readouterr().err
    monkeypatch.setenv("SCREENING_PG_BIN", postgres.tools.path or "")
    assert main(["backup", backup]) == YES
    assert "screening.dump  SHA-256" in capsys.readouterr().out
    assert main(["restore", backup, "--replace"]) == NO
    assert "is not empty" in capsys.readouterr().err

    monkeypatch.setenv("SCREENING_DATABASE_URL", empty)
    assert main(["restore", backup, "--replace"]) == YES
    said = capsys.readouterr().out
    assert "was verified" in said
    assert said.index("roles --app NAME") < said.index("screening check")
    assert APP_PASSWORD not in said
    assert main(["roles", "--app", postgres.app, "--owner", postgres.owner]) == YES
    own = make_url(empty).set(username=postgres.app, password=APP_PASSWORD)
    monkeypatch.setenv("SCREENING_DATABASE_URL", own.render_as_string(hide_password=False))
    assert main(["check"]) == YES
