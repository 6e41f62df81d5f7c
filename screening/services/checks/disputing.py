"""HR or an equality officer says that the gate was wrong about a request, and why.

Nothing of the request changes by it: what was found stays as it was found, and so does where the
check stands. Overturning a block is ``deciding``'s, and takes two. Closing a vacancy does not end
it: officers review afterwards.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from screening.domain.entry import LINE, answer_given, check_storable, tidy
from screening.domain.errors import NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.name_masks import HIDDEN
from screening.domain.people import Action, check_may
from screening.domain.policy import shipped_policy
from screening.domain.request import texts_read
from screening.domain.text import N_
from screening.domain.words import Disputed, Role, ShouldBe
from screening.gate.rules import RULES
from screening.gate.terms import terms_of
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.loading import find_check
from screening.services.moving import note
from screening.services.story import Attempt, attempts_of, claim_texts, story_of
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

PLACE = ("rule", "signal", "field", "start", "end")
"""What tells one finding of a revision from another; its text is the request's own."""


@dataclass(frozen=True)
class Missed:
    """What the gate should have noticed: which rule, in which field, and the words there.

    ``words`` is empty where it is about something that the field lacks.
    """

    rule: str
    field: str
    words: str = ""


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
        check, attempt = _disputing(work, call, check_ref, revision)
        finding = finding_at(attempt, number)
        if should_be == finding["verdict"]:
            raise NotValid({"should_be": N_("Choose something else than what was found")})
        place = {name: finding[name] for name in PLACE}
        _write(work, call, check, attempt, Disputed.WRONG, place, should_be, reason)
        work.commit()


@once
def report_missed(
    call: Call, check_ref: str, revision: int, missed: Missed, should_be: ShouldBe, reason: str
) -> None:
    """Say that the gate should have found something more in a revision.

    Raises NotValid when the rule is none, when the words do not stand in that field, or when
    nothing should have been found.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.HR, Role.EQUALITY) as work:
        check, attempt = _disputing(work, call, check_ref, revision)
        if should_be is ShouldBe.NOTHING:
            raise NotValid({"should_be": N_("Choose what should have been found")})
        place = _place(missed, _texts(work, check, attempt))
        _write(work, call, check, attempt, Disputed.MISSED, place, should_be, reason)
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


def _disputing(
    work: UnitOfWork, call: Call, check_ref: str, revision: int
) -> tuple[Check, Attempt]:
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.DISPUTE, ties)
    return check, attempt_at(work, check, revision)


def _texts(work: UnitOfWork, check: Check, attempt: Attempt) -> Mapping[str, str]:
    """Every text that the gate read in ``attempt``, by the name that findings give it."""
    quote = claim_texts(work, work.session.get_one(Claim, check.claim_ref)).quote
    return texts_read(attempt.request, quote) if attempt.request else {}


def _place(missed: Missed, texts: Mapping[str, str]) -> dict[str, str]:
    """Where ``missed`` stands, as a finding says it."""
    words = tidy(missed.words)
    check_storable({"words": (words, LINE, False)})
    if missed.rule not in rule_titles():
        raise NotValid({"rule": N_("Choose what should have been noticed")})
    if missed.field not in texts:
        raise NotValid({"field": N_("Choose the part of the request that it is about")})
    start, end = _span(words, texts[missed.field])
    return {
        "rule": missed.rule,
        "signal": "",
        "field": missed.field,
        "start": str(start),
        "end": str(end),
    }


def _span(words: str, text: str) -> tuple[int, int]:
    """Where ``words`` first stand in ``text``, however they are spaced; (0, 0) for none. A name may
    be hidden in them, for whoever works by reference.
    """
    spaced = r"\s+".join(map(re.escape, words.split()))
    spaced = spaced.replace(re.escape(HIDDEN), ".{1,80}?")
    found = re.search(spaced, text, re.IGNORECASE)
    if found is None:
        raise NotValid(
            {
                "words": N_(
                    "These words do not stand there. Copy them from the request, or leave out"
                )
            }
        )
    return found.span()


def _write(
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
