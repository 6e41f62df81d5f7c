"""One of thirty is erased after a backup was made; what is restored is looked through for them."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from screening.cli.main import main
from screening.ledger.compare import Against, Kept
from screening.ledger.verify import verify
from screening.services.backups.backing_up import back_up
from screening.services.opening import open_store
from screening.services.settings import read_settings
from screening.store.store import Store
from screening.store.tools import ON_PATH, Tools
from tests.databases import MASTER_KEY
from tests.drills.council import (
    Council,
    exported,
    name_keys,
    operator,
    readable,
    receipts,
    thirty,
    wording_keys,
    wrapped_keys,
)
from tests.drills.scanning import files_in, rows_of, scan
from tests.reported import issued
from tests.services.town import populated
from tests.web.planting import HERE, Planted


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
        """What of the erased is in the files of the new instance, or its rows on a server."""
        places = list(files_in(self.instance))
        with closing(open_store(read_settings())) as store:
            if store.engine.dialect.name != "sqlite":
                places += rows_of(store)
        return {one.needle for one in scan(places, self.council.canaries, self.raw)}

    def nobody_came_back(self) -> str:
        """What was looked for and not found; what is said of the others is there."""
        read = self.read()
        assert [word for word in self.council.canaries if word in read] == []
        assert [word for word in self.still if word not in read] == []
        assert self.found() == set()
        assert not list(self.instance.glob("*.restoring*"))
        return (
            f"{len(self.council.canaries)} texts and {len(self.raw)} ciphertexts and keys looked "
            f"for: 0 found; {len(self.still)} texts of the others read"
        )

    def somebody_came_back(self) -> None:
        """The words that are looked for can be read, and found."""
        with closing(open_store(read_settings())) as store:
            read = readable(self.council, store)
        assert len([word for word in self.council.canaries if word in read]) >= 20
        assert len(self.found()) > 20


def erased_after_backup(store: Store, backup: Path, after: Path, tools: Tools = ON_PATH) -> Drill:
    """A council of thirty, backed up; then one of them is erased."""
    council = thirty(Planted(populated(store)))
    issued(council.town, council.vacancy)
    kept = receipts(council)
    back_up(operator(council, store), backup, tools)
    editions = {one.key.owner for one in council.sealings if one.plain.startswith(b"%PDF")}
    owners = {council.erased, *editions}
    raw = council.sealed_of(council.canaries, owners)
    raw |= wrapped_keys(store, owners) | wording_keys(store, council.erased)
    raw |= name_keys(store, council.erased)
    before = readable(council, store)
    forms = {word for word, kind in council.words(HERE).items() if kind == "kept form"}
    still = [word for word in council.words(HERE) if word in before and word not in forms]

    assert council.town.erase(council.erased)

    return Drill(council, backup, after, after, raw, still, kept, receipts(council)[-1:])


def settings_of(drill: Drill, patch: pytest.MonkeyPatch) -> None:
    """Let the commands work on the drill's new instance."""
    patch.setenv("SCREENING_INSTANCE", str(drill.instance))
    patch.setenv("SCREENING_MASTER_KEY", MASTER_KEY.hex())
    for name in ("SCREENING_ENV", "SCREENING_DATABASE_URL", "SCREENING_VAULT_URL"):
        patch.delenv(name, raising=False)
