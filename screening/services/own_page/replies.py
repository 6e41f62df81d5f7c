"""A candidate answers what the panel was told; HR passes the answer on, or keeps it back.

The words go to HR and nobody else. What the panel gets of them is what HR passes on. They are read
for what must not reach it as an outcome is, and the candidate sees that before they send them.
"""

from datetime import datetime

from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role, State
from screening.services.call import Call, once
from screening.services.checks.holding_back import (
    REPLY,
    AllTheSame,
    check_given,
    fingerprint,
    hold_back,
    outcome_of,
)
from screening.services.loading import find_check
from screening.services.moving import note
from screening.services.own_page.links import opened
from screening.services.own_page.telling import no_longer_untold
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NO_REASON = AllTheSame()
AFTER_IT = (State.HANDED_OVER, State.CLOSED)
"""When the panel was told something that can be answered."""

_NONE_WAITS = N_("No answer of the candidate waits here any more.")


@once
def reply(call: Call, key: str, words: str, seen: str) -> None:
    """Take down what the holder of the link with ``key`` says to what the panel was told.

    ``seen`` is the ``fingerprint`` of the words of which they saw what the panel would read:
    nothing else is taken. Raises LinkDead, NotValid without words or for others than were seen,
    and NotPossible before the panel was told anything or while an earlier answer is with HR.
    """
    words = answer_given("words", words)
    with call.change() as work:
        check, _vacancy, _link = opened(work, key)
        if check.state not in AFTER_IT:
            raise NotPossible(N_("The panel was told nothing, so there is nothing to answer."))
        if not _mark(work, check, None, work.now):
            raise NotPossible(N_("You have answered, and we are still reading that answer."))
        if seen != fingerprint(words):
            raise NotValid({"words": N_("Look at what the panel would read, and then send it")})
        note(work, check, Event.CANDIDATE_REPLIED, {"words": words})
        no_longer_untold(work, check)
        work.commit()


def pass_on(call: Call, check_ref: str, words: str, same: AllTheSame = NO_REASON) -> None:
    """Give the panel ``words``: the candidate's answer without what the panel may not learn.

    The one place by which an answer comes to the panel. Raises NotValid where words are held back
    and ``same`` does not say why they may stay: that they were is on record by then. NotPossible
    when no answer waits.
    """
    check_given(_pass(call, check_ref, words, same))


@once
def _pass(call: Call, check_ref: str, words: str, same: AllTheSame) -> str:
    """The answer says whether they were held back, and says the same when it is sent again."""
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        check, vacancy, since = _waiting(work, call, check_ref)
        held = hold_back(work, call, vacancy, check, words, same, REPLY)
        if not held:
            _settle(work, check, since)
            note(work, check, Event.REPLY_PASSED_ON, {"words": words})
        outcome = outcome_of(held)
        work.commit(outcome)
    return outcome


@once
def keep_back(call: Call, check_ref: str, reasons: str) -> None:
    """Keep the candidate's answer from the panel, with reasons, which the candidate reads."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        check, _vacancy, since = _waiting(work, call, check_ref)
        _settle(work, check, since)
        note(work, check, Event.REPLY_KEPT_BACK, {"reasons": reasons})
        work.commit()


def _waiting(work: UnitOfWork, call: Call, check_ref: str) -> tuple[Check, Vacancy, datetime]:
    """The check, its vacancy, and since when an answer waits."""
    check, vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
    link = work.session.get(CandidateLink, check.ref)
    if link is None or link.replied_at is None:
        raise NotPossible(_NONE_WAITS)
    return check, vacancy, link.replied_at


def _settle(work: UnitOfWork, check: Check, since: datetime) -> None:
    """Let the answer wait no more; one that was held back goes on waiting."""
    if not _mark(work, check, since, None):
        raise NotPossible(_NONE_WAITS)


def _mark(work: UnitOfWork, check: Check, before: datetime | None, after: datetime | None) -> bool:
    """Note since when an answer waits (None: none does); whether it was as ``before`` until now."""
    still = (
        CandidateLink.check_ref == check.ref,
        CandidateLink.replied_at.is_not_distinct_from(before),
    )
    return work.set_where(CandidateLink, *still, replied_at=after) == 1
