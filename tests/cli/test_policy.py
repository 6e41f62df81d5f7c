"""`replay` and `policy`: what an operator asks of the policy."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screening.cli.main import MISUSED, NO, YES, main
from screening.domain.amendment import read_policy_file
from screening.domain.policy import shipped_policy
from screening.domain.policy_print import as_toml
from screening.services import proposing
from screening.services.opening import open_store
from screening.services.settings import read_settings
from tests.reported import worker_of
from tests.services.amendments import SLOWER, STRICTER, amendment
from tests.services.town import FAIR, IMPROPER, QUOTE, Town, populated


@pytest.fixture
def town(instance: Path) -> Iterator[Town]:
    """An instance with a request sent to HR on LIB-7, and one that was not ready on LIB-8."""
    store = open_store(read_settings())
    town = populated(store)
    town.now = datetime.now(UTC)
    town.submitted(town.vacancy())
    town.submitted(town.vacancy("LIB-8"), **IMPROPER)
    yield town
    store.close()


def file_of(folder: Path, content: bytes) -> str:
    """A policy file with that content."""
    file = folder / "policy.toml"
    file.write_bytes(content)
    return str(file)


def test_what_would_be_judged_otherwise_is_printed(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = file_of(tmp_path, amendment(STRICTER))
    capsys.readouterr()
    assert main(["replay", "--policy", file]) == YES
    said = capsys.readouterr().out
    assert "Revisions judged: 2; erased, so that they cannot be: 0" in said
    assert "Judged otherwise: 1" in said
    assert "(LIB-7, C-01, check 1) revision 1: pass -> block +ruled-out" in said
    for text in (*FAIR.values(), *IMPROPER.values(), QUOTE, "Ada"):
        assert text not in said


def test_the_same_as_json(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = file_of(tmp_path, amendment(STRICTER))
    capsys.readouterr()
    assert main(["replay", "--policy", file, "--json"]) == YES
    found = json.loads(capsys.readouterr().out)
    assert (found["judged"], found["judged_otherwise"], found["came"]) == (2, 1, {"ruled-out": 1})
    assert found["policy"]["version"] == "2027-1"
    assert [one["after"] for one in found["otherwise"]] == ["block"]


def test_nothing_would_be_otherwise(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", "--policy", file_of(tmp_path, amendment(SLOWER))]) == YES
    assert "Judged otherwise: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", [b"version = 1", b"\xff", amendment("[periods.lunch]\ndays = 1\n")]
)
def test_a_file_that_is_no_policy(
    town: Town, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", "--policy", file_of(tmp_path, content)]) == MISUSED
    assert capsys.readouterr().err


def test_a_file_that_is_not_there(town: Town, tmp_path: Path) -> None:
    assert main(["replay", "--policy", str(tmp_path / "none.toml")]) == MISUSED


def test_an_amendment_of_a_version_proposed_here_is_known(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = amendment(SLOWER, day=town.now.date().isoformat())
    ref = proposing.propose(town.call("alan"), content)
    worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "Yes.")
    capsys.readouterr()
    assert main(["policy"]) == YES
    printed = capsys.readouterr()
    assert printed.err.startswith("2027-1 ")
    base = read_policy_file(printed.out.encode(), lambda _digest: None)
    assert base.digest in printed.err
    assert base.days("decision") == 3
    file = file_of(tmp_path, amendment(STRICTER, version="2027-2", base=base))
    assert main(["replay", "--policy", file]) == YES
    assert "Judged otherwise: 1" in capsys.readouterr().out
    assert main(["policy", "--version", "2026-1"]) == YES
    assert capsys.readouterr().out == as_toml(shipped_policy())
    assert main(["policy", "--version", "1999-1"]) == NO


def test_the_policy_that_ships_needs_no_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCREENING_INSTANCE", str(tmp_path / "none"))
    assert main(["policy", "--shipped"]) == YES
    assert capsys.readouterr().out == as_toml(shipped_policy())
    assert not (tmp_path / "none").exists()
