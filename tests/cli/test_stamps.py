"""`ledger stamps`: what an inspector needs to see when each checkpoint was there, as files."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, NO, YES, main
from screening.services import checkpointing
from screening.services.opening import open_store
from screening.services.settings import read_settings
from screening.services.witnesses import leaving
from screening.services.witnesses.timestamp import Authority
from tests.services.authority import StampingAuthority, authority, is_good
from tests.services.town import Town, populated

__all__ = ["authority"]


@pytest.fixture
def town(instance: Path) -> Iterator[Town]:
    """An instance of the command line's own."""
    store = open_store(read_settings())
    town = populated(store)
    town.now = datetime.now(UTC)
    yield town
    store.close()


def test_where_there_is_none_it_says_so(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "stamps", str(tmp_path / "stamps")]) == NO
    assert "No checkpoint has a time-stamp." in capsys.readouterr().out
    assert not (tmp_path / "stamps").exists()
    (tmp_path / "file").touch()
    assert main(["ledger", "stamps", str(tmp_path / "file")]) == MISUSED
    assert "is a file. Name a folder." in capsys.readouterr().err


def test_each_pair_is_good_by_openssl_and_by_verify(
    town: Town, authority: StampingAuthority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roots = (authority.root.certificate,)
    keepers = [Authority(authority.url, roots), Authority(f"{authority.url}/another", roots)]
    town.vacancy()
    checkpointing.make(town.call("hugh"))
    leaving.leave(town.call("hugh"), keepers)
    folder, export = tmp_path / "stamps", tmp_path / "log.jsonl"
    for _again in range(2):
        assert main(["ledger", "stamps", str(folder)]) == YES
    said = capsys.readouterr().out
    assert f"2 time-stamps were written to {folder}" in said
    files = sorted(folder.iterdir())
    assert [path.suffix for path in files] == [".checkpoint", ".tsr"] * 2
    assert files[0].stem == f"{files[2].stem}-2", "two authorities stamped the same one"
    assert main(["ledger", "export", str(export)]) == YES
    for checkpoint, stamp in zip(files[::2], files[1::2], strict=True):
        assert checkpoint.stem == stamp.stem
        assert is_good(checkpoint, stamp, authority.roots)
        assert main(["verify", str(export), "--receipt", str(checkpoint)]) == YES
        assert checkpoint.stat().st_mode & 0o077 == 0
