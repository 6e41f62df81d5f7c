"""Make the database and the vault, or bring them to the form that this release needs.

Requests that an earlier release submitted are read once more, so that recycled wording is found
among them; and so are names, so that people are found by them. Interrupted there, it goes on when
it is run again.
"""

import argparse
from contextlib import closing

from screening.cli.main import YES
from screening.domain.people import CLOCK
from screening.services import names_filled
from screening.services.call import Call
from screening.services.judging import wordings
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
        call = Call(store, CLOCK, system_clock)
        read, named = wordings.fill(call), names_filled.fill(call)
    if read:
        print(f"Earlier requests were read, to find recycled wording by: {read}.")
    if named:
        print(f"Earlier names were read, to find people by: {named}.")
    print(f"The database and the vault are ready, at revision {head()}.")
    return YES
