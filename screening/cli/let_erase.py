"""After a restore: say that holds are put back, so that erasing goes on.

Holds that were put on vacancies since the copy was made are not in it. So nothing is begun to be
erased until a data protection officer says on their page that they are back, or an operator does
here: `--why` says what was put back, or why nothing had to be, and goes on record. Without it, whom
it is about is said. Exit status 0: erasing does not wait, or not any more; 1: it waits.
"""

import argparse
from contextlib import closing

from screening.cli.main import NO, YES
from screening.domain.direction import written_out
from screening.domain.people import OPERATOR
from screening.services.call import Call
from screening.services.erasure.after_restoring import go_on
from screening.services.opening import open_store, system_clock
from screening.services.reading.keeping.after_restoring import ErasingWaits, read_waits
from screening.services.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What was done about holds."""
    parser.add_argument(
        "--why",
        metavar="WORDS",
        default="",
        help="which holds were put back, or why none; it goes on record",
    )


def run(args: argparse.Namespace) -> int:
    """Say how it stands, and have it go on where that was said."""
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, system_clock)
        found = read_waits(call)
        if found is None:
            print("Erasing does not wait.")
            return YES
        _say(found)
        if not args.why.strip():
            print("When holds are back: python -m screening let-erase --why 'Which, or why none'")
            return NO
        go_on(call, found.record, args.why)
    print("Erasing goes on, and that is on record. The worker begins within a minute.")
    return YES


def _say(found: ErasingWaits) -> None:
    print(
        f"Erasing waits since {found.since:%Y-%m-%d %H:%M} UTC. The copy that was put in use then "
        f"ends at {found.up_to:%Y-%m-%d %H:%M} UTC; holds that were put on later are not in it."
    )
    print(f"People who are erased once it goes on: {len(found.would_go)}.")
    for one in found.would_go:
        why = "two people decided on it" if one.decided else "the time is over"
        print(f"  {written_out(one.vacancy_reference)}/{one.code}: {why}")
