"""What is seen only across requests: recycled wording elsewhere, bursts, and coming back."""

from typing import Any

import pytest

from screening.domain.errors import CaseInvalid
from screening.domain.request import Place, Scope
from screening.domain.words import SuppliedBy, Verdict
from screening.gate.case import read_case
from screening.gate.rules.resubmitted import stopped_for
from tests.gate.builders import PLACE, by_rules, case_data, signals

SCOPE: dict[str, Any] = {
    "places": [PLACE],
    "terms": [],
    "looking_at": "Anything that shows what he is like",
    "from": "2024-03-01",
    "to": "2024-09-30",
    "minutes": 20,
}
QUESTION = "To confirm that the written communication is clear and professional as stated."
RELEVANCE = "Clear communication is essential and a claim was made about it, hence this look."
WORDS = {"question": QUESTION, "relevance": RELEVANCE}


def stopped(rule: str = "fishing", field: str = "request.question", **scope: Any) -> dict[str, Any]:
    return {"stopped": [{"rules": [rule], "fields": [field], **SCOPE, **scope}]}


def used(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [
        {"candidate": f"C-{number}", "quote": f"I wrote newsletter number {number}.", **WORDS}
        | changes
        for number in range(count)
    ]


def test_what_was_used_on_another_vacancy_is_left_to_hr_however_often() -> None:
    found = by_rules(**WORDS, earlier=used(15, elsewhere=True))
    assert signals(found, "routine") == {"question-elsewhere", "reason-elsewhere"}
    assert {f.verdict for f in found.findings if f.rule == "routine"} == {Verdict.CAUTION}
    assert {f.params["count"] for f in found.findings if f.rule == "routine"} == {"15"}


def test_a_question_asked_elsewhere_with_a_reason_of_its_own_is_fine() -> None:
    other = "Newsletters go to all our tenants; E2 is about those with little time to read."
    found = by_rules(**WORDS, earlier=used(3, elsewhere=True, relevance=other))
    assert "routine" not in found.reasons


def test_here_and_elsewhere_are_counted_apart() -> None:
    here, elsewhere = used(2)
    found = by_rules(**WORDS, earlier=[here, elsewhere | {"elsewhere": True}])
    assert signals(found, "routine") == {
        "question-again",
        "reason-again",
        "question-elsewhere",
        "reason-elsewhere",
    }


@pytest.mark.parametrize(("lately", "warned"), [(0, False), (3, False), (4, True), (40, True)])
def test_many_within_the_hour_are_a_caution(lately: int, warned: bool) -> None:
    found = by_rules(context={"lately": lately})
    assert found.verdict is (Verdict.CAUTION if warned else Verdict.PASS)
    assert signals(found, "burst") == ({"many"} if warned else set())
    assert {each.field for each in found.findings} == ({"request.question"} if warned else set())


@pytest.mark.parametrize("rule", ["fishing", "protected", "covert", "blanket", "routine"])
def test_what_was_stopped_for_its_aim_comes_back_with_a_caution(rule: str) -> None:
    found = by_rules(context=stopped(rule))
    assert found.verdict is Verdict.CAUTION
    assert signals(found, "resubmitted") == {"same-scope"}


@pytest.mark.parametrize(
    "same",
    [
        {"places": [{**PLACE, "address": "https://www.Instagram.com/harbourmuseum/"}]},
        {"places": [{**PLACE, "platform": "Insta", "supplied_by": "found"}]},
        {"places": []},
        {"minutes": 90},
        {"from": "2024-01-01", "to": "2024-12-31"},
        {"places": [{**PLACE, "address": "instagram.com/harbourmuseum/"}]},
        {"places": [{**PLACE, "address": "m.instagram.com/harbourmuseum"}]},
    ],
)
def test_small_differences_of_scope_are_none(same: dict[str, Any]) -> None:
    assert "resubmitted" in by_rules(context=stopped(**same)).reasons


@pytest.mark.parametrize(
    "context",
    [
        stopped("unexplained"),
        stopped("no-alternative"),
        stopped(places=[PLACE, {**PLACE, "address": "instagram.com/ada"}]),
        stopped(terms=["Ada Quillfeather pregnant"]),
        stopped(**{"from": "2010-01-01"}),
        stopped(to=None),
        stopped("blanket", "request.looking_at", looking_at="Everything on the account"),
    ],
)
def test_an_honest_change_is_not_warned_about(context: dict[str, Any]) -> None:
    assert by_rules(context=context).verdict is Verdict.PASS


def again(now: dict[str, Any], **before: Any) -> bool:
    """Whether a request as ``now`` is one that was stopped as ``before``."""
    return "resubmitted" in by_rules(**now, context=stopped(**before)).reasons


def test_search_words_are_compared_as_they_are_read() -> None:
    now = {"terms": ["Harbour  Museum objects"]}
    assert again(now, terms=["harbour museum objects"])
    assert not again(now, terms=["harbour museum"])
    assert not again({"terms": ["harbour museum"]}, terms=["harbourmuseum"])


def test_a_place_without_an_address_is_its_platform() -> None:
    mastodon = {"platform": "Mastodon", "address": "", "supplied_by": "candidate"}
    assert again({"places": [mastodon]}, places=[{**mastodon, "platform": "mastodon"}])
    assert not again({"places": [PLACE]}, places=[mastodon])
    assert not again({"places": [{**mastodon, "platform": "Threads"}]}, places=[mastodon])


def test_another_year_is_another_scope() -> None:
    assert not again({}, **{"from": "2023-03-01"})
    assert not again({}, to="2025-09-30")


def test_what_will_be_read_in_other_words_is_the_same() -> None:
    context = stopped(
        "blanket",
        "request.looking_at",
        looking_at="On the museum's page: the weekly object posts",
    )
    assert "resubmitted" in by_rules(context=context).reasons


def finding(rule: str, signal: str, verdict: str = "block") -> dict[str, str]:
    return {"rule": rule, "signal": signal, "verdict": verdict, "field": "request.question"}


def test_only_an_aim_is_remembered() -> None:
    scope = Scope(places=(Place("Instagram", "instagram.com/x", SuppliedBy.CANDIDATE),))
    assert stopped_for([finding("unexplained", "no-question")], scope) is None
    assert stopped_for([finding("fishing", "soft", "caution")], scope) is None
    assert stopped_for([finding("routine", "reason-again-and-again")], scope) is None
    both = stopped_for([finding("routine", "everyone"), finding("fishing", "hunt")], scope)
    assert both is not None
    assert (both.rules, both.fields) == (("fishing", "routine"), ("request.question",))
    assert both.scope is scope


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ({"lately": -1}, "lately is missing or is not a whole number"),
        ({"lately": True}, "lately"),
        ({"stopped": "fishing"}, "stopped is not a list"),
        ({"stopped": ["fishing"]}, "A stopped request is missing or is not an object"),
        ({"stopped": [{"rules": ["fishing"], "fields": []}]}, "looking_at is missing"),
        (stopped() | {"stopped": [{**SCOPE, "rules": [3], "fields": []}]}, "One of rules"),
        ({"stopped": [{**SCOPE, "rules": [], "fields": [], "from": "May"}]}, "from is not a date"),
    ],
)
def test_a_malformed_context_is_said(context: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseInvalid, match=said):
        read_case(case_data(context=context))


def test_a_malformed_elsewhere_is_said() -> None:
    with pytest.raises(CaseInvalid, match="elsewhere is neither true nor false"):
        read_case(case_data(earlier=used(1, elsewhere="yes")))
