"""On PostgreSQL, let the service's account append to the log and nothing more.

Run it with SCREENING_DATABASE_URL of an administrator of the database. The tables are given to a
role that nobody signs in as, and the account gets the rights that the service needs. Running it
again changes only what is not in order; run it after every `migrate` that changed something.
"""

import argparse
import getpass
import sys

from screening.cli.main import NO, YES
from screening.services.settings import read_settings
from screening.store.granting import OWNER, grant


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which account, which owner, and whether the account is to be made."""
    parser.add_argument(
        "--app", required=True, metavar="NAME", help="the account that the service signs in with"
    )
    parser.add_argument(
        "--owner",
        default=OWNER,
        metavar="NAME",
        help="the role that owns the tables; one for each database (default: %(default)s)",
    )
    parser.add_argument(
        "--create", action="store_true", help="make the account; its password from standard input"
    )


def run(args: argparse.Namespace) -> int:
    """Put it in order; say what was done, and what cannot be."""
    settings = read_settings()
    password = _password() if args.create else None
    granted = grant(settings.database_url, args.app, args.owner, password)
    for done in granted.done:
        print(done)
    if granted.wrong:
        print("Not in order yet:", *granted.wrong, sep="\n", file=sys.stderr)
        return NO
    print(f"{args.app} may append to the log, and can neither change it nor take it away.")
    return YES


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password of the account: ")
    return sys.stdin.readline().rstrip("\r\n")
