"""Export the ledger as JSON Lines: every record as stored, with its hashes and commitments.

What the records commit to stays closed unless it is asked for. `verify` checks the file.
"""

import argparse
import os
from pathlib import Path

from screening.domain.people import CLOCK_REF
from screening.domain.policy import policy_in_force
from screening.services.opening import open_store, system_clock
from screening.services.settings import read_settings
from screening.store.export import export
from screening.store.unit_of_work import ActorRef


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which action, which file."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    exporting = actions.add_parser("export", help="write every record to a file")
    exporting.add_argument("file", type=Path, help="the file to write")
    exporting.add_argument(
        "--open",
        action="store_true",
        help="also write what was said, with its salts, where it is not erased: "
        "the file then holds personal data",
    )


def run(args: argparse.Namespace) -> int:
    """Write the export beside its place first, so that a file that is there is whole."""
    beside = args.file.with_name(args.file.name + ".part")
    store = open_store(read_settings())
    try:
        with (
            store.unit_of_work(
                ActorRef(CLOCK_REF, "operator"),
                system_clock,
                policy_in_force().version,
                write=False,
            ) as work,
            os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
        ):
            count = export(work.session, file, store.vault if args.open else None)
        beside.replace(args.file)
    finally:
        store.close()
        beside.unlink(missing_ok=True)
    print(f"{count} records were written to {args.file}.")
    return 0
