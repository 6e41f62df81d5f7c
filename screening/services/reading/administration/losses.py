"""Older copies of the database that were put in use of late, and what the log lost by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from screening.domain.people import Action, check_may
from screening.services.backups.older import accepted
from screening.services.call import Call
from screening.store.checkpoints import log_id
from screening.store.unit_of_work import UnitOfWork

SHOWN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Loss:
    """An older copy was accepted ``at`` that moment. Records ``first`` to ``last`` were lost; both
    are 0 where that cannot be said, since the log did not end before them, or was
    another one.
    """

    at: datetime
    first: int
    last: int


def list_losses(call: Call) -> tuple[Loss, ...]:
    """Those of the last thirty days, the latest first."""
    check_may(call.actor, Action.SEE_WITNESSES)
    with call.look() as work:
        found = losses(work)
        return tuple(one for one in reversed(found) if one.at > work.now - SHOWN_FOR)


def losses(work: UnitOfWork) -> tuple[Loss, ...]:
    """All that there ever were, the first one first."""
    own = log_id(work)
    return tuple(
        _loss(one.occurred_at, said, own) for one in accepted(work) if (said := one.payload)
    )


def _loss(at: datetime, said: Mapping[str, Any], own: str) -> Loss:
    size, known = int(said["size"]), int(said["known_size"])
    is_shorter = said["known_log"] == own and size < known
    return Loss(at, size, known - 1) if is_shorter else Loss(at, 0, 0)
