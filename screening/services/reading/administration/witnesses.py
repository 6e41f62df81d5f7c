"""Where checkpoints of the log are left, and how that goes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.people import Action, check_may
from screening.services.call import Call
from screening.store.tables.checkpoint import WitnessState


@dataclass(frozen=True)
class WitnessRow:
    """One witness: under how many records the last checkpoint left there is, and what is wrong.

    ``since`` is when it last went wrong without having gone well after; None when all is well.
    """

    name: str
    size: int
    left_at: datetime | None
    since: datetime | None
    problem: str


def list_witnesses(call: Call) -> tuple[WitnessRow, ...]:
    """Every witness, those that something is wrong with first."""
    check_may(call.actor, Action.SEE_WITNESSES)
    with call.look() as work:
        rows = work.session.scalars(select(WitnessState).order_by(WitnessState.name))
        found = [
            WitnessRow(row.name, row.left_size, row.left_at, row.failing_since, row.problem)
            for row in rows
        ]
    return tuple(sorted(found, key=lambda row: row.since is None))
