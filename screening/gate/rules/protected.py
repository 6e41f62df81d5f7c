"""Whether it would reveal and use a protected characteristic or other special category.

Equality Act 2010 s.4 and s.60; UK GDPR Article 9. A church's page or a Pride campaign may be
the subject of the work: what the claim brings is no look at the person, until the request
turns it on them ("is she one herself?").
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    RELEVANCE,
    TERMS,
    WHY_FOUND,
    WHY_NOW,
    Hit,
    Study,
)

_CLOSE = 4  # words between the person and the thing said of them
_FREE = (RELEVANCE, WHY_FOUND, WHY_NOW)


def look(study: Study) -> Iterator[Mark]:
    """Mark characteristics that the request itself brings in, or turns on the person."""
    for hit in study.hits("protected", QUESTION, LOOKING_AT, TERMS, *_FREE):
        signal = "" if hit.denied else _signal(hit, study)
        if signal:
            yield mark(signal, hit)
    for hit in study.hits("ways.unaskable", ALTERNATIVES, QUESTION, RELEVANCE):
        yield mark("unaskable", hit)
    if any(concept.startswith("protected.") for concept in study.brought):
        for hit in study.hits("sides.mingled", LOOKING_AT):
            if not hit.denied:
                yield mark("mingled", hit)
    for hit in study.hits("protected", PLACES):
        if hit.concept.endswith("_proxy") and not _is_subject(hit, study):
            yield mark("undirected", hit)


def _signal(hit: Hit, study: Study) -> str:
    """Which signal ``hit`` is; empty when it belongs to the subject of the work."""
    kind = hit.concept.rpartition("_")[2]
    if kind != "topic" and (hit.asked or (hit.owned and kind == "attribute")):
        return "turned"
    if _is_subject(hit, study):
        return ""
    if kind == "proxy":
        return "proxy"
    tied = bool(hit.around & study.subject)
    if hit.nearest is None and hit.field not in study.term_fields:
        return "topic" if kind == "topic" or tied else "aside"
    far = kind == "topic" and (hit.nearest is None or hit.nearest > _CLOSE)
    return "aside" if hit.field in _FREE or far or tied else "undirected"


def _is_subject(hit: Hit, study: Study) -> bool:
    """Whether the claim, the criteria or the vacancy bring this characteristic themselves."""
    group = hit.concept.rpartition("_")[0]
    return any(concept.rpartition("_")[0] == group for concept in study.brought)


RULE = Rule(
    name="protected",
    signals=frozenset({"turned", "proxy", "undirected", "aside", "topic", "unaskable", "mingled"}),
    look=look,
)
