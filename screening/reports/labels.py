"""Codes in the words that a report prints. States and events are named in ``domain.names``."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from screening.domain import rights, sourcing, unauthorised, words
from screening.domain.declarations import Declared
from screening.domain.due_diligence import REGIME_NAMES, DueDiligence, ToExplore
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
    words.ShouldBe: {
        words.ShouldBe.NOTHING: N_("nothing"),
        words.ShouldBe.CAUTION: N_("something to consider"),
        words.ShouldBe.BLOCK: N_("something to change"),
    },
    words.Moment: {
        words.Moment.SHORTLIST: N_("shortlist"),
        words.Moment.DECISION: N_("decision"),
    },
    Declared: {
        Declared.NONE: N_("that they made no search but those recorded here"),
        Declared.SEARCHED: N_("that they made a search that is not recorded here"),
    },
    words.CandidateStatus: {
        words.CandidateStatus.APPLIED: N_("Applied"),
        words.CandidateStatus.SHORTLISTED: N_("Shortlisted"),
        words.CandidateStatus.INTERVIEWED: N_("Interviewed"),
        words.CandidateStatus.OFFERED: N_("Offered"),
        words.CandidateStatus.APPOINTED: N_("Appointed"),
        words.CandidateStatus.NOT_APPOINTED: N_("Not appointed"),
        words.CandidateStatus.WITHDREW: N_("Withdrew"),
    },
    words.ErasedBecause: {
        words.ErasedBecause.RETENTION_OVER: N_("the time it is kept for was over"),
        words.ErasedBecause.ASKED: N_("you asked"),
        words.ErasedBecause.MISTAKE: N_("it should not have been kept"),
        words.ErasedBecause.BEFORE: N_("it had been erased before; this finished it"),
    },
    words.Given: {
        words.Given.WHOLE: N_("given as it is"),
        words.Given.PARTLY: N_("Parts of this are withheld: they are about somebody else."),
        words.Given.WITHHELD: N_("Withheld: it is about somebody else."),
        words.Given.UNREAD: N_(
            "Not in this copy yet: it is being looked through for other people’s details."
        ),
        words.Given.ERASED: N_("erased"),
    },
    rights.RightsKind: {
        rights.RightsKind.ACCESS: N_("a copy of what is held"),
        rights.RightsKind.RECTIFICATION: N_("to put something right"),
        rights.RightsKind.ERASURE: N_("to erase something"),
        rights.RightsKind.RESTRICTION: N_("to use something only in part"),
        rights.RightsKind.OBJECTION: N_("an objection"),
        rights.RightsKind.COMPLAINT: N_("a complaint"),
    },
    rights.Channel: {
        rights.Channel.EMAIL: N_("by e-mail"),
        rights.Channel.POST: N_("by post"),
        rights.Channel.PHONE: N_("by telephone"),
        rights.Channel.IN_PERSON: N_("in person"),
    },
    rights.Step: {
        rights.Step.ACKNOWLEDGE: N_("acknowledged"),
        rights.Step.ASK_IDENTITY: N_("you were asked to show who you are"),
        rights.Step.ASK_CLARIFICATION: N_("you were asked what it is about"),
        rights.Step.GO_ON: N_("you gave what was asked for"),
        rights.Step.EXTEND: N_("you were told that it takes longer, and why"),
        rights.Step.ANSWER: N_("answered"),
        rights.Step.REFUSE: N_("refused"),
        rights.Step.WITHDRAW: N_("you took it back"),
    },
    unauthorised.MadeBy: {
        unauthorised.MadeBy.ME: N_("the person who told of it"),
        unauthorised.MadeBy.SOMEBODY_ELSE: N_("a colleague"),
    },
    unauthorised.Breach: {
        unauthorised.Breach.YES: N_("yes"),
        unauthorised.Breach.UNSURE: N_("not sure"),
        unauthorised.Breach.NO: N_("no"),
    },
    unauthorised.BreachRuling: {
        unauthorised.BreachRuling.NOTIFIED: N_("notified"),
        unauthorised.BreachRuling.NOT_NOTIFIED: N_("not notified: a risk to anybody is unlikely"),
        unauthorised.BreachRuling.NO_BREACH: N_("not notified: it is no personal-data breach"),
    },
    unauthorised.PersonTold: {
        unauthorised.PersonTold.TOLD: N_("told"),
        unauthorised.PersonTold.NOT_TOLD: N_("not told"),
    },
    unauthorised.Effect: {
        unauthorised.Effect.RECUSAL: N_("whoever saw it neither scores, decides nor hands over"),
        unauthorised.Effect.SCORED_AGAIN: N_("others score again"),
        unauthorised.Effect.NONE: N_("nothing"),
    },
    sourcing.FoundBy: {
        sourcing.FoundBy.NAME: N_("their name"),
        sourcing.FoundBy.ADDRESS: N_("an address they gave"),
        sourcing.FoundBy.WORDS: N_("their name, in what was entered"),
    },
    sourcing.Sign: {
        sourcing.Sign.NAME: N_("it holds the name of an applicant"),
        sourcing.Sign.ADDRESS: N_("it holds an address that an applicant gave"),
        sourcing.Sign.PURPOSE: N_("its purpose speaks of applicants, or of checking somebody"),
    },
    sourcing.Handling: {
        sourcing.Handling.SOURCING: N_("a search to find people"),
        sourcing.Handling.CHECK: N_("a check of somebody who had applied"),
    },
    words.Redaction: {
        words.Redaction.MARKED: N_("what had been marked is withheld"),
        words.Redaction.MORE: N_("what had been marked, and more, is withheld"),
        words.Redaction.WHOLE: N_("withheld as a whole"),
        words.Redaction.LEFT: N_("given as it is"),
    },
    words.Retention: {
        words.Retention.IDENTITY: N_("who you are"),
        words.Retention.REQUEST: N_("what was asked and decided"),
        words.Retention.OUTCOME: N_("what was found"),
        words.Retention.MONITORING: N_("equality monitoring"),
        words.Retention.VACANCY: N_("the vacancy"),
        words.Retention.ACCOUNT: N_("staff accounts"),
        words.Retention.SIGNING: N_("keys of the ledger"),
    },
    words.Delivery: {
        words.Delivery.EMAIL: N_("by e-mail"),
        words.Delivery.POST: N_("by post"),
        words.Delivery.BY_HAND: N_("by hand"),
        words.Delivery.OWN_PAGE: N_("on their own page, where they answered"),
    },
    words.Regime: REGIME_NAMES,
    ToExplore: {
        ToExplore.NOTHING: N_("nothing to explore"),
        ToExplore.SOMETHING: N_("something to explore at interview"),
    },
    DueDiligence: {
        DueDiligence.OPENED: N_("Opened, nobody told"),
        DueDiligence.TOLD: N_("Everybody told"),
        DueDiligence.PAUSED: N_("Paused by an objection"),
        DueDiligence.SEARCHING: N_("Being looked up"),
        DueDiligence.HANDED_OVER: N_("Handed over to the panel"),
        DueDiligence.CALLED_OFF: N_("Called off"),
    },
    words.Answered: {
        words.Answered.GO_AHEAD: N_("go ahead"),
        words.Answered.MINE: N_("that is my page"),
        words.Answered.NOT_MINE: N_("that is not my page, or it is wrong"),
        words.Answered.EVIDENCE: N_("evidence offered instead"),
        words.Answered.OBJECT: N_("an objection"),
    },
}


def label(code: StrEnum) -> str:
    """The words for ``code``. Raises KeyError for a code without words; a test tries them all."""
    return _LABELS[type(code)][code]
