"""The searcher records what was looked at, and what it showed. One search for each approval."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from screening.domain.entry import LINE, LONG, MOST_MINUTES, answer_given, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.lifecycle import check_may_happen
from screening.domain.people import Action, check_may
from screening.domain.reconciling import ASKED, Authorised, Look, beyond
from screening.domain.text import N_
from screening.domain.words import Reliability, Result, Role, SearcherKind, State, Sureness
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.checks.clockwork import settle
from screening.services.checks.reply_time import check_reply_time_over
from screening.services.loading import authorisation_of, find_check
from screening.services.moving import move, note
from screening.services.not_a_claim import check_not_from_it
from screening.services.refs import new_ref
from screening.services.story import Story, approved_request, last, story_of, text_in
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation, AuthorisedPlace, AuthorisedTerm
from screening.store.tables.search import Outcome, Visit
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class VisitText:
    """One look. ``position`` names an authorised place; None with ``elsewhere`` is outside it.

    ``read`` may be left empty and said later, before the outcome. ``terms`` are the authorised
    search words that were used there, ``other_terms`` what else was searched for.
    """

    position: int | None
    elsewhere: str
    occurred_at: datetime
    minutes: int
    read: str
    explanation: str = ""
    terms: tuple[str, ...] = ()
    other_terms: str = ""

    @property
    def look(self) -> Look:
        """What of it can be held against what was authorised."""
        return Look(self.position, self.occurred_at, self.minutes, bool(self.other_terms))

    def tidied(self) -> "VisitText":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        clean = VisitText(
            self.position,
            tidy(self.elsewhere),
            self.occurred_at,
            self.minutes,
            tidy(self.read),
            tidy(self.explanation),
            self.terms,
            tidy(self.other_terms),
        )
        check_storable(
            {
                "elsewhere": (clean.elsewhere, LINE, clean.position is None),
                "read": (clean.read, LONG, False),
                "explanation": (clean.explanation, LONG, False),
                "other_terms": (clean.other_terms, LINE, False),
            }
        )
        if not 1 <= clean.minutes <= MOST_MINUTES:
            raise NotValid({"minutes": N_("Give a whole number of minutes, from 1 to 6000")})
        return clean


@once
def record_visit(call: Call, check_ref: str, visit: VisitText) -> str:
    """Record one look at one place; the first starts the search and uses the authorisation.

    A searcher of ours has confirmed the rules of conduct before: NotPossible until then.

    What lies outside the scope (another place, other search words, more minutes) is recorded too,
    as a variance, and needs an explanation. A look outside the authorised days cannot have been
    this search's: NotValid. The answer is the visit's ref.
    """
    visit = visit.tidied()
    settle(call, check_ref)
    with call.change(Role.HR, Role.MANAGER) as work:
        check, authorisation = the_search(work, call, check_ref)
        allowed = authorised(work, authorisation)
        check_may_happen(Event.VISIT_RECORDED, State(check.state))
        _check_conduct(work, check, authorisation)
        _check_in_window(work, allowed, visit.occurred_at)
        check_terms(work, check, authorisation, visit)
        ways = beyond(visit.look, allowed, _minutes_spent(work, check))
        if ways and not visit.explanation:
            raise NotValid({"explanation": ASKED[ways[0]]})
        ref = new_ref()
        write_visit(work, check, authorisation, visit, ref, by=call.actor.ref, beyond_it=bool(ways))
        work.commit(ref)
    return ref


@once
def record_exposure(call: Call, check_ref: str, seen_at: datetime) -> None:
    """Record that a protected characteristic was seen, by whom and when; never which."""
    with call.change(Role.HR, Role.MANAGER) as work:
        check, _authorisation = the_search(work, call, check_ref)
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
        check, authorisation = the_search(work, call, check_ref)
        check_not_from_it(work, check.vacancy_ref, check.candidate_ref, "answer", answer)
        story = story_of(work, check)
        if undescribed(story):
            raise NotPossible(N_("Say first what was read at each visit."))
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
                exposure=last(story, Event.EXPOSURE_RECORDED) is not None,
                recorded_at=work.now,
                days_later=(day_of(work.now) - day_of(authorisation.used_at or work.now)).days,
            )
        )
        work.commit()


@once
def not_carried_out(call: Call, check_ref: str, reason: str) -> None:
    """Say that the search was not made, and will not be.

    NotPossible while the candidate can still reply.
    """
    reason = answer_given("reason", reason)
    settle(call, check_ref)
    with call.change(Role.HR, Role.MANAGER) as work:
        check, _authorisation = the_search(work, call, check_ref)
        check_may_happen(Event.NOT_CARRIED_OUT, State(check.state))
        check_reply_time_over(work, check)
        move(work, check, Event.NOT_CARRIED_OUT, {"reason": reason})
        work.commit()


def the_search(work: UnitOfWork, call: Call, check_ref: str) -> tuple[Check, Authorisation]:
    """The check and its authorisation, for whoever may record its search. Raises NotAllowed."""
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    authorisation = authorisation_of(work.session, check)
    action = Action.HANDLE if by_third_party(authorisation) else Action.SEARCH
    check_may(call.actor, action, ties)
    return check, authorisation


def by_third_party(authorisation: Authorisation) -> bool:
    """Whether somebody without an account searches, for whom HR records."""
    return authorisation.searcher_kind == SearcherKind.THIRD_PARTY


def authorised(work: UnitOfWork, authorisation: Authorisation) -> Authorised:
    """What was authorised; NotPossible before the first moment for looking."""
    start, end = authorisation.not_before, authorisation.not_after
    if start is None or end is None or work.now < start:
        raise NotPossible(N_("The search may not begin yet: the candidate can still reply."))
    places = work.session.scalars(
        select(AuthorisedPlace.position).where(AuthorisedPlace.check_ref == authorisation.check_ref)
    )
    return Authorised(frozenset(places), authorisation.minutes, start, end)


def undescribed(story: Story) -> tuple[int, ...]:
    """The numbers of the visits of which nobody has said yet what was read; none once erased."""
    visits = [one.payload for one in story if one.event == Event.VISIT_RECORDED]
    later = {text_in(one, "look") for one in story if one.event == Event.VISIT_DESCRIBED}
    return tuple(
        number
        for number, payload in enumerate(visits, start=1)
        if payload is not None and not payload["read"] and str(number) not in later
    )


def write_visit(
    work: UnitOfWork,
    check: Check,
    authorisation: Authorisation,
    visit: VisitText,
    ref: str,
    *,
    by: str,
    beyond_it: bool,
) -> None:
    """The row and the record of one visit, recorded ``by`` an account.

    The first look uses the authorisation.
    """
    work.session.add(
        Visit(
            ref=ref,
            check_ref=check.ref,
            position=visit.position,
            occurred_at=visit.occurred_at,
            minutes=visit.minutes,
            variance=beyond_it,
            recorded_at=work.now,
            recorded_by=by,
        )
    )
    if authorisation.used_at is None:
        authorisation.used_at = visit.occurred_at
    move(work, check, Event.VISIT_RECORDED, _as_data(visit, beyond_it))


def _check_conduct(work: UnitOfWork, check: Check, authorisation: Authorisation) -> None:
    begun = last(story_of(work, check), Event.SEARCH_BEGUN, Event.VISIT_RECORDED)
    if begun is None and not by_third_party(authorisation):
        raise NotPossible(N_("Confirm the rules of conduct first: that begins the search."))


def check_terms(
    work: UnitOfWork, check: Check, authorisation: Authorisation, visit: VisitText
) -> None:
    """Raise NotValid where the authorised search words of ``visit`` are not all authorised."""
    if not visit.terms:
        return
    approved = select(AuthorisedTerm.position).where(AuthorisedTerm.check_ref == check.ref)
    request = approved_request(story_of(work, check), authorisation)
    words = request.scope.terms if request else ()
    if not set(visit.terms) <= {words[at] for at in work.session.scalars(approved) if words}:
        raise NotValid({"terms": N_("Tick only search words that were approved")})


def _check_in_window(work: UnitOfWork, allowed: Authorised, occurred_at: datetime) -> None:
    if occurred_at > work.now:
        raise NotValid({"occurred_at": N_("Give a time that has passed")})
    if not allowed.start <= occurred_at <= allowed.end:
        raise NotValid(
            {
                "occurred_at": N_(
                    "This is outside the days that were approved. If it is when you looked, "
                    "tell HR: it was not part of this search"
                )
            }
        )


def _minutes_spent(work: UnitOfWork, check: Check) -> int:
    spent = select(func.sum(Visit.minutes)).where(Visit.check_ref == check.ref)
    return work.session.scalar(spent) or 0


def _as_data(visit: VisitText, variance: bool) -> dict[str, object]:
    return {
        "place": "" if visit.position is None else str(visit.position),
        "elsewhere": visit.elsewhere,
        "occurred_at": visit.occurred_at.isoformat(),
        "minutes": str(visit.minutes),
        "read": visit.read,
        "variance": variance,
        "explanation": visit.explanation,
        "terms": list(visit.terms),
        "other_terms": visit.other_terms,
    }
