"""HR or an equality officer says that the gate should have found something more in a request.

The words that they mark are looked for in what they themselves read. An officer who works by
reference reads "[name]" where somebody wrote a candidate's name, and cannot guess at it here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from screening.domain.entry import LINE, answer_given, check_storable, tidy
from screening.domain.errors import NotValid
from screening.domain.name_masks import Names, as_written
from screening.domain.request import texts_read
from screening.domain.text import N_
from screening.domain.words import Disputed, Role, ShouldBe
from screening.services.call import Call, once
from screening.services.checks.disputing import disputed_attempt, rule_titles, write_dispute
from screening.services.reading.trail.by_reference import names_hidden_from
from screening.services.story import Attempt, claim_texts
from screening.store.tables.candidate import Claim
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Missed:
    """What the gate should have noticed: which rule, in which field, and the words there.

    ``words`` is empty where it is about something that the field lacks.
    """

    rule: str
    field: str
    words: str = ""


@once
def report_missed(
    call: Call, check_ref: str, revision: int, missed: Missed, should_be: ShouldBe, reason: str
) -> None:
    """Say that the gate should have found something more in a revision.

    Raises NotValid when the rule is none, when the words do not stand in that field as the caller
    reads it, or when nothing should have been found.
    """
    reason = answer_given("reason", reason)
    with call.change(Role.HR, Role.EQUALITY) as work:
        check, attempt, ties = disputed_attempt(work, call, check_ref, revision)
        if should_be is ShouldBe.NOTHING:
            raise NotValid({"should_be": N_("Choose what should have been found")})
        hidden = names_hidden_from(work, call.actor, ties, check.vacancy_ref)
        place = _place(missed, _texts(work, check, attempt), hidden, check.candidate_ref)
        write_dispute(work, call, check, attempt, Disputed.MISSED, place, should_be, reason)
        work.commit()


def _texts(work: UnitOfWork, check: Check, attempt: Attempt) -> Mapping[str, str]:
    """Every text that the gate read in ``attempt``, by the name that findings give it."""
    quote = claim_texts(work, work.session.get_one(Claim, check.claim_ref)).quote
    return texts_read(attempt.request, quote) if attempt.request else {}


def _place(
    missed: Missed, texts: Mapping[str, str], hidden: Names, candidate_ref: str
) -> dict[str, str]:
    """Where ``missed`` stands, as a finding says it."""
    words = tidy(missed.words)
    check_storable({"words": (words, LINE, False)})
    if missed.rule not in rule_titles():
        raise NotValid({"rule": N_("Choose what should have been noticed")})
    if missed.field not in texts:
        raise NotValid({"field": N_("Choose the part of the request that it is about")})
    text = texts[missed.field]
    shown = _span(words, hidden.hide(text, candidate_ref))
    start, end = as_written(shown, hidden.spans(text, candidate_ref))
    return {
        "rule": missed.rule,
        "signal": "",
        "field": missed.field,
        "start": str(start),
        "end": str(end),
    }


def _span(words: str, text: str) -> tuple[int, int]:
    """Where ``words`` first stand in ``text``, however they are spaced; (0, 0) for none."""
    spaced = r"\s+".join(map(re.escape, words.split()))
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
