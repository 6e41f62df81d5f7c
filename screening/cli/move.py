"""Move this installation from SQLite to an empty PostgreSQL database, with its log.

Stop the service first. Everything is copied, under all guards of the other database, and looked
through there: the log by the same check as `verify`, every table row by row. Only then does this
one say that it has moved, and serve no more. Stopped before that, nothing has changed here: drop
the other database and begin again. The vault stays the file that it is.
"""

import argparse
import time

from screening.cli.main import YES
from screening.services.opening import system_clock
from screening.services.settings import read_settings
from screening.store.relocation.move import move, place_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "--to",
        required=True,
        metavar="URL",
        help="postgresql+psycopg://user@host/database; the account has to own the database",
    )


def run(args: argparse.Namespace) -> int:
    """Move, saying what has been done, and what is to be done then."""
    settings = read_settings()
    place, started = place_of(args.to), time.monotonic()
    log = move(
        settings.database_url,
        settings.vault_url,
        settings.master_key,
        args.to,
        system_clock(),
        lambda said: print(said, flush=True),
    )
    print(f"Moved to {place} in {time.monotonic() - started:.0f} s: {log.size:,} records.")
    print("With SCREENING_DATABASE_URL set to the new address, give the service an account:")
    print("  python -m screening roles --app NAME --create")
    print("Then set SCREENING_DATABASE_URL to that account's address and start the service.")
    print(
        f"The old database ({settings.database_url}) serves no more. Delete it when the new one "
        "has proved itself and has a backup."
    )
    return YES
