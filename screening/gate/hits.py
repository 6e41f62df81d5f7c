"""What the word lists find in one field, and in what light it stands there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from screening.gate.denial import Denials
from screening.gate.phrases import Span
from screening.gate.subject import content_of_word
from screening.gate.vocabulary import Vocabulary
from screening.gate.words import Passage, Word

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
        return _stems(word.readings[0] for word in _clause_around(self.words, self.span))


def read_hits(
    field: str,
    passage: Passage,
    spans: Sequence[Span],
    denials: Denials | None,
    vocabulary: Vocabulary,
    told: Counter[tuple[object, ...]],
) -> Iterator[Hit]:
    """What was found in one field, and which ``denials`` cover it, where it can have any.

    ``told`` counts the like across all fields of one list.
    """
    kind = field.partition("[")[0]
    people = vocabulary.words("classes", "person")
    owners = vocabulary.words("classes", "their_own")
    before = {span.last for span in spans if span.concept == "person.asked"}
    after = {span.first for span in spans if span.concept.startswith("person.")}
    words = passage.words
    for span in spans:
        if span.concept.startswith(("denial.", "person.")):
            continue
        first, last = words[span.first], words[span.last]
        denied = denials is not None and denials.covers(span.first, span.last)
        nearest = _nearest(passage, span, people)
        is_asked = _asked(words, span, before, after)
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
            owned=_owned(passage, span, owners),
            asked=is_asked,
            stems=_stems(passage.said[span.first : span.last + 1]),
            words=words,
            span=span,
        )


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(content_of_word, words))


def _owned(passage: Passage, span: Span, owners: frozenset[str]) -> bool:
    """Whether ``span`` has a "his", "her" or "the candidate's" in it or shortly before it."""
    words, begin = passage.words, max(0, span.first - _OWNED)
    while words[begin].clause != words[span.first].clause:
        begin += 1
    return not owners.isdisjoint(passage.said[begin : span.last + 1])


def _asked(words: Sequence[Word], span: Span, before: set[int], after: set[int]) -> bool:
    """Whether the clause asks it of the person: "is she ...", or "which ... does he"."""
    clause = words[span.first].clause
    places = before.intersection(range(span.first - _ASKED, span.first))
    places |= after.intersection((span.last + 1, span.last + 2))
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


def _nearest(passage: Passage, span: Span, people: frozenset[str]) -> int | None:
    words, said = passage.words, passage.said
    clause = words[span.first].clause
    for place in range(span.last, max(-1, span.first - _FAR), -1):
        if words[place].clause != clause:
            return None
        if said[place] in people:
            return max(0, span.first - place)
    return None
