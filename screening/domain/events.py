"""What can happen.

An event's name is the ``event_type`` of its record and never changes its meaning.
"""

from enum import StrEnum


class Event(StrEnum):
    """The type of a record."""

    KEY_MADE = "key_made"
    KEY_ROTATED = "key_rotated"
    VACANCY_HEADS = "vacancy_heads"
    MASTER_KEY_CHANGED = "master_key_changed"
    OLDER_ACCEPTED = "older_accepted"
    ACCOUNT_OPENED = "account_opened"
    ACCOUNT_CLOSED = "account_closed"
    ROLES_CHANGED = "roles_changed"
    ROLE_ASKED = "role_asked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    SUBSTITUTE_NAMED = "substitute_named"
    SUBSTITUTE_ENDED = "substitute_ended"
    POLICY_PROPOSED = "policy_proposed"
    POLICY_REPLAYED = "policy_replayed"
    POLICY_WITHDRAWN = "policy_withdrawn"
    POLICY_REJECTED = "policy_rejected"
    POLICY_IN_FORCE = "policy_in_force"
    POLICY_READ = "policy_read"
    ORGANISATION_SET = "organisation_set"
    BASIS_SET = "basis_set"
    ASSESSMENT_WRITTEN = "assessment_written"
    VACANCY_OPENED = "vacancy_opened"
    VACANCY_CHANGED = "vacancy_changed"
    STAGE_CHANGED = "stage_changed"
    PANEL_CHANGED = "panel_changed"
    CRITERIA_CHANGED = "criteria_changed"
    DECLARATION_MADE = "declaration_made"
    VACANCY_CLOSED = "vacancy_closed"
    REGIME_PROPOSED = "regime_proposed"
    REGIME_WITHDRAWN = "regime_withdrawn"
    REGIME_DECLINED = "regime_declined"
    REGIME_CHANGED = "regime_changed"
    CANDIDATE_ADDED = "candidate_added"
    CANDIDATE_CHANGED = "candidate_changed"
    CANDIDATE_STATUS_CHANGED = "candidate_status_changed"
    CANDIDATE_NAME_SHOWN = "candidate_name_shown"
    NAME_LOOKED_UP = "name_looked_up"
    CLAIM_ADDED = "claim_added"
    CLAIM_CHANGED = "claim_changed"
    CLAIM_SEEN = "claim_seen"
    CHECK_STARTED = "check_started"
    CHECK_NOT_READY = "check_not_ready"
    CHECK_SUBMITTED = "check_submitted"
    FINDING_DISPUTED = "finding_disputed"
    CHECK_REFERRED = "check_referred"
    REFERRAL_UPHELD = "referral_upheld"
    OVERTURN_PROPOSED = "overturn_proposed"
    REFERRAL_OVERTURNED = "referral_overturned"
    ASKED_INSTEAD = "asked_instead"
    CHECK_APPROVED = "check_approved"
    CHECK_REJECTED = "check_rejected"
    CHECK_RETURNED = "check_returned"
    LINK_MADE = "link_made"
    LINK_RENEWED = "link_renewed"
    LINK_MAILED = "link_mailed"
    MAIL_TAKEN = "mail_taken"
    MAIL_FAILED = "mail_failed"
    NOTICE_SENT = "notice_sent"
    CANDIDATE_CONFIRMED = "candidate_confirmed"
    CANDIDATE_AGREED = "candidate_agreed"
    MORE_TIME_GIVEN = "more_time_given"
    REPLY_PERIOD_OVER = "reply_period_over"
    OBJECTION_RAISED = "objection_raised"
    EVIDENCE_OPENED = "evidence_opened"
    OBJECTION_UPHELD = "objection_upheld"
    OBJECTION_NOT_UPHELD = "objection_not_upheld"
    SEARCH_BEGUN = "search_begun"
    RETURN_RECORDED = "return_recorded"
    VISIT_RECORDED = "visit_recorded"
    VISIT_DESCRIBED = "visit_described"
    EXPOSURE_RECORDED = "exposure_recorded"
    OUTCOME_RECORDED = "outcome_recorded"
    EXPOSURE_HANDLED = "exposure_handled"
    NOT_CARRIED_OUT = "not_carried_out"
    AUTHORISATION_LAPSED = "authorisation_lapsed"
    WORDS_HELD_BACK = "words_held_back"
    WORDS_LET_THROUGH = "words_let_through"
    HANDED_OVER = "handed_over"
    WITHHELD = "withheld"
    SCORES_LOCKED = "scores_locked"
    INFLUENCE_RECORDED = "influence_recorded"
    CANDIDATE_REPLIED = "candidate_replied"
    REPLY_PASSED_ON = "reply_passed_on"
    REPLY_KEPT_BACK = "reply_kept_back"
    CANDIDATE_TOLD = "candidate_told"
    CHECK_WITHDRAWN = "check_withdrawn"
    CHECK_CANCELLED = "check_cancelled"
    CHECK_STOPPED = "check_stopped"
    STOP_TOLD = "stop_told"
    CHECK_LAPSED = "check_lapsed"
    QUERY_ASKED = "query_asked"
    QUERY_ANSWERED = "query_answered"
    ACTION_SET = "action_set"
    ACTION_DONE = "action_done"
    CONDITION_SET = "condition_set"
    CONDITION_DONE = "condition_done"
    FOLLOW_UP_SATISFIED = "follow_up_satisfied"
    FOLLOW_UP_ASKED_AGAIN = "follow_up_asked_again"
    FOLLOW_UP_EXTENDED = "follow_up_extended"
    FOLLOW_UP_WITHDRAWN = "follow_up_withdrawn"
    SIGNED_OFF = "signed_off"
    REPORT_REQUESTED = "report_requested"
    REPORT_ISSUED = "report_issued"
    ERASURE_PROPOSED = "erasure_proposed"
    ERASURE_CONFIRMED = "erasure_confirmed"
    ERASURE_DECLINED = "erasure_declined"
    ERASURE_WITHDRAWN = "erasure_withdrawn"
    ERASURE_ANNOUNCED = "erasure_announced"
    REGISTER_END_ANNOUNCED = "register_end_announced"
    REGISTER_ENDED = "register_ended"
    HOLD_PLACED = "hold_placed"
    HOLD_LIFTED = "hold_lifted"
    ERASING_WAITS = "erasing_waits"
    ERASING_WENT_ON = "erasing_went_on"
    SUBJECT_ERASED = "subject_erased"
    DISAGREEMENTS_EXPORTED = "disagreements_exported"
    LOG_OPENED = "log_opened"
    ATTEMPTS_SEEN = "attempts_seen"
    SUBJECT_ACCESS_OPENED = "subject_access_opened"
    SUBJECT_ACCESS_EXPORTED = "subject_access_exported"
    REDACTION_DECIDED = "redaction_decided"
    RIGHTS_ENTERED = "rights_entered"
    RIGHTS_ACKNOWLEDGED = "rights_acknowledged"
    RIGHTS_CLOCK_STOPPED = "rights_clock_stopped"
    RIGHTS_CLOCK_WENT_ON = "rights_clock_went_on"
    RIGHTS_EXTENDED = "rights_extended"
    RIGHTS_ANSWERED = "rights_answered"
    RIGHTS_REFUSED = "rights_refused"
    RIGHTS_WITHDRAWN = "rights_withdrawn"
    FILE_IMPORTED = "file_imported"
    MONITORING_IMPORTED = "monitoring_imported"
    MONITORING_COUNTED = "monitoring_counted"
    SOURCING_ENTERED = "sourcing_entered"
    SOURCING_QUESTIONED = "sourcing_questioned"
    SOURCING_NOTED = "sourcing_noted"
    SOURCED_PERSON_APPLIED = "sourced_person_applied"
    SOURCING_HANDLED = "sourcing_handled"
    UNAUTHORISED_REPORTED = "unauthorised_reported"
    UNAUTHORISED_PLACED = "unauthorised_placed"
    UNAUTHORISED_HANDLED = "unauthorised_handled"
    BREACH_DECIDED = "breach_decided"
    REGISTER_WORDS_ERASED = "register_words_erased"
    DUE_DILIGENCE_OPENED = "due_diligence_opened"
    DUE_DILIGENCE_TOLD = "due_diligence_told"
    DUE_DILIGENCE_OBJECTED = "due_diligence_objected"
    DUE_DILIGENCE_UPHELD = "due_diligence_upheld"
    DUE_DILIGENCE_NOT_UPHELD = "due_diligence_not_upheld"
    DUE_DILIGENCE_REPLIED = "due_diligence_replied"
    DUE_DILIGENCE_BEGUN = "due_diligence_begun"
    DUE_DILIGENCE_RECORDED = "due_diligence_recorded"
    DUE_DILIGENCE_HELD_BACK = "due_diligence_held_back"
    DUE_DILIGENCE_WORDED = "due_diligence_worded"
    DUE_DILIGENCE_KEPT_BACK = "due_diligence_kept_back"
    DUE_DILIGENCE_ANSWER_PASSED_ON = "due_diligence_answer_passed_on"
    DUE_DILIGENCE_ANSWER_KEPT_BACK = "due_diligence_answer_kept_back"
    DUE_DILIGENCE_HANDED_OVER = "due_diligence_handed_over"
    DUE_DILIGENCE_LOCKED = "due_diligence_locked"
    DUE_DILIGENCE_CALLED_OFF = "due_diligence_called_off"


