"""Whether the look is wider than the real claim needs.

Proportionality: the claimed time, the claimed place, the candidate's own work, and minutes
that fit the amount to read. Other people never applied (collateral intrusion).
"""

import re
from collections.abc import Iterator

from screening.gate.hits import Hit
from screening.gate.outright import OUTRIGHT, outright
from screening.gate.periods import Claimed, claimed_years, years_asked, years_away, years_beyond
from screening.gate.rule import ALIKE, Mark, Rule, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    RELEVANCE,
    SEARCHER,
    TERMS,
    WHY_FOUND,
    WHY_NOW,
    Study,
)
from screening.gate.subject import content
from screening.gate.surroundings import supplied, unclaimed

_OWN_PROFILE = re.compile(r"facebook\.com/[a-z]{2,20}\.[a-z]{2,20}(?:\.|$|[^\w/])")
"""Facebook names the profile of a person so: first name, dot, last name."""
_REASONS = (RELEVANCE, WHY_FOUND, WHY_NOW)
_FROM, _MINUTES = "request.from", "request.minutes"


def look(study: Study) -> Iterator[Mark]:
    """Mark other people, further places, years beyond the claim, and hours of reading."""
    yield from outright("excessive", study)
    looked_at = (QUESTION, LOOKING_AT, TERMS, *study.place_fields)
    said = (*looked_at, *_REASONS)
    for concept, signal, fields in (
        ("sides.others", "others", looked_at),
        ("sides.off_chance", "off-chance", looked_at),
        ("sides.others_pages", "others-pages", said),
        ("sides.long_before", "long-before", said),
        ("sides.sidelines", "sidelines", said),
        ("sides.repeated", "repeated", (QUESTION, LOOKING_AT, ALTERNATIVES, SEARCHER)),
    ):
        for hit in study.hits(concept, *fields):
            if hit.denied or (hit.stems and hit.stems <= study.claimed):
                continue
            yield mark(_graded(signal, hit, study), hit)
    yield from _places(study)
    claimed = claimed_years(study.case.claim.quote)
    yield from _years(study, claimed)
    yield from _named_years(study, claimed, looked_at)
    minutes = study.case.request.scope.minutes
    if minutes >= study.limit("minutes"):
        params = (("minutes", str(minutes)),)
        many = minutes >= study.limit("many_minutes")
        yield Mark("many-hours" if many else "hours", _MINUTES, params=params)


def _graded(signal: str, hit: Hit, study: Study) -> str:
    """``signal``, or a weaker one for all of the claimed work, or for a word in passing."""
    if signal == "off-chance" and hit.around & study.subject:
        return "all-of-it"
    if signal in ("long-before", "sidelines") and hit.field in _REASONS:
        return "aside"
    return signal


def _named_years(study: Study, claimed: Claimed | None, fields: tuple[str, ...]) -> Iterator[Mark]:
    """Mark the fields that name years far from those of the claim."""
    for field in fields:
        away = years_away(claimed, study.original(field))
        if away >= study.limit("years_named"):
            yield Mark("years-named", field, 0, len(study.original(field)))


def _places(study: Study) -> Iterator[Mark]:
    """Mark places added to another, unless it is said why they are needed, and own profiles."""
    several = len(study.case.request.scope.places) > 1
    explained = content(study.case.request.alternatives) | study.claimed
    for field, place in unclaimed(study):
        if several and not content(place.platform) & explained:
            yield Mark("further-place", field, 0, len(study.original(field)))
    for number, place in enumerate(study.case.request.scope.places):
        if not supplied(place) and _OWN_PROFILE.search(place.address.lower()):
            yield Mark("own-profile", f"{PLACES}[{number}].address", 0, len(place.address))


def _years(study: Study, claimed: Claimed | None) -> Iterator[Mark]:
    scope = study.case.request.scope
    beyond, asked = years_beyond(claimed, scope), years_asked(scope)
    if beyond >= study.limit("years_beyond"):
        many = beyond >= study.limit("many_years_beyond")
        yield Mark("many-years" if many else "years", _FROM)
    elif not claimed and asked >= study.limit("years_asked"):
        yield Mark("long-time", _FROM, params=(("years", str(round(asked))),))
    named = study.vocabulary.substance(study.original(LOOKING_AT)) - study.claimed
    if claimed and not (scope.from_date or scope.to_date or named):
        yield Mark("no-dates", _FROM)


RULE = Rule(
    name="excessive",
    signals=frozenset(
        {
            ALIKE,
            OUTRIGHT,
            "others",
            "others-pages",
            "long-before",
            "sidelines",
            "aside",
            "repeated",
            "years-named",
            "off-chance",
            "all-of-it",
            "further-place",
            "own-profile",
            "years",
            "many-years",
            "long-time",
            "no-dates",
            "hours",
            "many-hours",
        }
    ),
    look=look,
)
