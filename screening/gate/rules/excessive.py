"""Whether the look is wider than the real claim needs.

Proportionality: the claimed time, the claimed place, the candidate's own work, and minutes
that fit the amount to read. Other people never applied (collateral intrusion).
"""

from collections.abc import Iterator

from screening.gate.periods import claimed_years, years_asked, years_beyond
from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import LOOKING_AT, PLACES, QUESTION, TERMS, Study
from screening.gate.subject import content
from screening.gate.surroundings import supplied, unclaimed

_FROM, _MINUTES = "request.from", "request.minutes"


def look(study: Study) -> Iterator[Mark]:
    """Mark other people, further places, years beyond the claim, and hours of reading."""
    places = tuple(name for name in study.fields if name.startswith(PLACES))
    for concept, signal in (("sides.others", "others"), ("sides.off_chance", "off-chance")):
        for hit in study.hits(concept, QUESTION, LOOKING_AT, TERMS, *places):
            if hit.denied or (hit.stems and hit.stems <= study.claimed):
                continue
            claimed = signal == "off-chance" and hit.around & study.subject
            yield mark("all-of-it" if claimed else signal, hit)
    yield from _places(study)
    yield from _years(study)
    minutes = study.case.request.scope.minutes
    if minutes >= study.limit("minutes"):
        params = (("minutes", str(minutes)),)
        many = minutes >= study.limit("many_minutes")
        yield Mark("many-hours" if many else "hours", _MINUTES, params=params)


def _places(study: Study) -> Iterator[Mark]:
    """Mark places added to one that the candidate gave, unless it is said why they are needed."""
    if any(supplied(place) for place in study.case.request.scope.places):
        explained = content(study.case.request.alternatives) | study.claimed
        for field, place in unclaimed(study):
            if not content(place.platform) & explained:
                yield Mark("further-place", field, 0, len(study.original(field)))


def _years(study: Study) -> Iterator[Mark]:
    scope, quote = study.case.request.scope, study.case.claim.quote
    beyond, asked = years_beyond(quote, scope), years_asked(scope)
    if beyond >= study.limit("years_beyond"):
        many = beyond >= study.limit("many_years_beyond")
        yield Mark("many-years" if many else "years", _FROM)
    elif asked >= study.limit("years_asked"):
        yield Mark("years", _FROM)
    named = study.vocabulary.substance(study.original(LOOKING_AT)) - study.claimed
    if claimed_years(quote) and not (scope.from_date or scope.to_date or named):
        yield Mark("no-dates", _FROM)


RULE = Rule(
    name="excessive",
    signals=frozenset(
        {
            "others",
            "off-chance",
            "all-of-it",
            "further-place",
            "years",
            "many-years",
            "no-dates",
            "hours",
            "many-hours",
        }
    ),
    look=look,
)
