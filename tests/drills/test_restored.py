"""A backup from before an erasure is restored: who was erased does not come back with it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, NO, YES, main
from screening.domain.errors import OlderThanKnown
from screening.ledger.compare import Against, Kept
from screening.ledger.verify import verify
from screening.services import reporting
from screening.services.backups.backing_up import back_up
from screening.services.backups.manifest import DATABASE, VAULT
from screening.services.erasure import erasing
from screening.services.opening import open_store
from screening.services.settings import read_settings
from screening.store.store import Store
from tests.databases import MASTER_KEY
from tests.drills.council import (
    Council,
    exported,
    operator,
    readable,
    receipts,
    thirty,
    wording_keys,
    wrapped_keys,
)
from tests.drills.scanning import files_in, scan
from tests.figures import say
from tests.reported import issued, quick
from tests.services.town import populated
from tests.web.planting import HERE, Planted

pytestmark = pytest.mark.usefixtures("quick_reports")


@dataclass
class Drill:
    """The council as it was, a ``backup`` from before the erasure, the files ``after`` it, and a
    new ``instance`` to restore in; what to look for, and what has to be read as before.
    """

    council: Council
    backup: Path
    after: Path
    instance: Path
    raw: dict[str, bytes]
    still: list[str]
    kept: list[Kept]
    lost: list[Kept]

    def in_place(self, *names: str) -> None:
        """Put those of the newest files in place that there still are."""
        for name in names:
            shutil.copy(self.after / name, self.instance / name)

    def run(self, *words: str) -> int:
        """Run the command `restore` on the new instance."""
        return main(["restore", *words])

    def read(self) -> str:
        """What can be read of people in what was restored; all of its log is in order."""
        with closing(open_store(read_settings())) as store:
            lines = exported(self.council, store).splitlines(keepends=True)
            outcome = verify(lines, [*self.kept, *self.lost])
            assert outcome.refusal is None
            assert set(outcome.compared[: len(self.kept)]) == {Against.AGREES}
            assert Against.AGREES not in outcome.compared[len(self.kept) :]
            return readable(self.council, store)

    def found(self) -> set[str]:
        """What of the erased is in the files of the new instance."""
        places = files_in(self.instance)
        return {one.needle for one in scan(places, self.council.canaries, self.raw)}


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
        drill = _erased(store, backup, after)
    for name, file in ((DATABASE, database), (VAULT, vault)):
        shutil.copy(file, after / name)
    return drill


def _erased(store: Store, backup: Path, after: Path) -> Drill:
    """A council of thirty, backed up; then one of them is erased."""
    council = thirty(Planted(populated(store)))
    issued(council.town, council.vacancy)
    kept = receipts(council)
    back_up(operator(council, store), backup)
    editions = {one.key.owner for one in council.sealings if one.plain.startswith(b"%PDF")}
    owners = {council.erased, *editions}
    raw = council.sealed_of(council.canaries, owners)
    raw |= wrapped_keys(store, owners) | wording_keys(store, council.erased)
    before = readable(council, store)
    forms = {word for word, kind in council.words(HERE).items() if kind == "kept form"}
    still = [word for word in council.words(HERE) if word in before and word not in forms]

    assert council.town.erase(council.erased)

    return Drill(council, backup, after, after, raw, still, kept, receipts(council)[-1:])


@pytest.fixture
def drill(happened: Drill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drill:
    """What happened, with a backup and a new instance of the test's own."""
    backup, instance = shutil.copytree(happened.backup, tmp_path / "b"), tmp_path / "i"
    instance.mkdir()
    monkeypatch.setenv("SCREENING_INSTANCE", str(instance))
    monkeypatch.setenv("SCREENING_MASTER_KEY", MASTER_KEY.hex())
    for name in ("SCREENING_ENV", "SCREENING_DATABASE_URL", "SCREENING_VAULT_URL"):
        monkeypatch.delenv(name, raising=False)
    return replace(happened, backup=backup, instance=instance)


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
    read = drill.read()
    assert [word for word in drill.council.canaries if word in read] == []
    assert [word for word in drill.still if word not in read] == []
    assert drill.found() == set()
    assert not list(drill.instance.glob("*.restoring*"))
    say(
        capsys,
        f"canaries restored ({way.__name__}): {len(drill.council.canaries)} texts and "
        f"{len(drill.raw)} ciphertexts and keys looked for: 0 found; {len(drill.still)} texts of "
        "the others read",
    )


def test_where_nothing_newer_is_left_they_do(drill: Drill) -> None:
    """So that the others are shown to be the doing of what was newer; and so it stands in `docs`:
    a backup of the vault undoes erasures for as long as it is kept.
    """
    assert drill.run(str(drill.backup)) == YES
    with closing(open_store(read_settings())) as store:
        read = readable(drill.council, store)
    assert len([word for word in drill.council.canaries if word in read]) >= 20
    assert len(drill.found()) > 20
