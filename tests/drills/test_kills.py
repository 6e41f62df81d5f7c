"""What ``drill_kills`` does, a few times; and that what is lost or half done would be seen."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from screening.domain.events import Event
from screening.store import migrate
from tests.drills.agreeing import Told, disagreements, missing
from tests.drills.conftest import Site
from tests.drills.finding import looked_over
from tests.drills.killing import kill_and_repeat, kill_each
from tests.drills.migrating import EARLIER, kill_upgrade, leaves_of, seconds_of
from tests.drills.working import ERASING, LIVES, SIGNING, Writer


@pytest.mark.parametrize("task", [LIVES, SIGNING, ERASING])
def test_whoever_works_is_killed(site: Site, task: str) -> None:
    found = kill_each(site.opening, site.town, Random(task), 2, task)
    assert found.times == 2
    assert found.told > 0
    assert (found.lost, found.wrong) == ([], [])


def test_whoever_was_killed_does_it_again(site: Site) -> None:
    random = Random(6)
    for _ in range(2):
        found = kill_and_repeat(site.opening, site.town, random)
        assert found.told > 10
        assert (found.lost, found.wrong) == ([], [])


def test_an_upgrade_is_killed(site: Site, owner_url: str, vault_url: str) -> None:
    with closing(site.opening()) as store:
        Writer(store, site.town, 1, lambda _told: None).work(ERASING, 1)
        leaves = leaves_of(store)
    usual = seconds_of(owner_url, vault_url)
    for part in (0.3, 0.7):
        migrate.downgrade(owner_url, EARLIER)
        assert kill_upgrade(owner_url, vault_url, part * usual, leaves).wrong == []


def test_the_first_start_is_killed(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path / name}.db" for name in ("screening", "vault")]
    assert kill_upgrade(urls[0], urls[1], 0.2).wrong == []


HALVES = {
    "a state without its record": "UPDATE check_ SET state = 'ready' WHERE state <> 'ready'",
    "a row without its record": "INSERT INTO visit "
    "SELECT 'f' || substr(ref, 2), check_ref, position, occurred_at, minutes, variance, "
    "recorded_at, recorded_by FROM visit",
    "an erasure without its record": "UPDATE candidate "
    "SET erased_at = CASE WHEN erased_at IS NULL THEN added_at END",
    "a call answered without its record": "INSERT INTO idempotency "
    "SELECT actor_ref, 'other', result, made_at FROM idempotency LIMIT 1",
}


@pytest.mark.parametrize("half", HALVES)
def test_what_is_half_done_is_seen(sqlite_site: Site, half: str) -> None:
    with closing(sqlite_site.opening()) as store:
        Writer(store, sqlite_site.town, 2, lambda _told: None).work(LIVES, 1)
        assert disagreements(store) == []
        with store.engine.begin() as connection:
            connection.execute(text(HALVES[half]))
        assert disagreements(store) != []


def test_a_checkpoint_over_something_else_is_seen(sqlite_site: Site, tmp_path: Path) -> None:
    with closing(sqlite_site.opening()) as store:
        Writer(store, sqlite_site.town, 2, lambda _told: None).work(SIGNING, 1)
        assert disagreements(store) == []
        with closing(sqlite3.connect(tmp_path / "screening.db")) as outside:
            outside.execute("DROP TRIGGER checkpoint_never_changes")
            outside.execute("UPDATE checkpoint SET root = 'ff' || substr(root, 3)")
            outside.commit()
        assert any("has another root" in each for each in disagreements(store))


def test_what_is_emptied_but_not_erased_is_seen(sqlite_site: Site) -> None:
    with closing(sqlite_site.opening()) as store:
        Writer(store, sqlite_site.town, 2, lambda _told: None).work(SIGNING, 1)
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE payload SET sealed = NULL WHERE seq = 0"))
    assert "SealBroken" in looked_over(sqlite_site.opening, []).wrong[0]


def test_what_is_lost_is_seen(sqlite_site: Site) -> None:
    told: list[Told] = []
    with closing(sqlite_site.opening()) as store:
        Writer(store, sqlite_site.town, 2, told.append).work(LIVES, 1)
        assert missing(store, told) == []
        lost = Told(Event.CHECK_APPROVED, "f" * 32)
        assert missing(store, [*told, lost]) == [lost]
