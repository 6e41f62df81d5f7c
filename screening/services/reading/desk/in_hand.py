"""What waits for HR by the state of a check: since when, and who of HR does it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from screening.domain.events import Event
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.text import N_
from screening.domain.words import State
from screening.services.reading.doing import why_not_decide

WAITING_FOR_HR = (State.AWAITING, State.REFERRED)
TIMED: Mapping[State, Event] = {
    State.APPROVED: Event.NOTICE_SENT,
    State.PAUSED: Event.OBJECTION_UPHELD,
    State.SEARCHED: Event.HANDED_OVER,
}
"""What HR has to do once a request is approved, by where the check stands."""
_HANDLING: Mapping[Event, Action] = {
    Event.NOTICE_SENT: Action.DEAL_WITH_CANDIDATE,
    Event.OBJECTION_UPHELD: Action.DEAL_WITH_CANDIDATE,
    Event.HANDED_OVER: Action.HANDLE,
    Event.CANDIDATE_REPLIED: Action.DEAL_WITH_CANDIDATE,
    Event.CANDIDATE_TOLD: Action.DEAL_WITH_CANDIDATE,
}
"""Who does it."""
NOT_MINE = N_(
    "Somebody else in HR does this: you asked for this check, are the one who searches, or were "
    "recused."
)


class Begun(NamedTuple):
    """Where a check stands and ``since`` when; until when its candidate may reply; since when an
    answer of theirs waits, and since when they were not told of something.
    """

    state: State
    since: datetime
    reply_until: datetime | None = None
    answered: datetime | None = None
    untold_since: datetime | None = None


def to_do(begun: Begun) -> dict[Event, datetime]:
    """What HR has to do after an approval, each since when; what waits longest comes first.

    An outcome can be handed over once the time to reply is over. ``for_hr.waits_since`` says the
    same to the database.
    """
    waiting = {}
    if event := TIMED.get(begun.state):
        outcome = begun.state is State.SEARCHED
        until = begun.reply_until if outcome else None
        waiting[event] = max(begun.since, until or begun.since)
    if begun.answered:
        waiting[Event.CANDIDATE_REPLIED] = begun.answered
    if begun.untold_since:
        waiting[Event.CANDIDATE_TOLD] = begun.untold_since
    return dict(sorted(waiting.items(), key=lambda item: item[1]))


def done_by(actor: Actor, ties: Ties, waiting: Mapping[Event, datetime]) -> tuple[Event, ...]:
    """What of that ``actor`` may do."""
    return tuple(event for event in waiting if may(actor, _HANDLING[event], ties))


def why_not_do(actor: Actor, ties: Ties, state: State, waiting: Mapping[Event, datetime]) -> str:
    """Why somebody else in HR does what waits for it; empty where nothing does."""
    if state in WAITING_FOR_HR:
        return why_not_decide(actor, ties)
    return NOT_MINE if waiting and not done_by(actor, ties, waiting) else ""
