"""What each kind of record says, as labelled facts for an officer who works by reference.

A field that is not named here is not shown: a candidate's name, which one record holds, is not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from screening.domain.due_diligence import ToExplore
from screening.domain.events import Event
from screening.domain.sourcing import FoundBy
from screening.domain.text import N_
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.domain.words import (
    Answered,
    CandidateStatus,
    Delivery,
    Disputed,
    ErasedBecause,
    Measure,
    Moment,
    Regime,
    Reliability,
    Result,
    SearcherKind,
    ShouldBe,
    Source,
    Stage,
    Sureness,
    WithheldBecause,
)
from screening.services.checks.disputing import rule_titles

Value = str | bool | date | StrEnum
"""What a page can show: words as they are, yes, a day or a moment, a code that has a name."""


@dataclass(frozen=True)
class Fact:
    """Something that a record says in its ``field``; ``label`` is marked for translation."""

    label: str
    value: Value
    field: str = ""


@dataclass(frozen=True)
class _Said:
    """A field of a payload, what it is called, and how it is read."""

    field: str
    label: str
    read: Callable[[Any], Value] = str


def _criteria(rows: Sequence[Mapping[str, str]]) -> str:
    return "\n".join(f"{row['code']}: {row['text']}" for row in rows)


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values)


def _changed(scores: Mapping[str, bool]) -> str:
    return ", ".join(code for code, changed in scores.items() if changed)


def _rule(name: str) -> str:
    return rule_titles().get(name, name)


_REASON = _Said("reason", N_("Reason"))
_REASONS = _Said("reasons", N_("Reasons"))
_DECIDED = (_REASONS, _Said("acted_for", N_("Acted for")))
_WORDS = _Said("words", N_("In their words"))
_DETAILS = (
    _Said("reference", N_("Reference")),
    _Said("title", N_("Job")),
    _Said("department", N_("Department")),
    _Said("apply_by", N_("Applicants’ deadline"), date.fromisoformat),
)
_CLAIM = (
    _Said("quote", N_("Quote")),
    _Said("source", N_("Said in"), Source),
    _Said("where", N_("Where in it")),
    _Said("criterion", N_("Criterion")),
    _Said("address", N_("Address they gave")),
)
_NUMBER = _Said("number", N_("Number"))
_ASKED = (
    _NUMBER,
    _Said("check", N_("About check")),
    _Said("owner", N_("Asked of")),
    _Said("due", N_("Due"), date.fromisoformat),
    _Said("words", N_("What is asked")),
)
_ANSWERED = (_NUMBER, _Said("words", N_("What was answered")))
_ENDS = _Said("ends", N_("Works until"), datetime.fromisoformat)
_CHANNEL = _Said("channel", N_("By"))
_EDITION = _Said("edition", N_("Edition"))
_HOLD = _Said("hold", N_("Hold"))
_SOURCED = (
    _Said("made_on", N_("Searched on"), date.fromisoformat),
    _Said("platform", N_("Where")),
    _Said("words", N_("Search words")),
    _Said("purpose", N_("What for")),
    _Said("looks_like", N_("Looks like a check of an applicant by its"), _listed),
    _Said("why", N_("Why it is none")),
)

_SAID: Mapping[Event, tuple[_Said, ...]] = {
    Event.VACANCY_OPENED: _DETAILS,
    Event.VACANCY_CHANGED: _DETAILS,
    Event.STAGE_CHANGED: (
        _Said("before", N_("Before"), Stage),
        _Said("after", N_("Now"), Stage),
    ),
    Event.CRITERIA_CHANGED: (
        _Said("version", N_("Version")),
        _Said("criteria", N_("Criteria"), _criteria),
    ),
    Event.VACANCY_CLOSED: (_Said("lapsed", N_("Checks that lapsed"), _listed),),
    Event.CANDIDATE_ADDED: (_Said("status", N_("How far they had come"), CandidateStatus),),
    Event.CANDIDATE_STATUS_CHANGED: (
        _Said("before", N_("Before"), CandidateStatus),
        _Said("after", N_("Now"), CandidateStatus),
    ),
    Event.CANDIDATE_NAME_SHOWN: (_REASON,),
    Event.MONITORING_IMPORTED: (_Said("people", N_("People whose answers are held now")),),
    Event.SUBJECT_ACCESS_OPENED: (_REASON,),
    Event.SUBJECT_ACCESS_EXPORTED: (_REASON, _Said("sha256", N_("SHA-256 of the file"))),
    Event.CLAIM_ADDED: _CLAIM,
    Event.CLAIM_CHANGED: _CLAIM,
    Event.FINDING_DISPUTED: (
        _Said("kind", N_("What was said of the rules"), Disputed),
        _Said("rule", N_("Rule"), _rule),
        _Said("should_be", N_("Should have been"), ShouldBe),
        _REASON,
    ),
    Event.CHECK_REFERRED: (_REASON,),
    Event.REFERRAL_UPHELD: _DECIDED,
    Event.OVERTURN_PROPOSED: _DECIDED,
    Event.REFERRAL_OVERTURNED: _DECIDED,
    Event.ASKED_INSTEAD: (_Said("reason", N_("Question to ask")),),
    Event.CHECK_APPROVED: (
        *_DECIDED,
        _Said("narrowed", N_("Narrower than asked"), bool),
        _Said("minutes", N_("Minutes")),
        _Said("searcher_kind", N_("Searched by"), SearcherKind),
        _Said("searcher_name", N_("Searcher")),
        _Said("why_on_panel", N_("Why somebody on the panel")),
    ),
    Event.CHECK_REJECTED: _DECIDED,
    Event.CHECK_RETURNED: _DECIDED,
    Event.LINK_MADE: (_ENDS,),
    Event.LINK_RENEWED: (_ENDS,),
    Event.LINK_MAILED: (_Said("text", N_("What the message said")),),
    **dict.fromkeys((Event.MAIL_TAKEN, Event.MAIL_FAILED), (_CHANNEL,)),
    Event.NOTICE_SENT: (
        _Said("delivery", N_("Sent"), Delivery),
        _Said("delivered_at", N_("Reached them"), datetime.fromisoformat),
        _Said("reply_until", N_("May reply until"), datetime.fromisoformat),
    ),
    Event.CANDIDATE_CONFIRMED: (_WORDS,),
    Event.CANDIDATE_AGREED: (_WORDS,),
    Event.OBJECTION_RAISED: (
        _Said("kind", N_("What they said"), Answered),
        _WORDS,
        _Said("received", N_("Received"), date.fromisoformat),
    ),
    Event.OBJECTION_UPHELD: (_REASONS,),
    Event.OBJECTION_NOT_UPHELD: (_REASONS,),
    Event.VISIT_RECORDED: (
        _Said("elsewhere", N_("Place outside the scope")),
        _Said("occurred_at", N_("Looked at"), datetime.fromisoformat),
        _Said("minutes", N_("Minutes")),
        _Said("terms", N_("Approved search words used"), _listed),
        _Said("other_terms", N_("Other search words used")),
        _Said("read", N_("What was read")),
        _Said("variance", N_("Outside the scope"), bool),
        _Said("explanation", N_("Explanation")),
    ),
    Event.VISIT_DESCRIBED: (
        _Said("look", N_("Visit")),
        _Said("read", N_("What was read")),
    ),
    Event.RETURN_RECORDED: (
        _Said("looks", N_("Visits returned")),
        _Said("kept_to_rules", N_("They kept to the rules of conduct"), bool),
        _Said("explanation", N_("Explanation")),
    ),
    Event.EXPOSURE_RECORDED: (_Said("seen_at", N_("Seen"), datetime.fromisoformat),),
    Event.OUTCOME_RECORDED: (
        _Said("result", N_("Result"), Result),
        _Said("reliability", N_("Reliability of the place"), Reliability),
        _Said("sureness", N_("Sure it is the right person"), Sureness),
        _Said("answer", N_("Answer")),
    ),
    Event.NOT_CARRIED_OUT: (_REASON,),
    Event.WORDS_HELD_BACK: (_Said("time", N_("How often by then")), _Said("marks", N_("Marks"))),
    Event.WORDS_LET_THROUGH: (_Said("words", N_("Words that were held back"), _listed), _REASONS),
    Event.DECLARATION_MADE: (
        _Said("moment", N_("At"), Moment),
        _Said("searched", N_("Made a search that is not recorded"), bool),
    ),
    Event.HANDED_OVER: (_Said("words", N_("What the panel was told")),),
    Event.WITHHELD: (_Said("because", N_("Because"), WithheldBecause), _REASONS),
    Event.INFLUENCE_RECORDED: (
        _Said("changed", N_("Scores changed"), _changed),
        _Said("why", N_("Why")),
        _Said("scores_locked_at", N_("Scores locked"), datetime.fromisoformat),
    ),
    Event.CANDIDATE_REPLIED: (_WORDS,),
    Event.REPLY_PASSED_ON: (_Said("words", N_("What the panel was told")),),
    Event.REPLY_KEPT_BACK: (_REASONS,),
    Event.CHECK_WITHDRAWN: (_REASON,),
    Event.CHECK_CANCELLED: (_REASONS,),
    Event.QUERY_ASKED: _ASKED,
    Event.QUERY_ANSWERED: _ANSWERED,
    Event.ACTION_SET: _ASKED,
    Event.ACTION_DONE: _ANSWERED,
    Event.SIGNED_OFF: (
        _Said("words", N_("Remarks")),
        _Said("conditions", N_("Conditions")),
    ),
    Event.REPORT_REQUESTED: (_EDITION,),
    Event.REPORT_ISSUED: (_EDITION, _Said("sha256", N_("SHA-256 of the file"))),
    Event.ERASURE_PROPOSED: (
        _Said("because", N_("Because"), ErasedBecause),
        _Said("why", N_("In more words")),
    ),
    Event.ERASURE_CONFIRMED: (_REASONS,),
    Event.ERASURE_DECLINED: (_REASONS,),
    Event.ERASURE_ANNOUNCED: (_Said("erase_from", N_("To be erased from"), date.fromisoformat),),
    Event.HOLD_PLACED: (_HOLD, _REASON, _Said("stopped", N_("Erasures that it stopped"), _listed)),
    Event.HOLD_LIFTED: (_HOLD, _REASON),
    Event.SOURCING_ENTERED: _SOURCED,
    Event.SOURCING_QUESTIONED: _SOURCED,
    Event.SOURCED_PERSON_APPLIED: (_Said("found_by", N_("Known again by"), FoundBy),),
    Event.UNAUTHORISED_REPORTED: (
        _Said("made_by", N_("Made by"), MadeBy),
        _Said("looked_on", N_("Looked at"), date.fromisoformat),
        _Said("what", N_("What was looked at")),
        _Said("others", N_("Who else saw it")),
        _Said("breach", N_("Personal-data breach too"), Breach),
    ),
    Event.UNAUTHORISED_HANDLED: (
        _Said("effect", N_("What it changes"), Effect),
        _REASONS,
        _Said("lessons", N_("What was learned")),
    ),
    Event.BREACH_DECIDED: (
        _Said("ruling", N_("Information Commissioner"), BreachRuling),
        _Said("person_told", N_("The person"), PersonTold),
        _Said("why", N_("Why")),
    ),
    Event.REGIME_CHANGED: (
        _Said("before", N_("Before"), Regime),
        _Said("after", N_("Now"), Regime),
        _REASON,
    ),
    Event.DUE_DILIGENCE_OPENED: (
        _Said("policy", N_("Policy, version")),
        _Said("searcher", N_("Searcher")),
        _Said("minutes", N_("Minutes for each candidate")),
        _Said("people", N_("People on the shortlist")),
    ),
    Event.DUE_DILIGENCE_TOLD: (
        _Said("delivery", N_("Sent"), Delivery),
        _Said("told_on", N_("Reached them"), date.fromisoformat),
        _Said("not_before", N_("May reply until"), datetime.fromisoformat),
    ),
    Event.DUE_DILIGENCE_OBJECTED: (_WORDS,),
    Event.DUE_DILIGENCE_REPLIED: (_WORDS,),
    Event.DUE_DILIGENCE_UPHELD: (_REASONS,),
    Event.DUE_DILIGENCE_NOT_UPHELD: (_REASONS,),
    Event.DUE_DILIGENCE_RECORDED: (
        _Said("pages", N_("Pages read")),
        _Said("minutes", N_("Minutes")),
        _Said("protected_seen", N_("Something protected was seen"), bool),
        _Said("to_explore", N_("To explore at interview"), ToExplore),
        _Said("words", N_("What was written down")),
    ),
    Event.DUE_DILIGENCE_WORDED: (
        _Said("words", N_("What the panel was told")),
        _Said("reasons", N_("Why words that were held back may stay")),
    ),
    Event.DUE_DILIGENCE_KEPT_BACK: (_REASONS,),
    Event.DUE_DILIGENCE_HANDED_OVER: (_Said("people", N_("People on the shortlist")),),
    Event.DUE_DILIGENCE_CALLED_OFF: (_REASONS, _Said("because", N_("Because"))),
    Event.SUBJECT_ERASED: (
        _Said("because", N_("Because"), ErasedBecause),
        _Said("editions", N_("Editions of the report that went too"), _listed),
    ),
}


def facts_of(
    event: Event, payload: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[Fact, ...]:
    """What a record of ``event`` says, without what is empty or not so. ``names`` of staff."""
    if event is Event.PANEL_CHANGED:
        return _panel(payload, names)
    if event is Event.EXPOSURE_HANDLED:
        return _arranged(payload, names)
    facts = (
        Fact(said.label, said.read(payload[said.field]), said.field)
        for said in _SAID.get(event, ())
        if said.field in payload
    )
    return tuple(fact for fact in facts if fact.value)


def _arranged(payload: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Fact, ...]:
    by_measure = (
        (Measure.RECUSAL, N_("Neither scores nor decides")),
        (Measure.BARRIER, N_("Tells nobody")),
    )
    facts = (
        *(
            Fact(label, _listed([names.get(ref, ref) for ref in payload[measure]]), measure)
            for measure, label in by_measure
        ),
        Fact(_REASONS.label, payload["reasons"], "reasons"),
    )
    return tuple(fact for fact in facts if fact.value)


def _panel(payload: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Fact, ...]:
    facts = (
        Fact(N_("Joined"), _listed([names[ref] for ref in payload["joined"]])),
        Fact(N_("Left"), _listed([names[ref] for ref in payload["left"]])),
        Fact(N_("Outside decider"), names.get(payload["outside_decider"], "")),
    )
    return tuple(fact for fact in facts if fact.value)
