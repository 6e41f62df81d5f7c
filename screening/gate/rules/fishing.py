"""Whether a claim is tested, or the person searched for something against them.

ICO guidance: verify what was said, do not vet who somebody is. Character, fit, reputation and
"anything that would embarrass us" are aims that no claim can justify.
"""

from collections.abc import Iterator

from screening.gate.aside import (
    Asides,
    full_names,
    means_somebody,
    stray_terms,
)
from screening.gate.hits import Hit
from screening.gate.outright import OUTRIGHT, outright
from screening.gate.rule import ALIKE, Mark, Rule, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    RELEVANCE,
    SEARCHER,
    TERMS,
    WHY_FOUND,
    WHY_NOW,
    Study,
)
from screening.gate.subject import content

_REASONS = (RELEVANCE, WHY_NOW, WHY_FOUND)
_ASKS = (QUESTION, LOOKING_AT, TERMS)
_OTHERS = (ALTERNATIVES, SEARCHER, PLACES)

_AFFAIRS = (  # what is never looked for in work; the other lists may be about it
    *("aims.plain", "aims.hunt", "aims.searched", "aims.trouble"),
    *("affairs.trouble", "affairs.health"),
)
_SIGNALS = (
    ("aims.plain", "plain", (*_ASKS, *_REASONS, *_OTHERS)),
    ("aims.hunt", "hunt", _ASKS),
    ("aims.hunt", "hunt-reason", (*_REASONS, SEARCHER, PLACES)),
    ("aims.hunt", "aside", (ALTERNATIVES,)),
    ("aims.self", "self", _ASKS),
    ("aims.self", "self-reason", _REASONS),
    ("aims.searched", "trouble", (TERMS,)),
    ("aims.soft", "soft", (QUESTION, LOOKING_AT, RELEVANCE)),
    ("aims.hint", "leaning", (*_ASKS, *_REASONS, *_OTHERS)),
)


def look(study: Study) -> Iterator[Mark]:
    """Mark aims that are about the person, in whichever field they stand."""
    yield from outright("fishing", study)
    for concept, signal, fields in _SIGNALS:
        for hit in study.hits(concept, *fields):
            if _counts(hit, study):
                yield mark(signal, hit)
    yield from _turns(study)
    yield from _troubles(study)
    yield from _asks_of_person(study)
    yield from _beside_names(study)


def _counts(hit: Hit, study: Study) -> bool:
    """Whether the request itself brings ``hit``, and does not promise to leave it alone.

    Search words beside a word of the work look for the work.
    """
    tied = hit.field.startswith(TERMS) and bool(hit.around & study.subject)
    return not (hit.denied or tied or study.brings(hit))


def _turns(study: Study) -> Iterator[Mark]:
    """Mark words that are about the person where no word of the work stands beside them."""
    for hit in study.hits("aims.turn", QUESTION, LOOKING_AT, *_REASONS):
        if _counts(hit, study):
            yield mark("self" if _turned(hit, study) else "soft", hit)


def _troubles(study: Study) -> Iterator[Mark]:
    """Mark words for a fault: hard when turned on the person, or when there are several."""
    for field in (QUESTION, LOOKING_AT, *_REASONS, *_OTHERS, *study.term_fields):
        hits = [hit for hit in study.hits("aims.trouble", field) if _counts(hit, study)]
        several = len({hit.start for hit in hits}) >= study.limit("faults")
        for hit in hits:
            yield mark("trouble" if several or _turned(hit, study) else "soft", hit)


def _turned(hit: Hit, study: Study) -> bool:
    """Whether ``hit`` is said of the person, with no word of work in its part of the sentence.

    Where a whole field has no word of the work, nobody need be named.
    """
    part = study.part_of(hit)
    near = hit.nearest is not None and hit.nearest <= study.limit("close_words")
    if near or hit.owned or hit.asked or means_somebody(part, study):
        return not part.work - hit.stems
    return hit.field in (QUESTION, LOOKING_AT) and _stands_alone(hit.field, study)


def _asks_of_person(study: Study) -> Iterator[Mark]:
    """Mark questions that ask of the person and of nothing that is work."""
    words = study.vocabulary.words
    things, verbs = words("classes", "pointing"), words("classes", "asking_verb")
    single = words("classes", "single")
    for part in Asides(study).of_somebody(QUESTION):
        start = part.said[: int(study.limit("opening_words"))]
        is_asked = part.asks or any(
            verb in verbs and who in single for verb, who in zip(start, start[1:], strict=False)
        )
        if is_asked and things.isdisjoint(part.said):
            yield Mark("asked", QUESTION, part.start, part.end)


def _beside_names(study: Study) -> Iterator[Mark]:
    """Mark search words that join somebody's full name with what nothing explains."""
    names = full_names(study)
    if not names:
        return
    strays = stray_terms(study)
    for field, name in names.items():
        whole = (0, len(study.original(field)))
        hits = (hit for table in _AFFAIRS for hit in study.hits(table, field))
        if any(_is_affair(hit, name, study) for hit in hits):
            yield Mark("name-and-affair", field, *whole)
        elif field in strays:
            yield Mark("name-and-word", field, *whole)


def _is_affair(hit: Hit, name: tuple[int, int], study: Study) -> bool:
    """Whether ``hit`` is no part of the ``name``, and nothing explains it."""
    return not (name[0] < hit.end and hit.start < name[1]) and not study.explains(hit.stems)


def _stands_alone(field: str, study: Study) -> bool:
    """Whether ``field`` is short, and has no word of the claim, the criteria or the job."""
    about = content(study.original(field))
    return len(about) <= study.limit("short_field_words") and not about & study.subject


RULE = Rule(
    name="fishing",
    signals=frozenset(
        {
            ALIKE,
            OUTRIGHT,
            "asked",
            "plain",
            "hunt",
            "hunt-reason",
            "trouble",
            "self",
            "self-reason",
            "leaning",
            "soft",
            "aside",
            "name-and-affair",
            "name-and-word",
        }
    ),
    look=look,
)
