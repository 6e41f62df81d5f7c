"""What the word lists find in one field, and in what light it stands there."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from screening.gate.denial import Denials
from screening.gate.matching import Span
from screening.gate.subject import content_of_word
from screening.gate.vocabulary import Vocabulary
from screening.gate.words import Passage

_ENOUGH = 20  # times that the same words in the same light need be told
_NEAR = 8  # words
_FAR = 15  # words; a longer clause speaks of more than one thing
_OWNED = 3  # words: "her own religious ..."
_ASKED = 5  # words: "is she an out-and-out ..."
_ABOUT = ("denial.", "person.")  # concepts that only put others in their light


class Hit(NamedTuple):
    """A phrase of the lexicon in one field.

    ``denied``: the clause promises not to look at it. ``nearest``: how many words before it the
    person is spoken of in the same clause (0 when within it), or None. ``owned``: it is theirs
    ("her own ..."). ``asked``: the clause asks
    what the person is ("is she ..."). ``stems``: its words; ``span``: where they stand in the
    ``passage``, the field as it was read.
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
    passage: Passage
    span: Span

    @property
    def around(self) -> frozenset[str]:
        """The stems of the words near it in its clause; few rules ask."""
        return _stems(_around(self.passage, self.span))


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
    telling = [span for span in spans if not span.concept.startswith(_ABOUT)]
    if not telling:
        return
    kind = field.partition("[")[0]
    people = vocabulary.words("classes", "person")
    owners = vocabulary.words("classes", "their_own")
    somebody = [place for place, word in enumerate(passage.said) if word in people]
    before = {span.last for span in spans if span.concept == "person.asked"}
    after = {span.first for span in spans if span.concept.startswith("person.")}
    for span in telling:
        concept, first, last = span
        denied = denials is not None and denials.covers(first, last)
        nearest = _nearest(passage, span, somebody)
        is_asked = _asked(passage, span, before, after)
        ends = passage.readings[first], passage.readings[last]
        like = (kind, concept, ends, denied, nearest, is_asked)
        told[like] += 1
        if told[like] > _ENOUGH:
            continue
        start = min(passage.starts[first], passage.starts[last])
        end = max(passage.ends[first], passage.ends[last])
        owned = _owned(passage, span, owners)
        stems = _stems(passage.said[first : last + 1])
        light = denied, nearest, owned, is_asked
        yield Hit(concept, field, start, end, *light, stems, passage, span)


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*map(content_of_word, words))


def _owned(passage: Passage, span: Span, owners: frozenset[str]) -> bool:
    """Whether ``span`` has a "his", "her" or "the candidate's" in it or shortly before it."""
    clauses = passage.clauses
    begin = max(span.first - _OWNED, bisect_left(clauses, clauses[span.first]))
    return not owners.isdisjoint(passage.said[begin : span.last + 1])


def _asked(passage: Passage, span: Span, before: set[int], after: set[int]) -> bool:
    """Whether the clause asks it of the person: "is she ...", or "which ... does he"."""
    near, following = range(span.first - _ASKED, span.first), (span.last + 1, span.last + 2)
    if before.isdisjoint(near) and after.isdisjoint(following):
        return False
    clauses = passage.clauses
    places = before.intersection(near)
    places |= after.intersection(following)
    return any(clauses[place] == clauses[span.first] for place in places)


def _around(passage: Passage, span: Span) -> Sequence[str]:
    """The words of the clause of ``span`` that are near it and not in it."""
    said, clauses = passage.said, passage.clauses
    near = range(max(0, span.first - _NEAR), min(len(said), span.last + _NEAR + 1))
    return [
        said[place]
        for place in near
        if clauses[place] == clauses[span.first] and not span.first <= place <= span.last
    ]


def _nearest(passage: Passage, span: Span, somebody: Sequence[int]) -> int | None:
    """How many words before ``span`` the nearest is of those that are of ``somebody``."""
    number = bisect_right(somebody, span.last)
    place = somebody[number - 1] if number else -1
    near = place > span.first - _FAR and passage.clauses[place] == passage.clauses[span.first]
    return max(0, span.first - place) if number and near else None
