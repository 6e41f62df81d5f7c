"""The candidate is told before anybody looks, and may object."""

from datetime import date, datetime, timedelta

from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Delivery, Role, State
from screening.services.calendar import day_of, due, end_of_day, this_minute
from screening.services.call import Call, once
from screening.services.checks.reply_time import as_told
from screening.services.loading import authorisation_of, find_check, hold_open
from screening.services.moving import move
from screening.services.story import story_of
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation, Decision
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork


@once
def send_notice(call: Call, check_ref: str, delivery: Delivery, delivered_at: datetime) -> None:
    """Record that the notice reached the candidate at ``delivered_at``: the reply period runs.

    The authorisation's own days begin when the reply period is over.
    """
    with call.change(Role.HR) as work:
        check = handled(work, call, check_ref)
        authorisation_of(work.session, check)
        if not _approved_at(work, check) <= delivered_at <= work.now:
            raise NotValid(
                {"delivered": N_("Give a day between the approval and today for the delivery")}
            )
        deliver(work, check, delivery, delivered_at)
        work.commit()


def deliver(work: UnitOfWork, check: Check, delivery: Delivery, at: datetime) -> None:
    """The notice of ``check`` is with the candidate since ``at``, by ``delivery``."""
    authorisation = authorisation_of(work.session, check)
    reply_until, not_after = window(work.policy, at)
    move(
        work,
        check,
        Event.NOTICE_SENT,
        {
            "delivery": delivery,
            "delivered_at": at.isoformat(),
            "reply_until": reply_until.isoformat(),
            "not_after": not_after.isoformat(),
        },
    )
    authorisation.not_before, authorisation.not_after = reply_until, not_after
    work.session.add(
        Notice(check_ref=check.ref, delivery=delivery, sent_at=at, reply_until=reply_until)
    )
    work.session.flush()


def window(policy: Policy, delivered_at: datetime) -> tuple[datetime, datetime]:
    """Until when a candidate may reply to a notice, and until when somebody may then search."""
    reply_until = due(policy, "reply", delivered_at)
    return reply_until, due(policy, "authorisation", reply_until)


@once
def candidate_agrees(call: Call, check_ref: str, words: str) -> None:
    """HR records that the candidate said to go ahead: the search need not wait for the period."""
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        agree(work, handled(work, call, check_ref), words)
        work.commit()


def agree(work: UnitOfWork, check: Check, words: str) -> None:
    """The candidate said to go ahead, in these ``words``: the search may begin now.

    It lapses on the day on which it would have lapsed if they had said nothing: to the panel,
    another day would tell what they said.
    """
    authorisation = authorisation_of(work.session, check)
    said = {"words": words, "not_after": end_of(authorisation).isoformat()}
    move(work, check, Event.CANDIDATE_AGREED, said)
    authorisation.not_before = this_minute(work.now)


@once
def raise_objection(call: Call, check_ref: str, words: str, received: date | None = None) -> None:
    """HR records the candidate's objection or correction: nobody searches until it is decided.

    ``received`` is the day on which it reached somebody here, None where nobody knows: the month to
    answer runs from it. NotValid for a day before the notice, or to come.
    """
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        check = handled(work, call, check_ref)
        said = {"words": words}
        if received is not None:
            notice = work.session.get(Notice, check.ref)
            told = day_of(notice.sent_at) if notice else received  # the move refuses without one
            if not told <= received <= day_of(work.now):
                raise NotValid(
                    {"received": N_("Give a day between the notice and today for its receipt")}
                )
            said["received"] = received.isoformat()
        move(work, check, Event.OBJECTION_RAISED, said)
        work.commit()


@once
def decide_objection(call: Call, check_ref: str, *, upheld: bool, reasons: str) -> None:
    """Decide an objection, with reasons: upheld stops the check, otherwise it goes on. That it is
    cancelled whoever asked and the panel learn once the day in the notice is over, at once then.

    Time spent on the objection is given back to the candidate's reply and to the search.
    """
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        check = handled(work, call, check_ref)
        event = Event.OBJECTION_UPHELD if upheld else Event.OBJECTION_NOT_UPHELD
        if not upheld:
            _give_back(work, check, work.now - check.state_since)
        move(work, check, event, {"reasons": reasons})
        if upheld and as_told(work, story_of(work, check)) is None:
            move(work, check, Event.STOP_TOLD, {})  # when it would be if HR cancelled it
        work.commit()


@once
def cancel(call: Call, check_ref: str, reasons: str) -> None:
    """HR stops a check before the search, with reasons. Until the day in the notice is over,
    whoever asked and the panel do not learn of it: it may be for what the candidate said.
    """
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        check = handled(work, call, check_ref)
        waits = as_told(work, story_of(work, check)) is not None
        event = Event.CHECK_STOPPED if waits else Event.CHECK_CANCELLED
        move(work, check, event, {"reasons": reasons})
        work.commit()


def _give_back(work: UnitOfWork, check: Check, paused: timedelta) -> None:
    """Add the pause to the days that were left. Days end at their end, as they did before."""
    authorisation = authorisation_of(work.session, check)
    notice = work.session.get_one(Notice, check.ref)
    end = end_of(authorisation)
    notice.reply_until = end_of_day(day_of(notice.reply_until + paused))
    may_begin = check.state_before == State.READY
    authorisation.not_before = this_minute(work.now) if may_begin else notice.reply_until
    authorisation.not_after = end_of_day(day_of(end + paused))


def end_of(authorisation: Authorisation) -> datetime:
    """Until when it is good; NotPossible before a notice went out."""
    if authorisation.not_after is None:
        raise NotPossible(N_("This check has no dates yet."))
    return authorisation.not_after


def handled(work: UnitOfWork, call: Call, check_ref: str) -> Check:
    """The check, locked, for whoever may deal with its candidate, while its vacancy is open.

    Raises NotFound, NotAllowed, and NotPossible once the vacancy is closed.
    """
    check, vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
    hold_open(work.session, vacancy)
    return check


def _approved_at(work: UnitOfWork, check: Check) -> datetime:
    decision = work.session.get_one(Decision, (check.ref, check.revision))
    return decision.decided_at
