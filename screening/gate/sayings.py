"""What an answer tells of somebody in words that no request would ask it by, and its sentences.

The word list is the gate's own (``lexicon/revealing.toml``), read with the classes of the policy.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from screening.domain.policy import Policy
from screening.gate.aside import means_somebody
from screening.gate.foreign import SENTENCE
from screening.gate.lexicon import load
from screening.gate.parts import Part
from screening.gate.phrases import Phrases
from screening.gate.study import Study

_ASIDE = "aside"
_POLICIES_KEPT = 4


class Saying(NamedTuple):
    """Words of a text; ``of_somebody``: they hold a "she", a "his" or so, or come soon after."""

    group: str
    start: int
    end: int
    of_somebody: bool


class _Sentence(NamedTuple):
    start: int
    end: int
    somebody: bool
    works: bool


class Sayings:
    """The text in ``field`` of ``study``, by its sentences, with the words of ``policy``."""

    def __init__(self, study: Study, policy: Policy, field: str):
        self._study = study
        self._passage = study.passages[field]
        self._found = sorted(set(_phrases_of(policy).find(self._passage)))
        self._field = field

    def revealing(self) -> Iterator[Saying]:
        """What tells of a protected characteristic."""
        return (saying for saying in self._sayings() if saying.group != _ASIDE)

    def asides(self) -> Iterator[Saying]:
        """What tells of the person, or of other people, beside the work."""
        return (saying for saying in self._sayings() if saying.group == _ASIDE)

    def names_somebody(self, place: int) -> bool:
        """Whether the sentence at ``place`` speaks of the candidate."""
        return self._at(place).somebody

    def works(self, place: int) -> bool:
        """Whether the sentence at ``place`` speaks of work: of this one, or of any."""
        return self._at(place).works

    def beside_the_work(self) -> Iterator[tuple[int, int]]:
        """The sentences that speak of the candidate, and of nothing that the work is about."""
        found = (each for each in self._sentences if each.somebody and not each.works)
        return ((each.start, each.end) for each in found)

    def _sayings(self) -> Iterator[Saying]:
        people = self._study.vocabulary.words("classes", "person")
        passage = self._passage
        for span in self._found:
            whole = slice(span.first, span.last + 1)
            near = range(max(0, span.first - 2), span.last + 1)
            yield Saying(
                group=span.concept,
                start=min(passage.starts[whole]),
                end=max(passage.ends[whole]),
                of_somebody=any(
                    passage.said[place] in people
                    and passage.clauses[place] == passage.clauses[span.first]
                    for place in near
                ),
            )

    def _at(self, place: int) -> _Sentence:
        return self._sentences[bisect_right([each.start for each in self._sentences], place) - 1]

    @cached_property
    def _sentences(self) -> Sequence[_Sentence]:
        parts = self._study.parts[self._field]
        found = (
            [part for part in parts if match.start() <= part.start < match.end()]
            for match in SENTENCE.finditer(self._passage.original)
        )
        return tuple(self._sentence(inside) for inside in found if inside)

    def _sentence(self, parts: Sequence[Part]) -> _Sentence:
        return _Sentence(
            start=parts[0].start,
            end=parts[-1].end,
            somebody=any(means_somebody(part, self._study) for part in parts),
            works=any(part.work for part in parts),
        )


@lru_cache(maxsize=_POLICIES_KEPT)
def _phrases_of(policy: Policy) -> Phrases:
    classes = {name: table["words"] for name, table in policy.gate["lexicon"]["classes"].items()}
    return Phrases({name: table["phrases"] for name, table in load("revealing").items()}, classes)
