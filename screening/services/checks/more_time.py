"""HR gives a candidate more time to reply, as the notice offers: who is ill, disabled or away need
not object to get it.

The days for searching come after the reply, so they move with it and are as many as before. To the
panel the day in the notice stands: another would tell it that the candidate asked for something,
and may tell why. The reason is sealed with what the candidate says.
"""

from datetime import date, datetime, timedelta

from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.lifecycle import check_may_happen
from screening.domain.text import N_
from screening.domain.words import Role, State
from screening.services.calendar import day_of, end_of_day, in_working_days
from screening.services.call import Call, once
from screening.services.checks.clockwork import settle
from screening.services.checks.notices import end_of, handled
from screening.services.loading import authorisation_of
from screening.services.moving import move
from screening.services.story import Story, last, story_of
from screening.store.tables.search import Notice

MOST_DAYS = 20
"""Working days by which a reply can be put off at once, four times what the notice gives. Who needs
more still is asked again by then: a check that nobody hears of waits for nothing.
"""


@once
def give_more_time(
    call: Call, check_ref: str, until: date, reason: str, *, takes_back: bool = False
) -> None:
    """Let the candidate reply until the end of the day ``until``, for ``reason``.

    Where their time was over already, or they said to go ahead, the search waits again, if nobody
    has begun it: NotPossible then, and once it is made or stopped. NotValid for a day that gives
    no time or too much, and where they said to go ahead, unless that ``takes_back`` is known.
    """
    reason = answer_given("reason", reason)
    settle(call, check_ref)
    with call.change(Role.HR) as work:
        check = handled(work, call, check_ref)
        check_may_happen(Event.MORE_TIME_GIVEN, State(check.state))
        story = story_of(work, check)
        if begun(story):
            raise NotPossible(
                N_(
                    "The search has begun, so that somebody may have looked already. The candidate "
                    "can object still, and answer what the panel is told."
                )
            )
        notice = work.session.get_one(Notice, check.ref)
        authorisation = authorisation_of(work.session, check)
        _check_day(until, notice.reply_until, work.now)
        if said_go_ahead(story) and not takes_back:
            raise NotValid(
                {"takes_back": N_("They said to go ahead. Tick this only if they take it back")}
            )
        reply_until = end_of_day(until)
        later = until - day_of(notice.reply_until)
        not_after = end_of_day(day_of(end_of(authorisation)) + later)
        move(
            work,
            check,
            Event.MORE_TIME_GIVEN,
            {
                "reply_until": reply_until.isoformat(),
                "not_after": not_after.isoformat(),
                "reason": reason,
            },
        )
        notice.reply_until = authorisation.not_before = reply_until
        authorisation.not_after = not_after
        work.commit()


def days_to_give(reply_until: datetime, now: datetime) -> tuple[date, date]:
    """The first and the last day until which they can be given time who have it to ``reply_until``
    by now. Where that is over, it is counted from today.
    """
    from_then = max(reply_until, now)
    return day_of(from_then) + timedelta(days=1), in_working_days(from_then, MOST_DAYS)


def said_go_ahead(story: Story) -> bool:
    """Whether the candidate said to go ahead, and has not taken it back."""
    newest = last(story, Event.CANDIDATE_AGREED, Event.MORE_TIME_GIVEN)
    return newest is not None and newest.event == Event.CANDIDATE_AGREED


def begun(story: Story) -> bool:
    """Whether the searcher has confirmed the rules of conduct: they may be looking."""
    return last(story, Event.SEARCH_BEGUN) is not None


def _check_day(until: date, reply_until: datetime, now: datetime) -> None:
    first, latest = days_to_give(reply_until, now)
    if until < first:
        raise NotValid(
            {"until": N_("Give a day after today, and after the one until which they have time")}
        )
    if until > latest:
        raise NotValid(
            {
                "until": N_(
                    "Give a day that is no later than the last one named above. If they need more "
                    "time still, give it when that day is near"
                )
            }
        )
