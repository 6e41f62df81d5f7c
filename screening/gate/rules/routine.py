"""Whether the look is taken as a matter of course.

Section 6 forbids systematic or routine checking, since it might lead to a presumption that a
protected characteristic played a part. The same standard for individual claims is no routine.
"""

from collections.abc import Iterator

from screening.gate.recycled import recycled
from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import ALTERNATIVES, LOOKING_AT, QUESTION, RELEVANCE, WHY_NOW, Study


def look(study: Study) -> Iterator[Mark]:
    """Mark words of habit, wording used before, and a criterion checked for many."""
    for concept, signal in (("standing.everyone", "everyone"), ("standing.habit", "habit")):
        for hit in study.hits(concept, QUESTION, RELEVANCE, LOOKING_AT, WHY_NOW):
            if not hit.denied:
                yield mark(signal, hit)
    for hit in study.hits("standing.habit", ALTERNATIVES):
        yield mark("habit-aside", hit)
    yield from _used_before(study)
    if _is_large_share(study):
        yield Mark("share", QUESTION)


def _is_large_share(study: Study) -> bool:
    """Whether more of the shortlist than is allowed has a check on the same criterion."""
    context = study.case.context
    most = study.limit("shortlist_share") * context.shortlisted
    enough = context.shortlisted >= study.limit("shortlist_fewest")
    return enough and context.same_criterion > most


def _used_before(study: Study) -> Iterator[Mark]:
    before = recycled(study.case)
    question, relevance = (len(study.original(field)) for field in (QUESTION, RELEVANCE))
    for count, signal, field, end in (
        (before.questions, "question-again", QUESTION, question),
        (before.relevances, "reason-again", RELEVANCE, relevance),
    ):
        if count:
            yield Mark(signal, field, 0, end, (("count", str(count)),))
        if count > 1:
            yield Mark(f"{signal}-and-again", field, 0, end, (("count", str(count)),))


RULE = Rule(
    name="routine",
    signals=frozenset(
        {
            "everyone",
            "habit",
            "habit-aside",
            "question-again",
            "question-again-and-again",
            "reason-again",
            "reason-again-and-again",
            "share",
        }
    ),
    look=look,
)
