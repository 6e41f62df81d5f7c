"""A check's life, in one table. Nothing else decides what is possible when.

``people`` says who may do a thing to an object; this says whether the object's state allows it.
"""

from dataclasses import dataclass
from enum import StrEnum

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.words import State


class Doer(StrEnum):
    """Who brings a transition about."""

    REQUESTER = "requester"
    HR = "HR (not who asked, not recused, not on the panel)"
    APART = "HR (not who asked, not who searches, not recused, not on the panel)"
    DECIDER = (
        "HR (not who asked, not recused, not on the panel; the outside decider if one is named)"
    )
    SEARCHER = "the named searcher"
    PANEL = "panel"
    CANDIDATE = "candidate, on their own page or through HR"
    CLOCK = "clock"


@dataclass(frozen=True)
class Transition:
    """``event`` takes a check from any of ``before`` to ``after``; ``after`` None: as it was."""

    event: Event
    before: tuple[State, ...]
    after: State | None
    by: tuple[Doer, ...]


OPEN_TO_CHANGE = (State.DRAFT, State.NOT_READY, State.RETURNED)
BEFORE_SEARCHING = (
    State.DRAFT,
    State.NOT_READY,
    State.REFERRED,
    State.AWAITING,
    State.RETURNED,
    State.APPROVED,
    State.NOTIFIED,
    State.READY,
    State.PAUSED,
)
BEFORE_THE_PANEL_HEARS = (*BEFORE_SEARCHING, State.STOPPED, State.SEARCHING, State.SEARCHED)
"""Where a check lapses whose candidate is erased: nothing is left to look for or to hand over."""
ENDED = (
    State.REJECTED,
    State.WITHHELD,
    State.CLOSED,
    State.WITHDRAWN,
    State.CANCELLED,
    State.EXPIRED,
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Event.CHECK_STARTED, (), State.DRAFT, (Doer.REQUESTER,)),
    Transition(Event.CHECK_NOT_READY, OPEN_TO_CHANGE, State.NOT_READY, (Doer.REQUESTER,)),
    Transition(Event.CHECK_SUBMITTED, OPEN_TO_CHANGE, State.AWAITING, (Doer.REQUESTER,)),
    Transition(Event.ASKED_INSTEAD, OPEN_TO_CHANGE, State.WITHDRAWN, (Doer.REQUESTER,)),
    Transition(Event.CHECK_REFERRED, (State.NOT_READY,), State.REFERRED, (Doer.REQUESTER,)),
    Transition(Event.REFERRAL_UPHELD, (State.REFERRED,), State.NOT_READY, (Doer.DECIDER,)),
    Transition(Event.OVERTURN_PROPOSED, (State.REFERRED,), State.REFERRED, (Doer.DECIDER,)),
    Transition(Event.REFERRAL_OVERTURNED, (State.REFERRED,), State.AWAITING, (Doer.DECIDER,)),
    Transition(Event.CHECK_APPROVED, (State.AWAITING,), State.APPROVED, (Doer.DECIDER,)),
    Transition(Event.CHECK_REJECTED, (State.AWAITING,), State.REJECTED, (Doer.DECIDER,)),
    Transition(Event.CHECK_RETURNED, (State.AWAITING,), State.RETURNED, (Doer.DECIDER,)),
    Transition(Event.NOTICE_SENT, (State.APPROVED,), State.NOTIFIED, (Doer.APART, Doer.CANDIDATE)),
    Transition(Event.REPLY_PERIOD_OVER, (State.NOTIFIED,), State.READY, (Doer.CLOCK,)),
    Transition(Event.CANDIDATE_AGREED, (State.NOTIFIED,), State.READY, (Doer.CANDIDATE,)),
    Transition(
        Event.MORE_TIME_GIVEN,
        (State.NOTIFIED, State.READY),
        State.NOTIFIED,
        (Doer.APART,),
    ),
    Transition(
        Event.OBJECTION_RAISED,
        (State.NOTIFIED, State.READY),
        State.PAUSED,
        (Doer.CANDIDATE,),
    ),
    Transition(Event.OBJECTION_UPHELD, (State.PAUSED,), State.STOPPED, (Doer.APART,)),
    Transition(Event.OBJECTION_NOT_UPHELD, (State.PAUSED,), None, (Doer.APART,)),
    Transition(Event.SEARCH_BEGUN, (State.READY,), State.READY, (Doer.SEARCHER,)),
    Transition(Event.RETURN_RECORDED, (State.READY,), State.SEARCHING, (Doer.HR,)),
    Transition(
        Event.VISIT_RECORDED,
        (State.READY, State.SEARCHING),
        State.SEARCHING,
        (Doer.SEARCHER, Doer.HR),
    ),
    Transition(
        Event.VISIT_DESCRIBED, (State.SEARCHING,), State.SEARCHING, (Doer.SEARCHER, Doer.HR)
    ),
    Transition(
        Event.OUTCOME_RECORDED, (State.SEARCHING,), State.SEARCHED, (Doer.SEARCHER, Doer.HR)
    ),
    Transition(Event.NOT_CARRIED_OUT, (State.READY,), State.EXPIRED, (Doer.SEARCHER, Doer.HR)),
    Transition(Event.AUTHORISATION_LAPSED, (State.READY,), State.EXPIRED, (Doer.CLOCK,)),
    Transition(Event.HANDED_OVER, (State.SEARCHED,), State.HANDED_OVER, (Doer.HR,)),
    Transition(Event.WITHHELD, (State.SEARCHED,), State.WITHHELD, (Doer.HR,)),
    Transition(Event.INFLUENCE_RECORDED, (State.HANDED_OVER,), State.CLOSED, (Doer.PANEL,)),
    Transition(Event.CHECK_WITHDRAWN, BEFORE_SEARCHING, State.WITHDRAWN, (Doer.REQUESTER,)),
    Transition(Event.CHECK_CANCELLED, BEFORE_SEARCHING, State.CANCELLED, (Doer.APART,)),
    Transition(
        Event.CHECK_STOPPED,
        (State.NOTIFIED, State.READY, State.PAUSED),
        State.STOPPED,
        (Doer.APART,),
    ),
    Transition(Event.STOP_TOLD, (State.STOPPED,), State.CANCELLED, (Doer.CLOCK, Doer.HR)),
    Transition(Event.CHECK_LAPSED, BEFORE_THE_PANEL_HEARS, State.EXPIRED, (Doer.CLOCK,)),
)

_BY_EVENT = {transition.event: transition for transition in TRANSITIONS}
MOVING = frozenset(_BY_EVENT)
"""The events that move a check, or leave it where it is by the table."""


def transition(event: Event) -> Transition:
    """The row of the table for ``event``. Raises KeyError for an event that moves no check."""
    return _BY_EVENT[event]


def may_happen(event: Event, state: State) -> bool:
    """Whether ``event`` is possible for a check in ``state``."""
    return state in _BY_EVENT[event].before


def check_may_happen(event: Event, state: State) -> None:
    """Raise NotPossible unless ``event`` is possible for a check in ``state``."""
    if not may_happen(event, state):
        raise NotPossible(
            N_("This cannot be done any more: the check has moved on. Look at where it is now.")
        )
