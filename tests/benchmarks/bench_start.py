"""How long things take to start, beside what they are built on, measured in turns."""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 9
BASELINE = "import flask, sqlalchemy.orm, flask_wtf, flask_login"
PROGRAMS = {
    "flask + sqlalchemy + wtf + login": BASELINE,
    "the pages (import app)": "import app",
    "the gate (assess)": "import screening.__main__, screening.cli.assess",
}


def test_start(tmp_path: Path) -> None:
    env = {**os.environ, "SCREENING_INSTANCE": str(tmp_path)}
    migrate = [sys.executable, "-m", "screening", "migrate"]
    subprocess.run(migrate, cwd=ROOT, env=env, check=True, capture_output=True)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):
        for name, program in PROGRAMS.items():
            taken[name].append(seconds(program, env))
    base = statistics.median(cpu for _wall, cpu in taken["flask + sqlalchemy + wtf + login"])
    print("\n| start of | wall (s) | CPU (s) | ratio of CPU |\n|---|---|---|---|")
    for name, runs in taken.items():
        wall, cpu = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {cpu / base:.2f} |")


def seconds(program: str, env: dict[str, str]) -> tuple[float, float]:
    """Wall and CPU seconds of a fresh interpreter that runs ``program``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env, check=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, sum(after[:2]) - sum(before[:2])
