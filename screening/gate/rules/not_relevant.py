"""Whether what is looked at bears on the claim, and the claim on the job.

Section 6 wants searches to be directly relevant. A person's friends, tastes and holidays test
no claim about work, unless the claim itself is about them.
"""

from collections.abc import Iterator

from screening.gate.aside import Asides, means_somebody, stray_terms
from screening.gate.hits import Hit
from screening.gate.outright import OUTRIGHT, outright
from screening.gate.rule import ALIKE, Mark, Rule, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    QUOTE,
    RELEVANCE,
    SEARCHER,
    TERMS,
    WHY_FOUND,
    WHY_NOW,
    Study,
)
from screening.gate.subject import content
from screening.gate.surroundings import speaks_of_a_page, unclaimed

_REASONS = (RELEVANCE, WHY_FOUND, WHY_NOW)
_PROSE = (QUESTION, LOOKING_AT, *_REASONS, SEARCHER)
_ASIDE = (*_REASONS, SEARCHER, PLACES, ALTERNATIVES)


def look(study: Study) -> Iterator[Mark]:
    """Mark content beside the work, a weak link, and places or questions without any tie."""
    yield from outright("not_relevant", study)
    for hit in study.hits("distance.leisure", QUESTION, LOOKING_AT):
        if _is_brought_in(hit, study):
            yield mark("leisure", hit)
    asides = Asides(study)
    yield from _private(study, asides)
    yield from _private_terms(study)
    yield from _turned(study, asides)
    for hit in study.hits("distance.hedge", RELEVANCE):
        yield mark("weak-link", hit)
    for hit in study.hits("distance.inference", RELEVANCE):
        yield mark("inferred", hit)
    asked_for = study.required | content(study.case.vacancy.title)
    if not study.claimed & asked_for and study.hits("distance.own_time", QUOTE):
        yield Mark("own-time", QUOTE, 0, len(study.original(QUOTE)))
    yield from _untied(study)
    signal = "place-unsure" if speaks_of_a_page(study) else "place"
    for field, _ in unclaimed(study):
        yield Mark(signal, field, 0, len(study.original(field)))


def _private(study: Study, asides: Asides) -> Iterator[Mark]:
    """Mark words of a life beside work, the more so where no word of work is with them."""
    for hit in study.hits("life", QUESTION, LOOKING_AT, *_ASIDE):
        if _is_brought_in(hit, study) and (signal := _of_a_life(hit, study, asides)):
            yield mark(signal, hit)
    for hit in study.hits("homely.life", *_PROSE):
        part = study.part_of(hit)
        besides = asides.turns(hit) or means_somebody(part, study)
        if besides and _is_brought_in(hit, study) and not part.work - hit.stems:
            yield mark("leisure", hit)


def _private_terms(study: Study) -> Iterator[Mark]:
    """Mark search words for a life, and for affairs that nothing else in the request explains."""
    strays = stray_terms(study)
    for hit in study.hits("life", TERMS):
        if _is_brought_in(hit, study):
            yield mark("private", hit)
    for hit in study.hits("affairs", TERMS):
        if _is_brought_in(hit, study) and hit.field in strays:
            yield mark("private", hit)


def _of_a_life(hit: Hit, study: Study, asides: Asides) -> str:
    """Which signal ``hit`` is, by its field and what stands around it; or none."""
    part = study.part_of(hit)
    asked = hit.field in (QUESTION, LOOKING_AT)
    if hit.field == SEARCHER or hit.field.startswith(PLACES):
        said = study.passages[hit.field].said
        return "private" if len(said) >= study.limit("address_words") else ""
    if part.work - hit.stems:
        return "private-aside" if asked else ""
    if means_somebody(part, study) or (asked and part.asks) or asides.turns(hit):
        return "private-aside" if hit.field == ALTERNATIVES else "private"
    return "beside-the-work" if asked or hit.field in _REASONS else ""


def _turned(study: Study, asides: Asides) -> Iterator[Mark]:
    """Mark what is said of the person where nothing is said of the work."""
    for part in asides.of_somebody(LOOKING_AT):
        yield Mark("turned" if part.asks else "person", LOOKING_AT, part.start, part.end)
    for part in asides.of_somebody(QUESTION):
        if part.asks:
            yield Mark("person", QUESTION, part.start, part.end)
    for hit in study.hits("homely.turn", *_PROSE, PLACES):
        if not (hit.denied or study.part_of(hit).work):
            yield mark("turn", hit)


def _is_brought_in(hit: Hit, study: Study) -> bool:
    """Whether the request itself brings ``hit``, and means to look at it."""
    return not (hit.denied or study.brings(hit) or hit.stems & study.claimed)


def _untied(study: Study) -> Iterator[Mark]:
    """Mark a request whose question and content take up no word of the claim."""
    question = study.original(QUESTION)
    substance = study.vocabulary.substance
    asked = substance(question) | substance(study.original(LOOKING_AT))
    if not asked & study.claimed:
        yield Mark("off-claim", QUESTION, 0, len(question))


RULE = Rule(
    name="not-relevant",
    signals=frozenset(
        {
            ALIKE,
            OUTRIGHT,
            "beside-the-work",
            "leisure",
            "person",
            "private",
            "private-aside",
            "turned",
            "turn",
            "weak-link",
            "own-time",
            "inferred",
            "off-claim",
            "place-unsure",
            "place",
        }
    ),
    look=look,
)
