"""Which rule a part that is like others belongs to: that of the word list that tells most of it."""

from collections.abc import Iterator, Sequence
from math import inf

from screening.gate.balance.balance import Alike
from screening.gate.balance.weights import Weights
from screening.gate.rule import ALIKE, Mark
from screening.gate.study import QUESTION

_OTHERWISE = "not-relevant"
RULE_OF_LIST = {
    "affairs": "not-relevant",
    "aims": "fishing",
    "breadth": "blanket",
    "covert": "covert",
    "distance": "not-relevant",
    "homely": "not-relevant",
    "life": "not-relevant",
    "protected": "protected",
    "sides": "excessive",
    "standing": "routine",
}
"""The rule of each word list that speaks of an aim; the others speak of what is left out."""


def alike_marks(
    parts: Sequence[Alike], weights: Weights, least: float
) -> Iterator[tuple[str, Mark]]:
    """The rule and the mark for each of ``parts`` that is alike by ``least`` or more."""
    for each in parts:
        if each.amount >= least:
            yield (
                rule_of(each, weights),
                Mark(ALIKE, each.part.field, each.part.start, each.part.end),
            )


def most_alike(parts: Sequence[Alike], weights: Weights) -> tuple[str, Mark]:
    """The rule and the mark for the part that is most alike; where nothing is written, for that."""
    marks = alike_marks(parts[:1], weights, -inf)
    return next(marks, (_OTHERWISE, Mark(ALIKE, QUESTION)))


def rule_of(each: Alike, weights: Weights) -> str:
    """The name of the rule that the words of ``each`` belong to."""
    telling = {
        concept: weights.get(f"list:{concept}", 0.0)
        for concept in sorted(each.part.lists)
        if concept.partition(".")[0] in RULE_OF_LIST
    }
    concept = max(telling, key=lambda name: telling[name], default="")
    if telling.get(concept, 0.0) <= 0:
        return _OTHERWISE
    return RULE_OF_LIST[concept.partition(".")[0]]
