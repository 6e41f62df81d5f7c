"""Make the database and the vault, or bring them to the form that this release needs.

Requests that an earlier release submitted are read once more, so that recycled wording is found
among them. Interrupted there, it goes on when it is run again.
"""

import argparse
from contextlib import closing

from screening.cli.main import YES
from screening.domain.people import CLOCK
from screening.services.call import Call
from screening.services.judging.wordings import fill
from screening.services.opening import system_clock
from screening.services.settings import read_settings
from screening.store.migrate import create
from screening.store.revisions import head


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing: it goes to the newest form."""


def run(_args: argparse.Namespace) -> int:
    """Prepare both; say where they are."""
    settings = read_settings()
    store = create(settings.database_url, settings.vault_url, settings.master_key)
    with closing(store):
        read = fill(Call(store, CLOCK, system_clock))
    if read:
        print(f"Earlier requests were read, to find recycled wording by: {read}.")
    print(f"The database and the vault are ready, at revision {head()}.")
    return YES
