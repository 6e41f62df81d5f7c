"""Killing whoever works, and PostgreSQL itself: nothing acknowledged is lost, nothing halved."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from screening.store import migrate
from screening.store.store import Store
from tests.databases import MASTER_KEY
from tests.drills.conftest import Site, Sums, kind_of
from tests.drills.killing import kill_and_repeat, kill_each, stop_under
from tests.drills.migrating import EARLIER, kill_upgrade, leaves_of, seconds_of
from tests.drills.stopping import Stoppable
from tests.drills.working import ERASING, LIVES, SIGNING, Writer
from tests.services.town import populated

WRITERS = 3
PARTS = [
    *((LIVES, part, 10) for part in range(4)),
    *((SIGNING, part, 7) for part in range(2)),
    *((ERASING, part, 7) for part in range(2)),
]
"""On each kind of database 68 rounds of three kills each."""
REPEATS = 30
UPGRADES = 30
FIRST_SECONDS = 1.0
STOPS = 20


@pytest.mark.parametrize(("task", "part", "rounds"), PARTS)
def test_writers_are_killed(
    site: Site, database_url: str, sums: Sums, task: str, part: int, rounds: int
) -> None:
    random = Random(f"{task} {part}")
    for _ in range(rounds):
        found = kill_each(site.opening, site.town, random, WRITERS, task)
        sums.add(f"kill -9, {task}, {kind_of(database_url)}", found)
        assert (found.lost, found.wrong) == ([], [])


def test_whoever_was_killed_does_it_again(site: Site, database_url: str, sums: Sums) -> None:
    random = Random(5)
    for _ in range(REPEATS):
        found = kill_and_repeat(site.opening, site.town, random)
        sums.add(f"kill -9 and all again, {kind_of(database_url)}", found)
        assert (found.lost, found.wrong) == ([], [])


def test_an_upgrade_is_killed(site: Site, owner_url: str, vault_url: str, sums: Sums) -> None:
    """From an earlier revision, with a log; however far it had come."""
    with closing(site.opening()) as store:
        Writer(store, site.town, 1, lambda _told: None).work(ERASING, 2)
        leaves = leaves_of(store)
    random, usual = Random(1), seconds_of(owner_url, vault_url)
    for _ in range(UPGRADES):
        migrate.downgrade(owner_url, EARLIER)
        found = kill_upgrade(owner_url, vault_url, random.random() * usual, leaves)
        sums.add(f"kill -9, an upgrade, {kind_of(owner_url)}", found)
        assert found.wrong == []


def test_the_first_start_is_killed(tmp_path: Path, sums: Sums) -> None:
    """Where there is nothing yet, not even the vault."""
    random = Random(2)
    for number in range(UPGRADES):
        names = ("screening", "vault")
        urls = [f"sqlite:///{tmp_path / f'{name}-{number}.db'}" for name in names]
        found = kill_upgrade(urls[0], urls[1], random.random() * FIRST_SECONDS)
        sums.add("kill -9, the first start, SQLite", found)
        assert found.wrong == []


@pytest.fixture
def server() -> Iterator[Stoppable]:
    home = Path(tempfile.mkdtemp(prefix="screening-stoppable-"))  # its own account may enter it
    server = Stoppable(home / "data")
    yield server
    server.close()
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.postgres
def test_the_server_is_stopped_dead(server: Stoppable, sums: Sums, tmp_path: Path) -> None:
    """Its own setting may say that a commit need not be on the disk: ours says that it must."""
    server.tell("ALTER SYSTEM SET synchronous_commit = off")
    server.tell("SELECT pg_reload_conf()")
    urls = (server.url("drill"), f"sqlite:///{tmp_path / 'vault.db'}", MASTER_KEY)
    with closing(migrate.create(*urls)) as store:
        site = Site(lambda: Store.open(*urls), populated(store))
    for number in range(STOPS):
        found = stop_under(server, site.opening, site.town, Random(number), WRITERS)
        sums.add("pg_ctl stop -m immediate", found)
        assert (found.lost, found.wrong) == ([], [])
