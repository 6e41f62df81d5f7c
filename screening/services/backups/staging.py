"""The files of a restore: what it takes, made ready beside the place where it is to be.

Nothing in place is touched until everything was looked at; the two files that are made ready have
names of their own, and whatever an interrupted restore left of them is removed by the next.
"""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from screening.domain.errors import NotPossible, NotValid
from screening.domain.text import N_
from screening.services.backups.manifest import (
    DATABASE,
    DUMP,
    VAULT,
    Manifest,
    altered,
    read_manifest,
)
from screening.services.settings import Settings
from screening.store import migrate, revisions, sweeping
from screening.store.copying import beside, copy_file, is_whole, only_one, put, remove, take_alone
from screening.store.engine import database_file
from screening.store.filling import filled, let_in
from screening.store.vault import open_vault
from screening.store.vault_file import create_vault
from screening.store.vault_merge import take_in

STAGED = ".restoring"
_NO_VAULT = N_(
    "There is no vault, neither in place nor in the backup: nothing that is sealed could be read. "
    "Say where it is: --vault FILE"
)
_DAMAGED_VAULT = N_(
    "The vault in place is damaged. What is in it cannot be carried over, and it is not taken "
    "away without your doing: it may know of erasures that nothing else knows of. Move it "
    "elsewhere and run this again; erase once more whoever was erased since the backup; then "
    "destroy it."
)


@dataclass(frozen=True)
class Taken:
    """What a backup gives: its manifest, and the files of it that are there."""

    manifest: Manifest
    database: Path | None
    vault: Path | None


@dataclass(frozen=True)
class Places:
    """Where the service has its files; ``database`` is None where that is on a server."""

    database: Path | None
    vault: Path

    @property
    def staged(self) -> tuple[Path, ...]:
        """The files beside them that a restore makes ready."""
        found = [each for each in (self.database, self.vault) if each is not None]
        return tuple(staged(each) for each in found)


def staged(place: Path) -> Path:
    """Where what is to be in ``place`` is made ready."""
    return place.with_name(place.name + STAGED)


def places_of(settings: Settings) -> Places:
    """The files that ``settings`` name."""
    vault = database_file(settings.vault_url)
    if vault is None:
        raise NotPossible(N_("The vault must be an SQLite file of its own."))
    return Places(database_file(settings.database_url), vault)


def leftovers(settings: Settings) -> list[Path]:
    """What an interrupted restore left; keys may be in it."""
    return [path for path in places_of(settings).staged if path.exists()]


def take(folder: Path, vault: Path | None, places: Places) -> Taken:
    """The backup in ``folder``, its vault perhaps elsewhere. Raises NotValid when it is not what
    its manifest speaks of, NotPossible when it does not fit ``places`` or this release.
    """
    said = read_manifest(folder)
    given = {name: folder / name for name in said.files if name in (DATABASE, DUMP, VAULT)}
    if not given.get(VAULT, folder).is_file():
        given.pop(VAULT, None)  # kept apart, as it should be
    for name in altered(said, given):
        raise NotValid({"folder": f"{folder / name} is not the file that the manifest speaks of."})
    if DATABASE in given and places.database is None:
        raise NotPossible(N_("The backup holds an SQLite database; the settings name PostgreSQL."))
    if DUMP in given and places.database is not None:
        raise NotPossible(N_("The backup is of PostgreSQL; the settings name an SQLite database."))
    if not revisions.is_known(said.revision):
        raise NotPossible(N_("The backup is of a later release than this one."))
    database = given.get(DATABASE) or given.get(DUMP)
    return Taken(said, database, vault or given.get(VAULT))


def check_free(taken: Taken, places: Places) -> None:
    """Raise NotValid when something is where a file of the backup is to be."""
    database = places.database if taken.database else None
    there = [path.name for path in (places.vault, database) if path and path.exists()]
    if there:
        aside = ", and the database moved aside" if database else ""
        raise NotValid(
            {
                "replace": f"There is a {' and a '.join(there)} already. Add --replace: the "
                f"vault is then brought together with the backup's{aside}."
            }
        )


@contextmanager
def made_ready(taken: Taken, places: Places, settings: Settings) -> Iterator[None]:
    """Both files beside their places: the backup's database, and both vaults in one. On a server
    the database is in its place, and does not serve.

    Removed again in the end, unless they were put in their places. Raises Unavailable when
    somebody has a file in place open, or restores too; NotValid when one is damaged or missing;
    SettingsInvalid when the master key is not a vault's; and as ``filled`` does.
    """
    with only_one(places.vault.with_name(places.vault.name + ".restore-lock")):
        for path in places.staged:
            remove(path)
        try:
            _database(taken, places)
            _vault(taken, places, settings.master_key)
            with _filled(taken, places, settings):
                yield
        finally:
            for path in places.staged:
                remove(path)


def _database(taken: Taken, places: Places) -> None:
    if places.database is None:
        return
    if places.database.exists():
        take_alone(places.database)
    if taken.database is None:
        return
    path = staged(places.database)
    copy_file(taken.database, path)
    if not is_whole(path):
        raise NotValid({"folder": f"{taken.database} is damaged."})
    migrate.upgrade(url_of(path))


def _filled(taken: Taken, places: Places, settings: Settings) -> AbstractContextManager[None]:
    if taken.database is None or places.database is not None:
        return nullcontext()
    return filled(settings.database_url, taken.database, settings.tools)


def _vault(taken: Taken, places: Places, master_key: bytes) -> None:
    path = staged(places.vault)
    if places.vault.exists() and not (take_alone(places.vault) and is_whole(places.vault)):
        raise NotValid({"vault": _DAMAGED_VAULT})
    if taken.vault is not None and not is_whole(taken.vault):
        raise NotValid({"vault": f"{taken.vault} is damaged."})
    first = places.vault if places.vault.exists() else taken.vault
    if first is None:
        raise NotValid({"vault": _NO_VAULT})
    copy_file(first, path)
    create_vault(url_of(path), master_key)
    vault = open_vault(url_of(path), master_key)
    try:
        sweeping.forget(vault)  # what was erased may be in free room of the backup still
        if taken.vault is not None:
            take_in(vault, taken.vault, master_key)
    finally:
        vault.close()


def put_in_place(taken: Taken, places: Places, settings: Settings, at: datetime) -> Path | None:
    """Put what was made ready in its place, the vault first; where the database that was there is
    now comes out.

    The vault that was there is gone: every key of it is in the new one, or was destroyed. Kept
    aside it would be keys of people that no later erasure reaches.
    """
    take_alone(staged(places.vault))
    if not places.vault.exists():
        remove(places.vault)  # the log of one that was lost: SQLite would write it into this one
    put(staged(places.vault), places.vault)
    if taken.database is None:
        return None
    if places.database is None:
        let_in(settings.database_url)
        return None
    take_alone(staged(places.database))
    aside = _move_aside(places.database, at)
    put(staged(places.database), places.database)
    return aside


def _move_aside(place: Path, at: datetime) -> Path | None:
    """Move what is in ``place`` and beside it; None where nothing is.

    Also what a database that was lost has left beside it: its log, which SQLite would take for that
    of the one to come, and write into it.
    """
    there = [path for path in (place, *beside(place)) if path.exists() and path.stat().st_size]
    if not there:
        return None
    folder = place.with_name(f"replaced-{at:%Y%m%dT%H%M%S.%fZ}")
    folder.mkdir(mode=0o700)
    for path in there:
        shutil.move(path, folder / path.name)
    return folder


def url_of(path: Path) -> str:
    """How settings name an SQLite database at ``path``."""
    return f"sqlite:///{path}"
