"""A backup made while people work, with keys made and destroyed between its two files."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from screening.domain.errors import Conflict, KeyDestroyed
from screening.domain.people import OPERATOR
from screening.domain.words import Role
from screening.services import checkpointing
from screening.services.backups import backing_up
from screening.services.backups.backing_up import back_up
from screening.services.backups.manifest import VAULT
from screening.services.backups.restoring import Wanted, open_older, restore
from screening.services.call import Call
from screening.services.people import sessions
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.settings import Settings, read_settings
from screening.store.copying import copy_of
from screening.store.store import Store
from screening.store.vault_file import create_vault
from tests.databases import MASTER_KEY
from tests.services.town import Town, populated


def operator(town: Town) -> Call:
    return Call(town.store, OPERATOR, town.clock)


def settings_in(folder: Path, **env: str) -> Settings:
    """Settings of a service whose files are in ``folder``."""
    key = {"SCREENING_MASTER_KEY": MASTER_KEY.hex(), "SCREENING_INSTANCE": str(folder)}
    return read_settings(key | env)


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Lets something happen when the database has been copied and the vault has not."""

    def let(act: Callable[[], object]) -> None:
        def copied(connection: Connection, path: Path) -> None:
            copy_of(connection, path)
            if VAULT not in path.name:
                act()

        monkeypatch.setattr(backing_up, "copy_of", copied)

    return let


Between = Callable[[Callable[[], object]], None]


def test_who_was_erased_meanwhile_is_erased_in_it(
    sqlite_store: Store, tmp_path: Path, between: Between
) -> None:
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    gone, other = town.candidate(vacancy, "Ada Gone"), town.candidate(vacancy, "Ben Stays")
    between(lambda: town.erase(gone))
    back_up(operator(town), tmp_path / "backup")
    settings = settings_in(tmp_path / "new")
    found = restore(settings, Wanted(tmp_path / "backup"), town.clock, [])
    assert (found.erased, found.without_key, found.older) == (1, 0, None)
    with closing(open_older(settings)) as store:
        town.store = store
        assert read_candidate(town.call("hugh"), gone).name == ""
        assert read_candidate(town.call("hugh"), other).name == "Ben Stays"


def test_who_came_meanwhile_is_in_neither_file_or_only_a_key(
    sqlite_store: Store, tmp_path: Path, between: Between
) -> None:
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    between(lambda: town.candidate(vacancy, "Cleo Late"))
    said = back_up(operator(town), tmp_path / "backup")
    settings = settings_in(tmp_path / "new")
    found = restore(settings, Wanted(tmp_path / "backup"), town.clock, [])
    assert (found.records, found.without_key) == (said.size + 1, 0)  # that erasing waits


def test_a_key_of_the_log_that_was_changed_meanwhile_is_noticed(
    sqlite_store: Store, tmp_path: Path, between: Between
) -> None:
    town = populated(sqlite_store)
    town.vacancy()
    checkpointing.make(operator(town))
    between(lambda: checkpointing.rotate_key(operator(town)))
    with pytest.raises(Conflict, match="Run it again"):
        back_up(operator(town), tmp_path / "backup")
    assert list((tmp_path / "backup").iterdir()) == []


def test_a_backup_from_before_a_change_of_key_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    town = populated(sqlite_store)
    town.vacancy()
    checkpointing.make(operator(town))
    back_up(operator(town), tmp_path / "backup")
    settings = settings_in(tmp_path / "new")
    assert restore(settings, Wanted(tmp_path / "backup"), town.clock, []).signs
    checkpointing.rotate_key(operator(town))
    back_up(operator(town), tmp_path / "newer")
    wanted = Wanted(tmp_path / "backup", tmp_path / "newer" / VAULT, replace=True, older=True)
    assert not restore(settings, wanted, town.clock, []).signs


def test_who_was_signed_in_then_is_not_signed_in_now(sqlite_store: Store, tmp_path: Path) -> None:
    town = populated(sqlite_store)
    with operator(town).change(Role.DATA_PROTECTION) as work:
        token = sessions.begin(work, town.people["mara"].ref, "a test")
        work.commit()
    back_up(operator(town), tmp_path / "backup")
    assert sessions.resume(operator(town), token) is not None
    settings = settings_in(tmp_path / "new")
    restore(settings, Wanted(tmp_path / "backup"), town.clock, [])
    with closing(open_older(settings)) as store:
        assert sessions.resume(Call(store, OPERATOR, town.clock), token) is None


def test_a_vault_older_than_the_database_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    back_up(operator(town), tmp_path / "older")
    town.candidate(vacancy)
    back_up(operator(town), tmp_path / "newer")
    (tmp_path / "newer" / VAULT).unlink()
    wanted = Wanted(tmp_path / "newer", vault=tmp_path / "older" / VAULT)
    found = restore(settings_in(tmp_path / "new"), wanted, town.clock, [])
    assert found.without_key == 1


@pytest.mark.postgres
def test_on_postgresql_the_vault_alone(
    postgres_url: str, open_store: Callable[[str], Store], vault_url: str, tmp_path: Path
) -> None:
    town = populated(open_store(postgres_url))
    candidate = town.candidate(town.vacancy())
    back_up(operator(town), tmp_path / "backup", vault_only=True)
    assert sorted(path.name for path in (tmp_path / "backup").iterdir()) == [
        "manifest.json",
        VAULT,
    ]
    town.erase(candidate)
    town.store.close()
    settings = settings_in(
        tmp_path / "new", SCREENING_DATABASE_URL=postgres_url, SCREENING_VAULT_URL=vault_url
    )
    lost = Path(vault_url.removeprefix("sqlite:///"))
    shutil.move(lost, tmp_path / "lost.db")
    found = restore(settings, Wanted(tmp_path / "backup"), town.clock, [])
    assert found.without_key == 0
    with closing(open_older(settings)) as store:
        assert {key.owner for key in store.vault.tombstones()} >= {candidate}
        with pytest.raises(KeyDestroyed):
            store.vault.ensure(next(iter(store.vault.tombstones())))


def test_vaults_are_brought_together(tmp_path: Path, sqlite_store: Store) -> None:
    """The one in place was made anew, by mistake: the backup's keys are what is missing in it."""
    town = populated(sqlite_store)
    candidate = town.candidate(town.vacancy(), "Ada Stays")
    back_up(operator(town), tmp_path / "backup")
    settings = settings_in(tmp_path / "new")
    create_vault(settings.vault_url, MASTER_KEY)
    found = restore(settings, Wanted(tmp_path / "backup", replace=True), town.clock, [])
    assert found.without_key == 0
    with closing(open_older(settings)) as store:
        town.store = store
        assert read_candidate(town.call("hugh"), candidate).name == "Ada Stays"
