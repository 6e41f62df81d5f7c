"""Which rule a part that is like others belongs to, by weights fitted to what readers called such.

The words of a part, and of the parts beside it, tell whether it is after health or after a temper.
"""

from collections.abc import Iterator, Sequence
from math import inf

from screening.gate.balance.balance import Alike
from screening.gate.balance.weights import Naming, counted
from screening.gate.rule import ALIKE, Mark
from screening.gate.study import QUESTION

_OTHERWISE = "not-relevant"


def alike_marks(parts: Sequence[Alike], naming: Naming, least: float) -> Iterator[tuple[str, Mark]]:
    """The rule and the mark for each of ``parts`` that is alike by ``least`` or more."""
    for each in parts:
        if each.amount >= least:
            yield _marked(each, naming)


def most_alike(parts: Sequence[Alike], naming: Naming) -> tuple[str, Mark]:
    """The rule and the mark for the part that is most alike; where nothing is written, for that."""
    marks = alike_marks(parts, naming, -inf)
    return next(marks, (_OTHERWISE, Mark(ALIKE, QUESTION)))


def rule_of(each: Alike, naming: Naming) -> str:
    """The name of the rule that ``each`` belongs to most."""
    names = each.part.names
    return max(sorted(naming), key=lambda rule: counted(naming[rule], names), default=_OTHERWISE)


def _marked(each: Alike, naming: Naming) -> tuple[str, Mark]:
    part = each.part
    return rule_of(each, naming), Mark(ALIKE, part.field, part.start, part.end)
