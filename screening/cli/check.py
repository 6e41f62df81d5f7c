"""Say what is wrong with this installation, in plain words. Exit status 0: nothing is."""

import argparse
import ctypes
import ctypes.util
from collections.abc import Callable, Iterable
from contextlib import closing
from textwrap import shorten

from screening.cli.main import NO, YES
from screening.domain.errors import PolicyInvalid, ScreeningError, SettingsInvalid
from screening.domain.people import CLOCK, OPERATOR
from screening.domain.policy import shipped_policy
from screening.gate.usable import check_usable
from screening.reports.fonts import missing_fonts
from screening.services.backups.older import open_newest
from screening.services.backups.staging import leftovers
from screening.services.call import Call
from screening.services.judging.wordings import checks_without
from screening.services.names_filled import count_without
from screening.services.opening import open_store, system_clock
from screening.services.outbox.channel import Channel, SendingFailed
from screening.services.outbox.channels import channel_of
from screening.services.reading.keeping.after_restoring import read_waits
from screening.services.reading.policy import read_policy_in_force
from screening.services.settings import ROOT, Settings, new_key, read_settings
from screening.store import grants, migrate
from screening.store.durable import not_durable

_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
"""What WeasyPrint needs of the machine: a library's name, and its package on Debian."""

_MOST_SAID = 8
_LONGEST = 200  # characters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Look at everything, or at the machine alone; or make a key."""
    parser.add_argument("--native", action="store_true", help="only what the machine lacks")
    parser.add_argument(
        "--reach", action="store_true", help="also see whether messages can leave, sending none"
    )
    parser.add_argument("--new-key", action="store_true", help="print a fresh key and stop")


def run(args: argparse.Namespace) -> int:
    """Print a line for each thing looked at, and one for each problem."""
    if args.new_key:
        print(new_key())
        return YES
    machine = {"Libraries": missing_libraries(), "Fonts for reports": missing_fonts()}
    good = [_say(what, said) for what, said in machine.items() if said or not args.native]
    if not args.native:
        good += [_say("Policy", _policy()), _say("Pages", _pages()), *_installation(args.reach)]
    return YES if all(good) else NO


def missing_libraries() -> list[str]:
    """A sentence for each library that PDF reports need and that is not there."""
    return [
        f"The library {name} is missing: on Debian, apt-get install {package}"
        for name, package in _LIBRARIES.items()
        if not _loads(name)
    ]


def _loads(name: str) -> bool:
    for file in (f"lib{name}.so.0", ctypes.util.find_library(name)):
        try:
            if file:
                ctypes.CDLL(file)
                return True
        except OSError:
            continue
    return False


def _installation(reach: bool) -> list[bool]:
    """Settings, and what can be looked at only when those are good."""
    try:
        settings = read_settings()
    except SettingsInvalid as error:
        return [_say("Settings", error.problems)]
    if settings.notice:
        print(settings.notice)
    return [
        _say("Settings", []),
        _say("Database", _asked(lambda: _prepared(settings.database_url))),
        *_rights(settings),
        _say("Keys and vault", _asked(lambda: _opens(settings))),
        _say("Policy in force", _asked(lambda: _judges(settings))),
        _say("Recycled wording", _asked(lambda: _unread(settings))),
        _say("Finding people by name", _asked(lambda: _unnamed(settings))),
        _messages(settings, reach),
        _erasing(settings),
    ]


def _prepared(url: str) -> list[str]:
    return [*migrate.check(url), *not_durable(url)]


def _rights(settings: Settings) -> list[bool]:
    """Only a server has accounts whose rights can be looked at."""
    if not settings.database_url.startswith("postgresql"):
        return []
    return [_say("Rights in the database", _asked(lambda: grants.check(settings.database_url)))]


def _opens(settings: Settings) -> list[str]:
    open_newest(settings).close()
    return [
        f"A restore was interrupted and left {path}, which may hold keys: run it again, or remove "
        "that file."
        for path in leftovers(settings)
    ]


def _judges(settings: Settings) -> list[str]:
    """Whether this release can judge by the policy that the database says is in force."""
    with closing(open_store(settings)) as store:
        check_usable(read_policy_in_force(Call(store, CLOCK, system_clock)))
    return []


def _unread(settings: Settings) -> list[str]:
    with (
        closing(open_store(settings)) as store,
        Call(store, CLOCK, system_clock).look() as work,
    ):
        count = len(checks_without(work.session))
    if not count:
        return []
    return [
        f"Not all wording can be found again ({count} checks). Run: python -m screening migrate"
    ]


def _unnamed(settings: Settings) -> list[str]:
    with (
        closing(open_store(settings)) as store,
        Call(store, CLOCK, system_clock).look() as work,
    ):
        count = count_without(work.session)
    if not count:
        return []
    return [f"Not everybody can be found by name ({count}). Run: python -m screening migrate"]


def _messages(settings: Settings, reach: bool) -> bool:
    """By what messages leave the service. It is spoken to only where that is asked for."""
    channel = channel_of(settings.sending, system_clock)
    if channel is None:
        print("Messages: none leave the service; people are told in its pages alone")
        return True
    good = _say("Messages", _reached(channel) if reach else [])
    print(f"  They leave by {channel.name}, and lead to {settings.address}")
    if not reach:
        print("  Whether it answers was not tried: python -m screening check --reach")
    return good


def _reached(channel: Channel) -> list[str]:
    try:
        channel.reach()
    except SendingFailed as failed:
        return [str(failed)]
    return []


def _erasing(settings: Settings) -> bool:
    """That erasing waits after a restore is no fault, and has to be seen to all the same."""
    try:
        with closing(open_store(settings)) as store:
            waits = read_waits(Call(store, OPERATOR, system_clock)) is not None
    except ScreeningError:
        return True  # said above
    if waits:
        print(
            "Erasing: waits until a data protection officer has put holds back after a restore and "
            "says so, or: python -m screening let-erase"
        )
    return True


def _asked(question: Callable[[], list[str]]) -> list[str]:
    try:
        return question()
    except SettingsInvalid as error:
        return error.problems
    except PolicyInvalid as error:
        return list(error.problems)
    except ScreeningError as error:
        return [str(error)]


def _policy() -> list[str]:
    try:
        shipped_policy()
    except PolicyInvalid as error:
        return [str(error)]
    return []


def _pages() -> list[str]:
    built = (ROOT / "static" / "build" / "app.css").is_file()
    return [] if built else ["Their style has not been built. Run: make setup"]


def _say(what: str, problems: Iterable[str]) -> bool:
    found = list(problems)
    print(f"{what}: {'good' if not found else 'needs attention'}")
    for problem in found[:_MOST_SAID]:
        print(f"  - {shorten(problem, _LONGEST)}")
    if len(found) > _MOST_SAID:
        print(f"  - and {len(found) - _MOST_SAID} more")
    return not found
