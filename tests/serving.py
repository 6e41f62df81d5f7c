"""A real server with the demonstration council, on loopback, for tests that come from outside."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.once import made_once

ROOT = Path(__file__).parents[1]
START_SECONDS = 120


@dataclass(frozen=True)
class Served:
    """A running service: where it answers, and where its files are."""

    url: str
    instance: Path
    environment: Mapping[str, str]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``python -m screening`` with ``words`` on the same installation."""
        return subprocess.run(
            [sys.executable, "-m", "screening", *words],
            cwd=ROOT,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The service with the demonstration council, pages and worker, on loopback."""
    instance = tmp_path_factory.mktemp("instance")
    shutil.copytree(
        made_once(instance, "demonstration", _demonstrate), instance, dirs_exist_ok=True
    )
    with serving(instance, _environment(instance)) as served:
        yield served


def _demonstrate(instance: Path) -> None:
    for words in (("migrate",), ("demo",)):
        done = Served("", instance, _environment(instance)).command(*words)
        assert done.returncode == 0, done.stderr


def _environment(instance: Path) -> dict[str, str]:
    environment = os.environ | {"SCREENING_INSTANCE": str(instance)}
    environment.pop("SCREENING_DATABASE_URL", None)
    return environment


@contextmanager
def serving(instance: Path, environment: Mapping[str, str], *words: str) -> Iterator[Served]:
    """``serve``, with ``words`` beside the port, over an installation that is ready."""
    port, log = _free_port(), instance / "serve.log"
    served = Served(f"http://127.0.0.1:{port}", instance, environment)
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "screening", "serve", "--port", str(port), *words],
            cwd=ROOT,
            env=dict(environment),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(served.url, server, log)
            yield served
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)
    assert "Traceback" not in log.read_text()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{url}/sign-in", timeout=2):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text()}")
