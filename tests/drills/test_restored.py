"""A backup from before an erasure is restored: who was erased does not come back with it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, NO, YES
from screening.domain.errors import OlderThanKnown
from screening.services import reporting
from screening.services.backups.manifest import DATABASE, VAULT
from screening.services.erasure import erasing
from screening.services.opening import open_store
from screening.services.settings import read_settings
from screening.store.store import Store
from tests.databases import MASTER_KEY
from tests.drills.council import operator
from tests.drills.restoring import Drill, erased_after_backup, settings_of
from tests.figures import say
from tests.reported import quick

pytestmark = pytest.mark.usefixtures("quick_reports")


@pytest.fixture(scope="module")
def happened(
    prepared_file: Path, prepared_vault: Path, tmp_path_factory: pytest.TempPathFactory
) -> Drill:
    """The council, its backup, the erasure and what was there after it; nothing restored yet."""
    live, backup, after = (tmp_path_factory.mktemp(name) for name in ("live", "b", "a"))
    database, vault = live / "screening.db", live / "vault.db"
    shutil.copy(prepared_file, database)
    shutil.copy(prepared_vault, vault)
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(Store.open(f"sqlite:///{database}", f"sqlite:///{vault}", MASTER_KEY)) as store,
    ):
        patch.setattr(reporting, "render_bounded", quick)
        drill = erased_after_backup(store, backup, after)
    for name, file in ((DATABASE, database), (VAULT, vault)):
        shutil.copy(file, after / name)
    return drill


@pytest.fixture
def drill(happened: Drill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drill:
    """What happened, with a backup and a new instance of the test's own."""
    backup, instance = shutil.copytree(happened.backup, tmp_path / "b"), tmp_path / "i"
    instance.mkdir()
    own = replace(happened, backup=backup, instance=instance)
    settings_of(own, monkeypatch)
    return own


def the_newest_vault_is_there(drill: Drill) -> None:
    drill.in_place(DATABASE, VAULT)
    (drill.backup / VAULT).unlink()
    assert drill.run(str(drill.backup), "--replace") == MISUSED
    assert drill.run(str(drill.backup), "--replace", "--accept-older") == NO


def an_old_vault_is_restored_over_it(drill: Drill) -> None:
    drill.in_place(DATABASE, VAULT)
    assert drill.run(str(drill.backup), "--replace", "--accept-older") == NO


def the_newest_database_alone_is_there(drill: Drill) -> None:
    """Nothing remembers the newest checkpoint; that people were erased is on the log."""
    drill.in_place(DATABASE)
    assert drill.run(str(drill.backup), "--replace") == YES


def the_newest_vault_alone_is_there(drill: Drill) -> None:
    drill.in_place(VAULT)
    assert drill.run(str(drill.backup), "--replace", "--accept-older") == NO


def files_are_copied_by_hand(drill: Drill) -> None:
    drill.in_place(VAULT)
    shutil.copy(drill.backup / DATABASE, drill.instance / DATABASE)
    with pytest.raises(OlderThanKnown, match="are lost"):
        open_store(read_settings())
    assert drill.run("--accept-older") == NO


def an_old_vault_is_copied_by_hand(drill: Drill) -> None:
    """The database is the newest: it says itself who was erased."""
    drill.in_place(DATABASE)
    shutil.copy(drill.backup / VAULT, drill.instance / VAULT)
    with closing(open_store(read_settings())) as store:
        erasing.finish(operator(drill.council, store))


WAYS = (
    the_newest_vault_is_there,
    an_old_vault_is_restored_over_it,
    the_newest_database_alone_is_there,
    the_newest_vault_alone_is_there,
    files_are_copied_by_hand,
    an_old_vault_is_copied_by_hand,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nobody_comes_back(
    way: Callable[[Drill], None], drill: Drill, capsys: pytest.CaptureFixture[str]
) -> None:
    way(drill)
    if way is an_old_vault_is_copied_by_hand:
        drill.kept, drill.lost = [*drill.kept, *drill.lost], []
    say(capsys, f"canaries restored ({way.__name__}): {drill.nobody_came_back()}")


def test_where_nothing_newer_is_left_they_do(drill: Drill) -> None:
    """So that the others are shown to be the doing of what was newer; and so it stands in `docs`:
    a backup of the vault undoes erasures for as long as it is kept.
    """
    assert drill.run(str(drill.backup)) == YES
    drill.somebody_came_back()
