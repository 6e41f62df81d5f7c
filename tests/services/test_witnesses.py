"""Checkpoints are left with witnesses; what goes wrong with one is seen, and tried again."""

import stat
from pathlib import Path

import pytest

from screening.domain.errors import NotAllowed, SealBroken
from screening.jobs.worker import Worker
from screening.ledger.compare import read_kept
from screening.services import checkpointing
from screening.services.reading.administration.witnesses import WitnessRow, list_witnesses
from screening.services.witnesses import folder as folder_module
from screening.services.witnesses import leaving
from screening.services.witnesses.folder import Folder
from screening.services.witnesses.leaving import witnesses_of
from screening.services.witnesses.witness import WitnessFailed
from tests.databases import on_both
from tests.reported import ORGANISATION
from tests.services.town import MONDAY, Town

NOTE = f"screening/{'d' * 32}\n7\nroot\n\n\u2014 name signature\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "write-once"
    path.mkdir()
    return path


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def rows(town: Town) -> dict[str, WitnessRow]:
    return {row.name: row for row in list_witnesses(town.call("edith"))}


def test_each_checkpoint_is_a_file_and_stays(folder: Path) -> None:
    witness = Folder(folder)
    witness.leave(NOTE, 7, MONDAY)
    witness.leave(NOTE, 7, MONDAY)
    assert files(folder) == {f"screening-{'d' * 32}-000000000007.checkpoint": NOTE}
    with pytest.raises(WitnessFailed, match="Another checkpoint of the same size"):
        witness.leave(NOTE.replace("root", "toor"), 7, MONDAY)
    assert list(files(folder).values()) == [NOTE]


def test_a_file_that_was_half_written_is_written_again_beside_it(folder: Path) -> None:
    half = folder / f"screening-{'d' * 32}-000000000007.checkpoint"
    half.write_text(NOTE[:20], encoding="utf-8")
    Folder(folder).leave(NOTE, 7, MONDAY)
    assert sorted(files(folder).values()) == sorted([NOTE[:20], NOTE])
    Folder(folder).leave(NOTE, 7, MONDAY)
    assert len(files(folder)) == 2


def test_where_nothing_whole_can_be_written_it_says_so(folder: Path) -> None:
    for number in ("", *(f"-{each}" for each in range(2, 9))):
        (folder / f"screening-{'d' * 32}-000000000007{number}.checkpoint").touch()
    with pytest.raises(WitnessFailed, match="written in part"):
        Folder(folder).leave(NOTE, 7, MONDAY)


@on_both
def test_the_newest_is_left_with_everyone(town: Town, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "auditor"
    other.mkdir()
    keepers = witnesses_of([f"folder:{folder}", f"folder:{other}"])
    leaving.leave(town.call("hugh"), keepers)
    assert {row.left_at for row in rows(town).values()} == {None}
    town.vacancy()
    size = checkpointing.make(town.call("hugh"))
    leaving.leave(town.call("hugh"), keepers)
    assert files(folder) == files(other)
    [note] = files(folder).values()
    assert read_kept(note).checkpoint.size == size
    assert rows(town)[f"folder:{folder}"] == WitnessRow(
        f"folder:{folder}", size, town.now, since=None, problem=""
    )


@on_both
def test_a_witness_that_fails_is_shown_and_tried_again(
    town: Town, folder: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "not mounted"
    keepers = witnesses_of([f"folder:{missing}", f"folder:{folder}"])
    town.vacancy()
    checkpointing.make(town.call("hugh"))
    began = town.now
    leaving.leave(town.call("hugh"), keepers)
    town.wait(minutes=1)
    leaving.leave(town.call("hugh"), keepers)
    failing = rows(town)[f"folder:{missing}"]
    assert (failing.since, failing.left_at, failing.size) == (began, None, 0)
    assert failing.problem == "Nothing can be written there: No such file or directory."
    assert list_witnesses(town.call("alan"))[0] == failing
    assert len(files(folder)) == 1
    missing.mkdir()
    leaving.leave(town.call("hugh"), keepers)
    assert rows(town)[f"folder:{missing}"].since is None
    assert files(missing) == files(folder)


@on_both
def test_a_witness_that_is_named_no_more_is_shown_no_more(town: Town, folder: Path) -> None:
    leaving.leave(town.call("hugh"), witnesses_of([f"folder:{folder}"]))
    assert rows(town)
    leaving.leave(town.call("hugh"), ())
    assert rows(town) == {}


@pytest.mark.parametrize("name", ["mara", "hugh", "dara"])
def test_only_administrators_and_equality_officers_are_shown(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        list_witnesses(town.call(name))


def test_what_is_left_can_be_read_by_whoever_keeps_it(folder: Path) -> None:
    Folder(folder).leave(NOTE, 7, MONDAY)
    [path] = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) & stat.S_IROTH


def test_a_folder_that_was_full_has_room_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(folder_module, "_make_sure", full)
        for _ in range(10):
            with pytest.raises(WitnessFailed, match="No space left"):
                Folder(folder).leave(NOTE, 7, MONDAY)
    Folder(folder).leave(NOTE, 7, MONDAY)
    assert list(files(folder).values()) == [NOTE]


@on_both
def test_where_nothing_can_be_signed_that_is_shown_until_it_can(
    town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.vacancy()
    checkpointing.make(town.call("hugh"))
    worker = Worker(town.store, ORGANISATION, town.clock, keepers=[Folder(folder)])

    def lost(*_args: object) -> None:
        raise SealBroken("The key is lost.")

    with monkeypatch.context() as broken:
        broken.setattr(checkpointing, "tick", lost)
        worker.tick()
        worker.tick()
    [first, second] = list_witnesses(town.call("edith"))
    assert (first.name, first.since, first.problem) == (
        leaving.SIGNING,
        town.now,
        "The key is lost.",
    )
    assert second.size > 0, "what was signed before is left all the same"
    worker.tick()
    assert list(rows(town)) == [f"folder:{folder}"]
