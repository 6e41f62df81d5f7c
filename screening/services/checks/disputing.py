"""HR or an equality officer says that the gate was wrong about a request, and why.

Nothing of the request changes by it: what was found stays as it was found, and so does where the
check stands. Overturning a block is ``deciding``'s, and takes two. Closing a vacancy does not end
it: officers review afterwards. What should have been found besides is ``services.missed``'s.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from screening.domain.entry import answer_given
from screening.domain.errors import NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, Ties, check_may
from screening.domain.policy import shipped_policy
from screening.domain.text import N_
from screening.domain.words import Disputed, Role, ShouldBe
from screening.gate.rules import RULES
from screening.gate.terms import terms_of
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.loading import find_check
from screening.services.moving import note
from screening.services.story import Attempt, attempts_of, story_of
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

PLACE = ("rule", "signal", "field", "start", "end")
"""What tells one finding of a revision from another; its text is the request's own."""


@once
def dispute_finding(
    call: Call, check_ref: str, revision: int, number: int, should_be: ShouldBe, reason: str
) -> None:
    """Say that finding ``number`` (from 1) of a revision should have been ``should_be``.

    Raises NotFound when there is no such finding, NotValid when that is what it was, NotPossible
    when the same person has marked it before, or when the candidate was erased.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.HR, Role.EQUALITY) as work:
        check, attempt, _ties = disputed_attempt(work, call, check_ref, revision)
        finding = finding_at(attempt, number)
        if should_be == finding["verdict"]:
            raise NotValid({"should_be": N_("Choose something else than what was found")})
        place = {name: finding[name] for name in PLACE}
        write_dispute(work, call, check, attempt, Disputed.WRONG, place, should_be, reason)
        work.commit()


def rule_titles() -> Mapping[str, str]:
    """What each rule is called, by its name; marked for translation."""
    terms = terms_of(shipped_policy(), RULES)
    return {rule.name: terms[rule.name].title for rule in RULES}


def attempt_at(work: UnitOfWork, check: Check, revision: int) -> Attempt:
    """Revision ``revision`` of ``check``. NotFound when it never was, NotPossible once erased."""
    attempts = {attempt.number: attempt for attempt in attempts_of(story_of(work, check))}
    if revision not in attempts:
        raise NotFound(N_("There is no such attempt at this check."))
    check_not_erased(work.session.get_one(Candidate, check.candidate_ref))
    return attempts[revision]


def finding_at(attempt: Attempt, number: int) -> Mapping[str, Any]:
    """Finding ``number`` (from 1) of ``attempt``, as stored. Or NotFound."""
    if not 1 <= number <= len(attempt.findings):
        raise NotFound(N_("There is no such finding in this attempt."))
    return attempt.findings[number - 1]


def disputed_attempt(
    work: UnitOfWork, call: Call, check_ref: str, revision: int
) -> tuple[Check, Attempt, Ties]:
    """The check and the attempt at it, for whoever may say that the gate was wrong about it, and
    how they stand to it.
    """
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.DISPUTE, ties)
    return check, attempt_at(work, check, revision), ties


def write_dispute(
    work: UnitOfWork,
    call: Call,
    check: Check,
    attempt: Attempt,
    kind: Disputed,
    place: Mapping[str, str],
    should_be: ShouldBe,
    reason: str,
) -> None:
    """Note it; one person says it once of one place. The vacancy is locked, so it stays so."""
    what = {"revision": str(attempt.number), "kind": kind, **place}
    mine = {call.actor.ref, *_accounts(work, call.actor.person_ref)}
    for record in story_of(work, check):
        said = record.payload or {}
        before = record.event == Event.FINDING_DISPUTED and record.actor_ref in mine
        if before and all(said.get(name) == value for name, value in what.items()):
            raise NotPossible(N_("You have marked this before. Your mark and your reason stand."))
    note(
        work,
        check,
        Event.FINDING_DISPUTED,
        {**what, "should_be": should_be, "reason": reason},
    )


def _accounts(work: UnitOfWork, person: str) -> list[str]:
    return list(work.session.scalars(select(Account.ref).where(Account.person_ref == person)))
