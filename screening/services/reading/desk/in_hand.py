"""What waits for HR by the state of a check: since when, and who of HR does it."""

from collections.abc import Mapping
from datetime import datetime

from screening.domain.people import Action, Actor, Ties, may
from screening.domain.text import N_
from screening.domain.words import State
from screening.services.reading.doing import why_not_decide

WAITING_FOR_HR = (State.AWAITING, State.REFERRED)
IN_HRS_HANDS = (State.APPROVED, State.NOTIFIED, State.PAUSED, State.SEARCHED)
TIMED = (State.APPROVED, State.PAUSED, State.SEARCHED)
"""Of these, what HR has to do whatever the candidate says."""
_HANDLING: Mapping[State, Action] = {
    State.APPROVED: Action.DEAL_WITH_CANDIDATE,
    State.NOTIFIED: Action.DEAL_WITH_CANDIDATE,
    State.PAUSED: Action.DEAL_WITH_CANDIDATE,
    State.SEARCHED: Action.HANDLE,
}
"""What HR does once a request is approved."""
NOT_MINE = N_(
    "Somebody else in HR does this: you asked for this check, are the one who searches, or were "
    "recused."
)


def begun_at(
    state: State, since: datetime, reply_until: datetime | None, answered: datetime | None
) -> datetime:
    """From when a check waits: an outcome can be handed over once the reply period is over, and an
    answer waits since it was ``answered``.
    """
    if state is State.SEARCHED and reply_until:
        return max(since, reply_until)
    return answered or since


def why_not_do(actor: Actor, ties: Ties, state: State, *, answered: bool) -> str:
    """Why somebody else in HR does what waits for it; empty where nothing does."""
    if state in WAITING_FOR_HR:
        return why_not_decide(actor, ties)
    action = Action.DEAL_WITH_CANDIDATE if answered else _HANDLING.get(state)
    return NOT_MINE if action and not may(actor, action, ties) else ""
