"""The fit of the weights: what it finds, and that it finds the same again."""

from screening.domain.words import Verdict
from screening.gate.balance.balance import CLAUSE, PART
from screening.gate.balance.weights import ALWAYS, BLOCK, CAUTION, NAMING, PARTS, total
from tests.gate.fit import Row, fitted, folds, rows
from tests.gate.separate import separate


def test_what_tells_two_kinds_apart_is_found() -> None:
    rows = [{"bad": 1.0, "both": 1.0}, {"good": 1.0, "both": 1.0}] * 20
    labels = [True, False] * 20
    weights = separate(rows, labels, cost=1.0)
    assert weights["bad"] > 0.5
    assert weights["good"] < -0.5
    assert abs(weights["both"]) < 0.01
    assert [total(weights, row) > 0 for row in rows] == labels


def test_amounts_count() -> None:
    rows = [{"much": number / 4} for number in (1, 2, 3, 9, 10, 11)]
    labels = [False, False, False, True, True, True]
    weights = separate(rows, labels, cost=10.0)
    assert weights["much"] > 0 > weights[ALWAYS]
    assert [total(weights, row) > 0 for row in rows] == labels


def test_a_low_cost_keeps_weights_short() -> None:
    rows, labels = [{"bad": 1.0}, {"good": 1.0}], [True, False]
    assert separate(rows, labels, 0.01)["bad"] < separate(rows, labels, 1.0)["bad"]


def row(batch: int, number: int) -> Row:
    bad = number % 3 == 0
    names = frozenset({"word:red", "word:flag"} if bad else {"word:post"})
    marked = frozenset({"fishing"} if bad else ())
    return Row(
        batch=f"batch {batch}",
        later=True,
        twin=False,
        label=Verdict.BLOCK if bad else Verdict.PASS,
        certain=False,
        facts=frozenset({"terms:0"}),
        signals={"fishing.plain": 1.0} if bad else {},
        shown={PART: [names], CLAUSE: [names]},
        marked={PART: [marked], CLAUSE: [marked]},
    )


def test_the_same_cases_give_the_same_weights() -> None:
    cases = [row(batch, number) for batch in range(4) for number in range(9)]
    made = fitted(cases)
    assert made == fitted(cases)
    assert set(made) == {PARTS, BLOCK, CAUTION, NAMING}
    assert made[PARTS]["word:red"] > 0 > made[PARTS]["word:post"]
    assert made[BLOCK]["signal:fishing.plain"] > 0
    assert made[NAMING]["fishing word:red"] > 0 > made[NAMING]["covert word:red"]


def test_no_batch_is_judged_by_weights_that_know_it() -> None:
    cases = [row(batch, 0) for batch in range(8)]
    seen = []
    for inside, outside in folds(cases):
        assert not {cases[p].batch for p in inside} & {cases[p].batch for p in outside}
        seen += outside
    assert sorted(seen) == list(range(8))


def test_cases_and_the_words_that_readers_marked_are_found() -> None:
    first = next(
        case for case in rows() if case.label is Verdict.BLOCK and any(case.marked.values())
    )
    for what in (PART, CLAUSE):
        assert any(first.marked[what])
        assert len(first.shown[what]) == len(first.marked[what])
