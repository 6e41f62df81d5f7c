"""Propose that all that is held about a candidate be made unreadable, for ever.

A data protection officer or somebody in HR, who had no part in a check on the candidate, confirms
it on the candidate's page or declines; nothing is destroyed before. For a candidate who is erased
already it cuts what is left in the files. Exit status 0: proposed, or nothing is left; 1: it cannot
be proposed, or somebody is reading the files: run it again, or let the worker finish.
"""

import argparse
from contextlib import closing

from screening.cli.main import NO, YES
from screening.domain.people import OPERATOR
from screening.domain.words import ErasedBecause
from screening.services.call import Call
from screening.services.erasure.erasing import finish_one
from screening.services.erasure.erasing_by_two import propose
from screening.services.opening import open_store, system_clock
from screening.services.reading.naming import candidate_called
from screening.services.reading.vacancies.candidate import read_candidate
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
    parser.add_argument(
        "--why",
        default="Proposed at the command line.",
        help="in words, for the person who confirms it",
    )


def run(args: argparse.Namespace) -> int:
    """Propose it, or finish what was confirmed before, and say so."""
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, system_clock)
        candidate = candidate_called(call, args.candidate)
        if read_candidate(call, candidate).erased_at is None:
            propose(call, candidate, ErasedBecause(args.because), args.why)
            print("Proposed. Nothing is destroyed yet: a data protection officer or somebody in HR")
            print("who had no part in a check on this candidate has to confirm it on their page.")
            return YES
        clean = finish_one(call, candidate)
    print("Erased: what was said about this candidate can no longer be read here.")
    if not clean:
        print("Old pages are still in the files, as somebody is reading. Run this again.")
    return YES if clean else NO
