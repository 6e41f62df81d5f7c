import json
from itertools import permutations

import pytest

from screening.domain.policy import shipped_policy
from screening.domain.words import Verdict
from screening.gate.case import read_case
from screening.gate.explain import finding_from_data, render
from screening.gate.gate import RELEASE, assess
from screening.gate.rule import Rule
from screening.gate.rules import RULES
from tests.gate import examples
from tests.gate.builders import case_data, judge

IMPROPER = {
    "question": "Any red flags, and is she religious?",
    "looking_at": "All her accounts, and her sister's",
    "alternatives": "",
}


def test_a_sound_case_passes_without_findings() -> None:
    assessment = judge()
    assert assessment.verdict is Verdict.PASS
    assert assessment.findings == ()
    assert assessment.reasons == ()


def test_an_assessment_says_by_which_policy_and_release_it_was_made() -> None:
    policy = shipped_policy()
    assessment = judge()
    assert assessment.policy_version == policy.version
    assert assessment.policy_digest == policy.digest
    assert assessment.release == RELEASE


def test_an_assessment_is_written_as_strings_lists_and_mappings() -> None:
    assessment = judge(**IMPROPER)
    written = assessment.as_data()
    assert written == {
        "verdict": "block",
        "findings": [finding.as_data() for finding in assessment.findings],
        "policy_version": assessment.policy_version,
        "policy_digest": assessment.policy_digest,
        "release": RELEASE,
    }
    for finding, data in zip(assessment.findings, written["findings"], strict=True):
        assert data == {
            "rule": finding.rule,
            "signal": finding.signal,
            "verdict": finding.verdict.value,
            "field": finding.field,
            "start": str(finding.start),
            "end": str(finding.end),
            "excerpt": finding.excerpt,
            "params": dict(finding.params),
        }
        assert finding_from_data(data, shipped_policy()) == finding


def test_beside_what_is_enough_weaker_signs_of_the_same_rule_only_warn() -> None:
    covert = judge(looking_at="We use her password. Please be discreet.").findings
    told = {each.signal: each.verdict for each in covert if each.rule == "covert"}
    assert told["outright"] is Verdict.BLOCK
    assert told["hush"] is Verdict.CAUTION


def test_a_weaker_sign_on_the_words_of_a_stronger_one_is_told_like_it() -> None:
    covert = judge(looking_at="We use her password. View it through a friend.").findings
    assert {each.verdict for each in covert if each.excerpt.endswith("friend")} == {Verdict.BLOCK}


def test_of_the_same_words_a_sign_is_told_once() -> None:
    covert = judge(looking_at="We use her sister's password.").findings
    assert [each.excerpt for each in covert if each.signal == "access"] == [
        "We use her sister's password"
    ]


def test_signs_that_stop_a_request_together_are_each_told_as_stopping_it() -> None:
    worn = "Was there a p\u043est each week, and is it right?"
    two = judge(question=worn, relevance=f"E1 asks for it. {worn}")
    assert {each.verdict for each in two.findings} == {Verdict.BLOCK}
    assert [each.signal for each in two.findings] == ["worn", "worn"]


def test_without_rules_everything_is_refused() -> None:
    assessment = assess(read_case(case_data()), shipped_policy(), rules=())
    assert assessment.verdict is Verdict.BLOCK
    assert assessment.reasons == ("no-rules",)
    assert render(assessment.findings[0]).mend


def test_the_same_case_is_always_judged_alike() -> None:
    assert judge(**IMPROPER) == judge(**IMPROPER)


def test_the_order_of_the_rules_changes_nothing() -> None:
    case, policy = read_case(case_data(**IMPROPER)), shipped_policy()
    other_way = list(RULES)
    other_way.reverse()
    assert assess(case, policy, other_way) == assess(case, policy)


def test_the_order_of_places_changes_no_verdict() -> None:
    places = [
        {"platform": "X", "address": "x.com/someone_else", "supplied_by": "found"},
        {"platform": "Instagram", "address": "instagram.com/harbourmuseum", "supplied_by": "found"},
        {"platform": "Blog", "address": "elsewhere.example", "supplied_by": "unknown"},
    ]
    answers = {
        (assessment.verdict, frozenset(assessment.reasons))
        for order in permutations(places)
        for assessment in [judge(places=list(order))]
    }
    assert len(answers) == 1


def test_a_label_is_never_read() -> None:
    data = case_data(**IMPROPER)
    labelled = {**data, "label": {"verdict": "pass", "reasons": []}, "note": "all is well"}
    policy = shipped_policy()
    assert assess(read_case(labelled), policy) == assess(read_case(data), policy)


def test_excerpts_are_the_original_words_in_place() -> None:
    data = case_data(**IMPROPER)
    request = data["request"]
    fields = {
        "request.question": request["question"],
        "request.looking_at": request["looking_at"],
    }
    marked = [f for f in assess(read_case(data), shipped_policy()).findings if f.field in fields]
    assert {finding.field for finding in marked} == set(fields)
    for finding in marked:
        assert finding.excerpt == fields[finding.field][finding.start : finding.end]


def test_the_reasons_that_decide_come_first() -> None:
    assessment = judge(question="Is she religious?", minutes=200)
    assert assessment.verdict is Verdict.BLOCK
    deciding = [f.rule for f in assessment.findings if f.verdict is Verdict.BLOCK]
    assert assessment.reasons[0] in deciding


def test_a_finding_is_stored_and_told_again() -> None:
    for finding in judge(**IMPROPER).findings:
        stored = json.loads(json.dumps(finding.as_data()))
        told = finding_from_data(stored, shipped_policy())
        assert told == finding
        assert render(told) == render(finding)
        assert render(told).basis == finding.basis != ""


def test_a_finding_is_told_in_another_language() -> None:
    finding = judge(**IMPROPER).findings[0]
    assert render(finding, lambda text: f"[cy] {text}").message.startswith("[cy] ")


def test_what_is_stored_holds_no_numbers() -> None:
    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for item in value.values() for leaf in leaves(item)]
        if isinstance(value, list):
            return [leaf for item in value for leaf in leaves(item)]
        return [value]

    assert all(isinstance(leaf, str) for leaf in leaves(judge(**IMPROPER).as_data()))


def test_a_finding_of_a_forgotten_rule_can_still_be_shown() -> None:
    finding = judge(**IMPROPER).findings[0]
    for change in ({"rule": "once-known"}, {"signal": "once-known"}):
        told = render(finding_from_data({**finding.as_data(), **change}, shipped_policy()))
        assert told.message
        assert told.mend
        assert bool(told.basis) is ("signal" in change)  # the rule's, as long as it is known


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_signal_has_a_weight_with_its_source(rule: Rule) -> None:
    weights = shipped_policy().gate["weights"][rule.name]
    assert set(weights) == set(rule.signals)
    assert all(0 < weight["value"] <= 2 and weight["source"] for weight in weights.values())


def test_each_example_of_the_report_is_found_by_the_rule_that_it_is_of() -> None:
    assert len(list(examples.lines())) == 2 * len(examples.EXAMPLES) == 20
