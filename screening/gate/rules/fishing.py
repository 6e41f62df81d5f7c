"""Whether a claim is tested, or the person searched for something against them.

ICO guidance: verify what was said, do not vet who somebody is. Character, fit, reputation and
"anything that would embarrass us" are aims that no claim can justify.
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.rule import Mark, Rule, Signal, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    QUESTION,
    RELEVANCE,
    TERMS,
    WHY_NOW,
    Study,
)


def look(study: Study) -> Iterator[Mark]:
    """Mark aims that are about the person, in whichever field they stand."""
    for concept, signal, fields in (
        ("aims.hunt", "hunt", (QUESTION, LOOKING_AT, TERMS)),
        ("aims.hunt", "hunt-reason", (RELEVANCE, WHY_NOW)),
        ("aims.hunt", "aside", (ALTERNATIVES,)),
        ("aims.self", "self", (QUESTION, LOOKING_AT, TERMS)),
        ("aims.self", "self-reason", (RELEVANCE, WHY_NOW)),
        ("aims.trouble", "trouble", (QUESTION, LOOKING_AT, TERMS, RELEVANCE)),
        ("aims.soft", "soft", (QUESTION, LOOKING_AT, RELEVANCE)),
    ):
        for hit in study.hits(concept, *fields):
            if not (hit.denied or study.brings(hit)):
                topic = signal == "trouble" and hit.nearest is None
                yield mark("soft" if topic else signal, hit)


_PERSON = N_("“%(excerpt)s” asks what kind of person this is, not whether the claim holds.")
_AGAINST = N_("“%(excerpt)s” looks for something against the person.")
_WORK = N_("Ask about the work: did it happen, is it theirs, how good is it?")

RULE = Rule(
    name="fishing",
    title=N_("Looks for something instead of testing a claim"),
    basis=N_(
        "Section 6 allows testing a claim or skill; it does not allow looking somebody over "
        "(ICO: verify, do not vet)."
    ),
    signals={
        "hunt": Signal(_AGAINST, _WORK),
        "hunt-reason": Signal(_AGAINST, _WORK),
        "trouble": Signal(_AGAINST, _WORK),
        "self": Signal(_PERSON, _WORK),
        "self-reason": Signal(_PERSON, _WORK),
        "soft": Signal(
            N_("“%(excerpt)s” may be about the person and not about the work."),
            N_("Say which quality of the claimed work you mean."),
        ),
        "aside": Signal(
            N_("“%(excerpt)s”, given as a reason not to ask first, looks for a fault."),
            N_("Say which other ways you thought of, and why they do not show the work."),
        ),
    },
    look=look,
)
