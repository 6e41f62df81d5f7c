"""The pages, over a store of their own, and a visitor who looks at each of them closely."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from screening.services.call import Clock
from screening.services.opening import system_clock
from screening.services.settings import Settings, read_settings
from screening.store.store import Store
from screening.web import create_app
from tests.accounts import Council
from tests.chosen import database_url, pytest_generate_tests
from tests.services.town import populated
from tests.web.compiled import remembering
from tests.web.page import Visitor
from tests.web.people import Townhall
from tests.web.townspeople import TownPages

__all__ = ["database_url", "pytest_generate_tests"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As a developer's machine has them."""
    return read_settings({"SCREENING_INSTANCE": str(tmp_path)})


@pytest.fixture
def app(settings: Settings, store: Store) -> Flask:
    """The application."""
    return made(settings, store)


@pytest.fixture
def shell(settings: Settings, sqlite_store: Store) -> Flask:
    """The application for tests of what has nothing to do with the database."""
    return made(settings, sqlite_store)


@pytest.fixture
def townhall(settings: Settings, council: Council) -> Townhall:
    """The pages over a council's store, by the council's clock, with people to sign in."""
    return Townhall(made(settings, council.store, council.clock), council)


@pytest.fixture
def pages(settings: Settings, store: Store) -> TownPages:
    """The pages over a town, with its people signed in."""
    town = populated(store)
    return TownPages(made(settings, store, town.clock), town)


def made(settings: Settings, store: Store, clock: Clock = system_clock) -> Flask:
    """An application in which an unknown page of ours raises as it does for visitors."""
    return remembering(create_app(settings, store, clock))


@pytest.fixture
def visitor(app: Flask) -> Callable[[], Visitor]:
    """Makes a visitor with a browser of their own."""
    return lambda: Visitor(app)


@pytest.fixture(autouse=True)
def nothing_went_wrong(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which a page had an unknown name or a fault of ours; it may clear the log."""
    yield
    complaints = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.ERROR and record.name.startswith("screening.")
    ]
    assert complaints == []
