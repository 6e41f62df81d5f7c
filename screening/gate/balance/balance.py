"""What everything that was seen in a request adds up to.

The rules name what is wrong; how far each sign is to be trusted, beside all that speaks for the
request, was learned from labelled cases. Nothing is added up that has no name (``evidence``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from screening.gate.balance.relations import relations
from screening.gate.balance.traits import PartTraits, by_clause, traits
from screening.gate.balance.weights import Learned, counted, total
from screening.gate.study import Study

_LEVELS = (-1.2, -0.6, -0.2, 0.2, 0.6, 1.0)  # above which one of them counts more and more
COUNTED = 3
"""Parts of a request, and clauses: those most alike."""
PART, CLAUSE = "alike", "clause"
_MOST = 2.0  # of one signal
_WHOLE = 1.0  # the sum from which a rule alone would speak of a block
_FACT = 0.5  # one fact by itself says less than a sign

Amounts = Mapping[str, float]
"""How much of each named thing there is in one request."""


class Alike(NamedTuple):
    """A part of the request, and how much it is like those that readers marked in others."""

    part: PartTraits
    amount: float


@dataclass(frozen=True)
class Balance:
    """What speaks for a ``block``, and for at least a ``caution``: from nought on it does.

    ``alike`` are the parts of the request, and ``clauses`` the whole clauses, that say something,
    the most alike first; ``amounts`` is what was added up.
    """

    block: float
    caution: float
    alike: Sequence[Alike]
    clauses: Sequence[Alike]
    amounts: Amounts


def balance(study: Study, signals: Amounts, apart: frozenset[str], weights: Learned) -> Balance:
    """The balance of the request of ``study``, in which the rules saw ``signals``.

    ``apart`` names what they saw apart from the work.
    """
    parts = traits(study)
    alike, clauses = _ranked(parts, weights), _ranked(by_clause(parts), weights)
    amounts = evidence(
        facts(study, parts) | apart,
        signals,
        {PART: [each.amount for each in alike], CLAUSE: [each.amount for each in clauses]},
    )
    block, caution = total(weights.block, amounts), total(weights.caution, amounts)
    return Balance(block, caution, alike, clauses, amounts)


def _ranked(parts: Sequence[PartTraits], weights: Learned) -> Sequence[Alike]:
    """``parts``, the most alike first; one that says nothing is like nothing."""
    found = [Alike(part, _likeness(part, weights)) for part in parts if not part.bare]
    return sorted(found, key=lambda each: (-each.amount, each.part.field, each.part.start))


def _likeness(part: PartTraits, weights: Learned) -> float:
    return counted(weights.parts, chain(part.shown, part.shape, part.beside))


def facts(study: Study, parts: Sequence[PartTraits]) -> frozenset[str]:
    """The names of what holds in a request: how its fields relate, and the shapes of its parts."""
    return relations(study).union(*(part.shape for part in parts))


def evidence(
    held: frozenset[str], signals: Amounts, alike: Mapping[str, Sequence[float]]
) -> Amounts:
    """Everything that counts in a request, by name: ``held`` is what holds.

    ``alike`` says how much each part, and each clause, is like others, the largest first.
    """
    amounts = dict.fromkeys(held, _FACT)
    amounts.update((f"signal:{name}", min(amount, _MOST)) for name, amount in signals.items())
    amounts.update(_by_rule(signals))
    for what, found in alike.items():
        for number, amount in enumerate(found[:COUNTED], 1):
            for level in _LEVELS:
                if amount > level:
                    amounts[f"{what}{number}:{level}"] = min(1.0, amount - level)
    return amounts


def _by_rule(signals: Amounts) -> Iterator[tuple[str, float]]:
    """What the signals of each rule add up to, and whether that by itself would be a block."""
    totals: dict[str, float] = {}
    for name, amount in signals.items():
        rule = name.partition(".")[0]
        totals[rule] = totals.get(rule, 0.0) + amount
    for rule, sum_ in totals.items():
        yield f"rule:{rule}", _FACT * min(sum_, _MOST)
        if sum_ >= _WHOLE:
            yield f"reached:{rule}", _FACT
    most = max(totals.values(), default=0.0)
    for times in (1, 2):
        if most >= times * _WHOLE:
            yield f"reached:any{times}", _FACT
