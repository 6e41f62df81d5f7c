from copy import deepcopy
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import Policy, policy_of, shipped_policy
from screening.gate.rule import Rule, RuleRefused, registered
from screening.gate.rules import RULES, fishing
from screening.gate.terms import terms_of

TEN = {
    "no-claim",
    "not-relevant",
    "unexplained",
    "routine",
    "blanket",
    "fishing",
    "protected",
    "covert",
    "excessive",
    "no-alternative",
}


def module(rule: Rule, doc: str | None = "What it looks for.") -> ModuleType:
    made = ModuleType("made", doc)
    made.RULE = rule  # type: ignore[attr-defined] # modules take any name
    return made


def test_every_reason_of_the_policy_has_its_rule() -> None:
    assert {rule.name for rule in RULES} >= TEN


def test_whole_rules_are_kept_in_order() -> None:
    other = replace(fishing.RULE, name="angling")
    assert registered(fishing, module(other)) == (fishing.RULE, other)
    assert registered() == ()


@pytest.mark.parametrize(
    ("lacking", "fault"),
    [
        ({"name": ""}, r"^The rule made has no name\.$"),
        ({"signals": frozenset()}, r"^The rule fishing has no signals\.$"),
    ],
)
def test_a_rule_that_is_not_whole_is_refused(lacking: dict[str, Any], fault: str) -> None:
    with pytest.raises(RuleRefused, match=fault):
        registered(module(replace(fishing.RULE, **lacking)))


def test_a_rule_without_a_docstring_is_refused() -> None:
    with pytest.raises(RuleRefused, match=r"^The rule fishing has no docstring\.$"):
        registered(module(fishing.RULE, doc=None))


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(RuleRefused, match=r"^There are two rules named fishing\.$"):
        registered(fishing, module(fishing.RULE))


def without(*path: str) -> Policy:
    """The policy that ships, without what stands at ``path`` in its part for the gate."""
    data = deepcopy(dict(shipped_policy().data))
    table = data["gate"]
    for name in path[:-1]:
        table = table[name]
    del table[path[-1]]
    return policy_of(data)


@pytest.mark.parametrize(
    "path",
    [
        ("texts", "fishing"),
        ("texts", "fishing", "title"),
        ("texts", "fishing", "basis", "text"),
        ("texts", "fishing", "basis", "source"),
        ("texts", "fishing", "signals", "hunt", "message"),
        ("texts", "fishing", "signals", "hunt", "mend"),
        ("weights", "fishing", "hunt"),
        ("weights", "fishing", "hunt", "value"),
        ("weights", "fishing", "hunt", "source"),
    ],
    ids=".".join,
)
def test_a_rule_that_the_policy_does_not_explain_is_refused(path: tuple[str, ...]) -> None:
    with pytest.raises(PolicyInvalid, match=r"does not explain the rule fishing: put a .* at gate"):
        terms_of(without(*path), RULES)


def test_a_weight_that_is_no_number_is_refused() -> None:
    data = deepcopy(dict(shipped_policy().data))
    data["gate"]["weights"]["fishing"]["hunt"]["value"] = "much"
    with pytest.raises(PolicyInvalid, match=r"put a number at gate\.weights\.fishing\.hunt\.value"):
        terms_of(policy_of(data), RULES)
