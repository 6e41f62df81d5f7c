"""How the parts of one request relate, by name: what takes up the claim, and how much is asked."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from screening.gate.periods import claimed_years, years_asked
from screening.gate.study import Study
from screening.gate.subject import content
from screening.gate.surroundings import all_supplied

MEASURES: Mapping[str, tuple[float, ...]] = {
    "question": (1, 3, 6, 10, 16),
    "reading": (1, 3, 6, 10, 16),
    "reason": (1, 3, 6, 10, 16, 24),
    "ways": (1, 3, 6, 10, 16),
    "claim": (1, 3, 6, 10),
    "question-claim": (1, 2, 3),
    "reading-claim": (1, 2, 3),
    "reading-question": (1, 2, 3),
    "reason-claim": (1, 2, 3),
    "reason-criterion": (1, 2),
    "claim-criterion": (1, 2),
    "question-criterion": (1, 2),
    "reading-criterion": (1, 2),
    "places-claim": (1, 2),
    "new-question": (1, 2, 4, 7),
    "new-reading": (1, 2, 4, 7),
    "new-reason": (2, 4, 7, 12),
    "new-terms": (1, 2, 3),
    "terms": (1, 2, 3, 5),  # search words
    "places": (1, 2, 3, 5),  # places
    "minutes": (11, 21, 31, 46, 61, 121),
    "years": (0.2, 0.6, 1.1, 2.1, 4.1),
    "years-before": (0, 1, 2, 4),
    "years-after": (0, 1, 2, 4),
}
"""From how many on a measure has its next name: words, unless said otherwise."""


class _Stems(NamedTuple):
    """The words that carry meaning, of each part of a request and of what it rests on."""

    question: frozenset[str]
    reading: frozenset[str]
    reason: frozenset[str]
    ways: frozenset[str]
    terms: frozenset[str]
    places: frozenset[str]
    claim: frozenset[str]
    criterion: frozenset[str]


def relations(study: Study) -> frozenset[str]:
    """The names of what holds for the request of ``study``."""
    stems = _stems(study)
    measured = {**_sizes(stems, study), **_ties(stems, study), **_years(study)}
    banded = (f"{name}:{bisect_right(MEASURES[name], value)}" for name, value in measured.items())
    return frozenset((*banded, *_facts(study)))


def _sizes(stems: _Stems, study: Study) -> Mapping[str, float]:
    scope = study.case.request.scope
    return {
        "question": len(stems.question),
        "reading": len(stems.reading),
        "reason": len(stems.reason),
        "ways": len(stems.ways),
        "claim": len(stems.claim),
        "terms": len(scope.terms),
        "places": len(scope.places),
        "minutes": scope.minutes,
    }


def _ties(stems: _Stems, study: Study) -> Mapping[str, float]:
    """How many words one part takes up from another, and how many are nobody's but its own."""
    asked = study.subject | stems.question | stems.reading
    return {
        "question-claim": len(stems.question & stems.claim),
        "reading-claim": len(stems.reading & stems.claim),
        "reading-question": len(stems.reading & stems.question),
        "reason-claim": len(stems.reason & stems.claim),
        "reason-criterion": len(stems.reason & stems.criterion),
        "claim-criterion": len(stems.claim & stems.criterion),
        "question-criterion": len(stems.question & stems.criterion),
        "reading-criterion": len(stems.reading & stems.criterion),
        "places-claim": len(stems.places & stems.claim),
        "new-question": len(stems.question - study.subject),
        "new-reading": len(stems.reading - study.subject),
        "new-reason": len(stems.reason - study.subject),
        "new-terms": len(stems.terms - asked),
    }


def _years(study: Study) -> Mapping[str, float]:
    """How long a time is asked for, and how it lies to the years that the claim names."""
    scope = study.case.request.scope
    if not (scope.from_date and scope.to_date):
        return {}
    measured = {"years": years_asked(scope)}
    if claimed := claimed_years(study.case.claim.quote):
        first, last = claimed
        measured["years-before"] = first - int(scope.from_date[:4])
        measured["years-after"] = int(scope.to_date[:4]) - (last or first)
    return measured


def _facts(study: Study) -> Iterator[str]:
    request = study.case.request
    for place in request.scope.places:
        yield f"place:{place.supplied_by}"
    if all_supplied(study):
        yield "places:all-supplied"
    yield f"searcher:{request.searcher_kind}"
    yield "criterion:named" if study.case.criterion else "criterion:none"
    yield "from:dated" if request.scope.from_date else "from:open"
    yield "to:dated" if request.scope.to_date else "to:open"


def _stems(study: Study) -> _Stems:
    request = study.case.request
    return _Stems(
        question=content(request.question),
        reading=content(request.scope.looking_at),
        reason=content(request.relevance),
        ways=content(request.alternatives),
        terms=_all(study, study.term_fields),
        places=_all(study, study.place_fields),
        claim=study.claimed,
        criterion=content(study.criterion),
    )


def _all(study: Study, fields: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(content(study.original(name)) for name in fields))
