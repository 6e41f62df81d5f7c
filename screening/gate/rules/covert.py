"""Whether it looks at what was not put up for the asker to see, or under a false flag.

Council practice for online research: no false identity, no private content, no borrowed access.
An unlisted link that the candidate sent is an invitation.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    RELEVANCE,
    SEARCHER,
    TERMS,
    Study,
)
from screening.gate.surroundings import all_supplied

_FIELDS = (QUESTION, RELEVANCE, LOOKING_AT, TERMS, SEARCHER, ALTERNATIVES)
_SIGNALS = {
    "covert.private": "private",
    "covert.access": "access",
    "covert.deception": "deception",
    "covert.go_between": "go-between",
}


def look(study: Study) -> Iterator[Mark]:
    """Mark private content, keys to it, false identities and go-betweens."""
    places = tuple(name for name in study.fields if name.startswith(PLACES))
    invited = all_supplied(study) and study.hits("covert.invited", LOOKING_AT, *places)
    for concept, signal in _SIGNALS.items():
        for hit in study.hits(concept, *_FIELDS, *places):
            if hit.denied or study.brings(hit) or (invited and signal == "private"):
                continue
            yield mark(f"{signal}-aside" if hit.field == ALTERNATIVES else signal, hit)
    for hit in () if invited else study.hits("covert.bare", *places):
        yield mark("private", hit)


RULE = Rule(
    name="covert",
    signals=frozenset(
        {
            "private",
            "private-aside",
            "access",
            "access-aside",
            "deception",
            "deception-aside",
            "go-between",
            "go-between-aside",
        }
    ),
    look=look,
)
