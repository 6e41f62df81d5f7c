"""A candidate answers what the panel was told; HR passes the answer on, or keeps it back.

The words go to HR and nobody else. What the panel gets of them is what HR passes on.
"""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, update

from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role, State
from screening.services.call import Call, once
from screening.services.loading import find_check
from screening.services.moving import note
from screening.services.own_page.links import opened
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

AFTER_IT = (State.HANDED_OVER, State.CLOSED)
"""When the panel was told something that can be answered."""


@once
def reply(call: Call, key: str, words: str) -> None:
    """Take down what the holder of the link with ``key`` says to what the panel was told.

    Raises LinkDead, NotValid without words, and NotPossible before the panel was told anything or
    while an earlier answer is with HR.
    """
    words = answer_given("words", words)
    with call.change() as work:
        check, _vacancy, _link = opened(work, key)
        if check.state not in AFTER_IT:
            raise NotPossible(N_("The panel was told nothing, so there is nothing to answer."))
        if not _mark(work, check, None, work.now):
            raise NotPossible(N_("You have answered, and we are still reading that answer."))
        note(work, check, Event.CANDIDATE_REPLIED, {"words": words})
        work.commit()


@once
def pass_on(call: Call, check_ref: str, words: str) -> None:
    """Give the panel ``words``: the candidate's answer without what the panel may not learn.

    The one place by which an answer comes to the panel: what is looked for in a hand-over is to be
    looked for here. Raises NotPossible when no answer waits.
    """
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        check = _decided(work, call, check_ref)
        note(work, check, Event.REPLY_PASSED_ON, {"words": words})
        work.commit()


@once
def keep_back(call: Call, check_ref: str, reasons: str) -> None:
    """Keep the candidate's answer from the panel, with reasons, which the candidate reads."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        check = _decided(work, call, check_ref)
        note(work, check, Event.REPLY_KEPT_BACK, {"reasons": reasons})
        work.commit()


def _decided(work: UnitOfWork, call: Call, check_ref: str) -> Check:
    """The check, whose waiting answer waits no more."""
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.HANDLE, ties)
    link = work.session.get(CandidateLink, check.ref)
    waiting_since = link.replied_at if link else None
    if waiting_since is None or not _mark(work, check, waiting_since, None):
        raise NotPossible(N_("No answer of the candidate waits here any more."))
    return check


def _mark(work: UnitOfWork, check: Check, before: datetime | None, after: datetime | None) -> bool:
    """Note since when an answer waits (None: none does); whether it was as ``before`` until now."""
    change = (
        update(CandidateLink)
        .where(CandidateLink.check_ref == check.ref)
        .where(CandidateLink.replied_at.is_not_distinct_from(before))
        .values(replied_at=after)
        .execution_options(synchronize_session=False)
    )
    return cast(CursorResult[Any], work.session.execute(change)).rowcount == 1