OPEN = frozenset({Event.KEY_MADE, Event.KEY_ROTATED, Event.VACANCY_HEADS, Event.OLDER_ACCEPTED})
"""What is said of the log itself: it is about nobody, and every export shows it."""

OF_DATA_PROTECTION = frozenset(
    {
        Event.SUBJECT_ACCESS_OPENED,
        Event.SUBJECT_ACCESS_EXPORTED,
        Event.REDACTION_DECIDED,
        Event.RIGHTS_ENTERED,
        Event.RIGHTS_ACKNOWLEDGED,
        Event.RIGHTS_CLOCK_STOPPED,
        Event.RIGHTS_CLOCK_WENT_ON,
        Event.RIGHTS_EXTENDED,
        Event.RIGHTS_ANSWERED,
        Event.RIGHTS_REFUSED,
        Event.RIGHTS_WITHDRAWN,
    }
)
"""What candidates ask of data protection, and what it does for them. That somebody asked says
nothing of how alike people were treated, and may be held against them: of these records others are
told how many there are, and no more.
"""

UNTOLD = OF_DATA_PROTECTION | {Event.EVIDENCE_OPENED}
"""Records of which a report prints that they are there, and no more. That HR opened a file which a
candidate gave would tell that there was one.
"""

OF_A_SEARCH = frozenset(
    {
        Event.SEARCH_BEGUN,
        Event.RETURN_RECORDED,
        Event.VISIT_RECORDED,
        Event.VISIT_DESCRIBED,
        Event.EXPOSURE_RECORDED,
        Event.EXPOSURE_HANDLED,
        Event.OUTCOME_RECORDED,
        Event.NOT_CARRIED_OUT,
    }
)
"""What is recorded while a search is made, and of it: none of it is for a panel to read."""

