"""What people are told: that something is there for them, and never about whom.

A notification is a kind and a number. No name, code, claim or question of a candidate is in it, and
a message by e-mail has not even the vacancy in it: only kinds, counts, and a link to sign in by.
"""

from enum import StrEnum

from screening.domain.text import N_
from screening.domain.words import Moment


class Told(StrEnum):
    """What somebody is told."""

    TO_DECIDE = "to-decide"
    OVERDUE = "overdue"
    NOTICE_TO_SEND = "notice-to-send"
    OBJECTION = "objection"
    SHORTLIST_WORDS = "shortlist-words"
    TO_SEARCH = "to-search"
    TO_HAND_OVER = "to-hand-over"
    HANDED_OVER = "handed-over"
    DECIDED = "decided"
    RETURNED = "returned"
    ENDED = "ended"
    TO_SIGN_OFF = "to-sign-off"
    REGIME = "regime"
    REGIME_PROPOSED = "regime-proposed"
    REGIME_DECIDED = "regime-decided"
    RIGHTS = "rights"
    RIGHTS_NEAR = "rights-near"
    ERASURE = "erasure"
    WITNESS_FAILS = "witness-fails"
    JOB_FAILED = "job-failed"
    NOT_SENT = "not-sent"
    LINK_NOT_SENT = "link-not-sent"
    SHORTLIST_NOT_SENT = "shortlist-not-sent"
    ESCALATED = "escalated"
    STILL_WAITS = "still-waits"
    PASSED_ON = "passed-on"
    LOG_DUE = "log-due"
    QUERY = "query"
    ACTION = "action"
    CONDITION = "condition"
    ASKED_AGAIN = "asked-again"
    MORE_TIME = "more-time"
    ASKED_NO_MORE = "asked-no-more"
    FOLLOW_UP_OVER = "follow-up-over"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    DECLARE_SHORTLIST = "declare-shortlist"
    DECLARE_DECISION = "declare-decision"
    NOT_DECLARED = "not-declared"
    UNAUTHORISED = "unauthorised"
    BREACH = "breach"
    BREACH_NEAR = "breach-near"
    SOURCING_SIGN = "sourcing-sign"
    SOURCED_APPLIED = "sourced-applied"
    DATA_DUE = "data-due"
    REGISTER_DUE = "register-due"
    POLICY_PROPOSED = "policy-proposed"
    POLICY_DECIDED = "policy-decided"
    POLICY_TO_READ = "policy-to-read"
    ROLE_ASKED = "role-asked"
    ROLE_DECIDED = "role-decided"
    ROLE_GIVEN = "role-given"
    FIRST_STEPS = "first-steps"


