"""HR hands an outcome to the panel, or withholds it; the panel says what it changed."""

from collections.abc import Mapping
from datetime import datetime

from screening.domain.entry import answer_given
from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role, WithheldBecause
from screening.services.call import Call, once
from screening.services.loading import criteria_of, find_check
from screening.services.moving import move
from screening.store.tables.check import Check
from screening.store.tables.search import HandOver, Influence
from screening.store.unit_of_work import UnitOfWork


@once
def hand_over(call: Call, check_ref: str, words: str) -> None:
    """Give the panel ``words``, which HR has screened: the answer to the question, no more."""
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        check = _handled(work, call, check_ref)
        move(work, check, Event.HANDED_OVER, {"words": words})
        _write(work, call, check)
        work.commit()


@once
def withhold(call: Call, check_ref: str, because: WithheldBecause, reasons: str) -> None:
    """Keep the outcome from the panel: the wrong person, tainted, or beyond the question."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        check = _handled(work, call, check_ref)
        move(work, check, Event.WITHHELD, {"because": because, "reasons": reasons})
        _write(work, call, check, because)
        work.commit()


@once
def record_influence(
    call: Call,
    check_ref: str,
    changed: Mapping[str, bool],
    why: str,
    scores_locked_at: datetime,
) -> None:
    """The panel's word, by criterion: did the outcome change its score, and why.

    Scores are locked before the outcome is read; a lock in the future is NotValid.
    """
    why = answer_given("why", why)
    with call.change(Role.MANAGER) as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.RECORD_INFLUENCE, ties)
        if not changed or not set(changed) <= {
            row.code for row in criteria_of(work.session, vacancy)
        }:
            raise NotValid({"changed": N_("Say for each criterion whether the score changed")})
        if scores_locked_at > work.now:
            raise NotValid({"scores_locked_at": N_("Give a time that has passed")})
        move(
            work,
            check,
            Event.INFLUENCE_RECORDED,
            {
                "changed": dict(sorted(changed.items())),
                "why": why,
                "scores_locked_at": scores_locked_at.isoformat(),
            },
        )
        work.session.add(
            Influence(
                check_ref=check.ref,
                changed=any(changed.values()),
                scores_locked_at=scores_locked_at,
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


def _handled(work: UnitOfWork, call: Call, check_ref: str) -> Check:
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.HANDLE, ties)
    return check
