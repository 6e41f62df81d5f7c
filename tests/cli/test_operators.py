"""`report`, `erase` and `worker`: the same services, for whoever has the command line."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from screening.cli.main import MISUSED, NO, YES, main
from screening.domain.words import ErasedBecause
from screening.services import reporting
from screening.services.erasure import holds
from screening.services.job_queue import STALE, JobState
from screening.services.reading.keeping.erasure import list_to_confirm, read_erasure
from screening.services.reading.report.editions import EditionShown, read_editions
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.settings import ROOT
from screening.store import sweeping
from tests.reported import quick_reports, worker_of
from tests.services.town import QUOTE, Town

__all__ = ["quick_reports"]


def editions(town: Town, vacancy: str) -> tuple[EditionShown, ...]:
    """The editions of the report, newest first."""
    return read_editions(town.call("edith"), vacancy).editions


def test_a_report_is_written(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.pdf"
    assert main(["report", "lib-7", "--out", str(out)]) == YES
    said = capsys.readouterr().out
    assert "Edition 1 was written" in said
    assert sha256(out.read_bytes()).hexdigest() in said
    assert out.stat().st_mode & 0o077 == 0
    with pypdfium2.PdfDocument(out) as pdf:
        words = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "operator at the command line" in words
    assert "Harbour Museum" in words
    again = tmp_path / "again.pdf"
    assert main(["report", "LIB-7", "--out", str(again)]) == YES
    assert again.read_bytes() == out.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.p*")) == ["again.pdf", "report.pdf"]


@pytest.mark.usefixtures("quick_reports")
def test_a_report_in_welsh_is_another_edition(town: Town, tmp_path: Path) -> None:
    in_welsh = ["report", "LIB-7", "--language", "cy", "--out"]
    assert main([*in_welsh, str(tmp_path / "cy.pdf")]) == YES
    assert main(["report", "LIB-7", "--out", str(tmp_path / "en.pdf")]) == YES
    assert main([*in_welsh, str(tmp_path / "again.pdf")]) == YES
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "cy.pdf").read_bytes()
    assert b"Gwiriad 1" in (tmp_path / "cy.pdf").read_bytes()
    with pytest.raises(SystemExit) as misused:
        main(["report", "LIB-7", "--language", "fr", "--out", str(tmp_path / "fr.pdf")])
    assert misused.value.code == MISUSED


def test_a_vacancy_that_is_not_there(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "LIB-8", "--out", str(tmp_path / "report.pdf")]) == NO
    assert "no vacancy of that reference" in capsys.readouterr().err
    assert not (tmp_path / "report.pdf").exists()


def test_a_place_that_cannot_be_written(town: Town, tmp_path: Path) -> None:
    assert main(["report", "LIB-7", "--out", str(tmp_path / "no" / "report.pdf")]) == MISUSED
    with pytest.raises(SystemExit) as misused:
        main(["report", "LIB-7"])
    assert misused.value.code == MISUSED


@pytest.mark.parametrize("spelled", ["LIB-7/C-01", "lib-7/c-1"])
def test_erasing_is_proposed_and_waits_for_a_second_person(
    town: Town, spelled: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = ["erase", spelled, "--because", "retention-over", "--why", "It is time."]
    assert main(arguments) == YES
    assert "Nothing is destroyed yet" in capsys.readouterr().out
    [row] = list_to_confirm(town.call("hetty"))
    waiting = read_erasure(town.call("hetty"), row.candidate_ref).waiting
    assert waiting is not None
    assert (waiting.because, waiting.why) == (ErasedBecause.RETENTION_OVER, "It is time.")
    assert waiting.by == "operator at the command line"
    assert main(arguments) == NO
    assert "proposed already" in capsys.readouterr().err
    assert town.confirm_erasure(row.candidate_ref, by="hetty")
    for path in (tmp_path / "instance").iterdir():
        assert QUOTE.encode() not in path.read_bytes()
    assert main(["erase", spelled]) == YES
    assert "can no longer be read" in capsys.readouterr().out


def test_a_ref_will_do(town: Town) -> None:
    candidate = town.candidate(town.vacancy("HSG-1"))
    assert main(["erase", candidate]) == YES
    assert read_candidate(town.call("hugh"), candidate).erased_at is None
    assert [row.candidate_ref for row in list_to_confirm(town.call("hugh"))] == [candidate]


def test_nothing_is_proposed_while_a_hold_stands(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    vacancy = town.vacancy("HSG-1")
    candidate = town.candidate(vacancy)
    holds.place(town.call("dara"), vacancy, "A claim.")
    assert main(["erase", candidate]) == NO
    assert "A hold is on this vacancy" in capsys.readouterr().err


@pytest.mark.parametrize(
    "spelled", ["LIB-7/C-99", f"LIB-7/C-{10**20}", "LIB-8/C-01", "LIB-7", "0" * 32, "/", "C-01"]
)
def test_a_candidate_that_is_not_there(town: Town, spelled: str) -> None:
    assert main(["erase", spelled]) == NO


def test_files_that_somebody_reads_are_said(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    candidate = town.candidate(town.vacancy("HSG-1"))
    town.erase(candidate)
    monkeypatch.setattr(sweeping, "flush", lambda _store, **_how: False)
    assert main(["erase", candidate]) == NO
    assert "Run this again" in capsys.readouterr().out


def test_no_reason_of_ones_own(town: Town) -> None:
    with pytest.raises(SystemExit) as misused:
        main(["erase", "LIB-7/C-01", "--because", "before"])
    assert misused.value.code == MISUSED


def test_a_worker_makes_the_report_and_ends_when_told(town: Town) -> None:
    vacancy = town.vacancy("ENV-1")
    reporting.request_report(town.call("edith"), vacancy)
    worker = subprocess.Popen(
        [sys.executable, "-m", "screening", "worker"], cwd=ROOT, env=os.environ.copy()
    )
    try:
        for _look in range(300):
            if editions(town, vacancy)[0].ready:
                break
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(15) == 0
    finally:
        worker.kill()
        worker.wait()
    assert editions(town, vacancy)[0].ready


def test_a_killed_workers_report_is_made_by_the_next(town: Town) -> None:
    """The first claims the job and is killed; the next finds it silent, later."""
    vacancy = town.vacancy("ENV-1")
    reporting.request_report(town.call("edith"), vacancy)
    first = subprocess.Popen(
        [sys.executable, "-m", "screening", "worker"], cwd=ROOT, env=os.environ.copy()
    )
    try:
        while editions(town, vacancy)[0].job.state == JobState.WAITING:
            assert first.poll() is None
            time.sleep(0.02)
    finally:
        first.kill()
        first.wait()
    assert editions(town, vacancy)[0].job.state is JobState.RUNNING
    town.now = datetime.now(UTC) + STALE * 1.1
    assert worker_of(town).do_one()
    assert editions(town, vacancy)[0].ready
