"""Make the database and the vault, or bring them to the form that this release needs."""

import argparse

from screening.cli.main import YES
from screening.services.settings import read_settings
from screening.store.migrate import create, head


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing: it goes to the newest form."""


def run(_args: argparse.Namespace) -> int:
    """Prepare both; say where they are."""
    settings = read_settings()
    create(settings.database_url, settings.vault_url, settings.master_key).close()
    print(f"The database and the vault are ready, at revision {head()}.")
    return YES
