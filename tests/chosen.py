"""For rooms whose tests run on SQLite, and on PostgreSQL too where one is marked ``on_both``.

With ``pytest --both`` all of them run on both.
"""

import pytest

from tests.databases import KINDS, address_on


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a prepared database, of SQLite's where nothing else is asked for."""
    return address_on(request, getattr(request, "param", "sqlite"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test twice that is not marked, when all are to."""
    marks = metafunc.definition.iter_markers("parametrize")
    marked = any(mark.args[0] == "database_url" for mark in marks)
    if metafunc.config.getoption("both") and "database_url" in metafunc.fixturenames and not marked:
        metafunc.parametrize("database_url", KINDS, indirect=True)
