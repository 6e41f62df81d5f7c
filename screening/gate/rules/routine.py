"""Whether the look is taken as a matter of course.

Section 6 forbids systematic or routine checking, since it might lead to a presumption that a
protected characteristic played a part. The same standard for individual claims is no routine.
"""

from collections.abc import Iterator

from screening.gate.outright import OUTRIGHT, outright
from screening.gate.recycled import mould_of, moulded, recycled
from screening.gate.rule import ALIKE, Mark, Rule, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    QUESTION,
    RELEVANCE,
    SEARCHER,
    TERMS,
    WHY_FOUND,
    WHY_NOW,
    Study,
)

_REASONS = (QUESTION, RELEVANCE, LOOKING_AT, WHY_FOUND, WHY_NOW)


def look(study: Study) -> Iterator[Mark]:
    """Mark words of habit, wording used before, and a criterion checked for many."""
    yield from outright("routine", study)
    for concept, signal, fields in (
        ("standing.everyone", "everyone", _REASONS),
        ("standing.habit", "habit", _REASONS),
        ("standing.avowed", "avowed", _REASONS),
        (
            "standing.swept",
            "swept",
            (*_REASONS, ALTERNATIVES, SEARCHER, TERMS, *study.place_fields),
        ),
    ):
        for hit in study.hits(concept, *fields):
            if not (hit.denied or study.brings(hit)):
                yield mark(signal, hit)
    for hit in study.hits("standing.habit", ALTERNATIVES):
        yield mark("habit-aside", hit)
    yield from _used_before(study)
    mould = mould_of(study.case, study.limit)
    for signal, share in (("mould", "mould_share"), ("mould-close", "mould_close_share")):
        if moulded(study.case, mould, study.limit(share), study.limit):
            yield Mark(signal, RELEVANCE, 0, len(study.original(RELEVANCE)))
    if _is_large_share(study):
        share = f"{100 * study.limit('shortlist_share'):.0f}"
        yield Mark("share", QUESTION, params=(("share", share),))


def _is_large_share(study: Study) -> bool:
    """Whether more of the shortlist than is allowed has a check on the same criterion."""
    context = study.case.context
    most = study.limit("shortlist_share") * context.shortlisted
    enough = context.shortlisted >= study.limit("shortlist_fewest")
    return enough and context.same_criterion > most


def _used_before(study: Study) -> Iterator[Mark]:
    """Wording used on this vacancy, by anybody; and used by this person on another."""
    here, elsewhere = (
        recycled(study.case, study.limit, elsewhere=other) for other in (False, True)
    )
    for field, signal, count, other_count in (
        (QUESTION, "question", here.questions, elsewhere.questions),
        (RELEVANCE, "reason", here.relevances, elsewhere.relevances),
    ):
        whole = (0, len(study.original(field)))
        if count:
            yield Mark(f"{signal}-again", field, *whole, (("count", str(count)),))
        if count >= study.limit("recycled_often"):
            yield Mark(f"{signal}-again-and-again", field, *whole, (("count", str(count)),))
        if other_count:
            yield Mark(f"{signal}-elsewhere", field, *whole, (("count", str(other_count)),))


ACROSS_REQUESTS = frozenset(
    f"{text}-{how}"
    for text in ("question", "reason")
    for how in ("again", "again-and-again", "elsewhere")
) | {"share", "mould", "mould-close"}
"""The signals that rest on other requests: such a finding is mended by other words."""

RULE = Rule(
    name="routine",
    signals=frozenset({ALIKE, OUTRIGHT, "avowed", "everyone", "habit", "habit-aside", "swept"})
    | ACROSS_REQUESTS,
    look=look,
)
