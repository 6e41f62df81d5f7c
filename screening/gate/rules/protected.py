"""Whether it would reveal and use a protected characteristic or other special category.

Equality Act 2010 s.4 and s.60; UK GDPR Article 9. A church's page or a Pride campaign may be
the subject of the work: what the claim brings is no look at the person, until the request
turns it on them ("is she one herself?").
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from screening.gate.aside import full_names, means_somebody
from screening.gate.hits import Hit
from screening.gate.outright import OUTRIGHT, outright
from screening.gate.parts import Part
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
from screening.gate.surroundings import claimed_by_name, supplied

_TEXTS = (QUESTION, LOOKING_AT, RELEVANCE, WHY_FOUND, WHY_NOW, ALTERNATIVES)
_REASONS = (RELEVANCE, WHY_FOUND, WHY_NOW, ALTERNATIVES)  # more is denied there than a look
_LOOSE = ("sign", "hint", "topic")  # what the work may speak of by the way
# What makes no characteristic the subject of the work:
_FAINT = ("sign", "hint", "work", "waived", "knowing")
_SIGNS = ("hint", "sign")
_SILENT = ("work", "tie", "waived", "knowing")
_GATHERINGS, _WORKPLACE = "gatherings", "workplace"
_SENTENCE_ENDS = ".!?;\n"
_TURNS = ("but ", "yet ", "though ", "and ")
_LEADS = (",", ", and", " but", " yet")


class _Seen(NamedTuple):
    """A hit where it stands: its characteristic and kind, its part, and what that speaks of.

    ``apart``: it is where, or by whom, it is looked: words of work explain nothing there.
    """

    hit: Hit
    group: str
    kind: str
    part: Part
    works: bool
    somebody: bool
    text: bool
    apart: bool
    within: bool


def look(study: Study) -> Iterator[Mark]:
    """Mark characteristics that the request itself brings in, or turns on the person."""
    yield from outright("protected", study)
    subjects = _subjects(study)
    seen = list(_seen(study))
    beside_names = list(_beside_names(seen, study, subjects))
    for one in beside_names:
        yield _whole("beside-name", one.hit, study)
    seen = [one for one in seen if one not in beside_names]
    for one in seen:
        if signal := _signal(one, subjects[one.group]):
            yield mark(signal, one.hit)
    yield from _signs(seen, study, subjects)
    yield from _gatherings(study, subjects)
    for hit in study.hits("protected.form_knowing", SEARCHER):
        yield mark("sign", hit)
    for hit in study.hits("ways.unaskable", ALTERNATIVES, QUESTION, RELEVANCE, LOOKING_AT):
        yield mark("unaskable", hit)
    if any(kinds.difference(_FAINT) for kinds in subjects.values()):
        for hit in study.hits("sides.mingled", LOOKING_AT):
            if not hit.denied:
                yield mark("mingled", hit)


def _subjects(study: Study) -> defaultdict[str, set[str]]:
    """Which characteristics the claim or the job bring themselves, by what kinds of words."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for concept in study.brought:
        if concept.startswith("protected."):
            group, kind = _group_and_kind(concept)
            found[group].add(kind)
    return found


def _group_and_kind(concept: str) -> tuple[str, str]:
    group, _, kind = concept.removeprefix("protected.").rpartition("_")
    return group, kind


def _seen(study: Study) -> Iterator[_Seen]:
    """What is said of characteristics and not taken back."""
    waived = _waived(study)
    for hit in study.hits("protected", *_TEXTS, TERMS, PLACES, SEARCHER):
        group, kind = _group_and_kind(hit.concept)
        part = study.part_of(hit)
        if kind in _SILENT or (hit.field, part.clause) in waived or _is_denied(hit, part, study):
            continue
        yield _Seen(
            hit=hit,
            group=group,
            kind=kind,
            part=part,
            works=bool(part.work - hit.stems),
            somebody=hit.nearest is not None or means_somebody(part, study),
            text=hit.field in _TEXTS,
            apart=hit.field == SEARCHER or hit.field.startswith(PLACES),
            within=hit.nearest == 0,
        )


def _waived(study: Study) -> frozenset[tuple[str, int]]:
    """The clauses, by field, that say of something that it does not count.

    What is said of a thing may follow a comma or a "but": then it holds for the sentence so far.
    """
    found: set[tuple[str, int]] = set()
    for hit in study.hits("protected.form_waived", *_TEXTS):
        found.add((hit.field, study.part_of(hit).clause))
        before = study.original(hit.field)[: hit.start]
        turns = study.original(hit.field)[hit.start :].casefold().startswith(_TURNS)
        if turns or before.rstrip().casefold().endswith(_LEADS):
            start = max(before.rfind(sign) for sign in _SENTENCE_ENDS)
            parts = study.parts[hit.field]
            found.update((hit.field, p.clause) for p in parts if start <= p.start < hit.start)
    return frozenset(found)


def _is_denied(hit: Hit, part: Part, study: Study) -> bool:
    """Whether it is promised not to look; "we cannot have that here" promises nothing."""
    if not hit.denied or hit.field not in _REASONS:
        return hit.denied
    parts = [p for p in study.parts[hit.field] if p.clause == part.clause]
    said = {word for p in parts for word in p.said}
    words = study.vocabulary.words
    refused = said & words("protected", "form_refusal")
    return not refused or not said.isdisjoint(words("protected", "form_looked"))


