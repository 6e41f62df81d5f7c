"""The panel hears of no end to a check while its candidate can still reply.

An end that nobody could reach yet where the candidate kept silent would say that they told us to go
ahead; so would one that could still be reached there and is refused. So until their time to reply
is over nothing of either kind happens, whatever they said.
"""

from datetime import datetime

from sqlalchemy import select

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.people import CANDIDATE, Action, Actor, Ties, may
from screening.domain.text import N_
from screening.domain.words import State
from screening.services.story import Story, last, story_of, text_in
from screening.store.tables.check import Check
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork

TELLING = (
    State.NOTIFIED,
    State.PAUSED,
    State.STOPPED,
    State.READY,
    State.SEARCHING,
    State.SEARCHED,
)
"""States from which it can be seen that, or when, a candidate answered. HR's own end to a check is
one until their time to reply is over, as it may be for what they said.
"""
WOULD_TELL = frozenset({Event.HANDED_OVER, Event.WITHHELD, Event.NOT_CARRIED_OUT})
"""What the panel sees, and what cannot come before the reply period is over without a go-ahead."""


def knows_of_replies(actor: Actor, ties: Ties, check: Check) -> bool:
    """Whether ``actor`` may know that the candidate of ``check`` answered, as the candidate does:
    not what they said (``SEE_REPLIES``). Whoever searches has to know since when they may.
    """
    own = actor == CANDIDATE or actor.person_ref == check.searcher_person
    return own or may(actor, Action.SEE_STANDING, ties)


def still_runs(work: UnitOfWork, check: Check) -> datetime | None:
    """Until when the candidate of ``check`` can reply; None where that is over, or they have no
    notice yet.
    """
    notice = work.session.get(Notice, check.ref)
    return notice.reply_until if notice and notice.reply_until >= work.now else None


def as_told(work: UnitOfWork, story: Story) -> datetime | None:
    """Until when the candidate could reply as their notice said; None once that has passed. An
    objection gives them more time, which the panel must not see.
    """
    told = text_in(last(story, Event.NOTICE_SENT), "reply_until")
    until = datetime.fromisoformat(told) if told else None
    return until if until and until >= work.now else None


def check_reply_time_over(work: UnitOfWork, check: Check) -> None:
    """Raise NotPossible while the panel would learn from an end what the candidate said."""
    if still_runs(work, check):
        raise NotPossible(
            N_(
                "Wait until the candidate's time to reply is over. Before that, the panel would "
                "learn that they said to go ahead."
            )
        )


def unaware_in_it(work: UnitOfWork, actor: Actor, ties: Ties, check: Check, story: Story) -> bool:
    """Whether ``actor`` may not know what the candidate answers, whose time to reply runs."""
    open_to_replies = check.state in TELLING and as_told(work, story) is not None
    return open_to_replies and not knows_of_replies(actor, ties, check)


def check_takes_back(work: UnitOfWork, actor: Actor, ties: Ties, check: Check) -> None:
    """Raise NotPossible where ``actor`` would learn, from whether the check can be taken back, if
    somebody has looked already.
    """
    if unaware_in_it(work, actor, ties, check, story_of(work, check)):
        raise NotPossible(
            N_(
                "The candidate has been told, and has time to reply. Until that is over only HR "
                "can stop this check: ask them."
            )
        )


def all_over_after(work: UnitOfWork, vacancy_ref: str, actor: Actor, ties: Ties) -> datetime | None:
    """Until when somebody who was told of a check for this vacancy has time to reply; None where
    nobody has. Closed before that, it would end those checks alone that nobody has looked into yet.
    What HR stopped keeps only who may not know of it from closing.
    """
    aware = may(actor, Action.SEE_STANDING, ties)
    waiting = [state for state in TELLING if state is not State.STOPPED or not aware]
    told = (
        select(Check)
        .join(Notice, Notice.check_ref == Check.ref)
        .where(
            Check.vacancy_ref == vacancy_ref,
            Check.state.in_(waiting),
            Notice.reply_until >= work.now,
        )
    )
    times = [as_told(work, story_of(work, check)) for check in work.session.scalars(told)]
    return max((time for time in times if time), default=None)
