"""Export the ledger as JSON Lines: every record as stored, with its hashes and commitments.

What the records commit to stays closed unless it is asked for. `verify` checks the file.
"""

import argparse
from contextlib import closing
from pathlib import Path

from screening.cli.main import YES
from screening.cli.whole_file import whole_file
from screening.domain.people import OPERATOR
from screening.services.call import Call
from screening.services.opening import open_store, system_clock
from screening.services.settings import read_settings
from screening.store.export import export


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
    """Write every record there is at this moment."""
    with (
        closing(open_store(read_settings())) as store,
        Call(store, OPERATOR, system_clock).look() as work,
        whole_file(args.file) as file,
    ):
        count = export(work.session, file, store.vault if args.open else None)
    print(f"{count} records were written to {args.file}.")
    return YES
