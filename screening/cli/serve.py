"""Serve the pages, with the worker for later work beside them. Ends both on Ctrl-C or SIGTERM."""

import argparse
import signal
import subprocess
import sys
import time

from screening.cli.main import ENDING_SIGNALS, NO, YES
from screening.services.backups.older import open_newest
from screening.services.settings import ROOT, read_settings

PROCESSES = 2
_GRACE = 30.0  # seconds for a request under way
_TIMEOUT = 60  # seconds; what waits for a turn to write is told long before
_LOOK_EVERY = 0.2  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=5000, help="port to listen on")
    parser.add_argument("--processes", type=int, default=PROCESSES, help="processes for pages")


def run(args: argparse.Namespace) -> int:
    """Start both and wait; when one of them ends, the other is ended too. Migrates nothing."""
    settings = read_settings()
    open_newest(settings).close()  # to say here, once, what is missing
    if settings.notice:
        print(settings.notice, file=sys.stderr)
    children: list[subprocess.Popen[bytes]] = []
    told: list[int] = []  # signals; two may come at once, and nothing is to be cut short by them
    for number in ENDING_SIGNALS:
        signal.signal(number, lambda number, _frame: told.append(number))
    try:
        children.append(_start("gunicorn", *_gunicorn(args)))
        children.append(_start("screening", "worker"))
        print(f"Serving on http://{args.host}:{args.port} (Ctrl-C ends it)", flush=True)
        while not told and all(child.poll() is None for child in children):
            time.sleep(_LOOK_EVERY)
        if told:
            return YES
        print("One of the two processes ended by itself; ending the other.", file=sys.stderr)
        return NO
    finally:
        _end(children)


def _gunicorn(args: argparse.Namespace) -> list[str]:
    return [
        "app:app",
        f"--bind={args.host}:{args.port}",
        f"--workers={args.processes}",
        "--worker-class=sync",
        f"--graceful-timeout={_GRACE:.0f}",
        f"--timeout={_TIMEOUT}",
        "--log-level=warning",
        "--no-control-socket",
        # X-Forwarded-… is believed only as SCREENING_PROXIES says, by the application.
        "--forwarded-allow-ips=",
    ]


def _start(module: str, *words: str) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches it once: from here."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and modules
        [sys.executable, "-m", module, *words], cwd=ROOT, start_new_session=True
    )


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
