"""`subject-access`: a copy for the person, private, whole, and never over another file unasked."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from screening.cli import subject_access
from screening.cli.main import MISUSED, NO, YES, main
from screening.domain.events import Event
from screening.store.ledger_store import open_records
from tests.services.town import Town


def copies(town: Town) -> int:
    """How many copies are on record."""
    with town.call("hugh").look() as work:
        records = open_records(work.session, work.vault)
    return sum(record.event == Event.SUBJECT_ACCESS_EXPORTED for record in records)


def test_a_copy_is_written(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "copy.zip"
    assert main(["subject-access", "lib-7/c-1", "--out", str(out), "--reason", "LIB-7/R-2"]) == YES
    said = capsys.readouterr().out
    assert sha256(out.read_bytes()).hexdigest() in said
    assert "Texts left out: " in said
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("lib-7-c-01.json"))["about"]["code"] == "C-01"
    with town.call("hugh").look() as work:
        last = open_records(work.session, work.vault)[-1]
    assert (last.actor_role, last.payload and last.payload["reason"]) == ("operator", "LIB-7/R-2")


def test_a_file_that_is_there_stays(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "copy.zip"
    out.write_text("mine")
    assert main(["subject-access", "LIB-7/C-01", "--out", str(out)]) == MISUSED
    assert "is there already" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert copies(town) == 0
    assert main(["subject-access", "LIB-7/C-01", "--out", str(out), "--force"]) == YES
    assert zipfile.is_zipfile(out)
    assert out.stat().st_mode & 0o077 == 0


def test_a_file_that_comes_meanwhile_stays(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, made = tmp_path / "copy.zip", subject_access.make_copy

    def made_slowly(*args: object) -> object:
        out.write_text("mine")
        return made(*args)

    monkeypatch.setattr(subject_access, "make_copy", made_slowly)
    assert main(["subject-access", "LIB-7/C-01", "--out", str(out)]) == MISUSED
    assert out.read_text() == "mine"
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.zip"]


@pytest.mark.parametrize("spelled", ["LIB-7/C-99", "LIB-8/C-01", "LIB-7", "0" * 32])
def test_a_candidate_that_is_not_there(town: Town, tmp_path: Path, spelled: str) -> None:
    out = tmp_path / "copy.zip"
    assert main(["subject-access", spelled, "--out", str(out)]) == NO
    assert not out.exists()
