"""What was done of a search, held against its authorisation, for whoever may read of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from screening.domain.events import Event
from screening.domain.reconciling import SAID, Authorised, Beyond, Look, reconcile
from screening.domain.request import Place
from screening.services.reading.checks.check import CheckShown
from screening.services.reading.checks.events import EventShown
from screening.services.reading.checks.scope import ScopeShown


@dataclass(frozen=True)
class VisitShown:
    """One look as it was recorded; texts are empty once erased. ``beyond`` says, in sentences
    marked for translation, how it went beyond what was approved.
    """

    number: int
    occurred_at: datetime
    minutes: int
    place: str
    read: str
    explanation: str
    position: int | None = None
    beyond: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    other_terms: str = ""

    @property
    def end(self) -> datetime:
        """When it was over."""
        return self.occurred_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class PlaceDone:
    """An approved place, and how often and how long it was looked at."""

    position: int
    place: Place
    looks: int
    minutes: int


@dataclass(frozen=True)
class TermDone:
    """Approved search words, and the places at which somebody said that they used them."""

    words: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class ReconciledShown:
    """The search against its authorisation. ``begun_by`` confirmed the rules of conduct;
    ``kept_to_rules`` is what a third party says of itself (None: it was none, or said nothing yet).
    """

    places: tuple[PlaceDone, ...]
    visits: tuple[VisitShown, ...]
    allowed_minutes: int
    minutes: int
    begun_at: datetime | None
    begun_by: str
    kept_to_rules: bool | None
    why_not: str
    terms: tuple[TermDone, ...] = ()

    @property
    def left_out(self) -> tuple[PlaceDone, ...]:
        """Approved places that nobody looked at."""
        return tuple(done for done in self.places if not done.looks)

    @property
    def went_beyond(self) -> tuple[VisitShown, ...]:
        """The looks that went beyond what was approved."""
        return tuple(visit for visit in self.visits if visit.beyond)


def reconciled(check: CheckShown) -> ReconciledShown | None:
    """What this reader of ``check`` may know of its search; None without a scope, or once erased,
    or while there is nothing to read.
    """
    scope = check.scope
    request = check.attempts[scope.revision - 1].request if scope else None
    if scope is None or request is None:
        return None
    places = dict(enumerate(request.scope.places))
    visits = visits_of(check, places)
    begun, returned = check.last(Event.SEARCH_BEGUN), check.last(Event.RETURN_RECORDED)
    if not visits and begun is None:
        return None
    told = (returned and returned.payload) or {}
    return ReconciledShown(
        places=places_done(
            {number: places.get(number, Place()) for number in scope.places}, visits
        ),
        visits=visits,
        allowed_minutes=scope.minutes,
        minutes=sum(visit.minutes for visit in visits),
        begun_at=begun.at if begun else None,
        begun_by=begun.by if begun else "",
        kept_to_rules=told.get("kept_to_rules"),
        why_not=told.get("explanation", ""),
        terms=terms_done([request.scope.terms[at] for at in scope.terms], visits),
    )


def visits_of(check: CheckShown, places: Mapping[int, Place]) -> tuple[VisitShown, ...]:
    """Each look, with what was said of it later; ``places`` are those that were asked for."""
    later = {
        one.payload["look"]: one.payload["read"]
        for one in check.every(Event.VISIT_DESCRIBED)
        if one.payload
    }
    events = check.every(Event.VISIT_RECORDED)
    ways = _ways(check.scope, events)
    return tuple(
        _visit(number, event, places, later.get(str(number), ""), each)
        for number, (event, each) in enumerate(zip(events, ways, strict=True), start=1)
    )


def _ways(scope: ScopeShown | None, events: Sequence[EventShown]) -> Sequence[tuple[Beyond, ...]]:
    """How each look went beyond; of what is erased, nothing can be said."""
    looks = [_look(event) for event in events if event.payload]
    begins, ends = (scope.not_before, scope.not_after) if scope else (None, None)
    if scope is None or begins is None or ends is None or len(looks) < len(events):
        return [()] * len(events)
    allowed = Authorised(frozenset(scope.places), scope.minutes, begins, ends)
    return reconcile(looks, allowed).beyond


def _look(event: EventShown) -> Look:
    told = event.payload or {}
    position = int(told["place"]) if told["place"] else None
    moment, other = datetime.fromisoformat(told["occurred_at"]), bool(told.get("other_terms"))
    return Look(position, moment, int(told["minutes"]), other)


def _visit(
    number: int,
    event: EventShown,
    places: Mapping[int, Place],
    read_later: str,
    ways: Sequence[Beyond],
) -> VisitShown:
    """What was recorded; when it was recorded is all that is left of one erased."""
    told = event.payload
    if told is None:
        return VisitShown(number, event.at, 0, "", "", "")
    look = _look(event)
    named = places.get(-1 if look.position is None else look.position, Place())
    return VisitShown(
        number=number,
        occurred_at=look.occurred_at,
        minutes=look.minutes,
        place=told["elsewhere"] or named.address or named.platform,
        read=told["read"] or read_later,
        explanation=told["explanation"],
        position=look.position,
        beyond=tuple(SAID[way] for way in ways),
        terms=tuple(told.get("terms", ())),
        other_terms=told.get("other_terms", ""),
    )


def places_done(places: Mapping[int, Place], visits: Sequence[VisitShown]) -> tuple[PlaceDone, ...]:
    """Each of ``places`` with what was done there."""
    return tuple(_done(position, place, visits) for position, place in places.items())


def terms_done(terms: Sequence[str], visits: Sequence[VisitShown]) -> tuple[TermDone, ...]:
    """Each of the approved search words ``terms`` with where it was used."""
    return tuple(
        TermDone(words, tuple(dict.fromkeys(one.place for one in visits if words in one.terms)))
        for words in terms
    )


def _done(position: int, place: Place, visits: Sequence[VisitShown]) -> PlaceDone:
    here = [visit for visit in visits if visit.position == position]
    return PlaceDone(position, place, len(here), sum(visit.minutes for visit in here))
