"""What a policy says of each rule: its name, its basis, what a signal weighs and tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import Policy
from screening.gate.rule import Rule

_POLICIES_KEPT = 8  # the one in force, those before it, and the one that is being tried


@dataclass(frozen=True)
class SignalTerms:
    """What a signal weighs, and what it tells the requester.

    A ``certain`` one decides by its weight alone; what another one is worth beside all else in the
    request, the balance knows. ``message`` and ``mend`` are English templates: they may hold
    ``%(name)s`` parameters.
    """

    weight: float
    certain: bool
    source: str
    message: str
    mend: str


@dataclass(frozen=True)
class RuleTerms:
    """A rule as the policy words it; ``source`` is what its ``basis`` rests on."""

    title: str
    basis: str
    source: str
    signals: Mapping[str, SignalTerms]


@lru_cache(maxsize=_POLICIES_KEPT)
def terms_of(policy: Policy, rules: tuple[Rule, ...]) -> Mapping[str, RuleTerms]:
    """What ``policy`` says of each of ``rules``, by name.

    Raises PolicyInvalid for a rule that it does not explain in full: nobody may be judged by
    what no policy says.
    """
    return {rule.name: _rule(policy, rule) for rule in rules}


def _rule(policy: Policy, rule: Rule) -> RuleTerms:
    return RuleTerms(
        title=_text(policy, "texts", rule.name, "title"),
        basis=_text(policy, "texts", rule.name, "basis", "text"),
        source=_text(policy, "texts", rule.name, "basis", "source"),
        signals={name: _signal(policy, rule.name, name) for name in sorted(rule.signals)},
    )


def _signal(policy: Policy, rule: str, name: str) -> SignalTerms:
    return SignalTerms(
        weight=_number(policy, "weights", rule, name, "value"),
        certain=_at(policy, ("weights", rule, name, "certain")) is True,
        source=_text(policy, "weights", rule, name, "source"),
        message=_text(policy, "texts", rule, "signals", name, "message"),
        mend=_text(policy, "texts", rule, "signals", name, "mend"),
    )


def _text(policy: Policy, *path: str) -> str:
    value = _at(policy, path)
    if not isinstance(value, str) or not value.strip():
        raise _missing(policy, path, "a text")
    return value


def _number(policy: Policy, *path: str) -> float:
    value = _at(policy, path)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _missing(policy, path, "a number")
    return float(value)


def _at(policy: Policy, path: tuple[str, ...]) -> Any:
    value: Any = policy.gate
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _missing(policy: Policy, path: tuple[str, ...], kind: str) -> PolicyInvalid:
    return PolicyInvalid(
        f"The policy {policy.version} does not explain the rule {path[1]}: "
        f"put {kind} at gate.{'.'.join(path)}."
    )
