"""What ``drill_power_cuts`` does, a few times; and that a cut under a faster database is seen."""

from pathlib import Path
from random import Random

import pytest

from tests.drills.conftest import Site
from tests.drills.power import DATABASE, VAULT, Recording, cut, record
from tests.drills.vfs import Cut, Sync, Told, Write

CUTS = 10


def cuts(recording: Recording, folder: Path) -> list[tuple[bool, bool]]:
    """Whether each of some cuts lost or broke anything."""
    random, found = Random(4), []
    for number in range(CUTS):
        (folder / str(number)).mkdir()
        one = cut(recording, folder / str(number), random)
        found.append((bool(one.lost), bool(one.wrong)))
    return found


def test_nothing_acknowledged_is_lost(sqlite_site: Site, tmp_path: Path) -> None:
    recording = record(tmp_path, sqlite_site.town, 1, threads=2, lives=2)
    assert len(recording.told(len(recording.notes))) > 40
    whole = recording.disk(len(recording.notes), Random(0), 1.0)
    assert whole == {name: (tmp_path / name).read_bytes() for name in (DATABASE, VAULT)}
    assert cuts(recording, tmp_path) == [(False, False)] * CUTS


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_faster_database_loses(sqlite_site: Site, tmp_path: Path, synchronous: str) -> None:
    town = sqlite_site.town
    recording = record(tmp_path, town, 1, threads=1, lives=2, synchronous=synchronous)
    assert any(lost or wrong for lost, wrong in cuts(recording, tmp_path))


def test_what_is_on_the_disk() -> None:
    """What was synced is there; of the rest, the sectors that luck has it."""
    old, new = b"o" * 1024, b"n" * 700
    notes = [Write("f", 0, old), Sync("f", 1), Told("old"), Write("f", 300, new), Cut("f", 600)]
    recording = Recording({}, notes)
    assert recording.told(5) == ["old"]
    assert recording.disk(1, Random(1), 0.0) == {}
    assert recording.disk(5, Random(1), 0.0) == {"f": old}
    assert recording.disk(4, Random(1), 1.0) == {"f": old[:300] + new + old[1000:]}
    assert recording.disk(5, Random(1), 1.0) == {"f": old[:300] + new[:300]}
    torn = {recording.disk(4, Random(seed), 0.5)["f"] for seed in range(40)}
    assert old[:300] + new[:212] + old[512:] in torn  # the first sector of two
    assert len(torn) == 4
