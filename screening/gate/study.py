"""A case fully read: its fields as words, and what the lexicon found in them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from operator import attrgetter
from typing import Any, TypeVar

from screening.domain.policy import Policy
from screening.gate.across import joined
from screening.gate.bounds import within_bounds
from screening.gate.case import Case
from screening.gate.denial import Denials
from screening.gate.hits import Hit, read_hits
from screening.gate.matching import Span
from screening.gate.parts import Part, parts_of
from screening.gate.subject import content, matter, words_of
from screening.gate.vocabulary import vocabulary_of
from screening.gate.words import Passage, read

QUESTION = "request.question"
RELEVANCE = "request.relevance"
LOOKING_AT = "request.looking_at"
TERMS = "request.terms"
PLACES = "request.places"
ALTERNATIVES = "request.alternatives"
SEARCHER = "request.searcher.name"
WHY_FOUND = "request.why_not_supplied"
WHY_NOW = "request.why_now"
QUOTE = "claim.quote"
_Found = TypeVar("_Found")


class Study:
    """One case as the rules see it, within bounds, with the words of ``policy``.

    ``fields`` maps each field's name to its text as written; ``unread`` names those that were
    longer than what is read; ``kept`` is what was found out ``once``.
    """

    def __init__(self, case: Case, policy: Policy):
        self._policy = policy
        self.vocabulary = vocabulary_of(policy)
        self.case = within_bounds(case)
        self.fields: Mapping[str, str] = dict(_fields(self.case))
        whole = () if self.case is case else _fields(case)
        self.kept: dict[object, Any] = {}
        self.unread = tuple(name for name, text in whole if len(text) > len(self.fields[name]))

    def original(self, field: str) -> str:
        """The text of ``field`` as written; empty for a field that holds no text."""
        return self.fields.get(field, "")

    def limit(self, name: str) -> float:
        """The policy's value of the limit ``name``."""
        return self._policy.limits[name]

    @property
    def criterion(self) -> str:
        """The text of the criterion that the request names; empty without one."""
        lines = self.case.vacancy.criteria
        return next((line.text for line in lines if line.code == self.case.criterion), "")

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every field, read."""
        known = self.vocabulary.phrases.known
        places = self.case.request.scope.places
        hosts = self.vocabulary.words("platforms", "code")
        code = any(not hosts.isdisjoint(words_of(f"{p.platform} {p.address}")) for p in places)
        read_all = {name: read(text, known, code=code) for name, text in self.fields.items()}
        return joined(read_all, TERMS)

    @cached_property
    def _spans(self) -> Mapping[str, Sequence[Span]]:
        find = self.vocabulary.phrases.find
        return {name: sorted(set(find(text))) for name, text in self.passages.items()}

    @cached_property
    def _denials(self) -> Mapping[str, Denials]:
        return {name: Denials(text, self._spans[name]) for name, text in self.passages.items()}

    def _deniable(self, field: str) -> Denials | None:
        """What denies words of ``field``: a search word is looked for, whatever is beside it."""
        return None if field.startswith(TERMS) else self._denials[field]

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Part]]:
        """Every field, cut where it may turn to another matter."""
        return {
            name: parts_of(text, self._denials[name], self.of_work)
            for name, text in self.passages.items()
        }

    def part_of(self, hit: Hit) -> Part:
        """The part of its field in which ``hit`` begins."""
        starts = self._part_starts[hit.field]
        return self.parts[hit.field][max(0, bisect_right(starts, hit.start) - 1)]

    @cached_property
    def _part_starts(self) -> Mapping[str, Sequence[int]]:
        return {name: [part.start for part in parts] for name, parts in self.parts.items()}

    @cached_property
    def found(self) -> Sequence[Hit]:
        """Everything that the word lists know, in all fields."""
        words = self.vocabulary
        told: Counter[tuple[object, ...]] = Counter()
        found = (
            hit
            for name, text in self.passages.items()
            for hit in read_hits(name, text, self._spans[name], self._deniable(name), words, told)
        )
        return sorted(found, key=_order)

    @cached_property
    def _by_concept(self) -> Mapping[str, Mapping[str, Sequence[Hit]]]:
        """What was found of each concept, and of each list of them, by field."""
        found: dict[str, dict[str, list[Hit]]] = {}
        for hit in self.found:
            for name in (hit.concept, hit.concept.partition(".")[0]):
                found.setdefault(name, {}).setdefault(hit.field, []).append(hit)
        return found

    def hits(self, concept: str, *groups: str) -> list[Hit]:
        """What was found of ``concept`` (a lexicon table, or a whole list) in ``groups``."""
        fields = self._by_concept.get(concept)
        if fields is None:
            return []
        return [hit for field in sorted(_among(fields, groups)) for hit in fields[field]]

    @cached_property
    def subject(self) -> frozenset[str]:
        """The stems of what the claim, the criterion and the vacancy bring: the work itself."""
        return frozenset().union(self.claimed, self.required, matter(self.case.vacancy.title))

    def of_work(self, stems: frozenset[str]) -> frozenset[str]:
        """Those of ``stems`` that speak of work: of this one, or of any."""
        return stems & self.subject | stems & self.vocabulary.work

    def explains(self, stems: frozenset[str]) -> bool:
        """Whether a search word of ``stems`` may be taken from the work, or from what is asked."""
        asked = (content(self.original(field)) for field in (QUESTION, LOOKING_AT, RELEVANCE))
        return bool(self.of_work(stems)) or any(stems & each for each in asked)

    def brings(self, hit: Hit) -> bool:
        """Whether the subject of the work has all the words of ``hit`` itself."""
        return bool(hit.stems) and hit.stems <= self.subject

    @cached_property
    def claimed(self) -> frozenset[str]:
        """The stems of the quoted claim."""
        return matter(self.case.claim.quote)

    @cached_property
    def term_fields(self) -> tuple[str, ...]:
        """The names of the fields that hold search words."""
        return tuple(name for name in self.fields if name.startswith(TERMS))

    @cached_property
    def place_fields(self) -> tuple[str, ...]:
        """The names of the fields that say where it will be looked."""
        return tuple(name for name in self.fields if name.startswith(PLACES))

    @cached_property
    def required(self) -> frozenset[str]:
        """The stems of the vacancy's criteria."""
        return frozenset().union(*(matter(line.text) for line in self.case.vacancy.criteria))

    @cached_property
    def brought(self) -> frozenset[str]:
        """The concepts that the claim, the criteria or the vacancy bring themselves."""
        case = self.case
        texts = [case.vacancy.title, *(line.text for line in case.vacancy.criteria)]
        fields = [QUOTE] + [
            f"{PLACES}[{number}].address"
            for number, place in enumerate(case.request.scope.places)
            if place.supplied_by == "candidate"
        ]
        here = frozenset(span.concept for field in fields for span in self._spans[field])
        return here.union(*map(self.vocabulary.concepts, texts))


