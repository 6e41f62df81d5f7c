"""The commands by their names: help, misuse, exit status, and what is loaded."""

import argparse
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from screening.cli import main as cli
from screening.domain.errors import NotFound, ScreeningError, SettingsInvalid

ROOT = Path(__file__).parents[2]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--help"])
    assert stopped.value.code == cli.YES
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in cli.COMMANDS)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([name, "--help"])
    assert stopped.value.code == cli.YES
    first = (cli.module_of(name).__doc__ or "").split()[:3]
    assert " ".join(first) in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("words", [[], ["nothing"], ["check", "--nothing"], ["../check"]])
def test_misuse(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == cli.MISUSED
    assert "usage: python -m screening" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("There is no vacancy LIB-9."), cli.NO),
        (SettingsInvalid(["SCREENING_HOSTS is missing."]), cli.MISUSED),
        (FileNotFoundError(2, "No such file", "cases.jsonl"), cli.MISUSED),
    ],
)
def test_errors_are_sentences(
    error: Exception,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(_args: argparse.Namespace) -> int:
        raise error

    command = SimpleNamespace(__doc__="", add_arguments=lambda parser: None, run=run)
    monkeypatch.setattr(cli, "import_module", lambda name: command)
    assert cli.main(["check"]) == status
    said = capsys.readouterr()
    assert said.err.strip() == str(error)
    assert said.out == ""
    assert issubclass(ScreeningError, Exception)


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    """As with `python -m screening check | head -1`."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m screening check --new-key | true"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr


def test_the_gate_needs_neither_database_nor_pages() -> None:
    program = "import sys, screening.__main__, screening.cli.assess; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True)
    assert {"sqlalchemy", "flask", "weasyprint", "alembic"} & set(loaded.split()) == set()
