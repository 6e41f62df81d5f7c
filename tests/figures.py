"""Figures that a test shows, since they are asked for."""

import sys

import pytest


def say(capsys: pytest.CaptureFixture[str], figures: str) -> None:
    """Print ``figures`` among the tests' results."""
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}\n")
