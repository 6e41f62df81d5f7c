"""What people are told: that something is there for them, and never about whom.

A notification is a kind and a number. No name, code, claim or question of a candidate is in it, and
a message by e-mail has not even the vacancy in it: only kinds, counts, and a link to sign in by.
"""

from enum import StrEnum

from screening.domain.text import N_


class Told(StrEnum):
    """What somebody is told."""

    TO_DECIDE = "to-decide"
    OVERDUE = "overdue"
    NOTICE_TO_SEND = "notice-to-send"
    OBJECTION = "objection"
    TO_SEARCH = "to-search"
    TO_HAND_OVER = "to-hand-over"
    HANDED_OVER = "handed-over"
    DECIDED = "decided"
    RETURNED = "returned"
    ENDED = "ended"
    TO_SIGN_OFF = "to-sign-off"
    RIGHTS = "rights"
    RIGHTS_NEAR = "rights-near"
    ERASURE = "erasure"
    WITNESS_FAILS = "witness-fails"
    JOB_FAILED = "job-failed"
    NOT_SENT = "not-sent"


TOLD_NAMES: dict[Told, str] = {
    Told.TO_DECIDE: N_("A request for you to decide"),
    Told.OVERDUE: N_("A request whose time to decide is over"),
    Told.NOTICE_TO_SEND: N_("A notice to send to a candidate"),
    Told.OBJECTION: N_("An objection to decide"),
    Told.TO_SEARCH: N_("A search for you to make"),
    Told.TO_HAND_OVER: N_("An outcome to hand over or withhold"),
    Told.HANDED_OVER: N_("An outcome handed over to your panel"),
    Told.DECIDED: N_("A request of yours that was decided"),
    Told.RETURNED: N_("A request of yours that came back to you"),
    Told.ENDED: N_("A check of yours that has come to an end"),
    Told.TO_SIGN_OFF: N_("A closed vacancy to sign off"),
    Told.RIGHTS: N_("A request or complaint to answer"),
    Told.RIGHTS_NEAR: N_("A request or complaint whose day is near or over"),
    Told.ERASURE: N_("An erasure that waits for a second person"),
    Told.WITNESS_FAILS: N_("A place where checkpoints cannot be left"),
    Told.JOB_FAILED: N_("A piece of work of the service that failed"),
    Told.NOT_SENT: N_("A message that could not be sent"),
}
"""Each kind in words."""

WAITING = (
    Told.TO_DECIDE,
    Told.OVERDUE,
    Told.NOTICE_TO_SEND,
    Told.OBJECTION,
    Told.TO_SEARCH,
    Told.TO_HAND_OVER,
    Told.HANDED_OVER,
)
"""What waits on a check as it is now: it waits no longer once the check moves on."""

ONLY_IN_THE_PAGE = (Told.NOT_SENT,)
"""What is never sent: that messages fail would be one more message to fail."""


class HowOften(StrEnum):
    """When somebody is sent a message about what they were told."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


class MessageKind(StrEnum):
    """For whom a message is."""

    STAFF = "staff"
    OUTSIDE = "outside"
    TEST = "test"


class MessageState(StrEnum):
    """Where a message is. ``taken``: somebody is sending it. All but the first two are ends."""

    WAITING = "waiting"
    TAKEN = "taken"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


STATE_NAMES: dict[MessageState, str] = {
    MessageState.WAITING: N_("Waiting"),
    MessageState.TAKEN: N_("Being sent now"),
    MessageState.SENT: N_("Sent"),
    MessageState.FAILED: N_("Not sent"),
    MessageState.DROPPED: N_("Nobody to send it to"),
}
"""Each state in words."""
