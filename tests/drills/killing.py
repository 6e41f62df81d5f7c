"""Killing people at work: writers in processes of their own, ended by SIGKILL at any moment.

Each says on a pipe what is done, after it is. One after another is killed; those who are left must
be able to go on, whatever the dead one held.
"""

import multiprocessing
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from random import Random

from screening.domain.errors import Unavailable
from screening.domain.events import Event
from screening.store.store import Store
from tests.drills.agreeing import Told
from tests.drills.finding import Found, looked_over
from tests.drills.stopping import Stoppable
from tests.drills.working import AGAIN, LIVES, Writer
from tests.services.town import Town

PATIENCE = 30.0
"""Seconds within which somebody at work gets something done, on a busy machine."""

Opening = Callable[[], Store]


class AtWork:
    """One writer in a process of its own."""

    def __init__(self, opening: Opening, town: Town, seed: int, task: str):
        forking = multiprocessing.get_context("fork")
        self._hears, says = forking.Pipe(duplex=False)
        self._process = forking.Process(target=_work, args=(opening, town, seed, task, says))
        self._process.start()
        says.close()
        self.told: list[Told] = []

    def wait(self) -> bool:
        """Wait until it has done something more; whether it has in time."""
        return self._hears.poll(PATIENCE) and self._hear()

    def go_on(self, seconds: float) -> None:
        """Let it work for so long."""
        self._process.join(seconds)

    @property
    def failed(self) -> bool:
        """Whether it ended by anything but a database that is out of reach."""
        return self._process.exitcode != 0

    def kill(self) -> None:
        """Kill it, and hear what it said until then."""
        self._process.kill()
        self.end()

    def end(self) -> None:
        """Wait until it has ended, and hear what it said until then."""
        self._process.join()
        while self._hear():
            pass

    def _hear(self) -> bool:
        try:
            self.told.append(self._hears.recv())
        except EOFError:
            return False
        return True


def kill_each(
    opening: Opening, town: Town, random: Random, writers: int, task: str = LIVES
) -> Found:
    """Let ``writers`` work at once, and kill one after another, each at a random moment.

    After each kill the store is opened afresh and looked at; after the last one also whether what
    was cut short can be finished.
    """
    people = [AtWork(opening, town, random.getrandbits(30), task) for _ in range(writers)]
    found, told = Found(), []
    try:
        while people:
            if not all(each.wait() for each in people):
                found.wrong.append("Somebody who was left could not go on.")
                break
            one = people.pop(random.randrange(len(people)))
            one.go_on(random.random() * 0.4)
            one.kill()
            told += one.told
            found += looked_over(opening, told, over=not people)
    finally:
        for each in people:
            each.kill()
    return found


def kill_and_repeat(opening: Opening, town: Town, random: Random) -> Found:
    """Kill somebody who then cannot know what was done, and let them do it all again.

    Each call is made with the key that it had: what was done is not done twice, and gives the same
    answer; what was not is done.
    """
    seed = random.getrandbits(30)
    one = AtWork(opening, town, seed, AGAIN)
    for _ in range(random.randint(1, 20)):  # of the 13 changes of each life
        one.wait()
    one.go_on(random.random() * 0.05)
    one.kill()
    again: list[Told] = []
    lives = 1 + sum(each.what == Event.VACANCY_OPENED for each in one.told)
    with closing(opening()) as store:
        Writer(store, town, seed, again.append).work(AGAIN, lives)
    found = looked_over(opening, again)
    answered = {(each.what, each.ref) for each in again}
    found.lost += [each for each in one.told if (each.what, each.ref) not in answered]
    return found


def stop_under(
    server: Stoppable, opening: Opening, town: Town, random: Random, writers: int
) -> Found:
    """Let ``writers`` work at once, stop ``server`` dead at a random moment, and start it again."""
    people = [AtWork(opening, town, random.getrandbits(30), LIVES) for _ in range(writers)]
    working = all(each.wait() for each in people)
    people[0].go_on(random.random() * 0.4)
    server.stop_dead()
    for each in people:
        each.end()
    server.start()
    found = looked_over(opening, [one for each in people for one in each.told])
    if not working or any(each.failed for each in people):
        found.wrong.append("Somebody was told something else than that the database is away.")
    return found


def _work(opening: Opening, town: Town, seed: int, task: str, says: Connection) -> None:
    store = opening()
    try:
        Writer(store, town, seed, says.send).work(task)
    except Unavailable:  # the database is gone: that is the drill
        return
