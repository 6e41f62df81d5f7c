"""Opening what the settings name: how web, workers and commands get at the store."""

from datetime import UTC, datetime

from screening.services.settings import Settings
from screening.store.store import Store


def open_store(settings: Settings) -> Store:
    """The store, open. Raises SettingsInvalid when it was never prepared, or the key is wrong."""
    return Store.open(settings.database_url, settings.vault_url, settings.master_key)


def system_clock() -> datetime:
    """The aware moment that it is now."""
    return datetime.now(UTC)
