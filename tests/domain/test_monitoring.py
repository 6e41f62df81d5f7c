"""What a policy may ask people, how answers are counted together, and what is known of somebody."""

from copy import deepcopy
from typing import Any

import pytest

from screening.domain.monitoring import (
    NAMES,
    limits_of,
    outcome,
    problems_in,
    questions_of,
    reached,
)
from screening.domain.neutral import neutral
from screening.domain.policy import policy_of, shipped_policy
from screening.domain.policy_changes import changes
from screening.domain.policy_shape import shape_problems


def with_sex(**changed: Any) -> dict[str, Any]:
    data = deepcopy(dict(shipped_policy().data))
    data["monitoring"]["sex"] |= changed
    return data


def test_what_ships_is_in_order_and_has_names() -> None:
    assert list(problems_in(shipped_policy().data)) == []
    for question in questions_of(shipped_policy()):
        assert {question.name, *question.answers} <= NAMES.keys()
    assert limits_of(shipped_policy()).public == 10


@pytest.mark.parametrize(
    "groupings",
    [
        [],
        [[["female", "male", "unsaid"]]],  # one group tells nothing and hides nothing
        [[["female"], ["male"]]],  # somebody in none
        [[["female"], ["female", "male", "unsaid"]]],  # somebody in two
        [[["female"], ["male", "unsaid"]], [["female", "male"], ["unsaid"]]],  # divides no group
        [[["female"], []]],
        ["female"],
    ],
)
def test_answers_that_cannot_be_counted_are_refused(groupings: list[Any]) -> None:
    found = shape_problems(policy_of(with_sex(groupings=groupings)))
    assert any("monitoring.sex" in each for each in found)


@pytest.mark.parametrize(
    ("name", "value"),
    [("suppress_under", 2), ("publish_suppress_under", 4), ("suppress_under", 12)],
)
def test_small_counts_stay_small(name: str, value: int) -> None:
    data = deepcopy(dict(shipped_policy().data))
    data["report"][name]["value"] = value
    assert any(name in each for each in problems_in(data))


def test_other_groupings_show_as_a_change() -> None:
    after = policy_of(with_sex(groupings=[[["female"], ["male", "unsaid"]]]))
    (change,) = changes(shipped_policy(), after)
    assert change.at == ("monitoring", "sex", "groupings")
    assert change.removed == ("[['female'], ['male'], ['unsaid']]",)


def test_a_policy_that_is_older_than_the_questions_asks_what_ships() -> None:
    data = {name: each for name, each in shipped_policy().data.items() if name != "monitoring"}
    older = {"report": {"suppress_under": {"value": 7}}}
    assert questions_of(policy_of(data)) == questions_of(shipped_policy())
    limits = limits_of(policy_of(data | older))
    assert (limits.officers, limits.public) == (7, 10)
    older["report"]["suppress_under"]["value"] = 12
    assert limits_of(policy_of(data | older)).public == 12


def test_how_far_somebody_came_and_what_came_of_it() -> None:
    assert reached(["applied", "interviewed", "withdrew"]) == "interviewed"
    assert reached(["shortlisted", "appointed"]) == "offered"
    assert reached(["withdrew"]) == "applied"
    assert [outcome(each) for each in ("appointed", "withdrew", "offered")] == [
        "appointed",
        "withdrew",
        "not-appointed",
    ]


def test_no_cell_begins_a_formula() -> None:
    assert [neutral(each) for each in ("=1+1", "@x", "-2", "+3", "\tx", "Parks", "C-01", "")] == [
        "'=1+1", "'@x", "'-2", "'+3", "'\tx", "Parks", "C-01", "",
    ]  # fmt: skip
