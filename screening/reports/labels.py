"""Codes in the words that a report prints. States and events are named in ``domain.names``."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from screening.domain import words
from screening.domain.events import Event
from screening.domain.names import EVENT_NAMES, STATE_NAMES
from screening.domain.text import N_

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
    words.Disputed: {
        words.Disputed.WRONG: N_("said to be wrong"),
        words.Disputed.MISSED: N_("said to have been missed"),
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
