"""`python -m screening serve`: pages and worker together, both ended when it is."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds: machines that test are busy


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def served(instance: Path, port: int) -> Iterator[psutil.Process]:
    """The service, answering."""
    with subprocess.Popen(
        [sys.executable, "-m", "screening", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "SCREENING_INSTANCE": str(instance)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            wait_until_open(port)
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_until_open(port: int) -> None:
    """Return once the service answers on ``port``."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        try:
            with urlopen(address(port), timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nothing answers")


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}/"


@pytest.mark.parametrize(
    "endings",
    [[signal.SIGTERM], [signal.SIGINT], [signal.SIGTERM, signal.SIGINT, signal.SIGTERM] * 20],
    ids=["told", "interrupted", "told over and over"],
)
def test_both_are_ended_with_it(
    served: psutil.Process, port: int, endings: list[signal.Signals]
) -> None:
    with urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.status == 200
    family = served.children(recursive=True)
    assert len(family) >= 4  # gunicorn, its two processes, the worker
    for ending in endings:
        served.send_signal(ending)
    assert served.wait(PATIENCE) == 0
    gone, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert alive == []
    assert len(gone) == len(family)


def test_when_one_ends_the_other_is_ended(served: psutil.Process) -> None:
    family = served.children(recursive=True)
    worker = next(child for child in served.children() if "worker" in child.cmdline())
    worker.kill()
    assert served.wait(PATIENCE) == 1
    assert psutil.wait_procs(family, timeout=PATIENCE)[1] == []


def test_it_does_not_start_on_a_database_that_was_never_prepared(tmp_path: Path) -> None:
    env = {**os.environ, "SCREENING_INSTANCE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "screening", "serve"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "python -m screening migrate" in done.stderr
