"""Export the ledger, write a receipt, sign a checkpoint, or change the key that signs them.

An export is JSON Lines: every record as stored, with its hashes and commitments, and every
checkpoint. What the records commit to stays closed unless it is asked for. `verify` checks it.
"""

import argparse
from contextlib import closing
from pathlib import Path

from screening.cli.main import YES
from screening.cli.whole_file import whole_file
from screening.domain.people import OPERATOR
from screening.services import checkpointing
from screening.services.call import Call
from screening.services.opening import open_store, system_clock
from screening.services.receipts import receipt_for
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
    receipt = actions.add_parser("receipt", help="write a receipt for one record to a file")
    receipt.add_argument("record", type=int, help="the record's number in the log, from 0")
    receipt.add_argument("file", type=Path, help="the file to write")
    actions.add_parser("checkpoint", help="sign a checkpoint over all there is now, and print it")
    actions.add_parser("keys", help="print the public keys of the log, the one in use last")
    actions.add_parser("rotate-key", help="sign with a new key from now on; destroy the old one")


def run(args: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, system_clock)
        if args.action == "export":
            _export(call, args.file, everything=args.open)
        elif args.action == "receipt":
            args.file.write_text(receipt_for(call, args.record), encoding="utf-8")
            print(f"The receipt was written to {args.file}. Keep it away from this machine.")
        elif args.action == "checkpoint":
            print(checkpointing.note_at(call, checkpointing.make(call)), end="")
        elif args.action == "keys":
            print(*checkpointing.keys_of(call), sep="\n")
        else:
            print(f"Checkpoints are signed with key {checkpointing.rotate_key(call)} now.")
    return YES


def _export(call: Call, path: Path, *, everything: bool) -> None:
    with call.look() as work, whole_file(path) as file:
        count = export(work.session, file, work.vault, everything=everything)
    print(f"{count} records were written to {path}.")
