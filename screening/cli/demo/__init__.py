"""Load Wexcombe Council, which does not exist, into an empty database, to show what there is.

Everything goes through the services people use. What is seen is the same each time; dates count
back from the day of loading; keys and references are as random as anywhere.
"""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from screening.cli.demo.loading import is_empty, load
from screening.cli.demo.people import read_people
from screening.cli.main import NO, YES
from screening.services.opening import open_store
from screening.services.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether a database with something in it is no fault."""
    parser.add_argument(
        "--if-empty", action="store_true", help="do nothing when the database is not empty"
    )


def run(args: argparse.Namespace) -> int:
    """Load the council and print who can sign in. 1 when there is something there already."""
    settings = read_settings()
    if settings.production:
        print("The demonstration is never loaded in production.", file=sys.stderr)
        return NO
    with closing(open_store(settings)) as store:
        if is_empty(store):
            print("Loading the demonstration council …", flush=True)
            load(store, datetime.now(UTC))
        elif not args.if_empty:
            print("The database is not empty: nothing was loaded.", file=sys.stderr)
            return NO
    _print_people()
    return YES


def _print_people() -> None:
    password, people = read_people()
    print("People who can sign in here, if this is the demonstration:")
    for person in people:
        print(f"  {person.email:<34}{person.name:<18}{', '.join(person.roles)}")
    print(f"  Everyone's password: {password}")
