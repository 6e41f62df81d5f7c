"""The kinds of record that a reader of a vacancy's trail may want to see alone."""

from collections.abc import Mapping
from enum import StrEnum

from screening.domain.events import (
    DUE_DILIGENCE_OF_ALL,
    DUE_DILIGENCE_OF_ONE,
    OF_A_SEARCH,
    OF_DATA_PROTECTION,
    OF_FOLLOW_UPS,
    OF_SOURCING,
    OF_THE_REGIME,
    OF_UNAUTHORISED,
    Event,
)
from screening.domain.text import N_


class Kind(StrEnum):
    """What a reader may want to see alone."""

    REQUESTS = "requests"
    NOT_READY = "not-ready"
    DISPUTED = "disputed"
    DECISIONS = "decisions"
    REFUSED = "refused"
    ENDED = "ended"
    CANDIDATE = "candidate"
    SEARCHES = "searches"
    PANEL = "panel"
    VACANCY = "vacancy"
    BESIDE = "beside"
    DUE_DILIGENCE = "due-diligence"
    REVIEW = "review"


KINDS: Mapping[Kind, tuple[str, frozenset[Event]]] = {
    Kind.REQUESTS: (
        N_("Requests: started, sent, withdrawn"),
        frozenset(
            {
                Event.CHECK_STARTED,
                Event.CHECK_SUBMITTED,
                Event.CHECK_NOT_READY,
                Event.ASKED_INSTEAD,
                Event.CHECK_WITHDRAWN,
            }
        ),
    ),
    Kind.NOT_READY: (
        N_("Attempts that were not ready"),
        frozenset({Event.CHECK_NOT_READY}),
    ),
    Kind.DISPUTED: (
        N_("Referrals to HR, and findings marked as wrong"),
        frozenset(
            {
                Event.FINDING_DISPUTED,
                Event.CHECK_REFERRED,
                Event.REFERRAL_UPHELD,
                Event.OVERTURN_PROPOSED,
                Event.REFERRAL_OVERTURNED,
            }
        ),
    ),
    Kind.DECISIONS: (
        N_("Decisions"),
        frozenset({Event.CHECK_APPROVED, Event.CHECK_REJECTED, Event.CHECK_RETURNED}),
    ),
    Kind.REFUSED: (
        N_("Refused for good"),
        frozenset({Event.CHECK_REJECTED}),
    ),
    Kind.ENDED: (
        N_("Cancelled, lapsed, or ended by an objection"),
        frozenset(
            {
                Event.OBJECTION_UPHELD,
                Event.CHECK_CANCELLED,
                Event.CHECK_STOPPED,
                Event.STOP_TOLD,
                Event.CHECK_LAPSED,
                Event.AUTHORISATION_LAPSED,
            }
        ),
    ),
    Kind.CANDIDATE: (
        N_("Notices and replies"),
        frozenset(
            {
                Event.LINK_MADE,
                Event.LINK_RENEWED,
                Event.LINK_MAILED,
                Event.MAIL_TAKEN,
                Event.MAIL_FAILED,
                Event.NOTICE_SENT,
                Event.CANDIDATE_CONFIRMED,
                Event.CANDIDATE_AGREED,
                Event.MORE_TIME_GIVEN,
                Event.REPLY_PERIOD_OVER,
                Event.OBJECTION_RAISED,
                Event.EVIDENCE_OPENED,
                Event.OBJECTION_UPHELD,
                Event.OBJECTION_NOT_UPHELD,
                Event.CANDIDATE_REPLIED,
                Event.REPLY_PASSED_ON,
                Event.REPLY_KEPT_BACK,
                Event.CANDIDATE_TOLD,
            }
        ),
    ),
    Kind.SEARCHES: (
        N_("Searches"),
        frozenset(
            {
                *OF_A_SEARCH,
                Event.AUTHORISATION_LAPSED,
                Event.DUE_DILIGENCE_RECORDED,
            }
        ),
    ),
    Kind.PANEL: (
        N_("What the panel was told, and what it changed"),
        frozenset(
            {
                Event.REPLY_PASSED_ON,
                Event.WORDS_HELD_BACK,
                Event.WORDS_LET_THROUGH,
                Event.DUE_DILIGENCE_HELD_BACK,
                Event.DUE_DILIGENCE_WORDED,
                Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
                Event.HANDED_OVER,
                Event.WITHHELD,
                Event.SCORES_LOCKED,
                Event.INFLUENCE_RECORDED,
                Event.DECLARATION_MADE,
            }
        ),
    ),
    Kind.VACANCY: (
        N_("The vacancy, its panel, candidates and claims"),
        frozenset(
            {
                Event.VACANCY_OPENED,
                Event.VACANCY_CHANGED,
                Event.STAGE_CHANGED,
                Event.PANEL_CHANGED,
                Event.CRITERIA_CHANGED,
                Event.VACANCY_CLOSED,
                *OF_THE_REGIME,
                Event.CANDIDATE_ADDED,
                Event.CANDIDATE_CHANGED,
                Event.CANDIDATE_STATUS_CHANGED,
                Event.CLAIM_ADDED,
                Event.CLAIM_CHANGED,
                Event.CLAIM_SEEN,
            }
        ),
    ),
    Kind.BESIDE: (
        N_("Searches beside the checks: to find people, or without authorisation"),
        OF_SOURCING
        | OF_UNAUTHORISED
        | {Event.SOURCED_PERSON_APPLIED, Event.SOURCING_HANDLED, Event.REGISTER_WORDS_ERASED},
    ),
    Kind.DUE_DILIGENCE: (
        N_("Due-diligence search (schools): the regime, and everything that was done under it"),
        DUE_DILIGENCE_OF_ALL | DUE_DILIGENCE_OF_ONE | OF_THE_REGIME,
    ),
    Kind.REVIEW: (
        N_(
            "Queries, sign-offs, conditions, actions, reports, monitoring, names shown, access "
            "given, holds, erasures"
        ),
        frozenset(
            {
                *OF_FOLLOW_UPS,
                Event.SIGNED_OFF,
                Event.REPORT_REQUESTED,
                Event.REPORT_ISSUED,
                Event.CANDIDATE_NAME_SHOWN,
                Event.ERASURE_PROPOSED,
                Event.ERASURE_CONFIRMED,
                Event.ERASURE_DECLINED,
                Event.ERASURE_WITHDRAWN,
                Event.ERASURE_ANNOUNCED,
                Event.REGISTER_END_ANNOUNCED,
                Event.REGISTER_ENDED,
                Event.HOLD_PLACED,
                Event.HOLD_LIFTED,
                Event.SUBJECT_ERASED,
                Event.MONITORING_IMPORTED,
            }
        )
        | OF_DATA_PROTECTION,
    ),
}
"""Each kind with its name and its events. An event may be of two kinds."""
