"""An installation of a test's own, made by the commands themselves."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screening.cli.main import YES, main
from screening.services.opening import open_store
from screening.services.settings import read_settings
from tests.services.town import Town, populated


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a prepared installation, whose keys were made in development."""
    for name in [name for name in os.environ if name.startswith("SCREENING_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SCREENING_INSTANCE", str(tmp_path / "instance"))
    assert main(["migrate"]) == YES
    return tmp_path / "instance"


@pytest.fixture
def town(instance: Path) -> Iterator[Town]:
    """In the installation a vacancy LIB-7 and a check in it, a month ago."""
    store = open_store(read_settings())
    town = populated(store)
    town.now = datetime.now(UTC) - timedelta(days=30)
    town.submitted(town.vacancy())
    yield town
    store.close()
