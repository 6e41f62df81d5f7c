"""A town with a report to make, on each kind of database."""

import pytest

from screening.services import reporting
from screening.store.store import Store
from tests.reported import quick_reports
from tests.services.town import Town, populated

__all__ = ["quick_reports"]


@pytest.fixture
def town(store: Store) -> Town:
    """People of every role, and a clock that obeys."""
    return populated(store)


@pytest.fixture
def asked(town: Town) -> str:
    """A vacancy whose report was asked for, and is not made yet."""
    vacancy = town.vacancy()
    reporting.request_report(town.call("edith"), vacancy)
    return vacancy
