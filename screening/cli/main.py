"""Finds a command by its name and runs it.

A command is a module with ``add_arguments(parser)`` and ``run(args) -> int``. Only the one that
was asked for is loaded, so that ``assess`` starts without database, web server or PDF.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from screening.domain.errors import (
    CaseInvalid,
    NotValid,
    PolicyInvalid,
    ScreeningError,
    SettingsInvalid,
)

YES, NO, MISUSED = 0, 1, 2
"""Exit statuses: done, the answer is no, used wrongly."""
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What ends a command that goes on until it is told to."""

COMMANDS = {
    "assess": "say for each case in a file whether it may go to HR, and why not",
    "evaluate": "measure the gate against cases whose answer is known",
    "migrate": "bring the database and the vault to the present form",
    "move": "move from SQLite to PostgreSQL, with the log",
    "roles": "on PostgreSQL, let the service's account append to the log and no more",
    "demo": "load a fictional council into an empty database",
    "check": "say what is wrong with settings, database, keys, fonts and libraries",
    "user": "add a person who may sign in",
    "replay": "say which past requests another policy would judge otherwise",
    "policy": "print the policy in force, or another one, as one file",
    "disagreements": "write where people and the gate disagreed, as cases without names",
    "report": "write the audit report of one vacancy as PDF",
    "ledger": "export the ledger",
    "verify": "check an exported ledger, without the database",
    "rotate-master-key": "wrap every key in the vault with a new master key",
    "erase": "propose that all that is held about a candidate be made unreadable, for ever",
    "subject-access": "write a copy of all that is held about a candidate, for them",
    "backup": "write a backup of the database and the vault, while they are in use",
    "restore": "put a backup in its place, erased again where people were erased since",
    "let-erase": "after a restore: say that holds are put back, so that erasing goes on",
    "worker": "do the work that happens later: reports, reminders, lapses",
    "serve": "serve the pages, with a worker beside them",
}

_MISUSE = (CaseInvalid, NotValid, PolicyInvalid, SettingsInvalid, FileNotFoundError,
           IsADirectoryError, PermissionError)  # fmt: skip


class Command(Protocol):
    """What each module of this room offers."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit status comes out."""


def module_of(name: str) -> Command:
    """The module of the command called ``name``."""
    return cast(Command, import_module(f"screening.cli.{name.replace('-', '_')}"))


def main(words: Sequence[str]) -> int:
    """Run the command that ``words`` name. 0: done, 1: the answer is no, 2: used wrongly."""
    parser = argparse.ArgumentParser(
        prog="python -m screening",
        description="Online checks of job applicants, only where section 6 allows one.",
        epilog="\n".join(f"  {name:<19}{summary}" for name, summary in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below")
    name = parser.parse_args(words[:1]).command
    command = module_of(name)
    own = argparse.ArgumentParser(
        prog=f"python -m screening {name}", description=(command.__doc__ or "").strip()
    )
    command.add_arguments(own)
    return _run(command, own.parse_args(words[1:]))


def _run(command: Command, args: argparse.Namespace) -> int:
    try:
        return command.run(args)
    except _MISUSE as error:
        print(error, file=sys.stderr)
        return MISUSED
    except ScreeningError as error:
        print(error, file=sys.stderr)
        return NO
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough; nothing more may be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return YES
