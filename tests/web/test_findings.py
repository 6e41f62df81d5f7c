"""What was found in a request, beside the words that it is about."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from screening.gate.case import read_case
from screening.web.findings import answers
from screening.web.revising import passages
from tests.gate.builders import QUOTE, case_data, judge


def test_of_words_that_two_rules_stop_it_is_said_what_the_law_protects() -> None:
    question = "Is she very religious?"
    [first, *_] = [one for one in judge(question=question).findings if one.signal == "turned"]
    other = replace(first, rule="fishing", message="“%(excerpt)s” is about the person.")
    request = read_case(case_data(question=question)).request
    attempt: Any = SimpleNamespace(request=request, findings=(other, first), disputes=())
    asked, *_ = answers(attempt, QUOTE)
    assert [finding.number for finding in asked.findings] == [2, 1]
    [passage] = passages(asked.findings)
    assert [message for advice in passage.advice for message in advice.messages] == [
        "“religious” could reveal something protected or private, such as religion, health, age, "
        "family or politics."
    ]


def test_what_the_law_protects_is_named_within_words_that_another_rule_stops() -> None:
    question = "Is he going to be off sick a lot, and has he got young kids?"
    assessment = judge(question=question)
    request = read_case(case_data(question=question)).request
    attempt: Any = SimpleNamespace(request=request, findings=assessment.findings, disputes=())
    asked, *_ = answers(attempt, QUOTE)
    stopped = [
        (0, 32),
        (0, 26),
    ]  # "… off sick a lot" is of the person, "… off sick" of their health
    assert set(stopped) <= {span for each in asked.findings for span in each.spans}
    [passage] = passages(asked.findings)
    said = [message for advice in passage.advice for message in advice.messages]
    assert said[0].startswith("“Is he going to be off sick” could reveal something protected")
    assert "“Is he going to be off sick a lot” is about the person, and not their work." in said
