from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from screening.gate.rule import Rule, RuleRefused, Signal, registered
from screening.gate.rules import RULES, fishing

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


@pytest.mark.parametrize(
    ("lacking", "fault"),
    [
        ({"title": ""}, "has no title"),
        ({"basis": ""}, "has no basis"),
        ({"name": ""}, "has no name"),
        ({"signals": {}}, "has no signals"),
        ({"signals": {"shy": Signal("", "Mend it.")}}, "does not explain its signal shy"),
        ({"signals": {"shy": Signal("Seen.", "")}}, "does not explain its signal shy"),
    ],
)
def test_a_rule_that_does_not_explain_itself_is_refused(
    lacking: dict[str, Any], fault: str
) -> None:
    with pytest.raises(RuleRefused, match=fault):
        registered(module(replace(fishing.RULE, **lacking)))


def test_a_rule_without_a_docstring_is_refused() -> None:
    with pytest.raises(RuleRefused, match="has no docstring"):
        registered(module(fishing.RULE, doc=None))


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(RuleRefused, match="two rules named fishing"):
        registered(fishing, module(fishing.RULE))
