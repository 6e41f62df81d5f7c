"""What a panel learns of a check, and whether a reader has locked their scores for it."""

from dataclasses import dataclass
from datetime import datetime

from screening.domain.events import Event
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.words import Reliability, State, Sureness
from screening.services.checks.handing_over import TO_BE_READ
from screening.services.story import Story, last, text_in
from screening.store.tables.check import Check
from screening.store.tables.search import Outcome, ScoreLock
from screening.store.unit_of_work import UnitOfWork

ONCE_LOCKED = (Event.HANDED_OVER, Event.REPLY_PASSED_ON, Event.INFLUENCE_RECORDED)
"""What members of the panel read once their scores are locked, and not before."""


@dataclass(frozen=True)
class HandedOver:
    """What the panel learns: the answer (None once erased), and how far it can be relied on."""

    words: str | None
    reliability: Reliability
    sureness: Sureness
    at: datetime


@dataclass(frozen=True)
class PanelSide:
    """How a check stands to one reader as a member of its panel.

    ``reads``: they may read what was handed over, ``handed`` (None: nothing was). ``to_lock``:
    they have to lock their scores first. ``locked_at``: when they did.
    """

    reads: bool
    to_lock: bool
    locked_at: datetime | None
    handed: HandedOver | None


def panel_side(work: UnitOfWork, actor: Actor, ties: Ties, check: Check, story: Story) -> PanelSide:
    """How ``check`` stands to ``actor``. HR and officers off the panel read what it was told."""
    lock = work.session.get(ScoreLock, (check.ref, actor.person_ref))
    scores = may(actor, Action.LOCK_SCORES, ties)
    reads = may(actor, Action.SEE_OUTCOME, ties) or (scores and lock is not None)
    return PanelSide(
        reads=reads,
        to_lock=scores and lock is None and State(check.state) in TO_BE_READ,
        locked_at=lock.locked_at if lock and scores else None,
        handed=handed_over(work, check, story) if reads else None,
    )


def handed_over(work: UnitOfWork, check: Check, story: Story) -> HandedOver | None:
    """What the panel of ``check`` was told of its outcome; None before, and where nothing was."""
    record = last(story, Event.HANDED_OVER)
    if record is None:
        return None
    outcome = work.session.get_one(Outcome, check.ref)
    return HandedOver(
        words=text_in(record, "words"),
        reliability=Reliability(outcome.reliability),
        sureness=Sureness(outcome.sureness),
        at=record.occurred_at,
    )
