"""A sum of the balance, taken apart so that what is shown adds up to it exactly.

Everything is in whole thousandths, as weights are.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import floor
from typing import NamedTuple

from screening.domain.words import Verdict
from screening.gate.balance.balance import CLAUSE, PART, Amounts
from screening.gate.balance.weights import ALWAYS, Weights

MOST = 10
"""Contributions shown to each side of a sum; the others are told together."""
_THOUSANDTHS = 1000


class Contribution(NamedTuple):
    """What the evidence called ``name`` adds to a sum, in thousandths."""

    name: str
    adds: int


@dataclass(frozen=True)
class SumShown:
    """A sum towards a verdict, in thousandths: from nought on it is reached.

    ``whole`` is ``start``, ``towards`` and ``away``, the heaviest first, and ``rest``: what
    ``others`` more add up to.
    """

    verdict: Verdict
    whole: int
    start: int
    towards: tuple[Contribution, ...]
    away: tuple[Contribution, ...]
    others: int

    @property
    def rest(self) -> int:
        """What is not shown one by one, and what rounding leaves."""
        return self.whole - self.start - sum(one.adds for one in (*self.towards, *self.away))

    @property
    def reached(self) -> bool:
        """Whether the sum says its verdict."""
        return self.whole >= 0


def sum_shown(verdict: Verdict, whole: float, weights: Weights, amounts: Amounts) -> SumShown:
    """The sum ``whole`` towards ``verdict``, of ``amounts`` by ``weights``.

    It is rounded down, so that it reaches nought only where it did.
    """
    added: defaultdict[str, float] = defaultdict(float)
    for name, amount in amounts.items():
        if name in weights:
            added[_thing(name)] += weights[name] * amount
    rounded = [Contribution(name, _rounded(adds)) for name, adds in added.items()]
    heaviest = sorted(rounded, key=lambda one: (-abs(one.adds), one.name))
    towards = tuple(one for one in heaviest if one.adds > 0)[:MOST]
    away = tuple(one for one in heaviest if one.adds < 0)[:MOST]
    return SumShown(
        verdict=verdict,
        whole=floor(whole * _THOUSANDTHS),
        start=_rounded(weights.get(ALWAYS, 0.0)),
        towards=towards,
        away=away,
        others=len(rounded) - len(towards) - len(away),
    )


def _thing(name: str) -> str:
    """What the evidence ``name`` is of: what is alike has a name for each level."""
    return name.partition(":")[0] if name.startswith((PART, CLAUSE)) else name


def _rounded(adds: float) -> int:
    return round(adds * _THOUSANDTHS)
