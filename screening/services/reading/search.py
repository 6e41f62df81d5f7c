"""An authorised search as its searcher sees it: the approved scope and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from screening.domain.errors import NotFound
from screening.domain.events import Event
from screening.domain.people import Action, check_may_know
from screening.domain.request import Place, Request
from screening.domain.text import N_
from screening.domain.words import SearcherKind, Source, State
from screening.services.calendar import day_after, day_of
from screening.services.call import Call
from screening.services.checks.revisions import day_or_open
from screening.services.loading import find_check
from screening.services.reading.check import CheckShown, ScopeShown, show_check


@dataclass(frozen=True)
class VisitShown:
    """One look as it was recorded; texts are empty once erased."""

    occurred_at: datetime
    minutes: int
    place: str
    read: str
    explanation: str


@dataclass(frozen=True)
class SearchShown:
    """The instruction sheet of one search. Texts are empty once the candidate is erased.

    The period is in ISO dates, empty where it is open; ``places`` go by their position in the
    request. ``visiting``, ``ending`` and ``giving_up`` say whether the reader may now record a
    visit, the outcome, or that nobody searched.
    """

    ref: str
    number: int
    vacancy_reference: str
    vacancy_title: str
    candidate: str
    state: State
    quote: str
    source: Source
    question: str
    looking_at: str
    places: Mapping[int, Place]
    terms: tuple[str, ...]
    from_date: str
    to_date: str
    minutes: int
    searcher_kind: SearcherKind
    searcher_name: str
    not_before: datetime | None
    not_after: datetime | None
    days_left: int
    visits: tuple[VisitShown, ...]
    exposures: tuple[datetime, ...]
    visiting: bool
    ending: bool
    giving_up: bool
    erased: bool

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day for looking; None until the candidate was told."""
        if self.not_before is None or self.not_after is None:
            return None
        return day_after(self.not_before), day_of(self.not_after)

    @property
    def minutes_left(self) -> int:
        """How many of the approved minutes are left, never below nought."""
        return max(0, self.minutes - sum(visit.minutes for visit in self.visits))


def read_search(call: Call, check_ref: str) -> SearchShown:
    """The search of ``check_ref``, for its searcher, or for HR when a third party searches.

    Raises NotFound for anybody else, and for a check that was never approved.
    """
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        shown = show_check(work, call.actor, check, vacancy, ties)
        if shown.scope is None:
            raise NotFound(N_("There is nothing here."))
        third_party = shown.scope.searcher_kind is SearcherKind.THIRD_PARTY
        check_may_know(call.actor, Action.HANDLE if third_party else Action.SEARCH, ties)
        # The clock's word may not be written yet; recording a visit writes it first.
        over = shown.reply_until is not None and shown.reply_until < work.now
        return _sheet(shown, shown.scope, work.now, over and check.state == State.NOTIFIED)


def _sheet(
    check: CheckShown, scope: ScopeShown, now: datetime, about_to_be_ready: bool
) -> SearchShown:
    request = check.attempts[scope.revision - 1].request
    asked = request or Request()
    places = dict(enumerate(asked.scope.places))
    terms = dict(enumerate(asked.scope.terms))
    approved = {position: places.get(position, Place()) for position in scope.places}
    visits = check.every(Event.VISIT_RECORDED)
    exposures = check.every(Event.EXPOSURE_RECORDED)
    return SearchShown(
        ref=check.ref,
        number=check.number,
        vacancy_reference=check.vacancy_reference,
        vacancy_title=check.vacancy_title,
        candidate=check.candidate_name or check.candidate_code,
        state=check.state,
        quote=check.claim.quote,
        source=check.claim.source,
        question=asked.question,
        looking_at=asked.scope.looking_at,
        places=approved,
        terms=tuple(terms.get(position, "") for position in scope.terms),
        from_date=day_or_open(scope.from_date),
        to_date=day_or_open(scope.to_date),
        minutes=scope.minutes,
        searcher_kind=scope.searcher_kind,
        searcher_name=scope.searcher_name,
        not_before=scope.not_before,
        not_after=scope.not_after,
        days_left=_days_left(scope.not_after, now),
        visits=tuple(_visit(event.payload, event.at, places) for event in visits),
        exposures=tuple(_seen_at(event.payload, event.at) for event in exposures),
        visiting=Event.VISIT_RECORDED in check.doings or about_to_be_ready,
        ending=Event.OUTCOME_RECORDED in check.doings,
        giving_up=Event.NOT_CARRIED_OUT in check.doings or about_to_be_ready,
        erased=request is None,
    )


def _days_left(not_after: datetime | None, now: datetime) -> int:
    """How many days are left, today included; nought before there is an end, and after it."""
    if not_after is None or not_after < now:
        return 0
    return (day_of(not_after) - day_of(now)).days + 1


def _visit(
    payload: Mapping[str, Any] | None, at: datetime, places: Mapping[int, Place]
) -> VisitShown:
    """What was recorded of a visit; ``at``, when it was recorded, is all that is left of one
    erased.
    """
    if payload is None:
        return VisitShown(at, 0, "", "", "")
    place = payload["elsewhere"]
    if payload["place"]:
        named = places.get(int(payload["place"]), Place())
        place = named.address or named.platform
    return VisitShown(
        occurred_at=datetime.fromisoformat(payload["occurred_at"]),
        minutes=int(payload["minutes"]),
        place=place,
        read=payload["read"],
        explanation=payload["explanation"],
    )


def _seen_at(payload: Mapping[str, Any] | None, at: datetime) -> datetime:
    return datetime.fromisoformat(payload["seen_at"]) if payload else at
