"""Whether the look has a limit.

UK GDPR Article 5(1)(c) wants no more data than the purpose needs; a name search, "everything"
or a firm's package has no such limit, and meets other people's data on the way.
"""

from collections.abc import Iterator

from screening.domain.words import SearcherKind
from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    RELEVANCE,
    SEARCHER,
    TERMS,
    Study,
)
from screening.gate.surroundings import names_nobody


def look(study: Study) -> Iterator[Mark]:
    """Mark words without limit, searches by name, whole shortlists, packages, many places."""
    for concept, signal, fields in (
        ("breadth.everything", "everything", (QUESTION, LOOKING_AT, TERMS)),
        ("breadth.group", "group", (QUESTION, RELEVANCE, LOOKING_AT, TERMS, PLACES)),
        ("breadth.name_search", "name-search", (TERMS,)),
        ("breadth.search_page", "search-page", _addresses(study)),
    ):
        for hit in study.hits(concept, *fields):
            if not (hit.denied or study.brings(hit)):
                claimed = signal == "everything" and hit.around & study.subject
                yield mark("all-of-it" if claimed else signal, hit)
    if study.case.request.searcher_kind is SearcherKind.THIRD_PARTY:
        for hit in study.hits("breadth.vendor", SEARCHER, LOOKING_AT, PLACES, ALTERNATIVES):
            yield mark("vendor", hit)
    for number, place in enumerate(study.case.request.scope.places):
        if names_nobody(place, study):
            field = f"{PLACES}[{number}].address"
            yield Mark("search-page", field, 0, len(study.original(field)))
    if len(study.case.request.scope.places) >= study.limit("places"):
        yield Mark("many-places", f"{PLACES}[0].address", 0, 0)


def _addresses(study: Study) -> tuple[str, ...]:
    return tuple(name for name in study.fields if name.startswith(PLACES))


RULE = Rule(
    name="blanket",
    signals=frozenset(
        {
            "everything",
            "all-of-it",
            "group",
            "name-search",
            "search-page",
            "vendor",
            "many-places",
        }
    ),
    look=look,
)
