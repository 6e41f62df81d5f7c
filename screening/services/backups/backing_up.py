"""A backup: the database, then the vault, then a manifest that says what they are.

The order matters, for keys are made and destroyed while it lasts, and no moment is the same for
both files. A key is in the vault before anything is sealed under it: so the vault is copied *after*
the database, and has every key that the copy of the database needs but for those that were
destroyed meanwhile. Those stand in it as tombstones, and what was sealed under them is unreadable
in the copy, as it should be; restoring it empties that too. The other way round there would be
texts whose key is in no copy, and keys of people who were erased by the time the database was
copied.

A key of the log that was changed meanwhile is the one thing that does not bear it: the old one is
destroyed, so that nothing could be signed by the copy. That is looked for, and the backup refused.
A checkpoint that was signed meanwhile is one that the vault remembers and the database has not: a
service restored from such a pair, with no newer vault left, says rightly that records were lost.

The manifest is written last: a folder without one is no backup.
"""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from screening.domain.errors import Conflict, NotValid
from screening.domain.text import N_
from screening.services.backups import manifest
from screening.services.backups.manifest import DATABASE, DUMP, VAULT, Manifest
from screening.services.call import Call
from screening.store import checkpoints, revisions
from screening.store.copying import copy_of, make_sure, put
from screening.store.dumping import dump_of
from screening.store.seen import standing
from screening.store.tools import ON_PATH, Tools
from screening.store.unit_of_work import UnitOfWork

_KEY_CHANGED = N_(
    "The key that signs checkpoints was changed while the backup was made. Run it again."
)


def back_up(
    call: Call, folder: Path, tools: Tools = ON_PATH, *, vault_only: bool = False
) -> Manifest:
    """Write a backup into ``folder``, which is made; what its manifest says comes out.

    Raises NotValid when a backup is there, NotPossible when PostgreSQL's own ``tools`` are needed
    and cannot do it, Conflict when it has to be done again, OSError where nothing can be written.
    """
    _make(folder)
    with call.look() as work:
        said = _stands(work)
        if not vault_only:
            database = _copied(work.session.connection(), folder, tools)
        key = checkpoints.key_in_use(work) if checkpoints.has_key(work) else None
    with call.store.vault.engine.begin() as connection:
        copy_of(connection, folder / f"{VAULT}.part")
    call.store.vault.refresh()
    if key is not None and checkpoints.is_retired(call.store.vault, key):
        for path in folder.glob("*.part"):
            path.unlink()
        raise Conflict(_KEY_CHANGED)
    names = [VAULT] if vault_only else [database, VAULT]
    for name in names:
        put(folder / f"{name}.part", folder / name)
    said = replace(said, files={name: manifest.digest(folder / name) for name in names})
    _write(folder, said)
    return said


def cut_short(folder: Path) -> list[Path]:
    """Copies of a vault that backups beside the one in ``folder`` did not come to the end of, or
    that are being written there now. Keys are in them.
    """
    return sorted(folder.resolve().parent.glob(f"*/{VAULT}.part"))


def _copied(connection: Connection, folder: Path, tools: Tools) -> str:
    """Copy the database that ``connection`` reads, of one moment; what the file is to be called
    comes out.
    """
    if connection.dialect.name == "sqlite":
        copy_of(connection, folder / f"{DATABASE}.part")
        return DATABASE
    dump_of(connection, folder / f"{DUMP}.part", tools)
    return DUMP


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    taken = [name for name in (manifest.FILE, DATABASE, DUMP, VAULT) if (folder / name).exists()]
    if taken:
        raise NotValid({"folder": f"{folder} has a {taken[0]} already. Give each backup a folder."})


def _stands(work: UnitOfWork) -> Manifest:
    stands, newest = standing(work.session), checkpoints.newest(work)
    return Manifest(
        log_id=stands.log_id,
        size=stands.size,
        root=stands.root,
        checkpoint=newest.note if newest else "",
        revision=revisions.revision_of(work.session.connection()),
        made_at=work.now.isoformat(timespec="seconds"),
    )


def _write(folder: Path, said: Manifest) -> None:
    part = folder / f"{manifest.FILE}.part"
    part.touch(mode=0o600)
    part.write_text(said.text(), encoding="utf-8")
    put(part, folder / manifest.FILE)
    make_sure(folder.parent)
