"""Put a backup in its place, or go on with a database that is older than the newest one known.

Stop the service first. The backup's log is verified, what was erased since is erased in it again,
and only then is it put in place. What is in place is replaced with --replace alone: the database is
moved aside, the vault brought together with the backup's, for erased keys stay destroyed. On
PostgreSQL the settings name an empty database, as who owns it; that is filled, and what was in use
stays as it is.
Exit status 0: done; 1: done, but with something lost, which is said.
"""

import argparse
from contextlib import closing
from pathlib import Path

from screening.cli.main import NO, YES
from screening.domain.errors import NotValid
from screening.domain.people import OPERATOR
from screening.services.backups.older import Older, accept_older
from screening.services.backups.restoring import Restored, Wanted, open_older, restore
from screening.services.call import Call
from screening.services.erasure import erasing
from screening.services.opening import system_clock
from screening.services.own_page.links import end_every_link
from screening.services.people.sessions import end_everybodys
from screening.services.settings import read_settings
from screening.services.witnesses.folder import folders_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, and what may be done for it."""
    parser.add_argument("folder", type=Path, nargs="?", help="what `backup` wrote")
    parser.add_argument(
        "--vault", type=Path, metavar="FILE", help="its vault, where that was kept elsewhere"
    )
    parser.add_argument(
        "--replace", action="store_true", help="also where a database or a vault is in place"
    )
    parser.add_argument(
        "--accept-older",
        action="store_true",
        help="go on with fewer records than are known, and have that put on record; without a "
        "folder: with the database that is in place",
    )


def run(args: argparse.Namespace) -> int:
    """Do it, and say what came of it."""
    if args.folder is None:
        return _accept(args)
    settings = read_settings()
    wanted = Wanted(args.folder, args.vault, args.replace, args.accept_older)
    found = restore(settings, wanted, system_clock, folders_of(settings.witnesses))
    _say(found)
    if settings.database_url.startswith("postgresql"):
        print("As the administrator, run now: python -m screening roles --app NAME")
        print("Then, as that account: python -m screening check")
    else:
        print("Run now: python -m screening migrate; then: python -m screening check")
    is_whole = found.signs and not (found.older or found.without_key or found.unknown)
    return YES if is_whole else NO


def _accept(args: argparse.Namespace) -> int:
    if not args.accept_older:
        raise NotValid({"folder": "Say which backup: python -m screening restore FOLDER"})
    settings = read_settings()
    with closing(open_older(settings)) as store:
        call = Call(store, OPERATOR, system_clock)
        found = accept_older(call, folders_of(settings.witnesses))
        if found is None:
            print("This is the newest log that is known: there is nothing to accept.")
            return YES
        erased, waiting = erasing.finish(call), erasing.waiting(call)
        end_everybodys(call)
        end_every_link(call)
    _say_older(found)
    _say_erased(erased, waiting)
    return NO


def _say(found: Restored) -> None:
    print(f"The backup is in place; its log has {found.records} records, and was verified.")
    _say_erased(found.erased, found.waiting)
    if found.aside:
        print(f"The database that was there is in {found.aside}. Remove it when all is well.")
    if found.unknown:
        print(
            "The database that was there cannot be read. If people were erased that the vault does "
            "not know of either, erase them again."
        )
    if found.without_key:
        print(
            f"Of {found.without_key} keys there is no trace in any vault: what is sealed under "
            "them cannot be read. Look for a newer vault before the service is used again."
        )
    if not found.signs:
        print(
            "The key of this log that signs checkpoints is in no vault any more, as after a change "
            "of key: nothing more can be signed with this backup. Look for a newer one."
        )
    if found.older:
        _say_older(found.older)


def _say_erased(people: int, waiting: int) -> None:
    print(f"People erased again, as they were erased before: {people}.")
    print(
        f"People whose erasure was confirmed and not begun: {waiting}. Holds put on vacancies "
        "since this copy was made are not in it. So nothing more is erased until a data protection "
        "officer has put them back and says so (their first page leads there), or an operator "
        "does: python -m screening let-erase"
    )


def _say_older(older: Older) -> None:
    print(older.why)
    print("That this was accepted is on the log, and is shown to officers and administrators.")
