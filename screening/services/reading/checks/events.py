"""What happened to a check, as far as one reader may read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from screening.domain.events import OF_A_SEARCH, Event
from screening.domain.lifecycle import ENDED, TRANSITIONS
from screening.domain.people import CANDIDATE, Action, Actor, Ties, may
from screening.services.reading.checks.panel import ONCE_LOCKED
from screening.services.story import Story, last
from screening.store.ledger_store import OpenedRecord

ABOUT_THE_SEARCH = OF_A_SEARCH | {
    Event.WORDS_HELD_BACK,
    Event.WORDS_LET_THROUGH,
    Event.WITHHELD,
}
BETWEEN_HR_AND_CANDIDATE = (
    Event.LINK_MADE,
    Event.LINK_RENEWED,
    Event.LINK_MAILED,
    Event.MAIL_TAKEN,
    Event.MAIL_FAILED,
    Event.CANDIDATE_CONFIRMED,
    Event.OBJECTION_RAISED,
    Event.EVIDENCE_OPENED,
    Event.OBJECTION_NOT_UPHELD,
    Event.CHECK_STOPPED,
    Event.CANDIDATE_AGREED,
    Event.MORE_TIME_GIVEN,
    Event.REPLY_PERIOD_OVER,
    Event.CANDIDATE_REPLIED,
    Event.REPLY_KEPT_BACK,
    Event.CANDIDATE_TOLD,
)
WORDS_OF_A_REQUEST = (
    Event.CHECK_NOT_READY,
    Event.CHECK_SUBMITTED,
    Event.ASKED_INSTEAD,
    Event.CHECK_REFERRED,
    Event.REFERRAL_UPHELD,
    Event.OVERTURN_PROPOSED,
    Event.REFERRAL_OVERTURNED,
    Event.CHECK_REJECTED,
    Event.CHECK_RETURNED,
    Event.CHECK_WITHDRAWN,
)
"""What a request said, or was said of it: what was stopped may be what no panel is to know."""
ENDING = tuple(row.event for row in TRANSITIONS if row.after in ENDED)
STOPS_OF_HR = (Event.OBJECTION_UPHELD, Event.CHECK_CANCELLED, Event.STOP_TOLD)


@dataclass(frozen=True)
class EventShown:
    """Something that happened. ``payload`` is None once erased, and empty where the reader may
    know that it happened and not what was said.
    """

    seq: int
    event: Event
    at: datetime
    by: str
    by_ref: str
    by_role: str
    payload: Mapping[str, Any] | None
    leaf_hash: str


def events_shown(
    actor: Actor,
    ties: Ties,
    story: Story,
    names: Mapping[str, str],
    *,
    locked: bool,
    stopped: bool,
) -> tuple[EventShown, ...]:
    """What of ``story`` the ``actor`` may read. ``locked``: they may read what the panel was told,
    for they have locked their scores or sit on none. ``stopped``: HR has stopped the check, and
    whoever asked does not know it yet.
    """
    shut = () if locked else ONCE_LOCKED
    if not may(actor, Action.READ_REQUESTS, ties):
        shut = (*shut, *WORDS_OF_A_REQUEST)
    knows = may(actor, Action.SEE_REPLIES, ties)
    # Since there is a state for it, an upheld objection ends no check: a later record does.
    later = {Event.OBJECTION_UPHELD} if stopped or last(story, *ENDING) else set()
    return tuple(
        _event(record if knows else _not_saying(record), names, shut=record.event in shut)
        for record in story
        if _may_read(actor, ties, record) and (knows or record.event not in later)
    )


def _may_read(actor: Actor, ties: Ties, record: OpenedRecord) -> bool:
    """The panel learns what was handed over and nothing else of a search or a reply, nor that
    there was one: a notice may count as delivered because the candidate answered it.

    Nor do they who asked learn what others think of the gate's findings: one person's mark is no
    answer to a referral, and what the gate missed would tell how to get past it.
    """
    event = record.event
    if event in ABOUT_THE_SEARCH:
        return may(actor, Action.SEE_OUTCOME, ties)
    own = record.actor_ref == CANDIDATE.ref and event != Event.NOTICE_SENT
    if event in BETWEEN_HR_AND_CANDIDATE or own:
        return may(actor, Action.SEE_REPLIES, ties)
    if event == Event.FINDING_DISPUTED:
        return may(actor, Action.SEE_DISPUTES, ties)
    return True


def _not_saying(record: OpenedRecord) -> OpenedRecord:
    """``record`` without what tells of a reply. However HR ends a check it looks alike, with nobody
    named and no reasons; a notice does not say through whom it counts as delivered.
    """
    stop = record.event in STOPS_OF_HR
    if not stop and record.event != Event.NOTICE_SENT:
        return record
    event = Event.CHECK_CANCELLED if stop else record.event
    return replace(record, event=event, actor_ref="", actor_role="", payload=record.payload and {})


def _event(record: OpenedRecord, names: Mapping[str, str], *, shut: bool) -> EventShown:
    return EventShown(
        seq=record.seq,
        event=Event(record.event),
        at=record.occurred_at,
        by=names.get(record.actor_ref, ""),
        by_ref=record.actor_ref,
        by_role=record.actor_role,
        payload={} if shut else record.payload,
        leaf_hash=record.leaf_hash,
    )
