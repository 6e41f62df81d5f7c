"""Whether it looks at what was not put up for the asker to see, or under a false flag.

Council practice for online research: no false identity, no private content, no borrowed access.
An unlisted link that the candidate sent is an invitation.
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.rule import Mark, Rule, Signal, mark
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


_ASK = N_("Ask the candidate to show you, or look only at what is open to everybody.")
_PRIVATE = N_("“%(excerpt)s” is not open to the public.")
_ACCESS = N_("“%(excerpt)s” uses somebody's key to what is closed.")
_DECEPTION = N_("“%(excerpt)s” hides who is looking, or makes contact in order to look.")
_BETWEEN = N_("“%(excerpt)s” looks through somebody else's eyes or account.")

RULE = Rule(
    name="covert",
    title=N_("Private content or a hidden look"),
    basis=N_(
        "The service allows open looks at public pages only: no false identity, no borrowed "
        "access, nothing that its owner keeps private (UK GDPR, Article 5: fair and open)."
    ),
    signals={
        "private": Signal(_PRIVATE, _ASK),
        "private-aside": Signal(_PRIVATE, _ASK),
        "access": Signal(_ACCESS, _ASK),
        "access-aside": Signal(_ACCESS, _ASK),
        "deception": Signal(_DECEPTION, _ASK),
        "deception-aside": Signal(_DECEPTION, _ASK),
        "go-between": Signal(_BETWEEN, _ASK),
        "go-between-aside": Signal(_BETWEEN, _ASK),
    },
    look=look,
)
