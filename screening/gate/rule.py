"""What a rule is, and the register that takes only whole ones."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import NamedTuple

from screening.gate.hits import Hit
from screening.gate.study import Study

AIMS = frozenset({"fishing", "protected", "covert", "blanket", "routine"})
"""The rules that stop a request for what it is after, and not for what it leaves out."""

ALIKE = "alike"
"""The signal of a part that reads like others that were to be stopped for the same reason."""


class RuleRefused(Exception):
    """A rule lacks something that the gate or its reader would need."""


class Mark(NamedTuple):
    """Where a signal was seen. ``start`` and ``end`` are offsets in the field's own text."""

    signal: str
    field: str
    start: int = 0
    end: int = 0
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rule:
    """One reason for which a request may not be ready, by what it looks for: its ``signals``.

    What it is called, what it rests on, how much each signal weighs and what a person is told
    are the policy's to say (``terms.py``).
    """

    name: str
    signals: frozenset[str]
    look: Callable[[Study], Iterable[Mark]]


def mark(signal: str, hit: Hit) -> Mark:
    """The mark for ``signal`` on the words of ``hit``."""
    return Mark(signal, hit.field, hit.start, hit.end)


def registered(*modules: ModuleType) -> tuple[Rule, ...]:
    """The rules of ``modules``, in order.

    Raises RuleRefused for one without a docstring, a name or signals, or with a name already
    taken.
    """
    rules: dict[str, Rule] = {}
    for module in modules:
        rule: Rule = module.RULE
        if fault := _fault(rule, module.__doc__):
            raise RuleRefused(f"The rule {rule.name or module.__name__} {fault}.")
        if rule.name in rules:
            raise RuleRefused(f"There are two rules named {rule.name}.")
        rules[rule.name] = rule
    return tuple(rules.values())


def _fault(rule: Rule, docstring: str | None) -> str:
    wanted = {
        "has no name": rule.name,
        "has no docstring": docstring,
        "has no signals": rule.signals,
    }
    return next((fault for fault, value in wanted.items() if not value), "")
