"""The panel hears of no end to a check while its candidate can still reply.

An end that nobody could reach yet where the candidate kept silent would say that they told us to go
ahead. So nothing of that kind happens before their time to reply is over, whatever they said.
"""

from datetime import datetime

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.text import N_
from screening.store.tables.check import Check
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork

WOULD_TELL = frozenset({Event.HANDED_OVER, Event.WITHHELD, Event.NOT_CARRIED_OUT})
"""What the panel sees, and what cannot come before the reply period is over without a go-ahead."""


def still_runs(work: UnitOfWork, check: Check) -> datetime | None:
    """Until when the candidate of ``check`` can reply; None where that is over, or they have no
    notice yet.
    """
    notice = work.session.get(Notice, check.ref)
    return notice.reply_until if notice and notice.reply_until >= work.now else None


def check_reply_time_over(work: UnitOfWork, check: Check) -> None:
    """Raise NotPossible while the panel would learn from an end what the candidate said."""
    if still_runs(work, check):
        raise NotPossible(
            N_(
                "Wait until the candidate's time to reply is over. Before that, the panel would "
                "learn that they said to go ahead."
            )
        )
