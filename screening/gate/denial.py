"""Promises not to look: which words of a passage they cover."""

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
        voids = {
            place
            for span in spans
            if span.concept == "denial.void"
            for place in range(span.first, span.last + 1)
        }
        self._cues: defaultdict[int, list[Span]] = defaultdict(list)
        self._assured: dict[int, int] = {}
        for span in spans:
            clause = passage.words[span.first].clause
            if span.concept == "denial.cue" and span.first not in voids:
                self._cues[clause].append(span)
            elif span.concept == "denial.assurance":
                self._assured[clause] = min(span.first, self._assured.get(clause, span.first))

    def covers(self, span: Span) -> bool:
        """Whether the words of ``span`` are denied."""
        clause = self._passage.words[span.first].clause
        assured = self._assured.get(clause)
        for cue in self._cues.get(clause, ()):
            if assured is not None and assured < cue.first:
                continue
            if cue.last < span.first or self._just_after(span, cue):
                return True
        return False

    def _just_after(self, span: Span, cue: Span) -> bool:
        if not 0 < cue.first - span.last <= _REACH_BACK:
            return False
        words = self._passage.words
        between = self._passage.original[words[span.last].end : words[cue.first].start]
        return "," not in between
