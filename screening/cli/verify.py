"""Check an exported ledger, with nothing but the file, and what you kept of it before.

Prints what was found and what cannot be found this way. Exit status 0: unbroken, and the log that
every receipt and checkpoint is of; 1: refused.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from screening.cli.main import NO, YES
from screening.domain.errors import NotCanonical, NotValid
from screening.ledger.checks import LIMITS, MEANING
from screening.ledger.compare import MEANING as _MEANING
from screening.ledger.compare import Against, Kept, read_kept
from screening.ledger.note import NoteKey, read_key
from screening.ledger.verify import Outcome, verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file."""
    parser.add_argument("file", type=Path, help="what `ledger export` wrote")
    parser.add_argument(
        "--receipt",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a receipt, or a signed checkpoint, that you kept; may be given more than once",
    )
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        help="a key that you know to be the log's, as `ledger keys` prints it",
    )


def run(args: argparse.Namespace) -> int:
    """Check ``args.file`` and say what came of it."""
    kept = [_kept(path) for path in args.receipt]
    known = [_key(written) for written in args.key]
    with args.file.open("rb") as lines:
        outcome = verify(lines, kept, known)
    if outcome.refusal is not None:
        refusal = outcome.refusal
        print(f"REFUSED at line {refusal.line} (record {refusal.seq}), check: {refusal.check}.")
        print(f"What it means: {MEANING[refusal.check]}.")
        print(f"The {outcome.records} records before it are in order.")
        _say_compared(args.receipt, kept, outcome)
        return NO
    if outcome.records == 0:
        print("REFUSED: the file holds no record.")
        return NO
    if known and outcome.keys and not set(known) & set(outcome.keys):
        print("REFUSED: this log names keys of its own, and the key that you gave is none of them.")
        return NO
    _say_good(outcome)
    _say_compared(args.receipt, kept, outcome)
    if set(outcome.compared) - {Against.AGREES}:
        print("REFUSED: what was kept and this log do not go together.")
        return NO
    _say_limits(max((each.checkpoint.size for each in kept), default=0))
    return YES


def _key(written: str) -> NoteKey:
    try:
        return read_key(written)
    except NotCanonical as error:
        raise NotValid({"key": f"{written} is not a key as `ledger keys` prints one."}) from error


def _kept(path: Path) -> Kept:
    """What is in the file at ``path``. Raises NotValid when it is nothing that can be compared."""
    try:
        return read_kept(path.read_text(encoding="utf-8"))
    except (NotCanonical, UnicodeDecodeError) as error:
        message = f"{path} is neither a receipt nor a signed checkpoint of this service."
        raise NotValid({"receipt": message}) from error


def _say_compared(paths: Sequence[Path], kept: Sequence[Kept], outcome: Outcome) -> None:
    for path, each, found in zip(paths, kept, outcome.compared, strict=True):
        print(f"{path.name}, over {each.checkpoint.size} records: {found}: {_MEANING[found]}.")


def _say_limits(held: int) -> None:
    if held:
        print(f"Tamper-evident up to record {held - 1}, by what you kept.")
        print("Of the records after it this check cannot detect:")
    else:
        print("This check cannot detect, as long as no checkpoint is kept elsewhere:")
    for limit in LIMITS:
        print(f"  - {limit}")


def _say_good(outcome: Outcome) -> None:
    print(f"GOOD: {outcome.records} records in one unbroken log, in {outcome.chains} chains.")
    print(f"{outcome.opened} opened fields are what was recorded.")
    print(f"The log ends at record {outcome.records - 1} with link {outcome.link}")
    if outcome.key is None:
        print("It holds no checkpoint.")
    else:
        print(
            f"{outcome.checkpoints} checkpoints are over these records; the last is over the first "
            f"{outcome.signed}, signed by key {outcome.key.id.hex()}."
        )
