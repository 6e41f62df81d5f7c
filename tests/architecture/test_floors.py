"""The floors of the house: the contracts in pyproject.toml, and that they can fail."""

from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]


def test_imports_keep_to_the_floors(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_a_floor_that_is_broken_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same kind of contract, over a house of two rooms in which the cellar asks the attic."""
    house = tmp_path / "house"
    house.mkdir()
    for room, content in {"__init__": "", "attic": "", "cellar": "import house.attic\n"}.items():
        (house / f"{room}.py").write_text(content)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_package = "house"\n'
        '[[tool.importlinter.contracts]]\nname = "floors"\ntype = "layers"\n'
        'containers = ["house"]\nlayers = ["attic", "cellar"]\nexhaustive = true\n'
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    status = lint_imports(config_filename=str(tmp_path / "pyproject.toml"), no_cache=True)
    assert status != EXIT_STATUS_SUCCESS
    assert "house.cellar is not allowed to import house.attic" in capsys.readouterr().out
