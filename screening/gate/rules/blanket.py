"""Whether the look has a limit.

UK GDPR Article 5(1)(c) wants no more data than the purpose needs; a name search, "everything"
or a firm's package has no such limit, and meets other people's data on the way.
"""

import re
from collections.abc import Iterator

from screening.domain.words import SearcherKind
from screening.gate.hits import Hit
from screening.gate.outright import OUTRIGHT, outright
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
from screening.gate.surroundings import names_nobody

_ASIDE = (RELEVANCE, ALTERNATIVES, WHY_FOUND, WHY_NOW)
_TEXTS = (QUESTION, LOOKING_AT, TERMS, PLACES, SEARCHER, *_ASIDE)
_TOLD = (QUESTION, RELEVANCE, LOOKING_AT, ALTERNATIVES)
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKED = "#@0123456789"  # of a hashtag, an account or an issue, not of a person


def look(study: Study) -> Iterator[Mark]:
    """Mark words without limit, searches by name, whole shortlists, packages, many places."""
    yield from outright("blanket", study)
    yield from _words(study)
    for field in study.term_fields:
        if _is_bare_name(study.original(field), study):
            yield Mark("bare-name", field, 0, len(study.original(field)))
    for number, place in enumerate(study.case.request.scope.places):
        if names_nobody(place, study):
            field = f"{PLACES}[{number}].address"
            yield Mark("search-page", field, 0, len(study.original(field)))
    if len(study.case.request.scope.places) >= study.limit("places"):
        yield Mark("many-places", f"{PLACES}[0].address", 0, 0)


def _words(study: Study) -> Iterator[Mark]:
    for concept, signal, fields in (
        ("breadth.unbounded", "no-limit", _TEXTS),
        ("breadth.boundless_place", "open-place", study.place_fields),
        ("breadth.bundle", "bundle", (SEARCHER,)),
        ("breadth.everything", "everything", (QUESTION, LOOKING_AT, TERMS)),
        ("breadth.opened", "everything", (QUESTION, LOOKING_AT, TERMS, PLACES)),
        ("breadth.group", "group", (QUESTION, RELEVANCE, LOOKING_AT, TERMS, PLACES, WHY_NOW)),
        ("breadth.name_search", "name-search", (TERMS,)),
        ("breadth.search_page", "search-page", study.place_fields),
    ):
        for hit in study.hits(concept, *fields):
            if not (hit.denied or study.brings(hit)):
                yield mark(_graded(signal, hit, study), hit)
    if study.case.request.searcher_kind is SearcherKind.THIRD_PARTY:
        for hit in study.hits("breadth.vendor", SEARCHER, LOOKING_AT, PLACES, ALTERNATIVES):
            yield mark("vendor", hit)


def _graded(signal: str, hit: Hit, study: Study) -> str:
    """``signal``, or a weaker one for all of the claimed work, or for a word in passing."""
    if signal == "everything" and hit.around & study.subject:
        return "all-of-it"
    if signal == "no-limit" and hit.field in _ASIDE:
        return "no-limit-aside"
    return signal


def _is_bare_name(term: str, study: Study) -> bool:
    """Whether ``term`` is only a person's names, of which nothing else in the case speaks."""
    words = _WORD.findall(term)
    names = [word for word in words if word[0].isupper() and not word.isupper()]
    others = {word.lower() for word in words} - {word.lower() for word in names}
    is_name = 2 <= len(names) <= study.limit("name_words")
    if not is_name or any(char in _MARKED for char in term):
        return False
    known = study.subject.union(*(content(study.original(field)) for field in _TOLD))
    return others <= study.vocabulary.words("breadth", "operators") and not content(term) & known


RULE = Rule(
    name="blanket",
    signals=frozenset(
        {
            ALIKE,
            OUTRIGHT,
            "everything",
            "all-of-it",
            "group",
            "name-search",
            "search-page",
            "vendor",
            "many-places",
            "no-limit",
            "no-limit-aside",
            "open-place",
            "bundle",
            "bare-name",
        }
    ),
    look=look,
)
