"""What an approval took out of what was asked for, as labelled facts beside those of its record."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from screening.domain.request import Request
from screening.domain.text import N_
from screening.services.reading.trail.facts import Fact


def narrowing(approved: Mapping[str, Any], request: Request | None) -> tuple[Fact, ...]:
    """What ``request`` asked for and ``approved``, the payload of an approval, does not allow."""
    return tuple(_narrowing(approved, request)) if request else ()


def _narrowing(approved: Mapping[str, Any], request: Request) -> Iterator[Fact]:
    asked = request.scope
    if int(approved["minutes"]) != asked.minutes:
        yield Fact(N_("Minutes asked for"), str(asked.minutes))
    places = [place.address or place.platform for place in asked.places]
    if out := _left_out(places, approved["places"]):
        yield Fact(N_("Places left out"), "; ".join(out))
    if out := _left_out(asked.terms, approved["terms"]):
        yield Fact(N_("Search words left out"), "; ".join(out))
    allowed = _period(approved["from_date"], approved["to_date"])
    wanted = _period(asked.from_date, asked.to_date)
    if allowed != wanted:
        yield Fact(N_("Period"), allowed)
        if wanted:
            yield Fact(N_("Period asked for"), wanted)
        else:
            yield Fact(N_("Asked for without a period"), True)


def _left_out(asked: Sequence[str], kept: Sequence[str]) -> list[str]:
    positions = {int(position) for position in kept}
    return [one for position, one in enumerate(asked) if position not in positions]


def _period(first: str, last: str) -> str:
    return " – ".join(day for day in (first, last) if day)
