"""Whether what is looked at bears on the claim, and the claim on the job.

Section 6 wants searches to be directly relevant. A person's friends, tastes and holidays test
no claim about work, unless the claim itself is about them.
"""

from collections.abc import Iterator

from screening.gate.aside import asides
from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import LOOKING_AT, QUESTION, RELEVANCE, TERMS, Study
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
    substance = study.vocabulary.substance
    asked = substance(question) | substance(study.original(LOOKING_AT))
    if not asked & study.claimed:
        yield Mark("off-claim", QUESTION, 0, len(question))


RULE = Rule(
    name="not-relevant",
    signals=frozenset(
        {
            "beside-the-work",
            "leisure",
            "person",
            "weak-link",
            "off-claim",
            "place-unsure",
            "place",
        }
    ),
    look=look,
)
