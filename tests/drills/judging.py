"""The races, and what must be true of each whoever comes in first."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from sqlalchemy import select

from screening.domain.events import Event
from screening.store.store import Store
from screening.store.tables.record import record
from tests.drills.agreeing import look
from tests.drills.lining_up import Line, cancel, revise, visit, withdraw
from tests.drills.racing import Answer, Prey, Seat

DONE, LATE, NOT_VALID = 303, 409, 400
EXPLAINED = frozenset(
    {"Somebody else was first", "This cannot be done now", "This can no longer be done"}
)

Leaves = Sequence[str]


@dataclass(frozen=True)
class Race:
    """One race: who sends what, about a check in which state, and what may come of it.

    ``possible`` are the leaves that a round may leave, in order; ``refused`` is what those who
    come too late are answered, and ``all_done`` says that everybody is answered that it is done.
    """

    name: str
    seats: Callable[[Line, int], list[Seat]]
    way: Callable[[Line], Callable[[], str]]
    possible: tuple[tuple[Event, ...], ...]
    refused: int = LATE
    all_done: bool = False

    @property
    def at_stake(self) -> frozenset[Event]:
        """The kinds of leaf that the race is about."""
        return frozenset(event for each in self.possible for event in each)


def _awaiting(line: Line) -> Callable[[], str]:
    return line.awaiting


def _ready(line: Line) -> Callable[[], str]:
    return line.ready


def _decide_or_revise(line: Line, many: int) -> list[Seat]:
    third = many // 3
    return [
        *line.seats(line.officers, line.approve, third),
        *line.seats(line.officers, line.send_back, third),
        *line.seats(["mara"], revise, many - 2 * third),
    ]


RACES = (
    Race(
        "double decision",
        lambda line, many: line.seats(line.officers, line.approve, many),
        _awaiting,
        ((Event.CHECK_APPROVED,),),
    ),
    Race(
        "approve or withdraw",
        lambda line, many: [
            *line.seats(line.officers, line.approve, many // 2),
            *line.seats(["mara"], withdraw, many - many // 2),
        ],
        _awaiting,
        ((Event.CHECK_WITHDRAWN,), (Event.CHECK_APPROVED, Event.CHECK_WITHDRAWN)),
    ),
    Race(
        "approve or cancel",
        lambda line, many: [
            *line.seats(line.officers, line.approve, many // 2),
            *line.seats(line.officers, cancel, many - many // 2),
        ],
        _awaiting,
        ((Event.CHECK_CANCELLED,), (Event.CHECK_APPROVED, Event.CHECK_CANCELLED)),
    ),
    Race(
        "double search",
        lambda line, many: line.seats(["sam"], visit, many),
        _ready,
        ((Event.VISIT_RECORDED,),),
        refused=NOT_VALID,
    ),
    Race(
        "decide or revise",
        _decide_or_revise,
        _awaiting,
        (
            (Event.CHECK_APPROVED,),
            (Event.CHECK_RETURNED,),
            (Event.CHECK_RETURNED, Event.CHECK_SUBMITTED),
            (Event.CHECK_RETURNED, Event.CHECK_NOT_READY),
        ),
    ),
    Race(
        "one form, sent by everybody",
        lambda line, many: line.seats(["hugh"], line.approve_with_its_key, many),
        _awaiting,
        ((Event.CHECK_APPROVED,),),
        all_done=True,
    ),
)
"""A check can be withdrawn or cancelled after it was approved, so there both may come in, in that
order. One search is for half an hour: a second visit of that length is beyond what was approved.
"""


def faults(race: Race, prey: Prey, answers: Iterable[Answer], leaves: Leaves) -> list[str]:
    """What is not as it must be in one round of ``race``, a sentence each."""
    found, answers = [], list(answers)
    stake = tuple(Event(each) for each in leaves if each in race.at_stake)
    if stake not in race.possible:
        found.append(f"{prey.check}: the log has {stake}.")
    statuses = Counter(answer.status for answer in answers)
    winners = len(answers) if race.all_done else len(stake)
    expected = Counter({DONE: winners, race.refused: len(answers) - winners})
    if statuses != +expected:
        found.append(f"{prey.check}: answers were {dict(statuses)}, leaves {stake}.")
    if race.all_done and len({answer.location for answer in answers}) != 1:
        found.append(f"{prey.check}: the same form was answered differently.")
    found += [
        f"{prey.check}: a page of status {answer.status} says {answer.heading!r}."
        for answer in answers
        if answer.locked or (answer.status == LATE and answer.heading not in EXPLAINED)
    ]
    return found


def leaves_of(store: Store, prey: Sequence[Prey]) -> Mapping[str, Leaves]:
    """What the log says of each check, since its first submission."""
    rows: dict[str, list[str]] = {each.check: [] for each in prey}
    with look(store) as work:
        wanted = select(record.c.check_ref, record.c.event_type).order_by(record.c.seq)
        for check, event in work.session.execute(wanted.where(record.c.check_ref.in_(rows))):
            rows[check].append(event)
    return {check: _since_asked(events) for check, events in rows.items()}


def _since_asked(events: list[str]) -> Leaves:
    return events[events.index(Event.CHECK_SUBMITTED) + 1 :]


def percentiles(answers: Iterable[Answer]) -> tuple[float, float]:
    """The 50th and the 99th percentile of the seconds that answers took."""
    cuts = quantiles([each.seconds for each in answers], n=100)
    return cuts[49], cuts[98]
