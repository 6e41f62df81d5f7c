"""What records of a school's regime and its due-diligence search say, as labelled facts."""

from collections.abc import Mapping
from datetime import date, datetime

from screening.domain.due_diligence import ToExplore
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.words import Delivery, Regime
from screening.services.reading.trail.said import Said

_REASON = Said("reason", N_("Reason"))
_REASONS = (Said("reasons", N_("Reasons")),)
_WORDS = (Said("words", N_("In their words")),)

DUE_DILIGENCE: Mapping[Event, tuple[Said, ...]] = {
    Event.REGIME_PROPOSED: (Said("department", N_("Department")), _REASON),
    Event.REGIME_WITHDRAWN: (),
    Event.REGIME_DECLINED: (_REASON,),
    Event.REGIME_CHANGED: (
        Said("before", N_("Before"), Regime),
        Said("after", N_("Now"), Regime),
        _REASON,
    ),
    Event.DUE_DILIGENCE_OPENED: (
        Said("policy", N_("Policy, version")),
        Said("searcher", N_("Searcher")),
        Said("minutes", N_("Minutes for each candidate")),
        Said("people", N_("People on the shortlist")),
    ),
    Event.DUE_DILIGENCE_TOLD: (
        Said("delivery", N_("Sent"), Delivery),
        Said("told_on", N_("Reached them"), date.fromisoformat),
        Said("not_before", N_("May reply until"), datetime.fromisoformat),
    ),
    Event.DUE_DILIGENCE_OBJECTED: (*_WORDS, Said("received", N_("Received"), date.fromisoformat)),
    Event.DUE_DILIGENCE_REPLIED: _WORDS,
    Event.DUE_DILIGENCE_UPHELD: _REASONS,
    Event.DUE_DILIGENCE_NOT_UPHELD: _REASONS,
    Event.DUE_DILIGENCE_RECORDED: (
        Said("pages", N_("Pages read")),
        Said("minutes", N_("Minutes")),
        Said("protected_seen", N_("Something protected was seen"), bool),
        Said("to_explore", N_("To explore at interview"), ToExplore),
        Said("words", N_("What was written down")),
    ),
    Event.DUE_DILIGENCE_HELD_BACK: (
        Said("time", N_("How often by then")),
        Said("marks", N_("Marks")),
    ),
    Event.DUE_DILIGENCE_WORDED: (
        Said("words", N_("What the panel was told")),
        Said("reasons", N_("Why words that were held back may stay")),
    ),
    Event.DUE_DILIGENCE_KEPT_BACK: _REASONS,
    Event.DUE_DILIGENCE_ANSWER_PASSED_ON: (
        Said("words", N_("What the panel was told")),
        Said("reasons", N_("Why words that were held back may stay")),
    ),
    Event.DUE_DILIGENCE_ANSWER_KEPT_BACK: _REASONS,
    Event.DUE_DILIGENCE_HANDED_OVER: (Said("people", N_("People on the shortlist")),),
    Event.DUE_DILIGENCE_CALLED_OFF: (*_REASONS, Said("because", N_("Vacancy closed"), bool)),
}
"""By event; the other kinds of record are in ``facts``."""
