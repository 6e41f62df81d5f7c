"""What everything that was seen adds up to."""

import json
from copy import deepcopy
from typing import Any

import pytest

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import Policy, policy_of, shipped_policy
from screening.domain.words import Verdict
from screening.gate.balance.balance import CLAUSE, PART, Alike, balance, evidence
from screening.gate.balance.naming import alike_marks, most_alike, rule_of
from screening.gate.balance.relations import relations
from screening.gate.balance.traits import PartTraits, by_clause, traits
from screening.gate.balance.weights import ALWAYS, learned, total, written
from screening.gate.case import read_case
from screening.gate.gate import assess
from screening.gate.rule import ALIKE, Mark
from screening.gate.rules import RULES
from screening.gate.seen import Looking, apart
from screening.gate.study import Study
from tests.gate.builders import assess_by_rules, case_data, judge


def study(**changes: Any) -> Study:
    return Study(read_case(case_data(**changes)), shipped_policy())


def names(field: str, **changes: Any) -> set[str]:
    """What the parts of ``field`` show."""
    found = [part.names for part in traits(study(**changes)) if part.field == f"request.{field}"]
    return set().union(*found)


def with_weights(**tables: str) -> Policy:
    """The shipped policy with other learned weights."""
    data = deepcopy(dict(shipped_policy().data))
    for name, text in tables.items():
        data["gate"]["learned"][name]["weights"] = text.splitlines()
    return policy_of(data)


def test_a_word_of_the_claim_has_no_name_of_its_own() -> None:
    shown = names("question", question="Are the museum posts wonderful?")
    assert "word:wonderful" in shown
    assert not {"word:museum", "word:post"} & shown
    assert "shape:question,work2" in shown


def test_names_of_people_and_addresses_teach_nothing() -> None:
    question = "Were the posts by Aisha Okonkwo clear?"
    place = {"platform": "Blog", "address": "aishaokonkwo.example", "supplied_by": "candidate"}
    shown = names("question", question=question) | names("places[0].address", places=[place])
    assert not [name for name in shown if "aisha" in name or "okonkwo" in name]


def test_numbers_are_told_by_their_kind() -> None:
    shown = names("looking_at", looking_at="Some 12 films of 1998 and 3 more")
    assert {"word:#2", "word:#year", "word:#1"} <= shown


def test_a_denied_part_is_told_as_such_but_not_in_the_alternatives() -> None:
    text = "We do not look at her religion."
    assert "denied:relig" in names("looking_at", looking_at=text)
    assert not {n for n in names("alternatives", alternatives=text) if n.startswith("denied:")}


def test_a_word_is_told_with_its_field_and_with_the_word_after_it() -> None:
    shown = names("question", question="Is the wonderful museum by Aisha open?")
    assert {"in:question:wonderful", "pair:the wonderful", "pair:wonderful #work"} <= shown
    assert {"pair:# is", "pair:by #name", "pair:open #"} <= shown
    denied = names("looking_at", looking_at="We do not look at her religion.")
    assert {"denied:in:reading:her", "denied:pair:at her"} <= denied
    assert not {name for name in denied if name.startswith(("in:", "pair:"))}
    assert not {name for name in names("places[0].address") if name.startswith(("in:", "pair:"))}


def test_the_parts_of_a_clause_are_read_together_too() -> None:
    parts = traits(study(question="Is she clear and wonderful? Are they short?"))
    parts = [part for part in parts if part.field == "request.question"]
    first, second = by_clause(parts)
    assert len(parts) == 3
    assert {"word:clear", "word:wonderful"} <= first.names
    assert (first.start, first.end) == (parts[0].start, parts[1].end)
    assert second == parts[2]
    assert "word:wonderful" not in second.names


def test_a_bare_part_is_like_nothing() -> None:
    case = study(relevance="To verify. Writing about objects is E1, and these are the example.")
    found = balance(case, {}, frozenset(), learned(shipped_policy()))
    ranked = [each.part for each in (*found.alike, *found.clauses)]
    assert not any(part.bare for part in ranked)
    assert all(part.start > 0 for part in ranked if part.field == "request.relevance")


def test_a_part_knows_what_stands_beside_it() -> None:
    parts = traits(study(question="Is it clear, and is she wonderful?"))
    first, second = [part for part in parts if part.field == "request.question"]
    assert "beside:word:wonderful" in first.names
    assert "beside:word:clear" in second.names
    assert not any(name.startswith("beside:shape") for name in first.names)


