"""Killing the worker while it sends: what it was told to send arrives, and a second copy says so.

The worker is a process of its own, and is ended by SIGKILL at a random moment. Its clock is set on
after each kill, so that what it had is taken up again at once and nobody has to wait for that.
"""

import multiprocessing
import re
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from random import Random

from sqlalchemy import func, select

from screening.domain.notifying import MessageState
from screening.services.outbox import gathering, sending
from screening.services.outbox.channel import PERHAPS, Channel, Letter
from screening.services.outbox.sending import STALE
from screening.store.tables.outbox import Notification, Outgoing
from tests.drills.conftest import Site
from tests.services.outbox import HEAD, let_know
from tests.services.town import Town

PEOPLE = 25
"""So many that nobody's messages are held back for coming too often."""
EACH_ROUND = 6
MOST_BEGUN = 4
"""A worker is killed once it has begun to send one to so many messages, and a moment later."""
MOMENT = 0.08  # seconds; a message takes less
PATIENCE = 5.0
_COUNT = re.compile(r"^- .+: (\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Copy:
    """One message as it arrived: under which name, and what it says."""

    name: str
    text: str


@dataclass
class Outcome:
    """What ``kills`` did. ``under_way``: kills at which a message was being sent."""

    kills: int = 0
    under_way: int = 0
    told: int = 0
    messages: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    again: int = 0
    counted: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.under_way} of them while a message was being sent; "
            f"{self.told} notifications in {self.messages} messages; lost {len(self.lost)}, "
            f"doubled {len(self.doubled)}, sent a second time and saying so {self.again}"
        )


def kill_worker(
    site: Site,
    channel: Channel,
    arrived: Callable[[], list[Copy]],
    random: Random,
    rounds: int,
) -> Outcome:
    """Kill a worker ``rounds`` times, let another one finish, and compare what ``arrived``."""
    town = replace(site.town, now=datetime.now(UTC))
    outcome = Outcome(kills=rounds)
    names = _people(site, town)
    for number in range(rounds):
        _let_know(site, town, [names[random.randrange(PEOPLE)] for _each in range(EACH_ROUND)])
        _work_and_die(site, town, channel, random)
        with closing(site.opening()) as store:
            town.store = store
            outcome.under_way += _count(town, Outgoing.state == MessageState.TAKEN) > 0
        town.now += STALE + timedelta(minutes=3, seconds=number % 7)
    with closing(site.opening()) as store:
        town.store = store
        _finish(town, channel)
        _compare(town, arrived(), outcome)
    return outcome


def _people(site: Site, town: Town) -> list[str]:
    with closing(site.opening()) as store:
        town.store = store
        return [town.add(f"p{number}").name for number in range(PEOPLE)]


def _let_know(site: Site, town: Town, names: list[str]) -> None:
    with closing(site.opening()) as store:
        town.store = store
        for name in names:
            let_know(town, name)


@dataclass(frozen=True)
class Announcing:
    """A channel that says on a pipe when it begins to send."""

    channel: Channel
    says: Connection
    name: str = "announcing"

    def has(self, letter: Letter) -> bool | None:
        return self.channel.has(letter)

    def send(self, letter: Letter, handing: Callable[[], object]) -> None:
        self.says.send(letter.ref)
        self.channel.send(letter, handing)


def _work_and_die(site: Site, town: Town, channel: Channel, random: Random) -> None:
    forking = multiprocessing.get_context("fork")
    hears, says = forking.Pipe(duplex=False)
    worker = forking.Process(target=_work, args=(site, town, channel, says))
    worker.start()
    says.close()
    for _message in range(random.randint(1, MOST_BEGUN)):
        if not hears.poll(PATIENCE):
            break  # there was less to send
        hears.recv()
    worker.join(random.random() * MOMENT)
    worker.kill()
    worker.join()


def _work(site: Site, town: Town, channel: Channel, says: Connection) -> None:
    town.store = site.opening()
    announcing = Announcing(channel, says)
    while True:
        gathering.gather(town.call("alan"))
        sending.send(town.call("alan"), announcing, HEAD)


def _finish(town: Town, channel: Channel) -> None:
    """Let a worker do what is left, for as long as something is."""
    for _turn in range(20):
        town.now += timedelta(hours=2)
        gathering.gather(town.call("alan"))
        sending.send(town.call("alan"), channel, HEAD)


def _count(town: Town, *where: object) -> int:
    with town.call("alan").look() as work:
        counted = select(func.count()).select_from(Outgoing).where(*where)  # type: ignore[arg-type]  # conditions
        return int(work.session.scalar(counted) or 0)


def _compare(town: Town, arrived: list[Copy], outcome: Outcome) -> None:
    with town.call("alan").look() as work:
        rows = {one.ref: one for one in work.session.scalars(select(Outgoing))}
        told = list(work.session.scalars(select(Notification)))
    copies = Counter(copy.name for copy in arrived)
    outcome.told, outcome.messages = len(told), len(rows)
    outcome.lost = [one.ref for one in told if copies[one.message_ref or ""] == 0]
    plain = Counter(copy.name for copy in arrived if not copy.text.startswith(PERHAPS))
    outcome.doubled = [name for name, count in plain.items() if count > 1]
    outcome.again = sum(copies.values()) - len(copies)
    first = {copy.name: copy.text for copy in arrived}
    outcome.counted = sum(int(count) for text in first.values() for count in _COUNT.findall(text))
