"""Whether it looks at what was not put up for the asker to see, or under a false flag.

Council practice for online research: no false identity, no private content, no borrowed access.
An unlisted link that the candidate sent is an invitation. Where the claim itself is about a
closed place, a way in and somebody who is already in there say what is meant.
"""

from collections.abc import Iterator

from screening.gate.hits import Hit
from screening.gate.outright import OUTRIGHT, outright
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
from screening.gate.surroundings import all_supplied

_FIELDS = (QUESTION, RELEVANCE, LOOKING_AT, TERMS, SEARCHER, ALTERNATIVES, WHY_FOUND, WHY_NOW)
_SIGNALS = {
    "covert.private": "private",
    "covert.access": "access",
    "covert.deception": "deception",
    "covert.go_between": "go-between",
}
_WEAK = {"covert.way_in": "way-in", "covert.insider": "insider", "covert.hush": "hush"}
_REASONS = (
    QUESTION,
    RELEVANCE,
    WHY_FOUND,
    WHY_NOW,
)  # here others may be those whom the work was for
_OPENED = ("private", "access")  # what an invitation makes right


def look(study: Study) -> Iterator[Mark]:
    """Mark private content, keys to it, false identities and go-betweens."""
    yield from outright("covert", study)
    places = study.place_fields
    invited = all_supplied(study) and study.hits("covert.invited", LOOKING_AT, *places)
    welcome = {hit.field for hit in study.hits("covert.invited", *_FIELDS, *places)}
    for concept, signal in _SIGNALS.items():
        for hit in study.hits(concept, *_FIELDS, *places):
            opened = hit.field in welcome or (invited and signal == "private")
            if hit.denied or study.brings(hit) or (opened and signal in _OPENED):
                continue
            yield mark(f"{signal}-aside" if _is_aside(hit, study) else signal, hit)
    for hit in () if invited else study.hits("covert.bare", *places):
        if not hit.denied:
            yield mark("private" if _is_group(study.original(hit.field)) else "private-aside", hit)
    yield from _weak(study, (*_FIELDS, *places))


def _is_group(place: str) -> bool:
    """Whether ``place`` says more than an address, in which a word may be part of any name."""
    return " " in place or "group" in place.casefold()


def _is_aside(hit: Hit, study: Study) -> bool:
    """Whether it may be one of the other ways, named only to say that it was not taken."""
    if hit.field != ALTERNATIVES:
        return False
    return not _is_closed(study) or bool(study.hits("covert.turned_down", ALTERNATIVES))


def _is_closed(study: Study) -> bool:
    """Whether the claim itself is about a place that is not open to everybody."""
    return "covert.gated" in study.brought


def _weak(study: Study, fields: tuple[str, ...]) -> Iterator[Mark]:
    """Mark ways in and people who are in already.

    A strong sign where the claim is of a closed place; elsewhere one that counts beside others.
    """
    closed = _is_closed(study)
    for concept, signal in _WEAK.items():
        for hit in study.hits(concept, *fields):
            if hit.denied or study.brings(hit) or (signal == "insider" and hit.field in _REASONS):
                continue
            yield mark(f"{signal}-closed" if closed and signal != "hush" else signal, hit)


RULE = Rule(
    name="covert",
    signals=frozenset(
        {
            ALIKE,
            OUTRIGHT,
            "private",
            "private-aside",
            "access",
            "access-aside",
            "deception",
            "deception-aside",
            "go-between",
            "go-between-aside",
            "way-in",
            "way-in-closed",
            "insider",
            "insider-closed",
            "hush",
        }
    ),
    look=look,
)
