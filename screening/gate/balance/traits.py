"""What one part of a sentence shows, by name: its words, what the word lists know, its shape.

A word that the claim, the criteria or the title bring has no name of its own, whatever it is:
there it is only a word of the work. So nothing is learned of one employer or one trade. Words
written as names are, and those of addresses, are left out: what somebody is called must not count.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from screening.gate.aside import stray_terms
from screening.gate.hits import Hit
from screening.gate.parts import Part
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    QUOTE,
    RELEVANCE,
    SEARCHER,
    TERMS,
    WHY_FOUND,
    WHY_NOW,
    Study,
)
from screening.gate.subject import stem, word_set

SHAPE = "shape:"
_BESIDE = ("word:", "list:")  # what is also told of the part beside
_KINDS = {
    QUESTION: "question",
    RELEVANCE: "reason",
    WHY_FOUND: "reason",
    WHY_NOW: "reason",
    LOOKING_AT: "reading",
    TERMS: "terms",
    PLACES: "places",
    ALTERNATIVES: "ways",
    SEARCHER: "searcher",
}
_NEVER_DENIED = "ways"  # "one cannot ask him" takes nothing back
_MOST_PARTS = 500  # of one field: ten pages have fewer, unless they are no sentences
_NAMES_KEPT = 16_384
_MOST_OF_WORK = 3  # words of the work; more tell no more
_WORK = "="
_FEW = 3  # words: "would she", "and"


class PartTraits(NamedTuple):
    """One part of the text of ``field``, from ``start`` to ``end``, and the names of what it shows.

    ``bare``: it is a word or two that say nothing by themselves. ``shown`` by its words and the
    word lists, by its ``shape``, and by what stands ``beside`` it.
    """

    field: str
    start: int
    end: int
    bare: bool
    shown: frozenset[str]
    shape: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """The names of all that it shows."""
        return self.shown | self.shape | self.beside


def traits(study: Study) -> Sequence[PartTraits]:
    """Every part of the request, each with what it shows and what stands beside it."""
    seen = groupby(_alone(study), key=attrgetter("field"))
    return [part for _, group in seen for part in _with_neighbours(list(group))]


def _with_neighbours(parts: Sequence[PartTraits]) -> Iterator[PartTraits]:
    told = [list(filter(None, map(_beside, part.shown))) for part in parts]
    before, after = [[], *told[:-1]], [*told[1:], []]
    for part, one, other in zip(parts, before, after, strict=True):
        yield PartTraits(*part[:-1], beside=frozenset(one + other))


@lru_cache(maxsize=_NAMES_KEPT)
def _beside(name: str) -> str:
    """What ``name`` is called where it is told of the part beside; nothing where it is not."""
    return f"beside:{name}" if name.startswith(_BESIDE) else ""


def _alone(study: Study) -> Iterator[PartTraits]:
    hits = _hits_by_part(study)
    strays = frozenset(stray_terms(study))
    people = study.vocabulary.words("classes", "person")
    for field, parts in study.parts.items():
        if field == QUOTE:
            continue
        kind = _KINDS[field.partition("[")[0]]
        for part in parts[:_MOST_PARTS]:
            words = [] if kind == "places" else _words(part, study.subject)
            somebody = not people.isdisjoint(part.said)
            work = min(words.count(_WORK), _MOST_OF_WORK)
            shape = _shape(kind, work, bool(part.work), part.asks, somebody)
            if field in strays:
                shape |= {f"{SHAPE}stray"}
            how = "denied" if part.denied and kind != _NEVER_DENIED else "word"
            shown = [f"{how}:{word}" for word in words if word != _WORK]
            for hit in hits.get((field, part.start), ()):
                shown += _listed(hit, kind, study)
            yield PartTraits(field, part.start, part.end, _is_bare(part), frozenset(shown), shape)


def _is_bare(part: Part) -> bool:
    return len(part.said) < _FEW and word_set("common", "words").issuperset(part.said)


def _hits_by_part(study: Study) -> Mapping[tuple[str, int], Sequence[Hit]]:
    found: defaultdict[tuple[str, int], list[Hit]] = defaultdict(list)
    for hit in study.found:
        found[hit.field, study.part_of(hit).start].append(hit)
    return found


def _words(part: Part, subject: frozenset[str]) -> list[str]:
    """The words of ``part`` that are no names: everyday ones as they are, others by their stem."""
    everyday = word_set("common", "words")
    return [
        word if word in everyday else _cut(word, subject)
        for word in part.said
        if word in everyday or word not in part.named
    ]


def _cut(word: str, subject: frozenset[str]) -> str:
    if word[0].isdigit():
        return "#year" if len(word) == 4 and word[:2] in ("19", "20") else f"#{len(word)}"
    cut = stem(word)
    return _WORK if cut in subject else cut


def _listed(hit: Hit, kind: str, study: Study) -> Iterator[str]:
    """The word list of ``hit``, and whether it is denied, claimed, or said of somebody."""
    denied = hit.denied and kind != _NEVER_DENIED
    claimed = study.brings(hit)
    if denied or claimed:
        yield f"{'denied:' if denied else ''}{'claimed:' if claimed else ''}list:{hit.concept}"
        return
    yield f"list:{hit.concept}"
    yield f"{kind}:{hit.concept}"
    yield f"{kind}:{hit.concept.partition('.')[0]}"
    if hit.nearest is not None:
        yield f"near:{hit.concept}"
    if hit.asked or hit.owned:
        yield f"theirs:{hit.concept}"


@lru_cache(maxsize=_NAMES_KEPT)
def _shape(kind: str, work: int, workaday: bool, asks: bool, somebody: bool) -> frozenset[str]:
    """In which field it stands, how much of the work it speaks of, and whether of somebody."""
    return frozenset(f"{SHAPE}{name}" for name in _shapes(kind, work, workaday, asks, somebody))


def _shapes(kind: str, work: int, workaday: bool, asks: bool, somebody: bool) -> Iterator[str]:
    yield f"work{work}"
    yield kind
    yield f"{kind},work{min(work, 2)}"
    yield "workaday" if workaday else "beside-work"
    if asks:
        yield "asks"
    if somebody:
        yield "somebody"
        yield f"somebody,work{min(work, 2)}"
        yield f"somebody,{kind}"
        if not workaday:
            yield "somebody,beside-work"
