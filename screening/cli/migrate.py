"""Make the database and the vault, or bring them to the form that this release needs."""

import argparse

from screening.services.opening import prepare_store
from screening.services.settings import read_settings
from screening.store.migrate import head


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing: it goes to the newest form."""


def run(_args: argparse.Namespace) -> int:
    """Prepare both; say where they are."""
    settings = read_settings()
    prepare_store(settings).close()
    print(f"The database and the vault are ready, at revision {head()}.")
    return 0
