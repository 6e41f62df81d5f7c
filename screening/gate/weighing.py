"""What the marks of a rule weigh.

Words that stand among those of the claim are more often about the work: "how the children poke at
the puppet" is no false identity. There they weigh a share of what they weigh elsewhere.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from screening.gate.rule import AIMS, ALIKE, Mark
from screening.gate.study import PLACES, TERMS, Study
from screening.gate.subject import content_of_word
from screening.gate.terms import SignalTerms

_LISTS = (TERMS, PLACES)  # fields of single words, where nothing stands among anything


class Weighing:
    """The weights of marks in one case."""

    def __init__(self, study: Study):
        self._study = study
        self._clauses: dict[str, Mapping[int, Sequence[int]]] = {}
        self._beside: dict[Mark, bool | None] = {}

    def amounts(
        self, rule: str, marks: Iterable[Mark], signals: Mapping[str, SignalTerms]
    ) -> Mapping[str, float]:
        """What each signal weighs in all; it counts once in each field, where it weighs most.

        Only a ``rule`` about aims reads words that may as well be about the work; and how alike a
        part is was measured with the words of the work in it.
        """
        seen: dict[tuple[str, str], float] = {}
        for mark in marks:
            weight = signals[mark.signal].weight
            if mark.signal != ALIKE and self.is_among_the_work(rule, mark):
                weight *= self._share
            place = mark.signal, mark.field
            seen[place] = max(weight, seen.get(place, 0.0))
        summed: dict[str, float] = {}
        for signal, field in sorted(seen):
            summed[signal] = summed.get(signal, 0.0) + seen[signal, field]
        return summed

    @cached_property
    def _share(self) -> float:
        return self._study.limit("among_the_work")

    def is_among_the_work(self, rule: str, mark: Mark) -> bool:
        """Whether the clause of ``mark`` has a word of the claim, criteria or title besides it."""
        return self._work_beside(rule, mark) is True

    def is_apart(self, rule: str, mark: Mark) -> bool:
        """Whether ``mark`` is of an aim and in a clause without a word of the work."""
        return self._work_beside(rule, mark) is False

    def _work_beside(self, rule: str, mark: Mark) -> bool | None:
        """Whether the work stands beside ``mark``; None without a clause, or for other rules."""
        if rule not in AIMS:
            return None
        if mark not in self._beside:
            self._beside[mark] = self._look_beside(mark)
        return self._beside[mark]

    def _look_beside(self, mark: Mark) -> bool | None:
        passage = self._study.passages.get(mark.field)
        if passage is None or mark.end <= mark.start or mark.field.startswith(_LISTS):
            return None
        first = bisect_right(passage.starts, mark.start) - 1
        if first < 0:
            return None
        return any(
            not mark.start <= place < mark.end
            for place in self._of_the_work(mark.field).get(passage.clauses[first], ())
        )

    def _of_the_work(self, field: str) -> Mapping[int, Sequence[int]]:
        """Where the words of the work start, by clause."""
        if field not in self._clauses:
            found: dict[int, list[int]] = {}
            passage, subject = self._study.passages[field], self._study.subject
            row = zip(passage.said, passage.starts, passage.clauses, strict=True)
            for said, start, clause in row:
                if not subject.isdisjoint(content_of_word(said)):
                    found.setdefault(clause, []).append(start)
            self._clauses[field] = found
        return self._clauses[field]
