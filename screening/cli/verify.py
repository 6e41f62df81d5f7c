"""Check an exported ledger, with nothing but the file.

Prints what was found and what cannot be found this way. Exit status 0: unbroken; 1: refused.
"""

import argparse
from pathlib import Path

from screening.cli.main import NO, YES
from screening.ledger.verify import LIMITS, MEANING, Outcome, verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file."""
    parser.add_argument("file", type=Path, help="what `ledger export` wrote")


def run(args: argparse.Namespace) -> int:
    """Check ``args.file`` and say what came of it."""
    with args.file.open("rb") as lines:
        outcome = verify(lines)
    if outcome.refusal is not None:
        refusal = outcome.refusal
        print(f"REFUSED at line {refusal.line} (record {refusal.seq}), check: {refusal.check}.")
        print(f"What it means: {MEANING[refusal.check]}.")
        print(f"The {outcome.records} records before it are in order.")
        return NO
    if outcome.records == 0:
        print("REFUSED: the file holds no record.")
        return NO
    _say_good(outcome)
    return YES


def _say_good(outcome: Outcome) -> None:
    print(f"GOOD: {outcome.records} records in one unbroken log, in {outcome.chains} chains.")
    print(f"{outcome.opened} opened fields are what was recorded.")
    print(f"The log ends at record {outcome.records - 1} with link {outcome.link}")
    print("This check cannot detect, as long as no checkpoint is kept elsewhere:")
    for limit in LIMITS:
        print(f"  - {limit}")
