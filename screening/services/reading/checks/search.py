"""An authorised search as its searcher sees it: the approved scope and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from screening.services.reading.checks.check import CheckShown, show_check
from screening.services.reading.checks.reconciled import (
    ReconciledShown,
    VisitShown,
    reconciled,
    visits_of,
)
from screening.services.reading.checks.scope import ScopeShown

_SOON = frozenset(
    {Event.SEARCH_BEGUN, Event.VISIT_RECORDED, Event.NOT_CARRIED_OUT, Event.RETURN_RECORDED}
)
"""What may be done once the reply period is over, though the clock's word is not written yet."""


@dataclass(frozen=True)
class SearchShown:
    """The instruction sheet of one search. Texts are empty once the candidate is erased.

    The period is in ISO dates, empty where it is open; ``places`` go by their position in the
    request. ``beginning``, ``visiting``, ``ending`` and ``giving_up`` say whether the reader may
    now confirm the rules of conduct, record a visit, the outcome, or that nobody searched;
    ``returning`` whether a third party's return may be entered. ``panel_hears_after`` is until when
    nobody may say that the search was not made; None where that is over.
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
    done: ReconciledShown | None
    now: datetime
    beginning: bool
    returning: bool
    describing: bool
    visiting: bool
    ending: bool
    giving_up: bool
    panel_hears_after: datetime | None
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

    @property
    def third_party(self) -> bool:
        """Whether somebody without an account searches."""
        return self.searcher_kind is SearcherKind.THIRD_PARTY

    @property
    def undescribed(self) -> tuple[VisitShown, ...]:
        """The visits of which nobody has said yet what was read."""
        return () if self.erased else tuple(visit for visit in self.visits if not visit.read)

    @property
    def runs_from(self) -> datetime | None:
        """From when the minutes that are left run, for somebody who looks on without a break: the
        beginning of the search, or the end of the newest visit.
        """
        ends = [visit.end for visit in self.visits]
        if self.done and self.done.begun_at:
            ends.append(self.done.begun_at)
        return min(self.now, max(ends)) if ends else None

    @property
    def runs_until(self) -> datetime | None:
        """When they are used up then."""
        return self.runs_from and self.runs_from + timedelta(minutes=self.minutes_left)


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
        soon = over and check.state == State.NOTIFIED
        return _sheet(shown, shown.scope, work.now, shown.doings | (_SOON if soon else frozenset()))


def _sheet(
    check: CheckShown, scope: ScopeShown, now: datetime, doings: frozenset[Event]
) -> SearchShown:
    request = check.attempts[scope.revision - 1].request
    asked = request or Request()
    places = dict(enumerate(asked.scope.places))
    terms = dict(enumerate(asked.scope.terms))
    approved = {position: places.get(position, Place()) for position in scope.places}
    done = reconciled(check)
    third_party = scope.searcher_kind is SearcherKind.THIRD_PARTY
    may_begin = Event.SEARCH_BEGUN in doings and not third_party
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
        visits=done.visits if done else visits_of(check, places),
        exposures=tuple(_seen_at(event.payload, event.at) for event in exposures),
        done=done,
        now=now,
        beginning=may_begin and check.last(Event.SEARCH_BEGUN) is None,
        returning=Event.RETURN_RECORDED in doings and third_party,
        describing=Event.VISIT_DESCRIBED in doings,
        visiting=Event.VISIT_RECORDED in doings,
        ending=Event.OUTCOME_RECORDED in doings,
        giving_up=Event.NOT_CARRIED_OUT in doings,
        panel_hears_after=check.panel_hears_after if check.state is State.READY else None,
        erased=request is None,
    )


def _days_left(not_after: datetime | None, now: datetime) -> int:
    """How many days are left, today included; nought before there is an end, and after it."""
    if not_after is None or not_after < now:
        return 0
    return (day_of(not_after) - day_of(now)).days + 1


def _seen_at(payload: Mapping[str, Any] | None, at: datetime) -> datetime:
    return datetime.fromisoformat(payload["seen_at"]) if payload else at