def once(find: Callable[[Study], _Found]) -> Callable[[Study], _Found]:
    """``find`` for what several rules ask of one study: found out once, and kept with it."""

    @wraps(find)
    def kept(study: Study) -> _Found:
        if find not in study.kept:
            study.kept[find] = find(study)
        found: _Found = study.kept[find]
        return found

    return kept


def _fields(case: Case) -> Iterator[tuple[str, str]]:
    request = case.request
    yield QUESTION, request.question
    yield RELEVANCE, request.relevance
    yield LOOKING_AT, request.scope.looking_at
    for number, term in enumerate(request.scope.terms):
        yield f"{TERMS}[{number}]", term
    for number, place in enumerate(request.scope.places):
        yield f"{PLACES}[{number}].platform", place.platform
        yield f"{PLACES}[{number}].address", place.address
    yield ALTERNATIVES, request.alternatives
    yield SEARCHER, request.searcher_name
    yield WHY_FOUND, request.why_not_supplied
    yield WHY_NOW, request.why_now
    yield QUOTE, case.claim.quote


_order = attrgetter("field", "start", "end", "concept")  # of hits


def _among(fields: Iterable[str], groups: Sequence[str]) -> Iterator[str]:
    """Those of ``fields`` that are one of ``groups``, or of a list that is one."""
    wanted = frozenset(groups)
    return (field for field in fields if field in wanted or field.partition("[")[0] in wanted)
