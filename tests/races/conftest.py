"""Many processes against the running service, all at the same moment."""

import multiprocessing
from collections.abc import Callable, Sequence
from queue import Empty
from typing import Any

import pytest

SECONDS = 180

Starter = Callable[[Callable[[], None]], Any]
"""Someone's part: prepares, calls what it is given to wait for the others, acts, and answers."""


@pytest.fixture
def at_once() -> Callable[[Sequence[Starter]], list[Any]]:
    """Plays each part in a process of its own; they act together. Their answers, in any order."""
    return _at_once


def _at_once(parts: Sequence[Starter]) -> list[Any]:
    forking = multiprocessing.get_context("fork")
    barrier = forking.Barrier(len(parts), timeout=SECONDS)
    answers = forking.Queue()

    def play(part: Starter) -> None:
        try:
            answers.put(part(lambda: _wait(barrier)))
        except BaseException as failed:
            barrier.abort()
            answers.put(failed)

    processes = [forking.Process(target=play, args=(part,)) for part in parts]
    for process in processes:
        process.start()
    try:
        found = [answers.get(timeout=SECONDS) for _ in processes]
    except Empty:
        raise AssertionError("Some of the processes never answered") from None
    finally:
        for process in processes:
            process.join(timeout=5)
            process.kill()
    for answer in found:
        if isinstance(answer, BaseException):
            raise answer
    return found


def _wait(barrier: Any) -> None:
    barrier.wait()
