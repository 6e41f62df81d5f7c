"""Promises not to look: which words of a passage they cover."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from screening.gate.phrases import Span
from screening.gate.words import Passage

_REACH_BACK = 7  # words: "her faith is of no interest"


class Denials:
    """The denials in one passage, by clause.

    A denial covers what follows it in its clause, and what stands just before it. It counts
    for nothing when it denies something else ("not sure"), or when the clause asks to be sure
    that there is nothing: then the denied thing is what is looked for.
    """

    def __init__(self, passage: Passage, spans: Sequence[Span]):
        self._passage = passage
        assured: dict[int, int] = {}
        voids: set[int] = set()
        for span in spans:
            if span.concept == "denial.void":
                voids.update(range(span.first, span.last + 1))
            elif span.concept == "denial.assurance":
                clause = passage.words[span.first].clause
                assured[clause] = min(span.first, assured.get(clause, span.first))
        cues: defaultdict[int, set[int]] = defaultdict(set)
        for span in spans:
            clause = passage.words[span.first].clause
            asked_for = assured.get(clause, span.first) < span.first
            if span.concept == "denial.cue" and span.first not in voids and not asked_for:
                cues[clause].add(span.first)
        self._cues = {clause: sorted(places) for clause, places in cues.items()}

    def covers(self, span: Span) -> bool:
        """Whether the words of ``span`` are denied."""
        cues = self._cues.get(self._passage.words[span.first].clause)
        if not cues:
            return False
        return cues[0] < span.first or self._just_after(span, cues)

    def _just_after(self, span: Span, cues: Sequence[int]) -> bool:
        following = bisect_left(cues, span.last + 1)
        if following == len(cues) or cues[following] - span.last > _REACH_BACK:
            return False
        words = self._passage.words
        between = self._passage.original[words[span.last].end : words[cues[following]].start]
        return "," not in between
