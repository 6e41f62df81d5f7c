"""What a manager asks for: the words of one revision of a check, frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

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
from screening.domain.text import N_
from screening.domain.words import SearcherKind, Stage, SuppliedBy

BEFORE_THE_LAST_STAGE = (Stage.ADVERTISED, Stage.SIFTING, Stage.SHORTLISTED)


@dataclass(frozen=True)
class Place:
    """One place to look: ``address`` as typed, and who gave it."""

    platform: str = ""
    address: str = ""
    supplied_by: SuppliedBy = SuppliedBy.UNKNOWN


@dataclass(frozen=True)
class Scope:
    """How far a search may go. Dates are ISO ``YYYY-MM-DD`` or empty; ``minutes`` is whole."""

    places: tuple[Place, ...] = ()
    terms: tuple[str, ...] = ()
    looking_at: str = ""
    from_date: str = ""
    to_date: str = ""
    minutes: int = 30

    def tidied(self) -> "Scope":
        """The same without white space around it, and without places and words left blank."""
        places = (
            Place(tidy(place.platform), tidy(place.address), place.supplied_by)
            for place in self.places
        )
        return replace(
            self,
            places=tuple(place for place in places if place.platform or place.address),
            terms=tuple(term for term in map(tidy, self.terms) if term),
            looking_at=tidy(self.looking_at),
        )


@dataclass(frozen=True)
class Request:
    """One revision of a check. ``searcher_person`` is empty for a third party."""

    question: str = ""
    relevance: str = ""
    scope: Scope = field(default_factory=Scope)
    alternatives: str = ""
    why_not_supplied: str = ""
    why_now: str = ""
    searcher_kind: SearcherKind = SearcherKind.HR
    searcher_name: str = ""
    searcher_person: str = ""

    def tidied(self) -> "Request":
        """The same, as it is stored. Raises NotValid, by field, when it cannot be.

        Its wording is the gate's business.
        """
        clean = replace(
            self,
            question=tidy(self.question),
            relevance=tidy(self.relevance),
            scope=self.scope.tidied(),
            alternatives=tidy(self.alternatives),
            why_not_supplied=tidy(self.why_not_supplied),
            why_now=tidy(self.why_now),
            searcher_name=tidy(self.searcher_name),
        )
        _check_texts(clean)
        _check_scope(clean.scope)
        return clean

    def as_data(self) -> dict[str, Any]:
        """The request as canonical JSON takes it: strings, lists and mappings, no numbers."""
        data = asdict(self)
        data["scope"]["minutes"] = str(self.scope.minutes)
        data["scope"]["terms"] = list(self.scope.terms)
        data["scope"]["places"] = [asdict(place) for place in self.scope.places]
        return data


QUOTE = "claim.quote"
"""What findings call the words of the claim itself."""


def texts_read(request: Request, quote: str) -> dict[str, str]:
    """Every text that the gate reads of a request and its claim, by the name findings give it."""
    return {**named_texts(request), QUOTE: quote}


def named_texts(request: Request) -> dict[str, str]:
    """Each text of ``request`` by the name that a finding gives it: ``request.terms[2]``."""
    scope = request.scope
    texts = ("question", "relevance", "alternatives", "why_not_supplied", "why_now")
    named = {name: getattr(request, name) for name in texts}
    named |= {"looking_at": scope.looking_at, "searcher.name": request.searcher_name}
    named |= {f"terms[{number}]": term for number, term in enumerate(scope.terms)}
    for number, place in enumerate(scope.places):
        named[f"places[{number}].platform"] = place.platform
        named[f"places[{number}].address"] = place.address
    return {f"request.{name}": text for name, text in named.items()}


def early_without_reason(request: Request, stage: Stage) -> bool:
    """Whether ``request``, at ``stage``, is before the last one and does not say why now.

    ICO recruitment guidance (draft of 2023): as late as possible.
    """
    return stage in BEFORE_THE_LAST_STAGE and not request.why_now


def elsewhere_without_reason(request: Request, places: Iterable[Place]) -> bool:
    """Whether one of ``places`` is not the candidate's own, and ``request`` does not say why."""
    found = any(place.supplied_by is not SuppliedBy.CANDIDATE for place in places)
    return found and not request.why_not_supplied


def _check_texts(request: Request) -> None:
    texts = ("question", "relevance", "alternatives", "why_not_supplied", "why_now")
    places = dict(enumerate(request.scope.places))
    check_storable(
        {name: (getattr(request, name), LONG, False) for name in texts}
        | {"looking_at": (request.scope.looking_at, LONG, False)}
        | {"searcher_name": (request.searcher_name, SHORT, False)}
        | {f"places-{i}-address": (place.address, LINE, False) for i, place in places.items()}
        | {f"places-{i}-platform": (place.platform, SHORT, False) for i, place in places.items()}
        | {"terms": ("\n".join(request.scope.terms), LONG, False)}
    )


def _check_scope(scope: Scope) -> None:
    if len(scope.places) > MOST_PLACES:
        raise NotValid({"places": N_("Give fewer places: no more than 20 can be stored")})
    if len(scope.terms) > MOST_TERMS:
        raise NotValid({"terms": N_("Give fewer search words: no more than 40 can be stored")})
    if not 1 <= scope.minutes <= MOST_MINUTES:
        raise NotValid({"minutes": N_("Give a whole number of minutes, from 1 to 6000")})
    if scope.from_date and scope.to_date and scope.from_date > scope.to_date:
        raise NotValid({"to_date": N_("The end of the period must not be before its start")})


def request_from_data(data: Mapping[str, Any]) -> Request:
    """The request that ``as_data`` gave. Raises KeyError or ValueError on anything else."""
    scope = dict(data["scope"])
    scope["minutes"] = int(scope["minutes"])
    scope["terms"] = tuple(scope["terms"])
    scope["places"] = tuple(
        Place(place["platform"], place["address"], SuppliedBy(place["supplied_by"]))
        for place in scope["places"]
    )
    rest = {name: value for name, value in data.items() if name != "scope"}
    rest["searcher_kind"] = SearcherKind(rest["searcher_kind"])
    return Request(scope=Scope(**scope), **rest)
