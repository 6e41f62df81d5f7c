from copy import deepcopy
from typing import Any

from screening.domain.policy import Policy, policy_of, shipped_policy
from screening.domain.words import Verdict
from screening.gate.assessment import Assessment
from screening.gate.case import read_case
from screening.gate.gate import assess
from tests.gate.builders import case_data


def house(*phrases: str) -> Policy:
    data = deepcopy(dict(shipped_policy().data))
    data["gate"]["lexicon"]["house"]["ruled_out"]["phrases"] = list(phrases)
    return policy_of(data)


def judged(**changes: Any) -> Assessment:
    return assess(read_case(case_data(**changes)), house("weekly object*", "captain*"))


def test_what_an_organisation_rules_out_stops_a_request_among_words_of_the_work_too() -> None:
    text = "The museum's captain posts"
    for field in ("question", "relevance", "looking_at", "alternatives"):
        assessment = judged(**{field: text})
        assert assessment.verdict is Verdict.BLOCK
        assert "ruled-out" in assessment.reasons
    assert "ruled-out" in judged(terms=["captain"]).reasons


def test_what_the_claim_says_itself_is_not_ruled_out() -> None:
    assert "ruled-out" not in judged(quote="I wrote a captain's weekly object posts.").reasons


def test_a_promise_to_leave_it_alone_is_not_ruled_out() -> None:
    assert "ruled-out" not in judged(looking_at="The museum posts. No captains.").reasons


def test_the_shipped_policy_rules_nothing_out_by_name() -> None:
    assert shipped_policy().gate["lexicon"]["house"]["ruled_out"]["phrases"] == []
