"""`disagreements`: cases for whoever mends the gate, and what is said beside them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, YES, main
from screening.domain.words import ShouldBe
from screening.services.missed import Missed, report_missed
from screening.services.opening import open_store
from screening.services.settings import read_settings
from tests.services.town import Town, populated


@pytest.fixture
def town(instance: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """An instance in which an officer marked something as missed."""
    monkeypatch.setenv("SCREENING_ORGANISATION", "Quillmere Council")
    store = open_store(read_settings())
    town = populated(store)
    check = town.submitted(town.vacancy())
    missed = Missed("fishing", "request.question")
    why = "Oglethorpe of Quillmere thinks so."
    report_missed(town.call("edith"), check, 1, missed, ShouldBe.BLOCK, why)
    yield town
    store.close()


@pytest.mark.usefixtures("town")
def test_a_file_that_evaluate_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "cases.jsonl"
    capsys.readouterr()
    assert main(["disagreements", "--out", str(out)]) == YES
    said = capsys.readouterr()
    assert said.out == ""
    assert "1 cases were written." in said.err
    assert "A person must read them before they leave the house." in said.err
    assert out.stat().st_mode & 0o077 == 0
    [line] = out.read_text("utf-8").splitlines()
    assert json.loads(line)["label"] == {"verdict": "block", "reasons": ["fishing"]}
    assert "Quillmere" not in line
    assert main(["evaluate", str(out)]) == YES
    assert "block recall  0/1" in capsys.readouterr().out


@pytest.mark.usefixtures("town")
def test_standard_output_holds_the_cases_and_nothing_else(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    capsysbinary.readouterr()
    assert main(["disagreements"]) == YES
    said = capsysbinary.readouterr()
    [line] = said.out.splitlines()
    assert json.loads(line)["request"]
    assert b"These words may be names: " in said.err


def test_a_place_that_cannot_be_written_is_said_before_anything_is_on_record(
    town: Town, tmp_path: Path
) -> None:
    with town.call("edith").look() as work:
        before = work.session.connection().exec_driver_sql("SELECT count(*) FROM record").scalar()
    assert main(["disagreements", "--out", str(tmp_path / "no" / "cases.jsonl")]) == MISUSED
    with town.call("edith").look() as work:
        after = work.session.connection().exec_driver_sql("SELECT count(*) FROM record").scalar()
    assert before == after
