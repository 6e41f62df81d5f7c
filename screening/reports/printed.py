"""Where the report prints each kind of record of a vacancy, or why it does not.

Every kind is in one of the two tables and in no other. ``how this report was made`` prints the
second, so that nothing is left out without a word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from screening.domain.events import (
    OF_DATA_PROTECTION,
    OF_FOLLOW_UPS,
    OF_THE_REGIME,
    UNTOLD,
    Event,
)
from screening.domain.retention import OF_THE_ORGANISATION
from screening.domain.text import N_


class Section(StrEnum):
    """The part of the report whose reader looks for a record."""

    CHECK = "check"
    COURSE = "course"
    CANDIDATES = "candidates"
    BESIDE = "beside"
    SCHOOLS = "schools"
    REVIEW = "review"
    RETENTION = "retention"


@dataclass(frozen=True)
class Home:
    """Where a kind of record is printed. ``fields`` are those of what it says that its line gives;
    None: all of it. Without any, its words stand in the section in a place of their own, or its
    name says all.
    """

    section: Section
    fields: frozenset[str] | None = None


@dataclass(frozen=True)
class Reason:
    """Why no section prints some kinds of record; both texts are marked for translation."""

    kinds: str
    why: str


def _homes(
    section: Section, events: Iterable[Event], fields: Iterable[str] | None = None
) -> Mapping[Event, Home]:
    given = None if fields is None else frozenset(fields)
    return {event: Home(section, given) for event in events}


PRINTED: Mapping[Event, Home] = {
    **_homes(
        Section.CHECK,
        (
            Event.CHECK_STARTED,
            Event.CHECK_NOT_READY,
            Event.CHECK_SUBMITTED,
            Event.CHECK_REFERRED,
            Event.REFERRAL_UPHELD,
            Event.OVERTURN_PROPOSED,
            Event.REFERRAL_OVERTURNED,
            Event.ASKED_INSTEAD,
            Event.CHECK_REJECTED,
            Event.CHECK_RETURNED,
            Event.LINK_MAILED,
            Event.OBJECTION_UPHELD,
            Event.OBJECTION_NOT_UPHELD,
            Event.SEARCH_BEGUN,
            Event.VISIT_RECORDED,
            Event.VISIT_DESCRIBED,
            Event.EXPOSURE_RECORDED,
            Event.OUTCOME_RECORDED,
            Event.NOT_CARRIED_OUT,
            Event.AUTHORISATION_LAPSED,
            Event.HANDED_OVER,
            Event.WITHHELD,
            Event.SCORES_LOCKED,
            Event.CANDIDATE_REPLIED,
            Event.CHECK_WITHDRAWN,
            Event.CHECK_CANCELLED,
            Event.CHECK_LAPSED,
        ),
        (),
    ),
    **_homes(
        Section.CHECK,
        (
            Event.LINK_MADE,
            Event.LINK_RENEWED,
            Event.MAIL_TAKEN,
            Event.MAIL_FAILED,
            Event.CANDIDATE_CONFIRMED,
            Event.CANDIDATE_AGREED,
            Event.REPLY_PERIOD_OVER,
            Event.REPLY_PASSED_ON,
            Event.REPLY_KEPT_BACK,
            Event.CANDIDATE_TOLD,
            Event.WORDS_HELD_BACK,
            Event.CHECK_STOPPED,
            Event.STOP_TOLD,
        ),
    ),
    **_homes(Section.CHECK, (Event.FINDING_DISPUTED,), ("should_be",)),
    **_homes(Section.CHECK, (Event.CHECK_APPROVED,), ("why_on_panel",)),
    **_homes(Section.CHECK, (Event.NOTICE_SENT,), ("delivered_at",)),
    **_homes(Section.CHECK, (Event.MORE_TIME_GIVEN,), ("reply_until",)),  # why may be an illness
    **_homes(Section.CHECK, (Event.OBJECTION_RAISED,), ("kind", "received")),
    **_homes(Section.CHECK, (Event.RETURN_RECORDED,), ("looks", "kept_to_rules")),
    **_homes(Section.CHECK, (Event.EXPOSURE_HANDLED,), ("recusal", "barrier")),
    **_homes(Section.CHECK, (Event.WORDS_LET_THROUGH,), ("words",)),
    **_homes(Section.CHECK, (Event.INFLUENCE_RECORDED,), ("changed", "scores_locked_at")),
    **_homes(
        Section.COURSE,
        (
            Event.VACANCY_OPENED,
            Event.VACANCY_CHANGED,
            Event.STAGE_CHANGED,
            Event.PANEL_CHANGED,
            Event.CRITERIA_CHANGED,
            Event.DECLARATION_MADE,
            Event.VACANCY_CLOSED,
            *sorted(OF_THE_REGIME),
            Event.MONITORING_IMPORTED,
        ),
    ),
    **_homes(
        Section.CANDIDATES,
        (
            Event.CANDIDATE_ADDED,
            Event.CANDIDATE_CHANGED,
            Event.CANDIDATE_STATUS_CHANGED,
            Event.CANDIDATE_NAME_SHOWN,
            Event.CLAIM_ADDED,
            Event.CLAIM_CHANGED,
            Event.CLAIM_SEEN,
        ),
    ),
    **_homes(
        Section.BESIDE,
        (
            Event.SOURCING_ENTERED,
            Event.SOURCING_QUESTIONED,
            Event.SOURCED_PERSON_APPLIED,
            Event.SOURCING_HANDLED,
            Event.UNAUTHORISED_REPORTED,
            Event.UNAUTHORISED_HANDLED,
            Event.BREACH_DECIDED,
            Event.UNAUTHORISED_PLACED,
        ),
    ),
    **_homes(Section.BESIDE, (Event.SOURCING_NOTED, Event.REGISTER_WORDS_ERASED), ()),
    **_homes(
        Section.SCHOOLS,
        (
            Event.DUE_DILIGENCE_OPENED,
            Event.DUE_DILIGENCE_TOLD,
            Event.DUE_DILIGENCE_OBJECTED,
            Event.DUE_DILIGENCE_UPHELD,
            Event.DUE_DILIGENCE_NOT_UPHELD,
            Event.DUE_DILIGENCE_BEGUN,
            Event.DUE_DILIGENCE_HELD_BACK,
            Event.DUE_DILIGENCE_WORDED,
            Event.DUE_DILIGENCE_KEPT_BACK,
            Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
            Event.DUE_DILIGENCE_ANSWER_KEPT_BACK,
            Event.DUE_DILIGENCE_HANDED_OVER,
            Event.DUE_DILIGENCE_LOCKED,
            Event.DUE_DILIGENCE_CALLED_OFF,
        ),
    ),
    **_homes(Section.SCHOOLS, (Event.DUE_DILIGENCE_REPLIED,), ()),
    **_homes(
        Section.SCHOOLS,
        (Event.DUE_DILIGENCE_RECORDED,),
        ("minutes", "protected_seen", "to_explore"),
    ),
    **_homes(
        Section.REVIEW,
        (*sorted(OF_FOLLOW_UPS), Event.SIGNED_OFF),
        (),
    ),
    **_homes(
        Section.RETENTION,
        (
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
        ),
    ),
}

_ABOUT_REPORTS = Reason(
    N_("This report and its earlier editions, asked for and issued."),
    N_("They leave what it covers as it is; each edition says which it is."),
)
_DATA_PROTECTION = Reason(
    N_("What candidates ask of data protection, and what is done about it."),
    N_(
        "That somebody asked says nothing of how alike people were treated. They are counted and "
        "proven, and no more."
    ),
)
_A_FILE = Reason(
    N_("Files from candidates that HR opened."),
    N_("They would tell that a candidate gave one instead of a search."),
)
_NOT_OF_A_VACANCY = Reason(
    N_(
        "Accounts and roles, substitutes in HR, versions of the policy, settings, keys, imported "
        "files, waits in erasing, looks at attempts by requester, what was exported of "
        "disagreements, and monitoring counted."
    ),
    N_("They belong to no vacancy, and stand in the log of the whole organisation."),
)
NOT_PRINTED: Mapping[Event, Reason] = {
    **dict.fromkeys((Event.REPORT_REQUESTED, Event.REPORT_ISSUED), _ABOUT_REPORTS),
    **dict.fromkeys(sorted(OF_DATA_PROTECTION), _DATA_PROTECTION),
    **dict.fromkeys(sorted(UNTOLD - OF_DATA_PROTECTION), _A_FILE),
    **dict.fromkeys(sorted(OF_THE_ORGANISATION), _NOT_OF_A_VACANCY),
}
"""Kinds of record that no section prints, each with the reason."""


def not_printed() -> tuple[Reason, ...]:
    """The reasons why records are not printed, each once."""
    return tuple(dict.fromkeys(NOT_PRINTED.values()))
