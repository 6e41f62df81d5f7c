"""A search that was made without or beyond authorisation: how it is told, and dealt with.

A personal-data breach is notified to the Information Commissioner without undue delay and, where
feasible, not later than 72 hours after somebody here became aware of it, unless it is unlikely to
be a risk to anybody (UK GDPR Article 33(1)). These are hours, not working days: they run on over
nights and weekends.
"""

from datetime import datetime, timedelta
from enum import StrEnum

NOTIFY_WITHIN = timedelta(hours=72)


class MadeBy(StrEnum):
    """Who made it, as seen by whoever tells of it."""

    ME = "me"
    SOMEBODY_ELSE = "somebody-else"


class Breach(StrEnum):
    """Whether whoever tells of it thinks that it is a personal-data breach too."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class BreachRuling(StrEnum):
    """What data protection decided."""

    NOTIFIED = "notified"
    NOT_NOTIFIED = "not-notified"
    NO_BREACH = "no-breach"


class PersonTold(StrEnum):
    """Whether the person whom it is about was told."""

    TOLD = "told"
    NOT_TOLD = "not-told"


class Effect(StrEnum):
    """What it changed in the selection.

    ``recusal``: whoever saw it, as far as they have an account, neither scores, decides nor hands
    over in that vacancy; the service holds them to it.
    """

    RECUSAL = "recusal"
    SCORED_AGAIN = "scored-again"
    NONE = "none"


class ReportState(StrEnum):
    """How far it has come. ``handled``: HR has dealt with it, and data protection has not yet."""

    OPEN = "open"
    HANDLED = "handled"
    CLOSED = "closed"


CLOCKED = (Breach.YES, Breach.UNSURE)
"""With these answers the 72 hours run: a doubt is for data protection to settle, and in time. One
of them is enough, of whoever told of it or of HR: neither closes the question for the other.
"""


def notify_by(aware_at: datetime, breach: Breach) -> datetime | None:
    """The moment by which the Information Commissioner has to know; None where nothing runs."""
    return aware_at + NOTIFY_WITHIN if breach in CLOCKED else None


def state_after(
    effect: Effect | None, until: datetime | None, ruling: BreachRuling | None
) -> ReportState:
    """How far it has come: closed once HR has dealt with it and no 72 hours, which end with
    ``until``, run undecided.
    """
    if effect is None:
        return ReportState.OPEN
    waits = until is not None and ruling is None
    return ReportState.HANDLED if waits else ReportState.CLOSED
