"""Whether something that this candidate said is being tested.

Section 6 allows a search only for the applicant's skills or claims made in the recruitment
process. Praise of oneself ("hard-working team player") names no work that could be looked at.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import QUESTION, QUOTE, RELEVANCE, Study
from screening.gate.subject import EVERYDAY, words_of

_PRAISE = ("claims", "boilerplate")


def look(study: Study) -> Iterator[Mark]:
    """Mark a missing quotation, an empty one, or a request about the person in general."""
    claim = study.case.claim
    said = words_of(claim.quote)
    if claim.source is None or not said:
        yield Mark("absent", QUOTE)
    else:
        praise = study.vocabulary.words(*_PRAISE)
        substance = [word for word in said if not (word in EVERYDAY or word in praise)]
        if not substance:
            yield Mark("praise", QUOTE, 0, len(claim.quote))
        elif len(set(substance)) == 1 and len(said) >= study.limit("thin_claim_words"):
            yield Mark("thin", QUOTE, 0, len(claim.quote))
    for hit in study.hits("claims.suitability", QUESTION, RELEVANCE):
        if not hit.denied:
            yield mark("suitability", hit)


RULE = Rule(
    name="no-claim",
    signals=frozenset({"absent", "praise", "thin", "suitability"}),
    look=look,
)
