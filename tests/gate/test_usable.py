"""What a policy must be like before anybody is judged by it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import policy_of, shipped_policy
from screening.gate.usable import check_usable

Data = dict[str, Any]


def data() -> Data:
    return deepcopy(dict(shipped_policy().data))


def weight(changed: Data, rule: str, signal: str, value: object) -> None:
    changed["gate"]["weights"].setdefault(rule, {})[signal] = value


def phrases(changed: Data, *added: object) -> None:
    changed["gate"]["lexicon"]["aims"]["hunt"]["phrases"] += added


def message(changed: Data, text: str) -> None:
    changed["gate"]["texts"]["routine"]["signals"]["habit"]["message"] = text


def test_the_policy_that_ships_can_be_used() -> None:
    check_usable(shipped_policy())


def test_a_policy_with_other_words_and_weights_can_be_used() -> None:
    changed = data()
    phrases(changed, "cupboard love", "<person> .. so|too very? odd*")
    weight(changed, "fishing", "hunt", {"value": 0, "source": "Switched off"})
    message(changed, "“%(excerpt)s” is in 90%% of all requests.")
    check_usable(policy_of(changed))


def test_a_policy_may_fill_in_whatever_the_rule_does() -> None:
    changed = data()
    changed["gate"]["texts"]["routine"]["signals"]["habit"]["mend"] = "Leave out %(excerpt)s."
    weight(changed, "fishing", "source", "Ours")
    phrases(changed, "w " * 149 + "ww")
    changed["gate"]["lexicon"]["house"]["ruled_out"]["phrases"] += ["cupboard love"]
    check_usable(policy_of(changed))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["gate"]["limits"].pop("places"), "gate.limits.places is missing"),
        (lambda d: d.update(notice="x"), "notice must be a table"),
        (lambda d: d["periods"]["reply"].update(days=2.5), "periods.reply.days must be a whole"),
        (lambda d: d["periods"]["reply"].update(days=0), "periods.reply.days must be a whole"),
        (lambda d: d["gate"]["block_at"].update(value=float("nan")), "from 0 to 10,000"),
        (lambda d: d["gate"]["block_at"].update(value=-1), "gate.block_at.value must be a number"),
        (lambda d: d["gate"]["caution_at"].update(value=2), "no more than gate.block_at.value"),
        (lambda d: d["gate"]["caution_at"].update(value=0), "gate.caution_at.value must be above"),
        (lambda d: d["gate"]["lexicon"].pop("vague"), "gate.lexicon.vague is missing"),
        (lambda d: weight(d, "fishing", "hint", {"value": 1, "source": "x"}), "No rule looks for"),
        (lambda d: weight(d, "fishin", "hunt", {"value": 1, "source": "x"}), "no rule fishin"),
        (lambda d: message(d, "%(who)s"), "cannot be filled in: %(who)s"),
        (lambda d: message(d, "100% so"), "a lone %"),
        (lambda d: d["gate"]["texts"]["routine"].update(title="90%"), "no % sign"),
        (lambda d: phrases(d, "don't"), "not written as phrases are"),
        (lambda d: phrases(d, ".. so"), "may not begin or end with"),
        (lambda d: phrases(d, "a .. b .. c .. d .. e"), "more than 3 of them"),
        (lambda d: phrases(d, "<nobody> so"), "a class of words that there is not: nobody"),
        (lambda d: phrases(d, " "), "is empty"),
        (lambda d: phrases(d, 3), "must be a list of texts"),
        (lambda d: d["gate"]["lexicon"]["aims"].update(new={"reason": "x"}), "aims.new.words must"),
        (
            lambda d: d["gate"]["lexicon"]["classes"].update(new={"phrases": ["x"]}),
            "classes.new is missing its words",
        ),
        (
            lambda d: d["gate"]["learned"]["naming"]["weights"].append("angling word:a 0.5"),
            "weights for “angling”, no rule that can tell",
        ),
        (
            lambda d: d["gate"]["learned"]["naming"]["weights"].append("no-claim word:a 0.5"),
            "weights for “no-claim”, no rule that can tell",
        ),
        (lambda d: d["periods"]["reply"].update(days=10**400), "periods.reply.days must be a"),
        (lambda d: d["gate"]["block_at"].update(value=10**400), "from 0 to 10,000"),
        (lambda d: phrases(d, *(f"w{n}" for n in range(25_000))), "are read in time"),
    ],
)
def test_what_cannot_be_used_says_where_and_what_to_do(
    change: Callable[[Data], object], said: str
) -> None:
    changed = data()
    change(changed)
    with pytest.raises(PolicyInvalid) as caught:
        check_usable(policy_of(changed))
    assert said in str(caught.value)


def problems(*changes: Callable[[Data], object]) -> str:
    changed = data()
    for change in changes:
        change(changed)
    with pytest.raises(PolicyInvalid) as caught:
        check_usable(policy_of(changed))
    return str(caught.value)


def test_every_problem_is_told_at_once_and_in_full() -> None:
    said = problems(
        lambda d: weight(d, "fishing", "hint", {"value": 1, "source": "x"}),
        lambda d: d["gate"]["texts"]["fishing"]["signals"].update(hint={"message": "x"}),
        lambda d: message(d, "%(who)s at %(when)s in 100% of them"),
        lambda d: d["gate"]["texts"]["fishing"]["basis"].update(text="100%"),
        lambda d: phrases(d, "<ghosts> or <nobody> so"),
        lambda d: d["gate"]["lexicon"]["aims"].update(lost={"reason": "x"}),
        lambda d: d["gate"]["lexicon"]["aims"].update(odd={"reason": "x", "words": "a, b"}),
        lambda d: d["gate"]["lexicon"]["welsh"].update(
            stray={"counts_as": "aims.nowhere", "words": ["x"], "reason": "x"}
        ),
    )
    for line in (
        "No rule looks for gate.weights.fishing.hint: correct the name, or leave it out.",
        "No rule looks for gate.texts.fishing.signals.hint: correct the name, or leave it out.",
        "gate.texts.routine.signals.habit.message cannot be filled in: "
        "%(when)s, %(who)s, a lone %. Known here: %(excerpt)s.",
        "gate.texts.fishing: write “per cent” in a title or basis, and no % sign.",
        "“<ghosts> or <nobody> so” in [gate.lexicon.aims.hunt] names a class of words that there "
        "is not: ghosts, nobody.",
        "gate.lexicon.aims.lost.words must be a list of texts.",
        "gate.lexicon.aims.odd.words must be a list of texts.",
        "gate.lexicon.welsh.stray counts as aims.nowhere, and there is no such table.",
    ):
        assert line in said


def test_a_mend_that_cannot_be_filled_in_is_told_as_such() -> None:
    def mend(changed: Data) -> None:
        changed["gate"]["texts"]["routine"]["signals"]["habit"]["mend"] = "%(who)s"

    assert "gate.texts.routine.signals.habit.mend cannot be filled in: %(who)s." in problems(mend)


def test_a_list_that_counts_as_one_in_a_list_that_is_not_there_is_told() -> None:
    stray = {"counts_as": "none.nowhere", "words": ["x"], "reason": "x"}
    said = problems(lambda d: d["gate"]["lexicon"]["welsh"].update(stray=stray))
    assert "gate.lexicon.welsh.stray counts as none.nowhere, and there is no such table." in said
