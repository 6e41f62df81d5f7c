"""Requests, objections and complaints of a person: their life in one table, and their clocks.

A month runs to the same day of the next month, or to its last day where that has no such day, and
where it would end on no working day, to the next working day. Days are those of the United Kingdom.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.working_days import is_working_day


class RightsKind(StrEnum):
    """What somebody asks for. A complaint is one under section 164A of the Data Protection Act."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    COMPLAINT = "complaint"


class Channel(StrEnum):
    """How it came."""

    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    IN_PERSON = "in-person"


class RightsState(StrEnum):
    """How far it has come; the last three are of objections that end with a search."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    IDENTITY = "waiting-for-identity"
    CLARIFICATION = "waiting-for-clarification"
    EXTENDED = "extended"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"
    NOT_UPHELD = "not-upheld"
    UNDECIDED = "undecided"


class Step(StrEnum):
    """What a data protection officer may do to one."""

    ACKNOWLEDGE = "acknowledge"
    ASK_IDENTITY = "ask-identity"
    ASK_CLARIFICATION = "ask-clarification"
    GO_ON = "go-on"
    EXTEND = "extend"
    ANSWER = "answer"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


WAITING = (RightsState.IDENTITY, RightsState.CLARIFICATION)
OVER = (RightsState.ANSWERED, RightsState.REFUSED, RightsState.WITHDRAWN)
OVER_WITH_A_SEARCH = (RightsState.UPHELD, RightsState.NOT_UPHELD, RightsState.UNDECIDED)
"""How an objection ends to a check, or to a school's search; the last where that ended first."""
_RUNNING = (RightsState.OPEN, RightsState.ACKNOWLEDGED, RightsState.EXTENDED)
_REQUESTS = tuple(kind for kind in RightsKind if kind is not RightsKind.COMPLAINT)
_EVERY = tuple(RightsKind)


@dataclass(frozen=True)
class RightsStep:
    """``step`` takes one of ``kinds`` from any of ``before`` to ``after``; None: as it was before.

    ``told``: what is written down of it goes to the person, and has to be given.
    """

    step: Step
    event: Event
    before: tuple[RightsState, ...]
    after: RightsState | None
    kinds: tuple[RightsKind, ...] = _EVERY
    told: bool = False


STEPS: tuple[RightsStep, ...] = (
    RightsStep(
        Step.ACKNOWLEDGE, Event.RIGHTS_ACKNOWLEDGED, (RightsState.OPEN,), RightsState.ACKNOWLEDGED
    ),
    RightsStep(
        Step.ASK_IDENTITY, Event.RIGHTS_CLOCK_STOPPED, _RUNNING, RightsState.IDENTITY, _REQUESTS
    ),
    RightsStep(
        Step.ASK_CLARIFICATION,
        Event.RIGHTS_CLOCK_STOPPED,
        _RUNNING,
        RightsState.CLARIFICATION,
        (RightsKind.ACCESS,),
        told=True,
    ),
    RightsStep(Step.GO_ON, Event.RIGHTS_CLOCK_WENT_ON, WAITING, None, _REQUESTS),
    RightsStep(
        Step.EXTEND,
        Event.RIGHTS_EXTENDED,
        (RightsState.OPEN, RightsState.ACKNOWLEDGED),
        RightsState.EXTENDED,
        _REQUESTS,
        told=True,
    ),
    RightsStep(Step.ANSWER, Event.RIGHTS_ANSWERED, _RUNNING, RightsState.ANSWERED, told=True),
    RightsStep(
        Step.REFUSE,
        Event.RIGHTS_REFUSED,
        (*_RUNNING, *WAITING),
        RightsState.REFUSED,
        _REQUESTS,
        told=True,
    ),
    RightsStep(Step.WITHDRAW, Event.RIGHTS_WITHDRAWN, (*_RUNNING, *WAITING), RightsState.WITHDRAWN),
)

_BY_STEP = {row.step: row for row in STEPS}


def steps_from(state: RightsState, kind: RightsKind) -> tuple[RightsStep, ...]:
    """What can be done to one of ``kind`` in ``state``."""
    return tuple(row for row in STEPS if state in row.before and kind in row.kinds)


def check_step(step: Step, state: RightsState, kind: RightsKind) -> RightsStep:
    """The row of the table for ``step``. NotPossible where it cannot be done, or never could."""
    row = _BY_STEP[step]
    if kind not in row.kinds:
        raise NotPossible(N_("This is no step on what was entered here. Choose another."))
    if row not in steps_from(state, kind):
        raise NotPossible(N_("This cannot be done any more: look at how far it has come."))
    return row


@dataclass(frozen=True)
class Clock:
    """What a term is counted from: when it began, days not counted, whether it was extended."""

    kind: RightsKind
    received: date
    began: date
    not_counted: int = 0
    extended: bool = False


def answer_due(clock: Clock, complaint_days: int, holidays: Collection[date]) -> date:
    """The last day to answer.

    A request: one month from when it, or what shows who asks, was received (UK GDPR Article 12A),
    three once extended, and the days that do not count. A complaint: the law says without undue
    delay; ``complaint_days`` is how long this organisation gives itself.
    """
    if clock.kind is RightsKind.COMPLAINT:
        return clock.received + timedelta(days=complaint_days)
    day = months_after(clock.began, 3 if clock.extended else 1)
    day += timedelta(days=clock.not_counted)
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def extend_by(clock: Clock, holidays: Collection[date]) -> date:
    """The last day on which the person can be told that their answer will take longer."""
    first = Clock(clock.kind, clock.received, clock.began, clock.not_counted)
    return answer_due(first, 0, holidays)


def acknowledge_due(clock: Clock, days: int) -> date | None:
    """The last day to acknowledge a complaint; None for what need not be.

    The period begins when the complaint is received (section 164A(3)): that day is the first of
    ``days``, whatever day of the week the last one is, so that no other way of counting is earlier.
    """
    if clock.kind is not RightsKind.COMPLAINT:
        return None
    return clock.received + timedelta(days=days - 1)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def days_not_counted(asked: date, told: date) -> int:
    """How many days from the one on which we asked to the one on which we were told, both in."""
    return (told - asked).days + 1
