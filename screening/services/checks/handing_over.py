"""HR hands an outcome to the panel, or withholds it; the panel says what it changed."""

from collections.abc import Mapping

from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.lifecycle import check_may_happen
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role, State, WithheldBecause
from screening.services.call import Call, once
from screening.services.checks.exposures import check_arranged
from screening.services.checks.holding_back import (
    AllTheSame,
    check_given,
    hold_back,
    outcome_of,
)
from screening.services.checks.reply_time import check_reply_time_over
from screening.services.loading import criteria_of, find_check
from screening.services.moving import move, note
from screening.services.not_a_claim import check_not_from_it
from screening.store.tables.check import Check
from screening.store.tables.search import HandOver, Influence, ScoreLock
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NO_REASON = AllTheSame()
TO_BE_READ = (State.HANDED_OVER, State.CLOSED)
"""Where the panel can read an outcome, once its scores are locked."""


def hand_over(call: Call, check_ref: str, words: str, same: AllTheSame = NO_REASON) -> None:
    """Give the panel ``words``, which HR has screened: the answer to the question, no more.

    Raises NotValid where words are held back and ``same`` does not say why they may stay: that they
    were is on record by then. NotPossible while an exposure waits for what follows from it, or
    while the candidate can still reply.
    """
    check_given(_give(call, check_ref, words, same))


@once
def _give(call: Call, check_ref: str, words: str, same: AllTheSame) -> str:
    """The answer says whether they were held back, and says the same when it is sent again."""
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        check, vacancy = _handled(work, call, check_ref)
        check_may_happen(Event.HANDED_OVER, State(check.state))
        check_reply_time_over(work, check)
        check_arranged(work, check)
        check_not_from_it(work, vacancy.ref, check.candidate_ref, "words", words)
        held = hold_back(work, call, vacancy, check, words, same)
        if not held:
            move(work, check, Event.HANDED_OVER, {"words": words})
            _write(work, call, check)
        outcome = outcome_of(held)
        work.commit(outcome)
    return outcome


@once
def withhold(call: Call, check_ref: str, because: WithheldBecause, reasons: str) -> None:
    """Keep the outcome from the panel: the wrong person, tainted, or beyond the question.

    NotPossible while the candidate can still reply.
    """
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        check, _vacancy = _handled(work, call, check_ref)
        check_may_happen(Event.WITHHELD, State(check.state))
        check_reply_time_over(work, check)
        move(work, check, Event.WITHHELD, {"because": because, "reasons": reasons})
        _write(work, call, check, because)
        work.commit()


@once
def lock_scores(call: Call, check_ref: str) -> None:
    """A member of the panel says that their scores for this candidate are locked.

    Only then do they read what was handed over; the scores themselves are kept elsewhere. Raises
    NotPossible before there is anything to read, Conflict when they said so already.
    """
    with call.change(Role.MANAGER) as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.LOCK_SCORES, ties)
        if State(check.state) not in TO_BE_READ:
            raise NotPossible(N_("Nothing was handed over to the panel here."))
        if lock_of(work, call, check):
            raise Conflict(N_("You have said already that your scores are locked."))
        note(work, check, Event.SCORES_LOCKED, {})
        work.session.add(
            ScoreLock(
                check_ref=check.ref,
                person_ref=call.actor.person_ref,
                account_ref=call.actor.ref,
                locked_at=work.now,
            )
        )
        work.commit()


def lock_of(work: UnitOfWork, call: Call, check: Check) -> ScoreLock | None:
    """The caller's word that their scores for the candidate of ``check`` are locked, or None."""
    return work.session.get(ScoreLock, (check.ref, call.actor.person_ref))


@once
def record_influence(call: Call, check_ref: str, changed: Mapping[str, bool], why: str) -> None:
    """The panel's word, by criterion: did the outcome change its score, and why.

    By a member who locked their scores before they read it; NotPossible for any other.
    """
    why = answer_given("why", why)
    with call.change(Role.MANAGER) as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.RECORD_INFLUENCE, ties)
        if not changed or not set(changed) <= {
            row.code for row in criteria_of(work.session, vacancy)
        }:
            raise NotValid({"changed": N_("Say for each criterion whether the score changed")})
        check_may_happen(Event.INFLUENCE_RECORDED, State(check.state))
        lock = lock_of(work, call, check)
        if lock is None:
            raise NotPossible(N_("Say first that your scores for this candidate are locked."))
        move(
            work,
            check,
            Event.INFLUENCE_RECORDED,
            {
                "changed": dict(sorted(changed.items())),
                "why": why,
                "scores_locked_at": lock.locked_at.isoformat(),
            },
        )
        work.session.add(
            Influence(
                check_ref=check.ref,
                changed=any(changed.values()),
                scores_locked_at=lock.locked_at,
                recorded_at=work.now,
                recorded_person=call.actor.person_ref,
            )
        )
        work.commit()


def _write(
    work: UnitOfWork, call: Call, check: Check, because: WithheldBecause | None = None
) -> None:
    """The row that still says what HR did once the words are erased."""
    work.session.add(
        HandOver(
            check_ref=check.ref,
            withheld_because=because or "",
            recorded_at=work.now,
            recorded_person=call.actor.person_ref,
        )
    )


def _handled(work: UnitOfWork, call: Call, check_ref: str) -> tuple[Check, Vacancy]:
    check, vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.HANDLE, ties)
    return check, vacancy
