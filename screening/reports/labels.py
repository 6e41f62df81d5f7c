"""Codes in the words that a report prints. States are named in ``domain.lifecycle``."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from screening.domain import words
from screening.domain.events import Event
from screening.domain.lifecycle import STATE_NAMES
from screening.domain.text import N_

EVENT_NAMES: dict[Event, str] = {
    Event.ACCOUNT_OPENED: N_("Account opened"),
    Event.ACCOUNT_CLOSED: N_("Account closed"),
    Event.ROLES_CHANGED: N_("Roles changed"),
    Event.ROLE_ASKED: N_("Role asked for"),
    Event.PASSWORD_CHANGED: N_("Password changed"),
    Event.POLICY_IN_FORCE: N_("Policy in force"),
    Event.VACANCY_OPENED: N_("Vacancy opened"),
    Event.VACANCY_CHANGED: N_("Vacancy changed"),
    Event.STAGE_CHANGED: N_("Stage changed"),
    Event.PANEL_CHANGED: N_("Panel changed"),
    Event.CRITERIA_CHANGED: N_("Criteria changed"),
    Event.VACANCY_CLOSED: N_("Vacancy closed"),
    Event.CANDIDATE_ADDED: N_("Candidate added"),
    Event.CANDIDATE_STATUS_CHANGED: N_("Candidate's status changed"),
    Event.CANDIDATE_NAME_SHOWN: N_("Candidate's name shown"),
    Event.CLAIM_ADDED: N_("Claim added"),
    Event.CLAIM_SEEN: N_("Claim seen in the application"),
    Event.CHECK_STARTED: N_("Check started"),
    Event.CHECK_NOT_READY: N_("Attempt: not ready to send"),
    Event.CHECK_SUBMITTED: N_("Request sent to HR"),
    Event.CHECK_REFERRED: N_("Referred to HR"),
    Event.REFERRAL_UPHELD: N_("Referral: findings upheld"),
    Event.OVERTURN_PROPOSED: N_("Referral: overturning proposed"),
    Event.REFERRAL_OVERTURNED: N_("Referral: findings overturned"),
    Event.ASKED_INSTEAD: N_("Candidate to be asked instead"),
    Event.CHECK_APPROVED: N_("Approved"),
    Event.CHECK_REJECTED: N_("Rejected"),
    Event.CHECK_RETURNED: N_("Returned"),
    Event.NOTICE_SENT: N_("Notice sent"),
    Event.CANDIDATE_AGREED: N_("Candidate said go ahead"),
    Event.REPLY_PERIOD_OVER: N_("Time to reply over"),
    Event.OBJECTION_RAISED: N_("Objection or correction"),
    Event.OBJECTION_UPHELD: N_("Objection upheld"),
    Event.OBJECTION_NOT_UPHELD: N_("Objection not upheld"),
    Event.VISIT_RECORDED: N_("Visit recorded"),
    Event.EXPOSURE_RECORDED: N_("Exposure recorded"),
    Event.OUTCOME_RECORDED: N_("Outcome recorded"),
    Event.NOT_CARRIED_OUT: N_("Search not carried out"),
    Event.AUTHORISATION_LAPSED: N_("Authorisation lapsed"),
    Event.HANDED_OVER: N_("Handed over to the panel"),
    Event.WITHHELD: N_("Withheld from the panel"),
    Event.INFLUENCE_RECORDED: N_("Influence recorded"),
    Event.CHECK_WITHDRAWN: N_("Withdrawn"),
    Event.CHECK_CANCELLED: N_("Cancelled"),
    Event.CHECK_LAPSED: N_("Lapsed"),
    Event.SIGNED_OFF: N_("Signed off"),
    Event.REPORT_REQUESTED: N_("Report asked for"),
    Event.REPORT_ISSUED: N_("Report issued"),
    Event.SUBJECT_ERASED: N_("Candidate's data erased"),
}

# By class first: two classes may use one code for two things (a vacancy closes, a check closes).
_LABELS: dict[type[StrEnum], Mapping[Any, str]] = {
    words.State: STATE_NAMES,
    Event: EVENT_NAMES,
    words.Stage: {
        words.Stage.ADVERTISED: N_("Advertised"),
        words.Stage.SIFTING: N_("Sifting"),
        words.Stage.SHORTLISTED: N_("Shortlisted"),
        words.Stage.INTERVIEWED: N_("Interviewed"),
        words.Stage.OFFERED: N_("Offered"),
        words.Stage.CLOSED: N_("Closed"),
    },
    words.CriterionKind: {
        words.CriterionKind.ESSENTIAL: N_("Essential"),
        words.CriterionKind.DESIRABLE: N_("Desirable"),
    },
    words.Source: {
        words.Source.CV: N_("CV"),
        words.Source.APPLICATION: N_("application"),
        words.Source.COVERING_LETTER: N_("covering letter"),
        words.Source.INTERVIEW: N_("interview"),
        words.Source.PORTFOLIO: N_("portfolio"),
        words.Source.REFERENCE: N_("reference"),
    },
    words.SuppliedBy: {
        words.SuppliedBy.CANDIDATE: N_("address given by the candidate"),
        words.SuppliedBy.FOUND: N_("address found by the employer"),
        words.SuppliedBy.UNKNOWN: N_("not said who gave the address"),
    },
    words.SearcherKind: {
        words.SearcherKind.HR: N_("HR"),
        words.SearcherKind.MANAGER: N_("a manager"),
        words.SearcherKind.THIRD_PARTY: N_("a third party"),
    },
    words.Verdict: {
        words.Verdict.PASS: N_("Passed the rules"),
        words.Verdict.CAUTION: N_("Passed, with caution"),
        words.Verdict.BLOCK: N_("Not ready to send"),
    },
    words.Result: {
        words.Result.BORNE_OUT: N_("Borne out"),
        words.Result.CONTRADICTED: N_("Contradicted"),
        words.Result.INCONCLUSIVE: N_("Inconclusive"),
        words.Result.NOTHING_FOUND: N_("Nothing found"),
    },
    words.Reliability: {
        words.Reliability.HIGH: N_("high"),
        words.Reliability.MEDIUM: N_("medium"),
        words.Reliability.LOW: N_("low"),
    },
    words.Sureness: {
        words.Sureness.CERTAIN: N_("certain"),
        words.Sureness.LIKELY: N_("likely"),
        words.Sureness.UNSURE: N_("unsure"),
    },
    words.WithheldBecause: {
        words.WithheldBecause.WRONG_PERSON: N_("it is about the wrong person"),
        words.WithheldBecause.TAINTED: N_("it shows a protected characteristic or private matter"),
        words.WithheldBecause.BEYOND_QUESTION: N_("it goes beyond the question"),
    },
    words.Delivery: {
        words.Delivery.EMAIL: N_("by e-mail"),
        words.Delivery.POST: N_("by post"),
        words.Delivery.BY_HAND: N_("by hand"),
    },
}


def label(code: StrEnum) -> str:
    """The words for ``code``. Raises KeyError for a code without words; a test tries them all."""
    return _LABELS[type(code)][code]
