"""What a request must be to be stored. Its wording is the gate's business, not the form's."""

from screening.domain.entry import (
    LINE,
    LONG,
    MOST_MINUTES,
    MOST_PLACES,
    MOST_TERMS,
    SHORT,
    check_storable,
    tidy,
)
from screening.domain.errors import NotValid
from screening.domain.request import Place, Request, Scope
from screening.domain.text import N_


def tidied(request: Request) -> Request:
    """``request`` as it is stored. Raises NotValid, by field, when it cannot be."""
    scope = request.scope
    places = tuple(
        Place(tidy(place.platform), tidy(place.address), place.supplied_by)
        for place in scope.places
        if tidy(place.platform) or tidy(place.address)
    )
    terms = tuple(tidy(term) for term in scope.terms if tidy(term))
    clean = Request(
        question=tidy(request.question),
        relevance=tidy(request.relevance),
        scope=Scope(
            places, terms, tidy(scope.looking_at), scope.from_date, scope.to_date, scope.minutes
        ),
        alternatives=tidy(request.alternatives),
        why_not_supplied=tidy(request.why_not_supplied),
        why_now=tidy(request.why_now),
        searcher_kind=request.searcher_kind,
        searcher_name=tidy(request.searcher_name),
        searcher_person=request.searcher_person,
    )
    _check_request(clean)
    return clean


def _check_request(request: Request) -> None:
    texts = ("question", "relevance", "alternatives", "why_not_supplied", "why_now")
    scope = request.scope
    check_storable(
        {name: (getattr(request, name), LONG, False) for name in texts}
        | {"looking_at": (scope.looking_at, LONG, False)}
        | {"searcher_name": (request.searcher_name, SHORT, False)}
        | {f"places-{i}-address": (row.address, LINE, False) for i, row in enumerate(scope.places)}
        | {f"places-{i}-platform": (row.platform, SHORT, False) for i, row in enumerate(scope.places)}
        | {"terms": ("\n".join(scope.terms), LONG, False)}
    )
    if len(scope.places) > MOST_PLACES:
        raise NotValid({"places": N_("Give fewer places: no more than 20 can be stored")})
    if len(scope.terms) > MOST_TERMS:
        raise NotValid({"terms": N_("Give fewer search words: no more than 40 can be stored")})
    if not 1 <= scope.minutes <= MOST_MINUTES:
        raise NotValid({"minutes": N_("Give a whole number of minutes, from 1 to 6000")})
    if scope.from_date and scope.to_date and scope.from_date > scope.to_date:
        raise NotValid({"to_date": N_("The end of the period must not be before its start")})
