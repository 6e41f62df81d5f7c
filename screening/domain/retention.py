"""Which key seals what was said when something happened, and so with what it goes."""

from screening.domain.events import (
    DUE_DILIGENCE_OF_ALL,
    DUE_DILIGENCE_OF_ONE,
    OF_A_SEARCH,
    OF_DATA_PROTECTION,
    OF_FOLLOW_UPS,
    OF_SOURCING,
    OF_THE_REGIME,
    OF_UNAUTHORISED,
    OPEN,
    Event,
)
from screening.domain.words import Retention

OF_THE_ORGANISATION = OPEN | {
    Event.MASTER_KEY_CHANGED,
    Event.ACCOUNT_OPENED,
    Event.ACCOUNT_CLOSED,
    Event.ROLES_CHANGED,
    Event.ROLE_ASKED,
    Event.PASSWORD_CHANGED,
    Event.SUBSTITUTE_NAMED,
    Event.SUBSTITUTE_ENDED,
    Event.POLICY_PROPOSED,
    Event.POLICY_REPLAYED,
    Event.POLICY_WITHDRAWN,
    Event.POLICY_REJECTED,
    Event.POLICY_IN_FORCE,
    Event.POLICY_READ,
    Event.ORGANISATION_SET,
    Event.BASIS_SET,
    Event.ASSESSMENT_WRITTEN,
    Event.DISAGREEMENTS_EXPORTED,
    Event.LOG_OPENED,
    Event.ATTEMPTS_SEEN,
    Event.NAME_LOOKED_UP,
    Event.ERASING_WAITS,
    Event.ERASING_WENT_ON,
    Event.MONITORING_COUNTED,
    Event.FILE_IMPORTED,
}
"""What belongs to no vacancy, and stands in the log of the whole organisation."""
_OF_THE_VACANCY = {
    Event.VACANCY_OPENED,
    Event.VACANCY_CHANGED,
    Event.STAGE_CHANGED,
    Event.PANEL_CHANGED,
    Event.CRITERIA_CHANGED,
    Event.DECLARATION_MADE,
    Event.VACANCY_CLOSED,
    *OF_THE_REGIME,
    *DUE_DILIGENCE_OF_ALL,
    *OF_FOLLOW_UPS,
    Event.SIGNED_OFF,
    Event.REPORT_REQUESTED,
    Event.REPORT_ISSUED,
    Event.ERASURE_ANNOUNCED,
    Event.REGISTER_END_ANNOUNCED,
    Event.REGISTER_ENDED,
    Event.HOLD_PLACED,
    Event.HOLD_LIFTED,
    Event.SUBJECT_ERASED,
    Event.MONITORING_IMPORTED,
}
_OF_THE_PERSON = {
    Event.CANDIDATE_ADDED,
    Event.CANDIDATE_CHANGED,
    Event.CANDIDATE_STATUS_CHANGED,
    Event.CANDIDATE_NAME_SHOWN,
    Event.SOURCED_PERSON_APPLIED,
    Event.LINK_MAILED,
} | (OF_DATA_PROTECTION - {Event.REDACTION_DECIDED})
_OF_THE_OUTCOME = {
    *OF_A_SEARCH,
    Event.WORDS_HELD_BACK,
    Event.WORDS_LET_THROUGH,
    Event.HANDED_OVER,
    Event.WITHHELD,
    Event.SCORES_LOCKED,
    Event.INFLUENCE_RECORDED,
    Event.CANDIDATE_REPLIED,
    Event.REPLY_PASSED_ON,
    Event.REPLY_KEPT_BACK,
    Event.REGISTER_WORDS_ERASED,
    *OF_SOURCING,
    Event.SOURCING_HANDLED,
    *OF_UNAUTHORISED,
    *DUE_DILIGENCE_OF_ONE,
}


def _retention(event: Event) -> Retention:
    if event in OF_THE_ORGANISATION:
        return Retention.ACCOUNT
    if event in _OF_THE_VACANCY:
        return Retention.VACANCY
    if event in _OF_THE_PERSON:
        return Retention.IDENTITY
    if event in _OF_THE_OUTCOME:
        return Retention.OUTCOME
    return Retention.REQUEST


RETENTION: dict[Event, Retention] = {event: _retention(event) for event in Event}
"""The retention class under whose key each event's payload is sealed."""
