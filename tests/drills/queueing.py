"""How long writers wait for each other at one SQLite file: with the queue of ``store/turn.py``, or
with SQLite's own way of sleeping and trying again.
"""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import quantiles
from typing import Any

from screening.domain.errors import Unavailable
from screening.domain.events import Event
from screening.store.store import Store
from screening.store.turn import Turn
from screening.store.unit_of_work import ActorRef

_ACTOR = ActorRef("a" * 32, "hr")
_VACANCY = "b" * 32
_SAID = {"title": "Communications Officer", "department": "Libraries"}
_PATIENCE = 60  # seconds after the end


@dataclass(frozen=True)
class Waited:
    """How long each change took, in seconds, and how many were given up."""

    seconds: list[float]
    given_up: int
    rate: float
    """Changes a second, of all writers together."""

    def __str__(self) -> str:
        cuts = [each * 1000 for each in quantiles(self.seconds, n=100)]
        return (
            f"{self.rate:.0f} | {cuts[49]:.0f} | {cuts[98]:.0f} | {max(self.seconds) * 1000:.0f} "
            f"| {self.given_up}"
        )

    @property
    def most(self) -> float:
        """The 99th percentile."""
        return quantiles(self.seconds, n=100)[98]


def contend(opening: Callable[[], Store], writers: int, seconds: float, *, queue: bool) -> Waited:
    """Let ``writers`` processes change something as often as they can for so many ``seconds``."""
    forking = multiprocessing.get_context("fork")
    ready, answers = forking.Barrier(writers), forking.Queue()

    def write() -> None:
        with closing(opening()) as store:
            _change(store)
            if not queue:
                store._turn = Turn(None)
            ready.wait(_PATIENCE)
            answers.put(_changes(store, seconds))

    people = [forking.Process(target=write) for _ in range(writers)]
    for each in people:
        each.start()
    found: list[Any] = [answers.get(timeout=seconds + _PATIENCE) for _ in people]
    for each in people:
        each.join()
    took = [one for each, _ in found for one in each]
    return Waited(took, sum(given_up for _, given_up in found), len(took) / seconds)


def _changes(store: Store, seconds: float) -> tuple[list[float], int]:
    took, given_up = [], 0
    end = time.monotonic() + seconds
    while (began := time.monotonic()) < end:
        try:
            _change(store)
        except Unavailable:
            given_up += 1
        took.append(time.monotonic() - began)
    return took, given_up


def _change(store: Store) -> None:
    with store.unit_of_work(_ACTOR, lambda: datetime.now(UTC)) as work:
        work.record(Event.VACANCY_CHANGED, vacancy_ref=_VACANCY, payload=_SAID)
        work.commit()
