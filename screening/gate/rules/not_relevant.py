"""Whether what is looked at bears on the claim, and the claim on the job.

Section 6 wants searches to be directly relevant. A person's friends, tastes and holidays test
no claim about work, unless the claim itself is about them.
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.aside import asides
from screening.gate.rule import Mark, Rule, Signal, mark
from screening.gate.study import LOOKING_AT, QUESTION, RELEVANCE, TERMS, Study
from screening.gate.subject import substance
from screening.gate.surroundings import speaks_of_a_page, unclaimed


def look(study: Study) -> Iterator[Mark]:
    """Mark content beside the work, a weak link, and places or questions without any tie."""
    for hit in study.hits("distance.beside_the_work", QUESTION, LOOKING_AT, TERMS):
        if not (hit.denied or study.brings(hit) or hit.stems & study.claimed):
            yield mark("beside-the-work", hit)
    for hit in study.hits("distance.leisure", QUESTION, LOOKING_AT):
        if not (hit.denied or study.brings(hit) or hit.stems & study.claimed):
            yield mark("leisure", hit)
    for field in (QUESTION, LOOKING_AT):
        for start, end in asides(study, field):
            yield Mark("person", field, start, end)
    for hit in study.hits("distance.hedge", RELEVANCE):
        yield mark("weak-link", hit)
    yield from _untied(study)
    signal = "place-unsure" if speaks_of_a_page(study) else "place"
    for field, _ in unclaimed(study):
        yield Mark(signal, field, 0, len(study.original(field)))


def _untied(study: Study) -> Iterator[Mark]:
    """Mark a request whose question and content take up no word of the claim."""
    question = study.original(QUESTION)
    asked = substance(question) | substance(study.original(LOOKING_AT))
    if not asked & study.claimed:
        yield Mark("off-claim", QUESTION, 0, len(question))


RULE = Rule(
    name="not-relevant",
    title=N_("Does not bear on the claim"),
    basis=N_("Section 6: the search must be directly relevant to the skill or claim."),
    signals={
        "beside-the-work": Signal(
            N_("“%(excerpt)s” tells about the person's circle, leisure or tastes, not the claim."),
            N_("Read only the work that the claim is about."),
        ),
        "leisure": Signal(
            N_("“%(excerpt)s” may tell about the person and not about the claim."),
            N_("Name the work itself that you would read."),
        ),
        "person": Signal(
            N_("“%(excerpt)s” is about the person; nothing in the claim or the job speaks of it."),
            N_("Leave it out, or say which words of the claim it tests."),
        ),
        "weak-link": Signal(
            N_("“%(excerpt)s”: the link to the claim is put as a weak one."),
            N_("Say plainly what in the job this claim is evidence of, or leave the check."),
        ),
        "off-claim": Signal(
            N_("Question and content take up no word of what the candidate said."),
            N_("Ask about the thing that the quoted words say."),
        ),
        "place-unsure": Signal(
            N_("The claim speaks of a page, but not plainly of “%(excerpt)s”."),
            N_("Say how you know that this is the page meant, or ask for its address."),
        ),
        "place": Signal(
            N_("“%(excerpt)s” is neither named in the claim nor given by the candidate."),
            N_("Look where the claim points, or ask the candidate for the address."),
        ),
    },
    look=look,
)
