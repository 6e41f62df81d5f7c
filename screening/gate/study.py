"""A case fully read: its fields as words, and what the lexicon found in them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from screening.domain.policy import Policy
from screening.gate.across import joined
from screening.gate.bounds import within_bounds
from screening.gate.case import Case
from screening.gate.denial import Denials
from screening.gate.parts import Part, parts_of
from screening.gate.phrases import Span
from screening.gate.subject import content, matter, words_of
from screening.gate.vocabulary import Vocabulary, vocabulary_of
from screening.gate.words import Passage, Word, read

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
_ENOUGH = 20  # times that the same words in the same light need be told
_NEAR = 8  # words
_FAR = 15  # words; a longer clause speaks of more than one thing
_OWNED = 3  # words: "her own religious ..."
_ASKED = 5  # words: "is she an out-and-out ..."


class Hit(NamedTuple):
    """A phrase of the lexicon in one field.

    ``denied``: the clause promises not to look at it. ``nearest``: how many words before it the
    person is spoken of in the same clause (0 when within it), or None. ``owned``: it is theirs
    ("her own ..."). ``asked``: the clause asks
    what the person is ("is she ..."). ``stems``: its words; ``span``: where they stand among the
    ``words`` of the field.
    """

    concept: str
    field: str
    start: int
    end: int
    denied: bool
    nearest: int | None
    owned: bool
    asked: bool
    stems: frozenset[str]
    words: Sequence[Word]
    span: Span

    @property
    def around(self) -> frozenset[str]:
        """The stems of the words near it in its clause; few rules ask."""
        return _stems(_clause_around(self.words, self.span))


class Study:
    """One case as the rules see it, within bounds, with the words of ``policy``.

    ``fields`` maps each field's name to its text as written; ``unread`` names those that were
    longer than what is read.
    """

    def __init__(self, case: Case, policy: Policy):
        self._policy = policy
        self.vocabulary = vocabulary_of(policy)
        self.case = within_bounds(case)
        self.fields: Mapping[str, str] = dict(_fields(self.case))
        whole = _fields(case)
        self.unread = tuple(name for name, text in whole if len(text) > len(self.fields[name]))

    def original(self, field: str) -> str:
        """The text of ``field`` as written; empty for a field that holds no text."""
        return self.fields.get(field, "")

    def limit(self, name: str) -> float:
        """The policy's value of the limit ``name``."""
        return float(self._policy.gate["limits"][name]["value"])

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
        return {name: sorted(set(find(text.words))) for name, text in self.passages.items()}

    @cached_property
    def _denials(self) -> Mapping[str, Denials]:
        return {name: Denials(text, self._spans[name]) for name, text in self.passages.items()}

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
            for hit in _read_hits(name, text, self._spans[name], self._denials[name], words, told)
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

    @property
    def term_fields(self) -> tuple[str, ...]:
        """The names of the fields that hold search words."""
        return tuple(name for name in self.fields if name.startswith(TERMS))

    @property
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


def _order(hit: Hit) -> tuple[str, int, int, str]:
    return hit.field, hit.start, hit.end, hit.concept


def _among(fields: Iterable[str], groups: Sequence[str]) -> Iterator[str]:
    """Those of ``fields`` that are one of ``groups``, or of a list that is one."""
    wanted = frozenset(groups)
    return (field for field in fields if field in wanted or field.partition("[")[0] in wanted)


def _read_hits(
    field: str,
    passage: Passage,
    spans: Sequence[Span],
    denials: Denials,
    vocabulary: Vocabulary,
    told: Counter[tuple[object, ...]],
) -> Iterator[Hit]:
    """What was found in one field; ``told`` counts the like across all fields of one list."""
    kind = field.partition("[")[0]
    people = vocabulary.words("classes", "person")
    owners = vocabulary.words("classes", "their_own")
    before = {span.last for span in spans if span.concept == "person.asked"}
    after = {span.first for span in spans if span.concept.startswith("person.")}
    for span in spans:
        if span.concept.startswith(("denial.", "person.")):
            continue
        first, last = passage.words[span.first], passage.words[span.last]
        denied = not field.startswith(TERMS) and denials.covers(span.first, span.last)
        nearest = _nearest(passage.words, span, people)
        is_asked = _asked(passage.words, span, before, after)
        like = (kind, span.concept, first.readings, last.readings, denied, nearest, is_asked)
        told[like] += 1
        if told[like] > _ENOUGH:
            continue
        yield Hit(
            concept=span.concept,
            field=field,
            start=min(first.start, last.start),
            end=max(first.end, last.end),
            denied=denied,
            nearest=nearest,
            owned=_owned(passage.words, span, owners),
            asked=is_asked,
            stems=_stems(passage.words[span.first : span.last + 1]),
            words=passage.words,
            span=span,
        )


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset().union(*(content(word.readings[0]) for word in words))


def _owned(words: Sequence[Word], span: Span, owners: frozenset[str]) -> bool:
    """Whether ``span`` has a "his", "her" or "the candidate's" in it or shortly before it."""
    clause = words[span.first].clause
    return any(
        words[place].clause == clause and words[place].readings[0] in owners
        for place in range(max(0, span.first - _OWNED), span.last + 1)
    )


def _asked(words: Sequence[Word], span: Span, before: set[int], after: set[int]) -> bool:
    """Whether the clause asks it of the person: "is she ...", or "which ... does he"."""
    clause = words[span.first].clause
    places = [place for place in range(span.first - _ASKED, span.first) if place in before]
    places += [place for place in (span.last + 1, span.last + 2) if place in after]
    return any(words[place].clause == clause for place in places)


def _clause_around(words: Sequence[Word], span: Span) -> Sequence[Word]:
    """The words of the clause of ``span`` that are near it and not in it."""
    clause = words[span.first].clause
    near = range(max(0, span.first - _NEAR), min(len(words), span.last + _NEAR + 1))
    return [
        words[place]
        for place in near
        if words[place].clause == clause and not span.first <= place <= span.last
    ]


def _nearest(words: Sequence[Word], span: Span, people: frozenset[str]) -> int | None:
    clause = words[span.first].clause
    for place in range(span.last, max(-1, span.first - _FAR), -1):
        if words[place].clause != clause:
            return None
        if words[place].readings[0] in people:
            return max(0, span.first - place)
    return None