def _signal(one: _Seen, by: set[str]) -> str:
    """Which signal it is, where the work speaks of it ``by`` words of these kinds."""
    if one.kind == "turn" or _is_turned(one):
        return _turned(one, by)
    if one.kind in _SIGNS or _is_subject(one, by):
        return ""
    if one.kind == "proxy":
        return "aside" if one.works and not (one.apart or one.part.asks or one.within) else "proxy"
    if not one.text:
        return _in_scope(one)
    if not one.somebody:
        return "topic" if one.kind == "topic" or one.works else "aside"
    return "aside" if one.works else "undirected"


def _in_scope(one: _Seen) -> str:
    """What a search word, an address or the searcher's name is: one word may be an accident."""
    if one.works and not one.apart:
        return "aside"
    return "undirected" if one.kind == "attribute" else "sign"


def _is_turned(one: _Seen) -> bool:
    """Whether a characteristic is asked of the person, or called theirs."""
    if one.kind in _LOOSE:
        return False
    return one.hit.asked or (one.hit.owned and one.kind == "attribute" and not one.works)


def _turned(one: _Seen, by: set[str]) -> str:
    """What is asked of the person weighs most; what is only called theirs may be the work's.

    A characteristic by its own name leaves no doubt; a turn of phrase may be of something else, and
    a search word or an address asks nothing of anybody by itself.
    """
    if not one.text:
        return "proxy"
    if one.part.asks or one.hit.asked:
        return "proxy" if one.kind == "turn" else "turned"
    return "sign" if by.difference(_FAINT) else "undirected"


def _is_subject(one: _Seen, by: set[str]) -> bool:
    """Whether what the claim or the job speak of explains it."""
    if by.difference(_FAINT):
        return True
    if "work" in by and (one.works or (one.text and one.kind in _LOOSE)):
        return True
    return one.kind in _LOOSE and "sign" in by


def _signs(seen: list[_Seen], study: Study, subjects: Mapping[str, set[str]]) -> Iterator[Mark]:
    """What may be a sign is one in a search word, or said of somebody with no word of work.

    Asked of somebody it is no accident; nor are two of one characteristic. What only hints
    needs one of these to be a sign.
    """
    among: defaultdict[tuple[str, str, int], set[frozenset[str]]] = defaultdict(set)
    kept = [one for one in seen if one.kind in _SIGNS and _is_sign(one, study, subjects)]
    for one in kept:
        among[one.hit.field, one.group, one.part.start].add(one.hit.stems)
    for one in kept:
        several = len(among[one.hit.field, one.group, one.part.start]) >= study.limit("signs")
        asks = one.text and one.part.asks
        level = (one.kind == "sign") + several + asks
        if level:
            yield mark("sign" if level == 1 else "proxy", one.hit)


def _beside_names(
    seen: list[_Seen], study: Study, subjects: Mapping[str, set[str]]
) -> Iterator[_Seen]:
    """Those of ``seen`` that are searched for beside somebody's full name, and why nobody says."""
    names = full_names(study)
    beside = [one for one in seen if one.hit.field in names and one.kind != "hint"]
    for one in beside:
        if study.explains(one.hit.stems) or _is_subject(one, subjects[one.group]):
            continue
        name = names[one.hit.field]
        written_small = study.original(one.hit.field)[one.hit.start].islower()  # else a title
        if name[1] <= one.hit.start or (one.hit.end <= name[0] and written_small):
            yield one


def _gatherings(study: Study, subjects: Mapping[str, set[str]]) -> Iterator[Mark]:
    """Mark the places of people whom the law protects, which nothing in the claim or job brings."""
    places = study.case.request.scope.places
    for hit in study.hits(_GATHERINGS, PLACES):
        place = places[int(hit.field.removeprefix(f"{PLACES}[").partition("]")[0])]
        group = hit.concept.removeprefix(f"{_GATHERINGS}.")
        brought = subjects[group].difference(_FAINT) or hit.concept in study.brought
        works = group == _WORKPLACE or study.hits(f"{_GATHERINGS}.{_WORKPLACE}", hit.field)
        if not (brought or works or supplied(place) or claimed_by_name(place, study)):
            yield _whole("gathering", hit, study)


def _whole(signal: str, hit: Hit, study: Study) -> Mark:
    """The mark for ``signal`` on all of the search word or address in which ``hit`` is."""
    return Mark(signal, hit.field, 0, len(study.original(hit.field)))


def _is_sign(one: _Seen, study: Study, subjects: Mapping[str, set[str]]) -> bool:
    if one.works or study.brings(one.hit) or _is_subject(one, subjects[one.group]):
        return False
    if one.hit.field.startswith(TERMS):
        return True
    return one.text and means_somebody(one.part, study)


RULE = Rule(
    name="protected",
    signals=frozenset(
        {
            ALIKE,
            OUTRIGHT,
            "turned",
            "proxy",
            "undirected",
            "aside",
            "topic",
            "sign",
            "unaskable",
            "mingled",
            "beside-name",
            "gathering",
        }
    ),
    look=look,
)
