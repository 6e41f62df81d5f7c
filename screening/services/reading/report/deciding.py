"""One check of the audit report: whether HR decided in the time that the policy gives it."""

from collections.abc import Iterator
from datetime import datetime

from screening.domain.events import Event
from screening.domain.lifecycle import MOVING, transition
from screening.domain.words import State
from screening.services.calendar import due
from screening.services.reading.trail.chain import Chain
from screening.services.story import Story
from screening.store.ledger_store import OpenedRecord
from screening.store.policies import policy_in_force
from screening.store.unit_of_work import UnitOfWork


def left_too_long(work: UnitOfWork, chain: Chain, story: Story) -> tuple[int, ...]:
    """The records by which the check came to HR to be decided and after which it waited longer than
    the policy of that time allows: until it moved on, or still at the chain's position.
    """
    return tuple(
        came.vacancy_seq
        for came, went in _waits(story, chain.records[-1].occurred_at)
        if went > due(policy_in_force(work.session, came.occurred_at), "decision", came.occurred_at)
    )


def _waits(story: Story, now: datetime) -> Iterator[tuple[OpenedRecord, datetime]]:
    """Each record that brought the check to HR, and when it moved on; ``now`` if it has not."""
    came: OpenedRecord | None = None
    for record in story:
        event = Event(record.event)
        if event not in MOVING:
            continue
        if came is not None:
            yield came, record.occurred_at
        came = record if transition(event).after is State.AWAITING else None
    if came is not None:
        yield came, now