TOLD_NAMES: dict[Told, str] = {
    Told.TO_DECIDE: N_("A request for you to decide"),
    Told.OVERDUE: N_("A request whose time to decide is over"),
    Told.NOTICE_TO_SEND: N_("A notice to send to a candidate"),
    Told.OBJECTION: N_("An objection to decide"),
    Told.SHORTLIST_WORDS: N_("Something that somebody on a school’s shortlist says"),
    Told.TO_SEARCH: N_("A search for you to make"),
    Told.TO_HAND_OVER: N_("An outcome to hand over or withhold"),
    Told.HANDED_OVER: N_("An outcome handed over to your panel"),
    Told.DECIDED: N_("A request of yours that was decided"),
    Told.RETURNED: N_("A request of yours that came back to you"),
    Told.ENDED: N_("A check of yours that has come to an end"),
    Told.TO_SIGN_OFF: N_("A closed vacancy to sign off"),
    Told.REGIME: N_("A vacancy put under the schools regime, or taken out of it"),
    Told.REGIME_PROPOSED: N_("A vacancy to put under the schools regime, or not"),
    Told.REGIME_DECIDED: N_("A vacancy for which you proposed the schools regime: it was decided"),
    Told.RIGHTS: N_("A request or complaint to answer"),
    Told.RIGHTS_NEAR: N_("A request or complaint whose day is near or over"),
    Told.ERASURE: N_("An erasure that waits for a second person"),
    Told.WITNESS_FAILS: N_("A place where checkpoints cannot be left"),
    Told.JOB_FAILED: N_("A piece of work of the service that failed"),
    Told.NOT_SENT: N_("A message that could not be sent"),
    Told.LINK_NOT_SENT: N_("An e-mail to a candidate that could not be sent"),
    Told.SHORTLIST_NOT_SENT: N_(
        "An e-mail to somebody on a school’s shortlist that could not be sent"
    ),
    Told.ESCALATED: N_("A request that still waits although its time of escalation is over"),
    Told.STILL_WAITS: N_(
        "A notice, an objection, an outcome, an answer or news for a candidate that still waits "
        "for HR"
    ),
    Told.PASSED_ON: N_("A request passed on to you, as you act for somebody"),
    Told.LOG_DUE: N_("A search that should be written up by now"),
    Told.QUERY: N_("A query from an equality officer for you to answer"),
    Told.ACTION: N_("An action that an equality officer asks of you"),
    Told.CONDITION: N_("A condition of a sign-off for you to meet"),
    Told.ASKED_AGAIN: N_("Something asked of you again, as the answer was not enough"),
    Told.MORE_TIME: N_("More time for something that is asked of you"),
    Told.ASKED_NO_MORE: N_("Something asked of you that an officer has closed"),
    Told.FOLLOW_UP_OVER: N_("A query, condition or action asked of you whose day is over"),
    Told.ANSWERED: N_("An answer to what you asked"),
    Told.UNANSWERED: N_("Something you asked that nobody answered by its day"),
    Told.DECLARE_SHORTLIST: N_("Your declaration about searches, for the shortlist"),
    Told.DECLARE_DECISION: N_("Your declaration about searches, for the decision"),
    Told.NOT_DECLARED: N_("A declaration about searches that is still missing"),
    Told.UNAUTHORISED: N_("A search without authorisation to deal with"),
    Told.BREACH: N_("What may be a personal-data breach: 72 hours run"),
    Told.BREACH_NEAR: N_(
        "What may be a personal-data breach: its 72 hours are nearly or quite over"
    ),
    Told.SOURCING_SIGN: N_("A search to find people that looks like a check"),
    Told.SOURCED_APPLIED: N_("Somebody found or named by a search to find people has applied"),
    Told.DATA_DUE: N_("Data of a closed vacancy that will be erased soon"),
    Told.REGISTER_DUE: N_("The register of a closed vacancy that will end soon"),
    Told.POLICY_PROPOSED: N_("A version of the policy to confirm or reject"),
    Told.POLICY_DECIDED: N_("A version of the policy that you proposed and that was decided on"),
    Told.POLICY_TO_READ: N_("A version of the policy to read before you go on"),
    Told.ROLE_ASKED: N_("A role that waits for a second administrator"),
    Told.ROLE_DECIDED: N_("A role that you asked for and that was granted or declined"),
    Told.ROLE_GIVEN: N_("A role that you were given"),
    Told.FIRST_STEPS: N_("Your first steps, which you put away"),
}
"""Each kind in words."""

WAITING = (
    Told.TO_DECIDE,
    Told.OVERDUE,
    Told.ESCALATED,
    Told.PASSED_ON,
    Told.NOTICE_TO_SEND,
    Told.LINK_NOT_SENT,
    Told.STILL_WAITS,
    Told.OBJECTION,
    Told.TO_SEARCH,
    Told.LOG_DUE,
    Told.TO_HAND_OVER,
    Told.HANDED_OVER,
)
"""What waits on a check as it is now: it waits no longer once the check moves on."""

TO_DECLARE = {
    Moment.SHORTLIST: Told.DECLARE_SHORTLIST,
    Moment.DECISION: Told.DECLARE_DECISION,
}
"""How each member of a panel is told that their word is due."""

ONLY_IN_THE_PAGE = (Told.NOT_SENT,)
"""What is never sent: that messages fail would be one more message to fail."""


class HowOften(StrEnum):
    """When somebody is sent a message about what they were told."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


class Language(StrEnum):
    """In which language somebody wants messages or a report; the code that pages have for it."""

    ENGLISH = "en_GB"
    WELSH = "cy"


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
