"""Whether a claim is tested, or the person searched for something against them.

ICO guidance: verify what was said, do not vet who somebody is. Character, fit, reputation and
"anything that would embarrass us" are aims that no claim can justify.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule, mark
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


RULE = Rule(
    name="fishing",
    signals=frozenset({"hunt", "hunt-reason", "trouble", "self", "self-reason", "soft", "aside"}),
    look=look,
)
