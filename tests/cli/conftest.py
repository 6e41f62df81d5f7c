"""An installation of a test's own, made by the commands themselves."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screening.cli.main import YES, main
from screening.services.opening import open_store
from screening.services.settings import read_settings
from tests.services.town import Town, populated


@pytest.fixture(scope="session")
def prepared_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation as ``migrate`` makes it in development, to be copied."""
    folder = tmp_path_factory.mktemp("prepared") / "instance"
    with pytest.MonkeyPatch.context() as patch:
        _alone(patch, folder)
        assert main(["migrate"]) == YES
    return folder


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch, prepared_instance: Path, tmp_path: Path) -> Path:
    """The folder of a prepared installation, whose keys were made in development."""
    folder = shutil.copytree(prepared_instance, tmp_path / "instance")
    _alone(monkeypatch, folder)
    return folder


def _alone(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nothing be set but where the installation is."""
    for name in [name for name in os.environ if name.startswith("SCREENING_")]:
        patch.delenv(name)
    patch.setenv("SCREENING_INSTANCE", str(folder))


@pytest.fixture
def town(instance: Path) -> Iterator[Town]:
    """In the installation a vacancy LIB-7 and a check in it, a month ago."""
    store = open_store(read_settings())
    town = populated(store)
    town.now = datetime.now(UTC) - timedelta(days=30)
    town.submitted(town.vacancy())
    yield town
    store.close()
