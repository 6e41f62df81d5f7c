"""What a manager asks for: the words of one revision of a check, frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

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

    def as_data(self) -> dict[str, Any]:
        """The request as canonical JSON takes it: strings, lists and mappings, no numbers."""
        data = asdict(self)
        data["scope"]["minutes"] = str(self.scope.minutes)
        data["scope"]["terms"] = list(self.scope.terms)
        data["scope"]["places"] = [asdict(place) for place in self.scope.places]
        return data


def early_without_reason(request: Request, stage: Stage) -> bool:
    """Whether ``request``, at ``stage``, is before the last one and does not say why now.

    ICO recruitment guidance (draft of 2023): as late as possible.
    """
    return stage in BEFORE_THE_LAST_STAGE and not request.why_now


def elsewhere_without_reason(request: Request, places: Iterable[Place]) -> bool:
    """Whether one of ``places`` is not the candidate's own, and ``request`` does not say why."""
    found = any(place.supplied_by is not SuppliedBy.CANDIDATE for place in places)
    return found and not request.why_not_supplied


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
