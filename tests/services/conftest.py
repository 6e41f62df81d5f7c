"""A town over each kind of database."""

import pytest

from screening.store.store import Store
from tests.services.town import Town, populated


@pytest.fixture
def town(store: Store) -> Town:
    """People of every role, and a clock that obeys."""
    return populated(store)
