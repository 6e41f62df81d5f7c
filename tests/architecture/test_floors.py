"""The floors of the house: the contracts in pyproject.toml, and that they can fail."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of ``folder``; in a process of its own, as it silences loggers."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_keep_to_the_floors() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout


def test_a_floor_that_is_broken_is_noticed(tmp_path: Path) -> None:
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
    done = linted(tmp_path)
    assert done.returncode == 1
    assert "house.cellar is not allowed to import house.attic" in done.stdout
