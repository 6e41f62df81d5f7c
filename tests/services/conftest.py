"""A town over each kind of database."""

import pytest

from screening.store.store import Store
from tests.reported import quick_reports
from tests.services.town import Town, populated

__all__ = ["quick_reports"]


@pytest.fixture
def town(store: Store) -> Town:
    """People of every role, and a clock that obeys."""
    return populated(store)
