"""Write a backup of the database and the vault into a new folder, while the service is in use.

What is sealed is sealed in the copy too. Keep the two files apart, and both away from the master
key; keep the copy of the vault for a short time only: the keys of people who are erased later are
in it. On PostgreSQL the database is copied by its own pg_dump; where you copy it by other means,
add --vault-only, right after it.
"""

import argparse
from contextlib import closing
from pathlib import Path

from screening.cli.main import YES
from screening.domain.people import OPERATOR
from screening.services.backups.backing_up import back_up, cut_short
from screening.services.backups.known import note
from screening.services.backups.manifest import VAULT
from screening.services.call import Call
from screening.services.opening import open_store, system_clock
from screening.services.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and whether all of it."""
    parser.add_argument("folder", type=Path, help="a folder for this backup alone; it is made")
    parser.add_argument(
        "--vault-only", action="store_true", help="where the database was copied by other means"
    )


def run(args: argparse.Namespace) -> int:
    """Write it, and say what it is and what to do with it."""
    settings = read_settings()
    with closing(open_store(settings)) as store:
        call = Call(store, OPERATOR, system_clock)
        said = back_up(call, args.folder, settings.tools, vault_only=args.vault_only)
        print(f"The backup in {args.folder} is of {said.size} records; its files:")
        for name, found in said.files.items():
            print(f"  {name}  SHA-256 {found}")
        note(call, said)
    for path in cut_short(args.folder):
        print(f"{path} holds keys, and is of a backup that was cut short: remove it, unless a")
        print("backup is being written there now.")
    print(
        f"Keep {VAULT} apart from everything else, and briefly: whoever has it, the database and "
        "the master key can read people who were erased since. Destroy it when the next is made."
    )
    return YES
