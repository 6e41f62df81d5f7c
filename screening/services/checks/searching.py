"""The searcher records what was looked at, and what it showed. One search for each approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from screening.domain.entry import LINE, LONG, MOST_MINUTES, answer_given, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.lifecycle import check_may_happen
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Reliability, Result, Role, SearcherKind, State, Sureness
from screening.services.call import Call, once
from screening.services.checks.clockwork import settle
from screening.services.loading import authorisation_of, find_check
from screening.services.moving import move, note
from screening.services.refs import new_ref
from screening.services.story import last, story_of
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation, AuthorisedPlace
from screening.store.tables.search import Outcome, Visit
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class VisitText:
    """One look. ``position`` names an authorised place; None with ``elsewhere`` is outside it."""

    position: int | None
    elsewhere: str
    occurred_at: datetime
    minutes: int
    read: str
    explanation: str = ""

    def tidied(self) -> "VisitText":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        clean = VisitText(
            self.position,
            tidy(self.elsewhere),
            self.occurred_at,
            self.minutes,
            tidy(self.read),
            tidy(self.explanation),
        )
        check_storable(
            {
                "elsewhere": (clean.elsewhere, LINE, clean.position is None),
                "read": (clean.read, LONG, True),
                "explanation": (clean.explanation, LONG, False),
            }
        )
        if not 1 <= clean.minutes <= MOST_MINUTES:
            raise NotValid({"minutes": N_("Give a whole number of minutes, from 1 to 6000")})
        return clean


@once
def record_visit(call: Call, check_ref: str, visit: VisitText) -> str:
    """Record one look at one place; the first starts the search and uses the authorisation.

    What lies outside the scope (another place, more minutes) is recorded too, as a variance, and
    needs an explanation. A look outside the authorised days cannot have been this search's:
    NotValid. The answer is the visit's ref.
    """
    visit = visit.tidied()
    settle(call, check_ref)
    with call.change(Role.HR, Role.MANAGER) as work:
        check, authorisation = _searching(work, call, check_ref)
        start, end = _begun_window(work, authorisation)
        check_may_happen(Event.VISIT_RECORDED, State(check.state))
        _check_in_window(work, start, end, visit.occurred_at)
        variance = _variance(work, authorisation, visit)
        if variance and not visit.explanation:
            raise NotValid({"explanation": variance[0]})
        row = Visit(
            ref=new_ref(),
            check_ref=check.ref,
            position=visit.position,
            occurred_at=visit.occurred_at,
            minutes=visit.minutes,
            variance=bool(variance),
            recorded_at=work.now,
            recorded_by=call.actor.ref,
        )
        work.session.add(row)
        if authorisation.used_at is None:
            authorisation.used_at = visit.occurred_at
        move(work, check, Event.VISIT_RECORDED, _as_data(visit, bool(variance)))
        work.commit(row.ref)
    return row.ref


@once
def record_exposure(call: Call, check_ref: str, seen_at: datetime) -> None:
    """Record that a protected characteristic was seen, by whom and when; never which."""
    with call.change(Role.HR, Role.MANAGER) as work:
        check, _authorisation = _searching(work, call, check_ref)
        if State(check.state) is not State.SEARCHING:
            raise NotPossible(N_("Record a visit first: nothing has been looked at yet."))
        if seen_at > work.now:
            raise NotValid({"seen_at": N_("Give a time that has passed")})
        note(work, check, Event.EXPOSURE_RECORDED, {"seen_at": seen_at.isoformat()})
        work.commit()


@once
def record_outcome(
    call: Call,
    check_ref: str,
    result: Result,
    reliability: Reliability,
    sureness: Sureness,
    answer: str,
) -> None:
    """Say what the search showed about the claim. It ends the search."""
    answer = answer_given("answer", answer)
    with call.change(Role.HR, Role.MANAGER) as work:
        check, _authorisation = _searching(work, call, check_ref)
        move(
            work,
            check,
            Event.OUTCOME_RECORDED,
            {"result": result, "reliability": reliability, "sureness": sureness, "answer": answer},
        )
        work.session.add(
            Outcome(
                check_ref=check.ref,
                result=result,
                reliability=reliability,
                sureness=sureness,
                exposure=last(story_of(work, check), Event.EXPOSURE_RECORDED) is not None,
                recorded_at=work.now,
            )
        )
        work.commit()


@once
def not_carried_out(call: Call, check_ref: str, reason: str) -> None:
    """Say that the search was not made, and will not be."""
    reason = answer_given("reason", reason)
    settle(call, check_ref)
    with call.change(Role.HR, Role.MANAGER) as work:
        check, _authorisation = _searching(work, call, check_ref)
        move(work, check, Event.NOT_CARRIED_OUT, {"reason": reason})
        work.commit()


def _searching(work: UnitOfWork, call: Call, check_ref: str) -> tuple[Check, Authorisation]:
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    authorisation = authorisation_of(work.session, check)
    third_party = authorisation.searcher_kind == SearcherKind.THIRD_PARTY
    check_may(call.actor, Action.HANDLE if third_party else Action.SEARCH, ties)
    return check, authorisation


def _begun_window(work: UnitOfWork, authorisation: Authorisation) -> tuple[datetime, datetime]:
    """The first and the last moment for looking; NotPossible before the first."""
    start, end = authorisation.not_before, authorisation.not_after
    if start is None or end is None or work.now < start:
        raise NotPossible(N_("The search may not begin yet: the candidate can still reply."))
    return start, end


def _check_in_window(
    work: UnitOfWork, start: datetime, end: datetime, occurred_at: datetime
) -> None:
    if occurred_at > work.now:
        raise NotValid({"occurred_at": N_("Give a time that has passed")})
    if not start <= occurred_at <= end:
        raise NotValid(
            {
                "occurred_at": N_(
                    "This is outside the days that were approved. If it is when you looked, "
                    "tell HR: it was not part of this search"
                )
            }
        )


def _variance(work: UnitOfWork, authorisation: Authorisation, visit: VisitText) -> Sequence[str]:
    """What of ``visit`` lies outside the authorised scope, as sentences to act on."""
    spent = work.session.scalar(
        select(func.coalesce(func.sum(Visit.minutes), 0)).where(
            Visit.check_ref == authorisation.check_ref
        )
    )
    allowed = work.session.scalars(
        select(AuthorisedPlace.position).where(AuthorisedPlace.check_ref == authorisation.check_ref)
    ).all()
    reasons = []
    if visit.position not in allowed:
        reasons.append(N_("This place was not approved. Explain how you came to look there"))
    if (spent or 0) + visit.minutes > authorisation.minutes:
        reasons.append(N_("This is longer than was approved. Explain why it took more time"))
    return reasons


def _as_data(visit: VisitText, variance: bool) -> dict[str, object]:
    return {
        "place": "" if visit.position is None else str(visit.position),
        "elsewhere": visit.elsewhere,
        "occurred_at": visit.occurred_at.isoformat(),
        "minutes": str(visit.minutes),
        "read": visit.read,
        "variance": variance,
        "explanation": visit.explanation,
    }
