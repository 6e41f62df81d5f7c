"""What one part of a sentence shows, by name: its words, what the word lists know, its shape.

A word counts by itself, by the field it stands in, and with the word after it: "her own" says what
neither "her" nor "own" does.

A word that the claim, the criteria or the title bring has no name of its own, whatever it is:
there it is only a word of the work. So nothing is learned of one employer or one trade. Words
written as names are, and those of addresses, are left out: what somebody is called must not count.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from screening.gate.aside import stray_terms
from screening.gate.hits import Hit
from screening.gate.kept import kept_by_word
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
from screening.gate.subject import EVERYDAY, stem

SHAPE = "shape:"
PAIRED, WITHIN, DENIED = "pair:", "in:", "denied:"
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
_PROSE = ("question", "reason", "reading", "ways")
_VAGUE = ("vague.", "denial.", "person.")  # lists of what says nothing by itself
_NEVER_DENIED = "ways"  # "one cannot ask him" takes nothing back
_MOST_PARTS = 500  # of one field: ten pages have fewer, unless they are no sentences
_NAMES_KEPT = 16_384
_MOST_OF_WORK = 3  # words of the work; more tell no more
_FEW = 3  # words: "would she", "and"
_OF_WORK, _A_NAME, _EDGE = "#work", "#name", "#"  # what stands for words that have no name
_NOTHING: frozenset[str] = frozenset()
_Hits = Mapping[tuple[str, int], Sequence[Hit]]


class PartTraits(NamedTuple):
    """One part of the text of ``field``, from ``start`` to ``end``, and the names of what it shows.

    ``clause``: the number, in its field, of the clause that it is of, or is. ``bare``: its words
    say nothing by themselves. ``shown`` by its words and the word lists, by its
    ``shape``, and by what stands ``beside`` it.
    """

    field: str
    start: int
    end: int
    clause: int
    bare: bool
    shown: frozenset[str]
    shape: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """The names of all that it shows."""
        return self.shown | self.shape | self.beside


class _Listed(NamedTuple):
    """What a word list is called, and what it is called where it is told of the part beside."""

    names: Sequence[str]
    beside: Sequence[str]


_Shown = tuple[frozenset[str], frozenset[str], int]
"""What a part shows by its words and the word lists, what of it is told of the parts beside it, and
how many of its words are of the work."""


def traits(study: Study) -> Sequence[PartTraits]:
    """Every part of the request, each with what it shows and what stands beside it."""
    hits = _hits_by_part(study)
    strays = stray_terms(study)
    return [
        part
        for field, parts in study.parts.items()
        if field != QUOTE
        for part in _of_field(field, parts[:_MOST_PARTS], study, hits, field in strays)
    ]


def by_clause(parts: Sequence[PartTraits]) -> Sequence[PartTraits]:
    """``parts``, those of one clause put together as one."""
    together = groupby(parts, key=lambda part: (part.field, part.clause))
    return [_joined(list(some)) for _, some in together]


def _joined(parts: Sequence[PartTraits]) -> PartTraits:
    first, last = parts[0], parts[-1]
    if first is last:
        return first
    return first._replace(
        end=last.end,
        bare=all(part.bare for part in parts),
        shown=frozenset().union(*(part.shown for part in parts)),
        shape=frozenset().union(*(part.shape for part in parts)),
        beside=frozenset().union(*(part.beside for part in parts)),
    )


def _of_field(
    field: str, parts: Sequence[Part], study: Study, hits: _Hits, stray: bool
) -> Iterator[PartTraits]:
    """What each of the ``parts`` of ``field`` shows; ``stray``: nothing explains the field."""
    kind = _KINDS[field.partition("[")[0]]
    people = study.vocabulary.words("classes", "person")
    found = [hits.get((field, part.start), ()) for part in parts]
    shown = [_shown(part, kind, some, study) for part, some in zip(parts, found, strict=True)]
    beside = [_NOTHING, *(told for _, told, _ in shown), _NOTHING]
    for part, of_part, (names, _, work), before, after in zip(
        parts, found, shown, beside, beside[2:], strict=False
    ):
        somebody = not people.isdisjoint(part.said)
        yield PartTraits(
            field,
            part.start,
            part.end,
            part.clause,
            _is_bare(part) or (kind in _PROSE and _says_nothing(part, of_part, study)),
            names,
            _shape(kind, work, bool(part.work), part.asks, somebody, stray),
            before | after,
        )


def _shown(part: Part, kind: str, hits: Sequence[Hit], study: Study) -> _Shown:
    denied, subject = part.denied and kind != _NEVER_DENIED, study.subject
    names: list[str] = []
    beside: list[str] = []
    said: list[str] = []
    work = 0
    for word in () if kind == "places" else part.said:
        everyday, name, shown, told = _called(word)
        if not everyday and name in subject and word not in part.named:
            said.append(_OF_WORK)
            work += 1
        elif everyday or word not in part.named:
            said.append(name)
            names.append(f"{DENIED}{name}" if denied else shown)
            beside.append(told)
        else:
            said.append(_A_NAME)
    names += _more(said, kind, denied)
    if denied:
        beside = []
    for hit in hits:
        listed = _listed_as(hit, kind, study)
        names += listed.names
        beside += listed.beside
    return frozenset(names), frozenset(beside), min(work, _MOST_OF_WORK)


def _more(said: Sequence[str], kind: str, denied: bool) -> Iterator[str]:
    """Each of the words ``said`` with the field it stands in, and with the one after it."""
    if not said:
        return
    how = DENIED if denied else ""
    for word in said:
        yield f"{how}{WITHIN}{kind}:{word}"
    for word, after in pairwise((_EDGE, *said, _EDGE)):
        yield f"{how}{PAIRED}{word} {after}"


def _listed_as(hit: Hit, kind: str, study: Study) -> _Listed:
    """What is shown by the word list that knows ``hit``."""
    denied = hit.denied and kind != _NEVER_DENIED
    theirs = hit.asked or hit.owned
    return _listed(hit.concept, kind, denied, study.brings(hit), hit.nearest is not None, theirs)


def _is_bare(part: Part) -> bool:
    return len(part.said) < _FEW and EVERYDAY.issuperset(part.said)


def _says_nothing(part: Part, hits: Sequence[Hit], study: Study) -> bool:
    """Whether it is made only of words that any request could hold: "to verify", of nobody."""
    if not study.vocabulary.words("classes", "person").isdisjoint(part.said):
        return False
    if not all(hit.concept.startswith(_VAGUE) for hit in hits):
        return False
    return study.vocabulary.is_stock(part.said)


def _hits_by_part(study: Study) -> _Hits:
    found: defaultdict[tuple[str, int], list[Hit]] = defaultdict(list)
    for hit in study.found:
        found[hit.field, study.part_of(hit).start].append(hit)
    return found


@kept_by_word
def _called(word: str) -> tuple[bool, str, str, str]:
    """Whether it is everyday, what it is called, and how that is shown, and told of a part beside.

    An everyday word is called as it is, others by their stem, numbers by their kind.
    """
    everyday = word in EVERYDAY
    name = word if everyday else _cut(word)
    return everyday, name, f"word:{name}", f"beside:word:{name}"


def _cut(word: str) -> str:
    if word[0].isdigit():
        return "#year" if len(word) == 4 and word[:2] in ("19", "20") else f"#{len(word)}"
    return stem(word)


@lru_cache(maxsize=_NAMES_KEPT)
def _listed(
    concept: str, kind: str, denied: bool, claimed: bool, near: bool, theirs: bool
) -> _Listed:
    """A word list, and whether it is denied, claimed, or said of somebody."""
    if denied or claimed:
        how = f"{'denied:' if denied else ''}{'claimed:' if claimed else ''}"
        return _Listed((f"{how}list:{concept}",), ())
    names = [f"list:{concept}", f"{kind}:{concept}", f"{kind}:{concept.partition('.')[0]}"]
    names += [f"near:{concept}"] if near else []
    names += [f"theirs:{concept}"] if theirs else []
    return _Listed(tuple(names), (f"beside:list:{concept}",))


@lru_cache(maxsize=_NAMES_KEPT)
def _shape(
    kind: str, work: int, workaday: bool, asks: bool, somebody: bool, stray: bool
) -> frozenset[str]:
    """In which field it stands, how much of the work it speaks of, and whether of somebody."""
    names = [*_shapes(kind, work, workaday, asks, somebody), *(["stray"] if stray else [])]
    return frozenset(f"{SHAPE}{name}" for name in names)


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
