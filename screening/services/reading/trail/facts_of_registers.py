"""What the records of the registers beside the checks say, as labelled facts."""

from collections.abc import Mapping
from datetime import date

from screening.domain.events import Event
from screening.domain.sourcing import FoundBy, Handling
from screening.domain.text import N_
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.services.reading.trail.said import Said

_REASONS = Said("reasons", N_("Reasons"))
_SEARCH = (
    Said("made_on", N_("Searched on"), date.fromisoformat),
    Said("platform", N_("Where")),
    Said("words", N_("Search words")),
    Said("purpose", N_("What for")),
    Said("why", N_("Why it is no check")),
)

REGISTERS: Mapping[Event, tuple[Said, ...]] = {
    Event.SOURCING_ENTERED: _SEARCH,
    Event.SOURCING_QUESTIONED: _SEARCH,
    Event.SOURCED_PERSON_APPLIED: (Said("found_by", N_("Known again by"), FoundBy),),
    Event.SOURCING_HANDLED: (
        Said("handling", N_("What it was"), Handling),
        _REASONS,
        Said("report", N_("Entered among searches without authorisation as")),
    ),
    Event.UNAUTHORISED_REPORTED: (
        Said("made_by", N_("Made by"), MadeBy),
        Said("looked_on", N_("Looked at"), date.fromisoformat),
        Said("what", N_("What was looked at")),
        Said("others", N_("Who else saw it")),
        Said("breach", N_("Personal-data breach too"), Breach),
    ),
    Event.UNAUTHORISED_HANDLED: (
        Said("effect", N_("What it changes"), Effect),
        Said("judged", N_("Personal-data breach, as HR sees it"), Breach),
        _REASONS,
        Said("lessons", N_("What was learned")),
    ),
    Event.BREACH_DECIDED: (
        Said("ruling", N_("Information Commissioner"), BreachRuling),
        Said("person_told", N_("The person"), PersonTold),
        Said("why", N_("Why")),
    ),
}
