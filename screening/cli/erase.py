"""Make all that is held about a candidate unreadable, for ever. It cannot be undone.

Records stay, without what was said; reports that print the candidate go. Copies made before this
(downloaded reports, letters, e-mails, back-ups) are out of its reach. Exit status 0: erased, also
from the files; 1: erased, but somebody is reading: run it again, or let the worker finish.
"""

import argparse
from contextlib import closing

from screening.cli.main import NO, YES
from screening.domain.people import OPERATOR
from screening.domain.words import ErasedBecause
from screening.services.call import Call
from screening.services.erasing import erase
from screening.services.opening import open_store, system_clock
from screening.services.reading.naming import candidate_called
from screening.services.settings import read_settings

_REASONS = [each.value for each in ErasedBecause if each is not ErasedBecause.BEFORE]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which candidate, and why."""
    parser.add_argument("candidate", help="vacancy and code, such as LIB-7/C-03, or the ref")
    parser.add_argument(
        "--because",
        choices=_REASONS,
        default=ErasedBecause.ASKED.value,
        help="why; it goes on record (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Erase, and say whether the files are clean too."""
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, system_clock)
        clean = erase(call, candidate_called(call, args.candidate), ErasedBecause(args.because))
    print("Erased: what was said about this candidate can no longer be read here.")
    if not clean:
        print("Old pages are still in the files, as somebody is reading. Run this again.")
    return YES if clean else NO
