"""What each kind of record says, as labelled facts for an officer who works by reference.

A field that is not named here is not shown: a candidate's name, which one record holds, is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from screening.domain.declarations import Declared
from screening.domain.events import Event
from screening.domain.notifying import Language
from screening.domain.sourcing import Sign
from screening.domain.text import N_
from screening.domain.words import (
    Answered,
    CandidateStatus,
    Delivery,
    Disputed,
    ErasedBecause,
    Measure,
    Moment,
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
from screening.services.reading.trail.facts_of_registers import REGISTERS
from screening.services.reading.trail.facts_of_schools import DUE_DILIGENCE
from screening.services.reading.trail.said import Said, Value, listed


@dataclass(frozen=True)
class Fact:
    """Something that a record says in its ``field``; ``label`` is marked for translation."""

    label: str
    value: Value
    field: str = ""


def _criteria(rows: Sequence[Mapping[str, str]]) -> str:
    return "\n".join(f"{row['code']}: {row['text']}" for row in rows)


def _changed(scores: Mapping[str, bool]) -> str:
    return ", ".join(code for code, changed in scores.items() if changed)


def _declared(searched: bool) -> Declared:
    return Declared.SEARCHED if searched else Declared.NONE


def _rule(name: str) -> str:
    return rule_titles().get(name, name)


_REASON = Said("reason", N_("Reason"))
_ERASE_FROM = Said("erase_from", N_("To be erased from"), date.fromisoformat)
_REASONS = Said("reasons", N_("Reasons"))
_DECIDED = (_REASONS, Said("acted_for", N_("Acted for")))
_WORDS = Said("words", N_("In their words"))
_REPLY_UNTIL = Said("reply_until", N_("May reply until"), datetime.fromisoformat)
_DETAILS = (
    Said("reference", N_("Reference")),
    Said("title", N_("Job")),
    Said("department", N_("Department")),
    Said("apply_by", N_("Applicants’ deadline"), date.fromisoformat),
)
_CLAIM = (
    Said("quote", N_("Quote")),
    Said("source", N_("Said in"), Source),
    Said("where", N_("Where in it")),
    Said("criterion", N_("Criterion")),
    Said("address", N_("Address they gave")),
)
_NUMBER = Said("number", N_("Number"))
_DUE = Said("due", N_("Due"), date.fromisoformat)
_ASKED = (
    _NUMBER,
    Said("check", N_("About check")),
    Said("owner", N_("Asked of")),
    _DUE,
    Said("words", N_("What is asked")),
)
_ANSWERED = (_NUMBER, Said("words", N_("What was answered")))
_ENDS = Said("ends", N_("Works until"), datetime.fromisoformat)
_CHANNEL = Said("channel", N_("By"))
_EDITION = (Said("edition", N_("Edition")), Said("language", N_("Language"), Language))
_HOLD = Said("hold", N_("Hold"))

_SAID: Mapping[Event, tuple[Said, ...]] = {
    **DUE_DILIGENCE,
    **REGISTERS,
    Event.VACANCY_OPENED: _DETAILS,
    Event.VACANCY_CHANGED: _DETAILS,
    Event.STAGE_CHANGED: (
        Said("before", N_("Before"), Stage),
        Said("after", N_("Now"), Stage),
    ),
    Event.CRITERIA_CHANGED: (
        Said("version", N_("Version")),
        Said("criteria", N_("Criteria"), _criteria),
    ),
    Event.VACANCY_CLOSED: (Said("lapsed", N_("Checks that lapsed"), listed),),
    Event.CANDIDATE_ADDED: (Said("status", N_("How far they had come"), CandidateStatus),),
    Event.CANDIDATE_STATUS_CHANGED: (
        Said("before", N_("Before"), CandidateStatus),
        Said("after", N_("Now"), CandidateStatus),
    ),
    Event.CANDIDATE_NAME_SHOWN: (_REASON,),
    Event.MONITORING_IMPORTED: (
        Said("people", N_("People whose answers are held now")),
        Said("values", N_("Words that count as an answer from now on")),
    ),
    Event.SUBJECT_ACCESS_OPENED: (_REASON,),
    Event.SUBJECT_ACCESS_EXPORTED: (_REASON, Said("sha256", N_("SHA-256 of the file"))),
    Event.CLAIM_ADDED: _CLAIM,
    Event.CLAIM_CHANGED: _CLAIM,
    Event.FINDING_DISPUTED: (
        Said("kind", N_("What was said of the rules"), Disputed),
        Said("rule", N_("Rule"), _rule),
        Said("should_be", N_("Should have been"), ShouldBe),
        _REASON,
    ),
    Event.CHECK_REFERRED: (_REASON,),
    Event.REFERRAL_UPHELD: _DECIDED,
    Event.OVERTURN_PROPOSED: _DECIDED,
    Event.REFERRAL_OVERTURNED: _DECIDED,
    Event.ASKED_INSTEAD: (Said("reason", N_("Question to ask")),),
    Event.CHECK_APPROVED: (
        *_DECIDED,
        Said("narrowed", N_("Narrower than asked"), bool),
        Said("minutes", N_("Minutes")),
        Said("searcher_kind", N_("Searched by"), SearcherKind),
        Said("searcher_name", N_("Searcher")),
        Said("why_on_panel", N_("Why somebody on the panel")),
    ),
    Event.CHECK_REJECTED: _DECIDED,
    Event.CHECK_RETURNED: _DECIDED,
    Event.LINK_MADE: (_ENDS,),
    Event.LINK_RENEWED: (_ENDS,),
    Event.LINK_MAILED: (Said("text", N_("What the message said")),),
    **dict.fromkeys((Event.MAIL_TAKEN, Event.MAIL_FAILED), (_CHANNEL,)),
    Event.NOTICE_SENT: (
        Said("delivery", N_("Sent"), Delivery),
        Said("delivered_at", N_("Reached them"), datetime.fromisoformat),
        _REPLY_UNTIL,
    ),
    Event.MORE_TIME_GIVEN: (_REPLY_UNTIL, _REASON),
    Event.CANDIDATE_CONFIRMED: (_WORDS,),
    Event.CANDIDATE_AGREED: (_WORDS,),
    Event.OBJECTION_RAISED: (
        Said("kind", N_("What they said"), Answered),
        _WORDS,
        Said("received", N_("Received"), date.fromisoformat),
    ),
    Event.OBJECTION_UPHELD: (_REASONS,),
    Event.OBJECTION_NOT_UPHELD: (_REASONS,),
    Event.VISIT_RECORDED: (
        Said("elsewhere", N_("Place outside the scope")),
        Said("occurred_at", N_("Looked at"), datetime.fromisoformat),
        Said("minutes", N_("Minutes")),
        Said("terms", N_("Approved search words used"), listed),
        Said("other_terms", N_("Other search words used")),
        Said("read", N_("What was read")),
        Said("variance", N_("Outside the scope"), bool),
        Said("explanation", N_("Explanation")),
    ),
    Event.VISIT_DESCRIBED: (
        Said("look", N_("Visit")),
        Said("read", N_("What was read")),
    ),
    Event.RETURN_RECORDED: (
        Said("looks", N_("Visits returned")),
        Said("kept_to_rules", N_("They kept to the rules of conduct"), bool),
        Said("explanation", N_("Explanation")),
    ),
    Event.EXPOSURE_RECORDED: (Said("seen_at", N_("Seen"), datetime.fromisoformat),),
    Event.OUTCOME_RECORDED: (
        Said("result", N_("Result"), Result),
        Said("reliability", N_("Reliability of the place"), Reliability),
        Said("sureness", N_("Sure it is the right person"), Sureness),
        Said("answer", N_("Answer")),
    ),
    Event.NOT_CARRIED_OUT: (_REASON,),
    Event.WORDS_HELD_BACK: (Said("time", N_("How often by then")), Said("marks", N_("Marks"))),
    Event.WORDS_LET_THROUGH: (Said("words", N_("Words that were held back"), listed), _REASONS),
    Event.DECLARATION_MADE: (
        Said("moment", N_("At"), Moment),
        Said("searched", N_("Declared"), _declared),
    ),
    Event.HANDED_OVER: (Said("words", N_("What the panel was told")),),
    Event.WITHHELD: (Said("because", N_("Because"), WithheldBecause), _REASONS),
    Event.INFLUENCE_RECORDED: (
        Said("changed", N_("Scores changed"), _changed),
        Said("why", N_("Why")),
        Said("scores_locked_at", N_("Scores locked"), datetime.fromisoformat),
    ),
    Event.CANDIDATE_REPLIED: (_WORDS,),
    Event.REPLY_PASSED_ON: (Said("words", N_("What the panel was told")),),
    Event.REPLY_KEPT_BACK: (_REASONS,),
    Event.CANDIDATE_TOLD: (Said("delivery", N_("Sent"), Delivery),),
    Event.CHECK_WITHDRAWN: (_REASON,),
    Event.CHECK_CANCELLED: (_REASONS,),
    Event.CHECK_STOPPED: (_REASONS,),
    Event.QUERY_ASKED: _ASKED,
    Event.QUERY_ANSWERED: _ANSWERED,
    Event.ACTION_SET: _ASKED,
    Event.ACTION_DONE: _ANSWERED,
    Event.CONDITION_SET: _ASKED,
    Event.CONDITION_DONE: _ANSWERED,
    Event.FOLLOW_UP_SATISFIED: (_NUMBER, Said("words", N_("Remarks"))),
    Event.FOLLOW_UP_ASKED_AGAIN: (_NUMBER, _DUE, Said("words", N_("What is asked"))),
    Event.FOLLOW_UP_EXTENDED: (_NUMBER, _DUE, Said("words", N_("Why"))),
    Event.FOLLOW_UP_WITHDRAWN: (_NUMBER, Said("words", N_("Why"))),
    Event.SIGNED_OFF: (
        Said("words", N_("Remarks")),
        Said("conditions", N_("Conditions")),
        Said("numbers", N_("Conditions, by number")),
    ),
    Event.REPORT_REQUESTED: _EDITION,
    Event.REPORT_ISSUED: (*_EDITION, Said("sha256", N_("SHA-256 of the file"))),
    Event.ERASURE_PROPOSED: (
        Said("because", N_("Because"), ErasedBecause),
        Said("why", N_("In more words")),
    ),
    Event.ERASURE_CONFIRMED: (_REASONS,),
    Event.ERASURE_DECLINED: (_REASONS,),
    Event.ERASURE_ANNOUNCED: (_ERASE_FROM,),
    Event.REGISTER_END_ANNOUNCED: (_ERASE_FROM,),
    Event.HOLD_PLACED: (_HOLD, _REASON, Said("stopped", N_("Erasures that it stopped"), listed)),
    Event.HOLD_LIFTED: (_HOLD, _REASON),
    Event.SUBJECT_ERASED: (
        Said("because", N_("Because"), ErasedBecause),
        Said("editions", N_("Editions of the report that went too"), listed),
    ),
}

TEXTS: Mapping[Event, frozenset[str]] = {
    event: frozenset(one.field for one in said if one.read in {str, listed})
    for event, said in _SAID.items()
} | {Event.EXPOSURE_HANDLED: frozenset({"reasons"})}
"""The fields of each kind of record that hold words, and not a day or a code."""


def facts_of(
    event: Event, payload: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[Fact, ...]:
    """What a record of ``event`` says, without what is empty or not so. ``names`` of staff."""
    if event is Event.PANEL_CHANGED:
        return _panel(payload, names)
    if event is Event.EXPOSURE_HANDLED:
        return _arranged(payload, names)
    signs = tuple(
        Fact(N_("Looks like a check of an applicant"), Sign(code), "looks_like")
        for code in payload.get("looks_like", ())
    )
    facts = (
        Fact(said.label, said.read(payload[said.field]), said.field)
        for said in _SAID.get(event, ())
        if said.field in payload
    )
    return tuple(fact for fact in (*facts, *signs, *_recused(payload, names)) if fact.value)


def _recused(payload: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Fact, ...]:
    """Who is recused for a search that nobody had authorised."""
    who = listed([names.get(ref, ref) for ref in payload.get("recused", ())])
    return (Fact(N_("Neither scores nor decides"), who, "recused"),)


def _arranged(payload: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Fact, ...]:
    by_measure = (
        (Measure.RECUSAL, N_("Neither scores nor decides")),
        (Measure.BARRIER, N_("Tells nobody")),
    )
    facts = (
        *(
            Fact(label, listed([names.get(ref, ref) for ref in payload[measure]]), measure)
            for measure, label in by_measure
        ),
        Fact(_REASONS.label, payload["reasons"], "reasons"),
    )
    return tuple(fact for fact in facts if fact.value)


def _panel(payload: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Fact, ...]:
    facts = (
        Fact(N_("Joined"), listed([names[ref] for ref in payload["joined"]])),
        Fact(N_("Left"), listed([names[ref] for ref in payload["left"]])),
        Fact(N_("Outside decider"), names.get(payload["outside_decider"], "")),
    )
    return tuple(fact for fact in facts if fact.value)