def test_nothing_of_one_field_stands_beside_another() -> None:
    shown = names("question", question="Wonderful?", looking_at="Zebras")
    assert not any("zebra" in name for name in shown)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "places:all-supplied"),
        ({}, "place:candidate"),
        ({"question": "How is the weather?"}, "question-claim:0"),
        ({"question": "Is there an object each week at the Harbour Museum?"}, "question-claim:3"),
        ({"minutes": 20}, "minutes:1"),
        ({"minutes": 200}, "minutes:6"),
        ({"terms": []}, "terms:0"),
        ({"terms": ["zebra"]}, "new-terms:1"),
        ({"terms": ["museum"]}, "new-terms:0"),
        ({"from": None}, "from:open"),
        ({"from": "2019-01-01"}, "years-before:4"),
        ({"to": "2025-09-30"}, "years-after:2"),
        ({"searcher": {"kind": "third_party", "name": "X"}}, "searcher:third_party"),
        ({"criterion": None}, "criterion:none"),
        ({"alternatives": ""}, "ways:0"),
        ({"relevance": "Writing about collections"}, "reason-criterion:2"),
    ],
)
def test_what_holds_between_the_parts_is_named(changes: dict[str, Any], name: str) -> None:
    assert name in relations(study(**changes))


def test_each_measure_has_one_name() -> None:
    measures = [name.partition(":")[0] for name in relations(study()) if name[-1].isdigit()]
    assert len(measures) == len(set(measures))


def test_what_counts_is_named_and_bounded() -> None:
    amounts = evidence(
        frozenset({"terms:0"}),
        {"fishing.plain": 9.0, "covert.hush": 0.25},
        {PART: [1.5, 0.3, -0.1, -0.2], CLAUSE: [0.7]},
    )
    assert amounts["terms:0"] == 0.5
    assert amounts["signal:fishing.plain"] == 2.0
    assert amounts["signal:covert.hush"] == 0.25
    assert amounts["rule:covert"] == 0.125
    assert amounts["rule:fishing"] == 1.0
    assert {"reached:fishing", "reached:any1", "reached:any2"} <= amounts.keys()
    assert "reached:covert" not in amounts
    assert amounts["alike1:1.0"] == 0.5
    assert amounts["alike1:-1.2"] == 1.0
    assert amounts["alike2:0.2"] == pytest.approx(0.1)
    assert "alike2:0.6" not in amounts
    assert "alike3:-0.2" in amounts
    assert not [name for name in amounts if name.startswith("alike4")]
    assert amounts["clause1:0.6"] == pytest.approx(0.1)
    assert "clause2:-1.2" not in amounts


def test_reaching_once_is_not_reaching_twice() -> None:
    amounts = evidence(frozenset(), {"fishing.plain": 1.0}, {})
    assert "reached:any1" in amounts
    assert "reached:any2" not in amounts


def test_sums_are_the_same_in_whatever_order() -> None:
    weights = {"a": 0.1, "b": 0.2, "c": 1e16, "d": -1e16, ALWAYS: 0.5}
    amounts = dict.fromkeys("abcd", 1.0)
    backwards = dict.fromkeys("dcba", 1.0)
    assert total(weights, amounts) == total(weights, backwards) == pytest.approx(0.8)
    assert total(weights, {"unknown": 3.0}) == 0.5


def test_weights_are_read_as_they_are_written() -> None:
    lines = written({"word:b": -0.25, "a thing:1": 1.0, "faint": 0.0004})
    assert lines == ["a thing:1 1.000", "word:b -0.250"]
    policy = with_weights(parts="\n".join(lines))
    assert learned(policy).parts == {"a thing:1": 1.0, "word:b": -0.25}
    naming = learned(
        with_weights(naming="covert always -1\nfishing word:a 1\ncovert word:a 2")
    ).naming
    assert naming == {"covert": {ALWAYS: -1.0, "word:a": 2.0}, "fishing": {"word:a": 1.0}}


@pytest.mark.parametrize("text", ["", "  \n", "word:a", "word:a much", "word:a nan", " 0.3"])
def test_weights_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(PolicyInvalid, match="learned.block.weights"):
        learned(with_weights(block=text))


def test_the_balance_decides() -> None:
    case = read_case(case_data())
    for block, caution, verdict in (
        ("always 0", "always -1", Verdict.BLOCK),
        ("always -0.001", "always 0", Verdict.CAUTION),
        ("always -1", "always -0.001", Verdict.PASS),
    ):
        assert assess(case, with_weights(block=block, caution=caution)).verdict is verdict


def test_a_certain_sign_decides_whatever_the_balance_says() -> None:
    never = with_weights(block="always -99", caution="always -99")
    assert assess(read_case(case_data(quote="")), never).verdict is Verdict.BLOCK
    bad = case_data(question="Any red flags? Is she religious?")
    assert assess(read_case(bad), never).verdict is Verdict.BLOCK
    hidden = case_data(question="Are the posts accurate? Is she preg\u200bnant?")
    assert assess(read_case(hidden), never).verdict is Verdict.BLOCK
    other = case_data(relevance="A colleague found them. Writing about objects is E1.")
    assert assess(read_case(other), never).verdict is Verdict.PASS


def test_what_is_certain_is_not_so_among_words_of_the_work() -> None:
    never = with_weights(block="always -99", caution="always -99")
    by_itself = case_data(looking_at="The weekly posts. The full trawl.")
    assert assess(read_case(by_itself), never).verdict is Verdict.BLOCK
    of_the_work = case_data(looking_at="The weekly object posts in a full trawl")
    assert assess(read_case(of_the_work), never).verdict is not Verdict.BLOCK


