"""What happened, in plain words: the name of each event, and which of its texts are shown."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.domain.events import Event
from screening.domain.names import EVENT_NAMES
from screening.domain.words import Answered
from screening.services.reading.checks.events import EventShown
from screening.web.wording import label as label_of

_REASONS = {"reasons": _l("Reasons")}
_DECIDED = _REASONS | {"acted_for": _l("Acted for")}
_REASON = {"reason": _l("Reason")}
_WORDS = {"words": _l("Their words")}

TEXTS: Mapping[Event, Mapping[str, Any]] = {
    Event.CANDIDATE_NAME_SHOWN: _REASON,
    Event.CLAIM_ADDED: {"quote": _l("Their words")},
    Event.CLAIM_CHANGED: {"quote": _l("Their words")},
    Event.FINDING_DISPUTED: _REASON,
    Event.CHECK_REFERRED: _REASON,
    Event.REFERRAL_UPHELD: _DECIDED,
    Event.OVERTURN_PROPOSED: _DECIDED,
    Event.REFERRAL_OVERTURNED: _DECIDED,
    Event.ASKED_INSTEAD: {"reason": _l("The question for the interview")},
    Event.CHECK_APPROVED: _DECIDED,
    Event.CHECK_REJECTED: _DECIDED,
    Event.CHECK_RETURNED: _DECIDED,
    Event.CANDIDATE_CONFIRMED: _WORDS,
    Event.CANDIDATE_AGREED: _WORDS,
    Event.MORE_TIME_GIVEN: _REASON,
    Event.OBJECTION_RAISED: _WORDS,
    Event.OBJECTION_UPHELD: _REASONS,
    Event.OBJECTION_NOT_UPHELD: _REASONS,
    Event.VISIT_RECORDED: {
        "other_terms": _l("Other search words used"),
        "read": _l("What was read"),
        "explanation": _l("Why it went beyond what was approved"),
    },
    Event.VISIT_DESCRIBED: {"read": _l("What was read")},
    Event.RETURN_RECORDED: {"explanation": _l("Explanation")},
    Event.OUTCOME_RECORDED: {"answer": _l("The answer")},
    Event.NOT_CARRIED_OUT: _REASON,
    Event.EXPOSURE_HANDLED: _REASONS,
    Event.WORDS_LET_THROUGH: _REASONS,
    Event.HANDED_OVER: {"words": _l("What the panel was told")},
    Event.WITHHELD: _REASONS,
    Event.INFLUENCE_RECORDED: {"why": _l("Why")},
    Event.CANDIDATE_REPLIED: _WORDS,
    Event.REPLY_PASSED_ON: {"words": _l("What the panel was told")},
    Event.REPLY_KEPT_BACK: _REASONS,
    Event.CHECK_WITHDRAWN: _REASON,
    Event.CHECK_CANCELLED: _REASONS,
    Event.CHECK_STOPPED: _REASONS,
}
"""The texts of a payload that a history shows, with their labels."""


def title(event: Event) -> str:
    """What happened, in a few words."""
    return str(gettext(EVENT_NAMES[event]))


def texts(shown: EventShown) -> list[tuple[str, str]]:
    """The words that belong to what happened, each with its label; none once erased."""
    payload = shown.payload or {}
    labels = TEXTS.get(shown.event, {})
    said = [(str(label), payload[name]) for name, label in labels.items() if payload.get(name)]
    if shown.event is Event.OBJECTION_RAISED and payload.get("kind"):
        return [(gettext("What they said"), label_of(Answered(payload["kind"]))), *said]
    return said
