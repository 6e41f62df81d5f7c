"""Where races are run: the service as ``serve`` starts it, over a database of either kind."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from screening.services.opening import system_clock
from screening.services.settings import read_settings
from screening.store import migrate
from screening.store.store import Store
from screening.web import create_app
from tests.drills.judging import Leaves, Race, faults, leaves_of, percentiles
from tests.drills.lining_up import Line
from tests.drills.racing import Answer, race
from tests.services.town import populated
from tests.serving import Served, serving


@dataclass(frozen=True)
class Ran:
    """How a race went."""

    name: str
    rounds: int
    runners: int
    answers: list[Answer]
    faults: list[str]

    def __str__(self) -> str:
        half, most = percentiles(self.answers)
        worst = sum(each.status >= 500 for each in self.answers)
        locked = sum(each.locked for each in self.answers)
        return (
            f"| {self.name} | {self.rounds} × {self.runners} | {len(self.faults)} | {worst} | "
            f"{locked} | {half * 1000:.0f} | {most * 1000:.0f} |"
        )


HEADING = (
    "| race | rounds × processes | faults | answers of 5xx | locked | p50 (ms) | p99 (ms) |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Course:
    """A running service, its store, and the people who race."""

    served: Served
    store: Store
    line: Line

    def run(self, one: Race, rounds: int, runners: int) -> Ran:
        """Run ``one`` so often, with so many processes."""
        prey = self.line.prey(one.way(self.line), rounds)
        seats = one.seats(self.line, runners)
        self.store.engine.dispose()
        self.store.vault.engine.dispose()
        answers = race(self.served.url, seats, prey)
        leaves: dict[str, Leaves] = dict(leaves_of(self.store, prey))
        found = [
            fault
            for each, given in zip(prey, answers, strict=True)
            for fault in faults(one, each, given, leaves[each.check])
        ]
        flat = [answer for given in answers for answer in given]
        return Ran(one.name, rounds, runners, flat, found)


@contextmanager
def opened(instance: Path, database_url: str, processes: int) -> Iterator[Course]:
    """The course over the database at ``database_url``, which is made ready."""
    own = {"SCREENING_INSTANCE": str(instance), "SCREENING_DATABASE_URL": database_url}
    settings = read_settings(own)
    store = migrate.create(settings.database_url, settings.vault_url, settings.master_key)
    with closing(store):
        line = Line(create_app(settings, store, system_clock), populated(store))
        with serving(instance, os.environ | own, "--processes", str(processes)) as served:
            yield Course(served, store, line)
    log = (instance / "serve.log").read_text()
    assert "database is locked" not in log
    assert "unexpected error" not in log
