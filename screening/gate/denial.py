"""Promises not to look: which words of a passage they cover."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from screening.gate.matching import Span
from screening.gate.words import Passage

_REACH_BACK = 12  # words: "her faith is of no interest"
_REACH_ON = 6  # words: "make sure that there really is nothing"
_STOPS = frozenset(".!?;\n")
_TURNS = frozenset(
    ("but", "though", "although", "however", "except", "unless", "yet", "besides", "beyond", "ond")
)
_JOINING = ("and", "or", "but")  # "see the posts and not her faith" promises after all


class Denials:
    """The denials in one passage, by clause.

    A denial covers what follows it in its clause, and what stands just before it. One that opens
    a sentence covers all of it ("Not her page, her friends or who she follows"), and a disclaimer
    all that comes before it in its sentence ("His politics, his bookshelf: none of that"), each as
    far as a "but". It counts for nothing when it denies something else ("not sure"), or when the
    clause asks to be sure that there is nothing: then the denied thing is what is looked for.
    """

    def __init__(self, passage: Passage, spans: Sequence[Span]):
        self._passage = passage
        self._cues: Mapping[int, Sequence[int]] = {}
        self._opened: frozenset[int] = frozenset()
        self._disclaimed: Mapping[int, int] = {}
        if denying := [span for span in spans if span.concept.startswith("denial.")]:
            self._note(denying)

    def _note(self, spans: Sequence[Span]) -> None:
        """Keep which clauses and sentences ``spans`` deny."""
        denying: defaultdict[str, list[Span]] = defaultdict(list)
        for span in spans:
            denying[span.concept].append(span)
        assured = {span.last for span in denying["denial.assurance"]}
        voids = {
            place for span in denying["denial.void"] for place in range(span.first, span.last + 1)
        }
        cues: defaultdict[int, set[int]] = defaultdict(set)
        for span in denying["denial.cue"]:
            if not (span.first in voids or self._is_hoped_for(span.first, assured)):
                cues[self._passage.clauses[span.first]].add(span.first)
        self._cues = {clause: sorted(places) for clause, places in cues.items()}
        self._opened = self._opening(frozenset().union(*cues.values()))
        self._disclaimed = {
            self._sentences[span.first]: span.first for span in denying["denial.disclaimer"]
        }

    @cached_property
    def _sentences(self) -> Sequence[int]:
        return tuple(_sentences(self._passage))

    def _opening(self, cues: frozenset[int]) -> frozenset[int]:
        """The sentences that one of ``cues`` opens."""
        if not cues:
            return cues
        words = range(len(self._sentences))
        firsts = {self._sentences[place]: place for place in reversed(words)}
        return frozenset(
            sentence for sentence, place in firsts.items() if cues & set(range(place, place + 2))
        )

    def _is_hoped_for(self, cue: int, assured: set[int]) -> bool:
        """Whether the "no" at ``cue`` is what the clause asks to be sure of."""
        clauses = self._passage.clauses
        if self._passage.said[cue - 1] in _JOINING:
            return False
        return any(
            place in assured and clauses[place] == clauses[cue]
            for place in range(max(0, cue - _REACH_ON), cue)
        )

    def covers(self, first: int, last: int) -> bool:
        """Whether the words from the ``first`` to the ``last`` place are denied."""
        if not (self._cues or self._disclaimed):
            return False
        cues = self._cues.get(self._passage.clauses[first])
        if cues and (cues[0] < first or self._just_after(last, cues)):
            return True
        sentence = self._sentences[first]
        return sentence in self._opened or self._disclaimed.get(sentence, -1) > last

    def _just_after(self, last: int, cues: Sequence[int]) -> bool:
        following = bisect_left(cues, last + 1)
        if following == len(cues) or cues[following] - last > _REACH_BACK:
            return False
        passage = self._passage
        between = passage.original[passage.ends[last] : passage.starts[cues[following]]]
        return "," not in between


def _sentences(passage: Passage) -> Iterator[int]:
    """The number of the sentence of each word; a "but" begins another."""
    number, end = 0, 0
    for start, following, said in zip(passage.starts, passage.ends, passage.said, strict=True):
        between = passage.original[end:start]
        if (between != " " and not _STOPS.isdisjoint(between)) or said in _TURNS:
            number += 1
        yield number
        end = following
