"""Whether the look has a limit.

UK GDPR Article 5(1)(c) wants no more data than the purpose needs; a name search, "everything"
or a firm's package has no such limit, and meets other people's data on the way.
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.domain.words import SearcherKind
from screening.gate.rule import Mark, Rule, Signal, mark
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

_MANY = 5  # places; a claim seldom stands in more than two


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
        if names_nobody(place):
            field = f"{PLACES}[{number}].address"
            yield Mark("search-page", field, 0, len(study.original(field)))
    if len(study.case.request.scope.places) >= _MANY:
        yield Mark("many-places", f"{PLACES}[0].address", 0, 0)


def _addresses(study: Study) -> tuple[str, ...]:
    return tuple(name for name in study.fields if name.startswith(PLACES))


RULE = Rule(
    name="blanket",
    title=N_("Has no limit"),
    basis=N_(
        "Section 6 allows only what is directly relevant; data protection law allows no more "
        "than the purpose needs (UK GDPR, Article 5)."
    ),
    signals={
        "everything": Signal(
            N_("“%(excerpt)s” sets no limit to what is read."),
            N_("Name the posts, pages or dates that the claim is about."),
        ),
        "all-of-it": Signal(
            N_("“%(excerpt)s” may be more than the claim needs."),
            N_("Say which part is enough, or how many you would take."),
        ),
        "group": Signal(
            N_("“%(excerpt)s” looks several people up at once."),
            N_("File one request for one claim of one candidate."),
        ),
        "name-search": Signal(
            N_("Searching for “%(excerpt)s” finds whatever there is, and other people too."),
            N_("Search for the work, or ask the candidate for the address."),
        ),
        "search-page": Signal(
            N_("“%(excerpt)s” is no particular place."),
            N_("Give the address of the page that the claim is about."),
        ),
        "vendor": Signal(
            N_("“%(excerpt)s”: a firm's package is as wide as the firm makes it."),
            N_("Have HR look, or instruct the firm on the one question only."),
        ),
        "many-places": Signal(
            N_("There are more places here than one claim needs."),
            N_("Keep the one or two where the claimed work is."),
        ),
    },
    look=look,
)
