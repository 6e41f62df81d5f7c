"""Whether something that this candidate said is being tested.

Section 6 allows a search only for the applicant's skills or claims made in the recruitment
process. Praise of oneself ("hard-working team player") names no work that could be looked at.
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.rule import Mark, Rule, Signal, mark
from screening.gate.study import QUESTION, QUOTE, RELEVANCE, Study
from screening.gate.subject import word_set, words_of

_SENTENCE = 5  # words from which one word of substance is too few


def look(study: Study) -> Iterator[Mark]:
    """Mark a missing quotation, an empty one, or a request about the person in general."""
    claim = study.case.claim
    if claim.source is None or not words_of(claim.quote):
        yield Mark("absent", QUOTE)
    else:
        empty = word_set("common", "words") | word_set("claims", "boilerplate")
        substance = [word for word in words_of(claim.quote) if word not in empty]
        if not substance:
            yield Mark("praise", QUOTE, 0, len(claim.quote))
        elif len(set(substance)) == 1 and len(words_of(claim.quote)) >= _SENTENCE:
            yield Mark("thin", QUOTE, 0, len(claim.quote))
    for hit in study.hits("claims.suitability", QUESTION, RELEVANCE):
        if not hit.denied:
            yield mark("suitability", hit)


RULE = Rule(
    name="no-claim",
    title=N_("No claim is named"),
    basis=N_(
        "Section 6: a search must bear directly on the applicant's skills or on a claim that "
        "the applicant made."
    ),
    signals={
        "absent": Signal(
            N_("Nothing that this candidate said is quoted."),
            N_("Quote the sentence you want to test, and say where it was written or said."),
        ),
        "praise": Signal(
            N_("The words quoted (“%(excerpt)s”) name no work, place, time or thing to look at."),
            N_("Quote something definite: what they did, for whom, and where it can be seen."),
        ),
        "thin": Signal(
            N_("The words quoted (“%(excerpt)s”) say very little that could be tested."),
            N_("Quote the part of the application that names the work itself."),
        ),
        "suitability": Signal(
            N_("“%(excerpt)s” asks about the person in general and not about a claim."),
            N_("Ask only whether the quoted claim holds."),
        ),
    },
    look=look,
)
