"""Wrap every key in the vault with a new master key, and no longer with the one in use.

The new key comes from SCREENING_NEW_MASTER_KEY, or lies in a file, which is written first if it is
not there: what is to be kept is kept before anything changes. Texts stay as they are. The service
must be stopped. Interrupted, run the same command again: it goes on, or says that it is done.
"""

import argparse
import os
from contextlib import suppress
from pathlib import Path

from screening.cli.main import YES
from screening.domain.errors import NotValid
from screening.services.master_key import rotate
from screening.services.opening import open_store, system_clock
from screening.services.settings import (
    Settings,
    master_key_from,
    new_key,
    read_new_master_key,
    read_settings,
)

ONE_WAY = (
    "Give the new master key in SCREENING_NEW_MASTER_KEY, or a file for it with --out: one of the "
    "two. Nothing was changed."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the new key is, or goes."""
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="the file with the new key; made, with a fresh one, if it is not there",
    )


def run(args: argparse.Namespace) -> int:
    """Change the key, and say what has to be done with it."""
    settings, given = read_settings(), read_new_master_key()
    if (given is None) == (args.out is None):
        raise NotValid({"new_master_key": ONE_WAY})
    new = given or _in_file(settings, args.out)
    done = rotate(settings, new, system_clock)
    print(f"{done.keys} keys are wrapped with the master key {done.after} now, not {done.before}.")
    print("Start the service with the new key in SCREENING_MASTER_KEY.")
    if not settings.production:
        print(f"(In development, or put it into {settings.instance}/master_key.development.)")
    print("Keep the old key as long as you keep a backup of the vault from before this.")
    return YES


def _in_file(settings: Settings, file: Path) -> bytes:
    """The key in ``file``; made, and on the disk before it is used, if it is not there."""
    if not file.exists():
        open_store(settings).close()  # to say here what is wrong, before there is a key
        _write(file, new_key())
        print(f"The new master key was written to {file}.", flush=True)
    return master_key_from(file.read_text("utf-8", "replace").strip(), str(file))


def _write(file: Path, key: str) -> None:
    beside = file.with_name(file.name + ".part")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(key + "\n")
        out.flush()
        os.fsync(out.fileno())
    with suppress(FileExistsError):  # a key that is there stays
        os.link(beside, file)
    beside.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
