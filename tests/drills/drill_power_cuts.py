"""Power cuts under SQLite: what was acknowledged is there, whatever of the rest got to the disk.

Two counter-drills cut the power under a database that was told to be faster, and must find losses.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.drills.conftest import Site, Sums
from tests.drills.power import cut, record, record_first_start, started

RECORDINGS, CUTS = 10, 20
FASTER = 20
FIRST_STARTS = 40


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """Folders, one after another."""
    return (_made(tmp_path / f"after-{number}") for number in range(1000))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("seed", range(RECORDINGS))
def test_nothing_acknowledged_is_lost(
    sqlite_site: Site, tmp_path: Path, folders: Iterator[Path], sums: Sums, seed: int
) -> None:
    recording = record(tmp_path, sqlite_site.town, seed, threads=3, lives=5)
    random = Random(seed)
    for _ in range(CUTS):
        found = cut(recording, next(folders), random)
        sums.add("power cut, as the service runs", found)
        assert (found.lost, found.wrong) == ([], [])


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_faster_database_loses(
    sqlite_site: Site, tmp_path: Path, folders: Iterator[Path], sums: Sums, synchronous: str
) -> None:
    recording = record(tmp_path, sqlite_site.town, 1, threads=3, lives=5, synchronous=synchronous)
    random = Random(synchronous)
    found = [cut(recording, next(folders), random) for _ in range(FASTER)]
    for each in found:
        sums.add(f"power cut, synchronous={synchronous}", each)
    assert sum(bool(each.lost or each.wrong) for each in found) > FASTER // 2


def test_the_first_start(tmp_path: Path, folders: Iterator[Path], sums: Sums) -> None:
    """Where there was nothing: whoever starts again gets there."""
    recording = record_first_start(tmp_path)
    random = Random(3)
    for _ in range(FIRST_STARTS):
        found = cut(recording, next(folders), random, started)
        sums.add("power cut, the first start", found)
        assert found.wrong == []
