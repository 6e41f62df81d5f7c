"""What interruptions did: what is lost of what people had been told, and what is half done."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from screening.domain.people import CLOCK
from screening.services import checkpointing
from screening.services.call import Call
from screening.services.erasure import erasing
from screening.services.opening import system_clock
from screening.store.store import Store
from tests.drills.agreeing import Told, disagreements, missing


@dataclass
class Found:
    """What a number of interruptions did."""

    times: int = 0
    told: int = 0
    """Changes that people had been told were done, over all interruptions."""
    lost: list[Told] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.times + other.times,
            self.told + other.told,
            self.lost + other.lost,
            self.wrong + other.wrong,
        )

    def __str__(self) -> str:
        return (
            f"{self.told} acknowledged changes looked for, {len(self.lost)} lost, "
            f"{len(self.wrong)} half done or not verified"
        )


def looked_over(opening: Callable[[], Store], told: Sequence[Told], *, over: bool = True) -> Found:
    """What is lost of ``told``, or wrong, in the store opened afresh.

    ``over``: nobody else is at work. Then the worker's own is done too, and all is looked at again:
    erasures that were cut short are finished, and what there is can be signed.
    A store that cannot be read is a finding like any other.
    """
    found = Found(1, len(told))
    try:
        with closing(opening()) as store:
            found.lost += missing(store, told)
            found.wrong += disagreements(store, settled=False)
            if over:
                _do_what_is_due(store)
                found.wrong += disagreements(store)
    except Exception as error:  # whatever becomes of reading a broken file
        found.wrong.append(f"It cannot be read: {error!r}")
    return found


def _do_what_is_due(store: Store) -> None:
    by_clock = Call(store, CLOCK, system_clock)
    erasing.finish(by_clock)
    checkpointing.make(by_clock)
    checkpointing.tick(by_clock)
