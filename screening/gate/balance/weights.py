"""The fitted weights of a policy, read: a name and a number a line."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import Policy

PARTS, BLOCK, CAUTION, NAMING = "parts", "block", "caution", "naming"
ALWAYS = "always"  # what every sum starts from
_POLICIES_KEPT = 4

Weights = Mapping[str, float]
Naming = Mapping[str, Weights]
"""For each rule, by which names of a part it is known."""


@dataclass(frozen=True)
class Learned:
    """What was fitted: to tell how alike a ``part`` is, and towards ``block`` and ``caution``.

    ``naming`` tells for each rule how much a part belongs to it.
    """

    parts: Weights
    block: Weights
    caution: Weights
    naming: Naming


@lru_cache(maxsize=_POLICIES_KEPT)
def learned(policy: Policy) -> Learned:
    """The weights of ``policy``. Raises PolicyInvalid where they cannot be read."""
    tables: Mapping[str, Any] = policy.gate.get("learned", {})
    read = {name: _read(tables.get(name, {}), name) for name in (PARTS, BLOCK, CAUTION, NAMING)}
    return Learned(read[PARTS], read[BLOCK], read[CAUTION], _by_rule(read[NAMING]))


def _by_rule(weights: Weights) -> Naming:
    """``weights`` whose names begin with a rule, by rule."""
    rules: dict[str, dict[str, float]] = {}
    for name, weight in weights.items():
        rule, _, what = name.partition(" ")
        rules.setdefault(rule, {})[what] = weight
    return rules


def _read(table: Any, name: str) -> Weights:
    lines = table.get("weights") if isinstance(table, Mapping) else None
    if not isinstance(lines, list) or not lines:
        raise PolicyInvalid(
            f"gate.learned.{name}.weights is missing: copy it from the policy before."
        )
    return dict(_entry(line, name) for line in lines)


def _entry(line: object, name: str) -> tuple[str, float]:
    what, _, number = str(line).rpartition(" ")
    try:
        weight = float(number)
    except ValueError:
        weight = math.nan
    if not what or not math.isfinite(weight):
        raise PolicyInvalid(
            f"gate.learned.{name}.weights has an entry that is no name and number: “{line!s:.80}”."
        )
    return what, weight


def written(weights: Weights) -> list[str]:
    """``weights`` as a policy holds them, by name; those that say next to nothing left out."""
    rounded = {name: round(weights[name], 3) for name in sorted(weights)}
    return [f"{name} {weight:.3f}" for name, weight in rounded.items() if weight]


def total(weights: Weights, amounts: Mapping[str, float]) -> float:
    """What ``amounts`` add up to, rounded once: the same in whatever order."""
    known = [weights[name] * amount for name, amount in amounts.items() if name in weights]
    return math.fsum((weights.get(ALWAYS, 0.0), *known))


def counted(weights: Weights, names: Iterable[str]) -> float:
    """The ``total`` of one of each of ``names``."""
    known = filter(None, map(weights.get, names))
    return math.fsum((weights.get(ALWAYS, 0.0), *known))
