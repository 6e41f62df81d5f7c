"""Whether the look is wider than the real claim needs.

Proportionality: the claimed time, the claimed place, the candidate's own work, and minutes
that fit the amount to read. Other people never applied (collateral intrusion).
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.periods import claimed_years, years_asked, years_beyond
from screening.gate.rule import Mark, Rule, Signal, mark
from screening.gate.study import LOOKING_AT, PLACES, QUESTION, TERMS, Study
from screening.gate.subject import content, substance
from screening.gate.surroundings import supplied, unclaimed

_FROM, _MINUTES = "request.from", "request.minutes"
_SOME_YEARS, _MANY_YEARS = 1.0, 5.0
_LONG_SPAN = 8.0  # years
_HOURS, _MANY_HOURS = 120, 180  # minutes


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
    if minutes >= _HOURS:
        params = (("minutes", str(minutes)),)
        yield Mark("many-hours" if minutes >= _MANY_HOURS else "hours", _MINUTES, params=params)


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
    if beyond >= _SOME_YEARS:
        yield Mark("many-years" if beyond >= _MANY_YEARS else "years", _FROM)
    elif asked >= _LONG_SPAN:
        yield Mark("years", _FROM)
    named = substance(study.original(LOOKING_AT)) - study.claimed
    if claimed_years(quote) and not (scope.from_date or scope.to_date or named):
        yield Mark("no-dates", _FROM)


_BEYOND = N_("The period goes beyond the time that the claim speaks of.")
_WINDOW = N_("Set the dates to the time of the claimed work.")
_TIME = N_("%(minutes)s minutes is more reading than one claim needs.")
_SAMPLE = N_("Take a sample, and set the minutes to it.")

RULE = Rule(
    name="excessive",
    title=N_("Wider than the claim needs"),
    basis=N_(
        "Section 6: directly relevant to the claim, and no more than it needs (UK GDPR, "
        "Article 5: data minimisation)."
    ),
    signals={
        "others": Signal(
            N_("“%(excerpt)s” takes in people who did not apply."),
            N_("Keep to the candidate's own claimed work."),
        ),
        "off-chance": Signal(
            N_("“%(excerpt)s” goes further than the claimed work."),
            N_("Keep to what the claim is about."),
        ),
        "all-of-it": Signal(
            N_("“%(excerpt)s” may be more of the claimed work than is needed."),
            N_("Say which part is enough, or how many you would take."),
        ),
        "further-place": Signal(
            N_("“%(excerpt)s” is added, though the candidate gave a place where the work is."),
            N_("Take it out, or say why the place given does not serve."),
        ),
        "years": Signal(_BEYOND, _WINDOW),
        "many-years": Signal(_BEYOND, _WINDOW),
        "no-dates": Signal(N_("The claim names a time, and the request sets no dates."), _WINDOW),
        "hours": Signal(_TIME, _SAMPLE),
        "many-hours": Signal(_TIME, _SAMPLE),
    },
    look=look,
)
