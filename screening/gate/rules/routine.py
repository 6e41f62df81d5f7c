"""Whether the look is taken as a matter of course.

Section 6 forbids systematic or routine checking, since it might lead to a presumption that a
protected characteristic played a part. The same standard for individual claims is no routine.
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.recycled import recycled
from screening.gate.rule import Mark, Rule, Signal, mark
from screening.gate.study import ALTERNATIVES, LOOKING_AT, QUESTION, RELEVANCE, WHY_NOW, Study

_SHARE = 0.25  # of the shortlist; policy defaults of this organisation
_FEWEST = 4  # shortlisted candidates below which a share says nothing


def look(study: Study) -> Iterator[Mark]:
    """Mark words of habit, wording used before, and a criterion checked for many."""
    for concept, signal in (("standing.everyone", "everyone"), ("standing.habit", "habit")):
        for hit in study.hits(concept, QUESTION, RELEVANCE, LOOKING_AT, WHY_NOW):
            if not hit.denied:
                yield mark(signal, hit)
    for hit in study.hits("standing.habit", ALTERNATIVES):
        yield mark("habit-aside", hit)
    yield from _used_before(study)
    context = study.case.context
    if context.shortlisted >= _FEWEST and context.same_criterion > _SHARE * context.shortlisted:
        yield Mark("share", QUESTION)


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


_USED = N_("These words were used for other candidates on this vacancy too (%(count)s).")
_OWN = N_("Write what this candidate's own claim makes you ask.")

RULE = Rule(
    name="routine",
    title=N_("Done as a matter of course"),
    basis=N_("Section 6: there should be no systematic or routine checking of applicants."),
    signals={
        "everyone": Signal(
            N_("“%(excerpt)s” says that it is done for everyone."),
            N_("Give the reason that lies in this candidate's own claim, or leave the check."),
        ),
        "habit": Signal(
            N_("“%(excerpt)s” speaks of a habit and not of this claim."),
            N_("Give the reason that lies in this candidate's own claim, or leave the check."),
        ),
        "habit-aside": Signal(
            N_("“%(excerpt)s” gives habit as the reason for not asking first."),
            N_("Say which other way you thought of for this claim."),
        ),
        "question-again": Signal(_USED, _OWN),
        "question-again-and-again": Signal(_USED, _OWN),
        "reason-again": Signal(_USED, _OWN),
        "reason-again-and-again": Signal(_USED, _OWN),
        "share": Signal(
            N_("More than a quarter of the shortlist already has a check on this criterion."),
            N_("Test the criterion for all in the interview, or say why this claim differs."),
        ),
    },
    look=look,
)
