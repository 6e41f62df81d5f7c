"""`rotate-master-key`: where the new key comes from, and what is said of it."""

from contextlib import closing
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, NO, YES, main
from screening.services.opening import open_store
from screening.services.settings import new_key, read_settings


def test_a_key_from_the_environment(
    instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = new_key()
    monkeypatch.setenv("SCREENING_NEW_MASTER_KEY", fresh)
    for _time in range(2):
        assert main(["rotate-master-key"]) == YES
        said = capsys.readouterr().out
        assert "wrapped with the master key" in said
        assert fresh not in said
    assert main(["ledger", "keys"]) == MISUSED
    assert "an earlier one" in capsys.readouterr().err
    monkeypatch.setenv("SCREENING_MASTER_KEY", fresh)
    open_store(read_settings()).close()
    assert main(["rotate-master-key"]) == YES


def test_a_key_in_a_file(
    instance: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    out = tmp_path / "new.key"
    for _time in range(2):
        assert main(["rotate-master-key", "--out", str(out)]) == YES
    assert out.stat().st_mode & 0o777 == 0o600
    fresh = out.read_text().strip()
    assert fresh not in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("new")] == ["new.key"]
    monkeypatch.setenv("SCREENING_MASTER_KEY", fresh)
    open_store(read_settings()).close()


@pytest.mark.parametrize("given", ["", "0", "g" * 64, "A" * 64, "0" * 63])
def test_what_is_no_key(
    instance: Path, tmp_path: Path, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new.key"
    out.write_text(given)
    assert main(["rotate-master-key", "--out", str(out)]) == MISUSED
    assert "64 hexadecimal digits" in capsys.readouterr().err
    assert out.read_text() == given
    open_store(read_settings()).close()


def test_one_way_or_the_other(
    instance: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rotate-master-key"]) == MISUSED
    assert "SCREENING_NEW_MASTER_KEY" in capsys.readouterr().err
    monkeypatch.setenv("SCREENING_NEW_MASTER_KEY", new_key())
    assert main(["rotate-master-key", "--out", str(tmp_path / "new.key")]) == MISUSED
    assert not (tmp_path / "new.key").exists()
    monkeypatch.setenv("SCREENING_NEW_MASTER_KEY", "secret")
    assert main(["rotate-master-key"]) == MISUSED
    assert "64 hexadecimal" in capsys.readouterr().err


def test_no_key_is_made_for_a_vault_that_does_not_open(
    instance: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCREENING_MASTER_KEY", new_key())
    assert main(["rotate-master-key", "--out", str(tmp_path / "new.key")]) == MISUSED
    assert not (tmp_path / "new.key").exists()


def test_a_service_that_runs_is_in_the_way(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new.key"
    with closing(open_store(read_settings())) as store:
        store.vault.refresh()
        assert main(["rotate-master-key", "--out", str(out)]) == NO
    assert "Stop the service" in capsys.readouterr().err
    assert main(["rotate-master-key", "--out", str(out)]) == YES
