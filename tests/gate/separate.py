"""Weights that tell two kinds of rows apart: a linear support vector machine.

Squared hinge loss and the squared length of the weights, made least by descent along one row's dual
variable after another (Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, algorithm 1; it is also
what liblinear does). Only sums, products and quotients in a fixed order, so that the result does
not hang on the machine. Most rows soon lie well on their side, and are looked at only now and then.
"""

from collections.abc import Mapping, Sequence
from random import Random

from screening.gate.balance.weights import ALWAYS

_SWEEPS = 60
_ALL = 6  # of so many sweeps, one is over all rows; the others over those that are not settled
_SETTLED = 0.3  # so far on its own side a row is left alone until then
_CLOSE = 1e-3  # how far from best a row may be when it is left


def separate(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], cost: float
) -> dict[str, float]:
    """The weight of each name in ``rows`` that tells those with a true label from the others.

    A row maps names to amounts; ``cost`` is that of a row on the wrong side, against long weights.
    """
    places: dict[str, int] = {ALWAYS: 0}
    for row in rows:
        for name in row:
            places.setdefault(name, len(places))
    names = [[0, *(places[name] for name in row)] for row in rows]
    amounts = [[1.0, *row.values()] for row in rows]
    signs = [1.0 if label else -1.0 for label in labels]
    weights = _descend(names, amounts, signs, cost, len(places))
    return dict(zip(places, weights, strict=True))


def _descend(
    names: Sequence[Sequence[int]],
    amounts: Sequence[Sequence[float]],
    signs: Sequence[float],
    cost: float,
    size: int,
) -> list[float]:
    slack = 1 / (2 * cost)
    steep = [slack + _squares(row) for row in amounts]
    duals, weights = [0.0] * len(signs), [0.0] * size
    every, chance = list(range(len(signs))), Random(1)  # noqa: S311  # an order
    sweep, unsettled = 0, every
    for _ in range(_SWEEPS):
        over_all = sweep % _ALL == 0
        order = every if over_all else unsettled
        chance.shuffle(order)
        farthest = 0.0
        unsettled = []
        for place in order:
            row = names[place]
            found = 0.0
            for name, amount in zip(row, amounts[place], strict=True):
                found += weights[name] * amount
            slope = signs[place] * found - 1 + duals[place] * slack
            kept = duals[place]
            if kept > 0.0 or slope < _SETTLED:
                unsettled.append(place)
            if kept == 0.0 and slope >= 0.0:
                continue
            farthest = max(farthest, abs(slope))
            duals[place] = max(0.0, kept - slope / steep[place])
            step = (duals[place] - kept) * signs[place]
            for name, amount in zip(row, amounts[place], strict=True):
                weights[name] += step * amount
        sweep += 1
        if farthest < _CLOSE:
            if over_all:
                break
            sweep = 0  # those are settled: look at all again
    return weights


def _squares(row: Sequence[float]) -> float:
    found = 0.0
    for amount in row:
        found += amount * amount
    return found
