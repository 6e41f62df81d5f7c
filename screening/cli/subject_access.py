"""Write a copy of all that is held about a candidate, to be given to that person.

FILE becomes a ZIP with a page to read and a file for machines (docs/subject-access.md). Texts that
nobody has looked through for other people's details are left out, and the copy says so. That it was
made is on record, with its SHA-256. The file can be read by you alone: send it so that it stays so.
"""

import argparse
from contextlib import closing
from pathlib import Path

from screening.cli.main import YES
from screening.cli.whole_file import whole_file
from screening.domain.errors import NotValid
from screening.domain.notifying import Language
from screening.domain.people import OPERATOR
from screening.services.call import Call
from screening.services.kept_settings.organisation import organisation_now, start_of
from screening.services.opening import open_store, system_clock
from screening.services.reading.naming import candidate_called
from screening.services.settings import read_settings
from screening.services.subject_access import make_copy

_REASON = "A copy was asked for at the command line."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose data, where to, and why."""
    parser.add_argument("candidate", help="vacancy and code, such as LIB-7/C-03, or the ref")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the ZIP to write")
    parser.add_argument(
        "--reason", default=_REASON, help="why, or the request's number; it goes on record"
    )
    parser.add_argument(
        "--language",
        type=Language,
        choices=list(Language),
        default=Language.ENGLISH,
        help="of the page to read; what was typed stays as it is (default: en_GB)",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def run(args: argparse.Namespace) -> int:
    """Write the copy, and say what is left out of it."""
    settings = read_settings()
    with closing(open_store(settings)) as store:
        call = Call(store, OPERATOR, system_clock)
        organisation = organisation_now(call, start_of(settings))
        candidate_ref = candidate_called(call, args.candidate)
        try:
            with whole_file(args.out, over=args.force) as file:  # fails before anything is recorded
                copy = make_copy(call, candidate_ref, args.reason, organisation, args.language)
                file.write(copy.content)
        except FileExistsError as there:
            said = f"{args.out} is there already. Give another name, or --force to write over it."
            raise NotValid({"out": said}) from there
    print(f"The copy was written to {args.out}: {len(copy.content)} bytes.")
    print(f"SHA-256 {copy.sha256}")
    if copy.unread:
        print(
            f"Texts left out: {copy.unread}. A data protection officer has to look through them "
            "for other people's details first, from the candidate's page."
        )
    if copy.withheld:
        print(f"Texts from which something about somebody else was withheld: {copy.withheld}.")
    return YES