OF_SOURCING = frozenset({Event.SOURCING_ENTERED, Event.SOURCING_QUESTIONED, Event.SOURCING_NOTED})
OF_UNAUTHORISED = frozenset(
    {
        Event.UNAUTHORISED_REPORTED,
        Event.UNAUTHORISED_PLACED,
        Event.UNAUTHORISED_HANDLED,
        Event.BREACH_DECIDED,
    }
)
"""Records of the registers beside the checks. Their subject is the entry, which has a key of its
own: it goes with the candidate it is about, or when its time is over.
"""

OF_FOLLOW_UPS = frozenset(
    {
        Event.QUERY_ASKED,
        Event.QUERY_ANSWERED,
        Event.ACTION_SET,
        Event.ACTION_DONE,
        Event.CONDITION_SET,
        Event.CONDITION_DONE,
        Event.FOLLOW_UP_SATISFIED,
        Event.FOLLOW_UP_ASKED_AGAIN,
        Event.FOLLOW_UP_EXTENDED,
        Event.FOLLOW_UP_WITHDRAWN,
    }
)
"""What an equality officer asks of colleagues about a vacancy, and what becomes of it."""

OF_THE_REGIME = frozenset(
    {
        Event.REGIME_PROPOSED,
        Event.REGIME_WITHDRAWN,
        Event.REGIME_DECLINED,
        Event.REGIME_CHANGED,
    }
)
"""How a vacancy came under the schools regime, or did not, or was taken out of it."""

DUE_DILIGENCE_OF_ALL = frozenset(
    {
        Event.DUE_DILIGENCE_OPENED,
        Event.DUE_DILIGENCE_HANDED_OVER,
        Event.DUE_DILIGENCE_LOCKED,
        Event.DUE_DILIGENCE_CALLED_OFF,
    }
)
DUE_DILIGENCE_OF_ONE = frozenset(
    {
        Event.DUE_DILIGENCE_TOLD,
        Event.DUE_DILIGENCE_OBJECTED,
        Event.DUE_DILIGENCE_UPHELD,
        Event.DUE_DILIGENCE_NOT_UPHELD,
        Event.DUE_DILIGENCE_REPLIED,
        Event.DUE_DILIGENCE_BEGUN,
        Event.DUE_DILIGENCE_RECORDED,
        Event.DUE_DILIGENCE_HELD_BACK,
        Event.DUE_DILIGENCE_WORDED,
        Event.DUE_DILIGENCE_KEPT_BACK,
        Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
        Event.DUE_DILIGENCE_ANSWER_KEPT_BACK,
    }
)
"""Records of the due-diligence search of a school's shortlist: of all of it, and of one person on
it. They belong to no check, and none of them is one.
"""
