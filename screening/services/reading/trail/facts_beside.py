"""What records of the registers of searches beside the checks say, as labelled facts."""

from collections.abc import Mapping
from datetime import date

from screening.domain.events import Event
from screening.domain.sourcing import FoundBy
from screening.domain.text import N_
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.services.reading.trail.said import Said, listed

_REASONS = Said("reasons", N_("Reasons"))
_SOURCED = (
    Said("made_on", N_("Searched on"), date.fromisoformat),
    Said("platform", N_("Where")),
    Said("words", N_("Search words")),
    Said("purpose", N_("What for")),
    Said("looks_like", N_("Looks like a check of an applicant by its"), listed),
    Said("why", N_("Why it is none")),
)

BESIDE: Mapping[Event, tuple[Said, ...]] = {
    Event.SOURCING_ENTERED: _SOURCED,
    Event.SOURCING_QUESTIONED: _SOURCED,
    Event.SOURCED_PERSON_APPLIED: (Said("found_by", N_("Known again by"), FoundBy),),
    Event.UNAUTHORISED_REPORTED: (
        Said("made_by", N_("Made by"), MadeBy),
        Said("looked_on", N_("Looked at"), date.fromisoformat),
        Said("what", N_("What was looked at")),
        Said("others", N_("Who else saw it")),
        Said("breach", N_("Personal-data breach too"), Breach),
    ),
    Event.UNAUTHORISED_HANDLED: (
        Said("effect", N_("What it changes"), Effect),
        _REASONS,
        Said("lessons", N_("What was learned")),
    ),
    Event.BREACH_DECIDED: (
        Said("ruling", N_("Information Commissioner"), BreachRuling),
        Said("person_told", N_("The person"), PersonTold),
        Said("why", N_("Why")),
    ),
}
"""By event; the other kinds of record are in ``facts``."""
