"""Add a person who may sign in. The password comes from standard input, on one line.

While there is no administrator every role is held at once. Later a privileged role is only asked
for, and an administrator grants it.
"""

import argparse
import getpass
import sys
from contextlib import closing

from screening.cli.main import YES
from screening.domain.people import OPERATOR
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.opening import open_store, system_clock
from screening.services.people.accounts import NewAccount, open_by_operator, ref_of_email
from screening.services.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The one action there is, and who is to be added."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    adding = actions.add_parser("add", help="add a person; the password from standard input")
    adding.add_argument("--email", required=True, help="what the person signs in with")
    adding.add_argument("--name", required=True, help="the person's full name")
    adding.add_argument(
        "--role",
        required=True,
        action="append",
        choices=[role.value for role in Role],
        help="what the person comes to do; may be given several times",
    )
    adding.add_argument(
        "--person",
        default="",
        metavar="EMAIL",
        help="the address of another account of the same person",
    )


def run(args: argparse.Namespace) -> int:
    """Open the account; say which roles it holds, and which wait for an administrator."""
    password = _password()
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, system_clock)
        same = ref_of_email(call, args.person) if args.person else ""
        roles = frozenset(map(Role, args.role))
        opened = open_by_operator(call, NewAccount(args.email, args.name, roles, password, same))
    print(f"{args.name} may sign in as {args.email}.")
    if held := roles - opened.waiting:
        print(f"Holds: {', '.join(sorted(held))}.")
    if opened.waiting:
        print(
            f"Asked for: {', '.join(sorted(opened.waiting))}. "
            "An administrator grants it on the page of this person."
        )
    return YES


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n")