def test_a_verdict_always_comes_with_a_finding_that_carries_it() -> None:
    for block, caution in (("always 9", "always -9"), ("always -9", "always 9")):
        assessment = assess(read_case(case_data()), with_weights(block=block, caution=caution))
        assert assessment.findings
        assert assessment.verdict in {finding.verdict for finding in assessment.findings}


def test_no_finding_is_harder_than_the_verdict() -> None:
    mild = with_weights(block="always -9", caution="always 9")
    bad = read_case(case_data(question="Is she nice? Would she fit in?"))
    assert assess_by_rules(bad, mild).verdict is Verdict.BLOCK
    assert {finding.verdict for finding in assess(bad, mild).findings} == {Verdict.CAUTION}


def test_a_part_like_others_is_shown_with_the_rule_of_its_words() -> None:
    text = "The weekly object posts, and who is pushing the pram"
    marked = [f for f in judge(looking_at=text).findings if f.signal == ALIKE]
    assert [(f.rule, f.excerpt) for f in marked] == [("protected", "who is pushing the pram")]


def part(*names: str, bare: bool = False, start: int = 0) -> PartTraits:
    return PartTraits("request.question", start, start + 9, 0, bare, frozenset(names))


NAMING = {
    "covert": {ALWAYS: -0.1, "word:friend": 0.4},
    "protected": {ALWAYS: 0.2, "word:church": 0.5, "word:friend": -0.1},
}


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        (("word:church",), "protected"),
        (("word:friend",), "covert"),
        (("word:friend", "word:church"), "protected"),
        (("word:zebra",), "protected"),
        ((), "protected"),
    ],
)
def test_the_rule_with_the_heaviest_sum_names_a_part(names: tuple[str, ...], rule: str) -> None:
    assert rule_of(Alike(part(*names), 1.0), NAMING) == rule


def test_of_rules_that_weigh_alike_the_first_by_name_is_taken() -> None:
    assert rule_of(Alike(part(), 1.0), {"protected": {}, "covert": {}}) == "covert"
    assert rule_of(Alike(part(), 1.0), {}) == "not-relevant"


def test_only_parts_that_are_alike_enough_are_marked() -> None:
    parts = [
        Alike(part("word:church"), 0.9),
        Alike(part("word:friend", start=40), 0.5),
        Alike(part("word:friend", start=60), 0.4),
    ]
    assert list(alike_marks(parts, NAMING, 0.5)) == [
        ("protected", Mark(ALIKE, "request.question", 0, 9)),
        ("covert", Mark(ALIKE, "request.question", 40, 49)),
    ]
    assert most_alike(parts, NAMING) == ("protected", Mark(ALIKE, "request.question", 0, 9))
    assert most_alike(parts[1:], NAMING)[1].start == 40
    assert most_alike([], NAMING) == ("not-relevant", Mark(ALIKE, "request.question"))


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("Would she", True),
        ("And", True),
        ("Would she swim", False),
        ("What she is", False),
        ("Churchgoer", False),
        ("To verify", True),
        ("Verify her", False),
        ("To verify the ledger", False),
        ("Any red flags", False),
    ],
)
def test_a_word_or_two_that_say_nothing_are_bare(question: str, bare: bool) -> None:
    found = [p.bare for p in traits(study(question=question)) if p.field == "request.question"]
    assert found == [bare]


def test_the_shipped_weights_know_every_table_that_is_needed() -> None:
    weights = learned(shipped_policy())
    assert all(len(table) > 100 for table in (weights.parts, weights.block, weights.caution))
    assert {rule.name for rule in RULES if ALIKE in rule.signals} == set(weights.naming)
    assert weights.block[ALWAYS] < 0
    json.dumps(dict(weights.block))


def test_what_a_rule_has_told_it_does_not_tell_again() -> None:
    found = [f for f in judge(question="Any red flags?").findings if f.rule == "fishing"]
    assert [(finding.signal, finding.excerpt) for finding in found] == [("hunt", "red flags")]


def test_no_field_has_parts_without_end() -> None:
    parts = [p for p in traits(study(looking_at="a." * 4000)) if p.field == "request.looking_at"]
    assert len(parts) == 500


def standing_apart(**changes: Any) -> frozenset[str]:
    return apart(Looking(study(**changes), shipped_policy(), RULES).seen())


def test_an_aim_in_a_clause_without_a_word_of_the_work_stands_apart() -> None:
    alone = standing_apart(question="Is each post accurate? Any red flags?")
    assert alone == {"apart:fishing.hunt", "apart:fishing", "apart:any"}
    assert standing_apart(question="Are there red flags in the weekly object posts?") == frozenset()
    assert standing_apart(terms=["red flags"]) == frozenset()
    assert standing_apart(alternatives="") == frozenset()


def test_what_stands_apart_counts_by_its_name() -> None:
    seen = Looking(study(question="Any red flags?"), shipped_policy(), RULES).seen()
    amounts = balance(study(), {}, apart(seen), learned(shipped_policy())).amounts
    assert amounts["apart:fishing.hunt"] == 0.5
