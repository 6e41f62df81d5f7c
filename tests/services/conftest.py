"""A town over a database: SQLite's, or over each kind where a test is marked ``on_both``."""

import pytest

from screening.store.store import Store
from tests.chosen import database_url, pytest_generate_tests
from tests.reported import quick_reports
from tests.services.town import Town, populated

__all__ = ["database_url", "pytest_generate_tests", "quick_reports"]


@pytest.fixture
def town(store: Store) -> Town:
    """People of every role, and a clock that obeys."""
    return populated(store)
