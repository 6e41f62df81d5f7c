"""Do the work that happens later, until told to end: reports, letters, lapses, erasures.

One worker for one installation is enough. A job under way at SIGTERM or Ctrl-C is done first.
"""

import argparse
import signal
from contextlib import closing
from threading import Event
from types import FrameType

from screening.cli.main import ENDING_SIGNALS, YES
from screening.jobs.worker import Worker
from screening.services.backups.older import open_newest
from screening.services.kept_settings.organisation import start_of
from screening.services.logs import set_up_logs
from screening.services.opening import system_clock
from screening.services.outbox.channels import channel_of
from screening.services.settings import read_settings
from screening.services.witnesses.leaving import witnesses_of


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing: it does whatever there is."""


def run(_args: argparse.Namespace) -> int:
    """Work until a signal says to end."""
    settings = read_settings()
    set_up_logs()
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in ENDING_SIGNALS:
        signal.signal(number, end)
    with closing(open_newest(settings)) as store:
        keepers = witnesses_of(settings.witnesses, settings.mail, settings.timestamp_roots)
        Worker(
            store,
            start_of(settings),
            keepers=keepers,
            channel=channel_of(settings.sending, system_clock),
            address=settings.address,
            quiet_hours=settings.quiet_hours,
        ).work(stop)
    return YES
