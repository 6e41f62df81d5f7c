"""The same on PostgreSQL: a dump from before an erasure is restored into another database."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from screening.cli.main import NO, YES
from screening.domain.errors import OlderThanKnown
from screening.services import reporting
from screening.services.backups.manifest import DUMP, VAULT
from screening.services.erasure import erasing
from screening.services.opening import open_store
from screening.services.settings import read_settings
from screening.store.store import Store
from tests.databases import MASTER_KEY, Server
from tests.drills.council import operator
from tests.drills.restoring import Drill, erased_after_backup, settings_of
from tests.figures import say
from tests.reported import quick

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("quick_reports")]

In = Callable[[str], None]
"""Lets the commands use the database at an address."""


@pytest.fixture(scope="module")
def happened(
    postgres: Server,
    prepared_template: str,
    prepared_vault: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Drill, str]]:
    """The council, its dump, the erasure, the vault after it; and the database, as it is now."""
    live, backup, after = (tmp_path_factory.mktemp(name) for name in ("live", "b", "a"))
    vault = Path(shutil.copy(prepared_vault, live / "vault.db"))
    url = postgres.prepared(prepared_template)
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(Store.open(url, f"sqlite:///{vault}", MASTER_KEY)) as store,
    ):
        patch.setattr(reporting, "render_bounded", quick)
        drill = erased_after_backup(store, backup, after, postgres.tools)
    shutil.copy(vault, after / VAULT)
    yield drill, url
    postgres.drop(url)


@pytest.fixture
def drill(happened: tuple[Drill, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drill:
    """What happened, with a backup and a new instance of the test's own."""
    backup, instance = shutil.copytree(happened[0].backup, tmp_path / "b"), tmp_path / "i"
    instance.mkdir()
    own = replace(happened[0], backup=backup, instance=instance)
    settings_of(own, monkeypatch)
    return own


@pytest.fixture
def use(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> In:
    monkeypatch.setenv("SCREENING_PG_BIN", postgres.tools.path or "")
    return lambda url: monkeypatch.setenv("SCREENING_DATABASE_URL", url)


def the_newest_vault_is_there(drill: Drill, _postgres: Server) -> None:
    drill.in_place(VAULT)
    (drill.backup / VAULT).unlink()
    assert drill.run(str(drill.backup), "--replace", "--accept-older") == NO


def an_old_vault_is_restored_over_it(drill: Drill, _postgres: Server) -> None:
    drill.in_place(VAULT)
    assert drill.run(str(drill.backup), "--replace", "--accept-older") == NO


def the_dump_is_filled_in_by_hand(drill: Drill, postgres: Server) -> None:
    drill.in_place(VAULT)
    url = make_url(read_settings().database_url).set(drivername="postgresql")
    command = [
        str(Path(postgres.tools.path or "") / "pg_restore"),
        "--no-owner",
        "--no-acl",
        "--schema=public",
        f"--dbname={url.render_as_string(hide_password=False)}",
        str(drill.backup / DUMP),
    ]
    subprocess.run(command, check=True, capture_output=True)
    with pytest.raises(OlderThanKnown, match="are lost"):
        open_store(read_settings())
    assert drill.run("--accept-older") == NO


WAYS = (
    the_newest_vault_is_there,
    an_old_vault_is_restored_over_it,
    the_dump_is_filled_in_by_hand,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nobody_comes_back(
    way: Callable[[Drill, Server], None],
    drill: Drill,
    use: In,
    postgres: Server,
    empty_url: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    use(empty_url)
    way(drill, postgres)
    found = drill.nobody_came_back()
    say(capsys, f"canaries restored on PostgreSQL ({way.__name__}): {found}")


def test_nobody_comes_back_with_an_old_vault_beside_the_newest_database(
    happened: tuple[Drill, str], drill: Drill, use: In, capsys: pytest.CaptureFixture[str]
) -> None:
    """The database says itself who was erased."""
    use(happened[1])
    shutil.copy(drill.backup / VAULT, drill.instance / VAULT)
    with closing(open_store(read_settings())) as store:
        erasing.finish(operator(drill.council, store))
    drill.kept, drill.lost = [*drill.kept, *drill.lost], []
    say(capsys, f"canaries, an old vault on PostgreSQL: {drill.nobody_came_back()}")


def test_where_nothing_newer_is_left_they_do(drill: Drill, use: In, empty_url: str) -> None:
    """So that the others are shown to be the doing of what was newer."""
    use(empty_url)
    assert drill.run(str(drill.backup)) == YES
    drill.somebody_came_back()
