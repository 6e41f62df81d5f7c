"""Export the ledger or its time-stamps, write a receipt, sign a checkpoint, or change the key.

An export is JSON Lines: every record as stored, with its hashes and commitments, and every
checkpoint. What the records commit to stays closed unless it is asked for. `verify` checks it.
"""

import argparse
from contextlib import closing
from pathlib import Path

from screening.cli.main import NO, YES
from screening.cli.whole_file import whole_file
from screening.domain.errors import NotValid
from screening.domain.people import OPERATOR
from screening.services import checkpointing
from screening.services.call import Call
from screening.services.exporting import export_opened
from screening.services.opening import open_store, system_clock
from screening.services.receipts import receipt_for
from screening.services.settings import read_settings
from screening.services.witnesses.stamps import all_stamps
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
        "the file then holds personal data of everybody, and that it was made is on record",
    )
    exporting.add_argument(
        "--why",
        default="",
        help="the reason, which --open needs; it goes on record, and those whose data it is may "
        "read it",
    )
    receipt = actions.add_parser("receipt", help="write a receipt for one record to a file")
    receipt.add_argument("record", type=int, help="the record's number in the log, from 0")
    receipt.add_argument("file", type=Path, help="the file to write")
    stamps = actions.add_parser("stamps", help="write checkpoints and their time-stamps to files")
    stamps.add_argument("folder", type=Path, help="the folder to write to; made if it is not there")
    actions.add_parser("checkpoint", help="sign a checkpoint over all there is now, and print it")
    actions.add_parser("keys", help="print the public keys of the log, the one in use last")
    actions.add_parser("rotate-key", help="sign with a new key from now on; destroy the old one")


def run(args: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, system_clock)
        if args.action == "export":
            _export(call, args)
        elif args.action == "receipt":
            args.file.write_text(receipt_for(call, args.record), encoding="utf-8")
            print(f"The receipt was written to {args.file}. Keep it away from this machine.")
        elif args.action == "stamps":
            return _write_stamps(call, args.folder)
        elif args.action == "checkpoint":
            print(checkpointing.note_at(call, checkpointing.make(call)), end="")
        elif args.action == "keys":
            print(*checkpointing.keys_of(call), sep="\n")
        else:
            print(f"Checkpoints are signed with key {checkpointing.rotate_key(call)} now.")
    return YES


def _export(call: Call, args: argparse.Namespace) -> None:
    """A file that cannot be written leaves no record that everything was opened."""
    if args.why and not args.open:
        raise NotValid({"why": "A reason is for --open: without it nothing is put on record."})
    with whole_file(args.file) as file:
        if args.open:
            count = export_opened(call, file, args.why)
        else:
            with call.look() as work:
                count = export(work.session, file, work.vault)
    print(f"{count} records were written to {args.file}.")


def _write_stamps(call: Call, folder: Path) -> int:
    """Two files a time-stamp: what was stamped, and the stamp. They are the same whenever asked."""
    if folder.exists() and not folder.is_dir():
        raise NotValid({"folder": f"{folder} is a file. Name a folder."})
    count, last = 0, folder
    for stamp in all_stamps(call):
        folder.mkdir(exist_ok=True)
        last = folder / stamp.name
        for ending, content in (("checkpoint", stamp.note.encode("utf-8")), ("tsr", stamp.answer)):
            with whole_file(Path(f"{last}.{ending}")) as file:
                file.write(content)
        count += 1
    if not count:
        print("No checkpoint has a time-stamp.")
        return NO
    print(f"{count} time-stamps were written to {folder}, each beside its checkpoint. Check one by")
    print(f"openssl ts -verify -data {last}.checkpoint -in {last}.tsr -CAfile ROOTS.pem")
    return YES
