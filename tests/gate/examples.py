"""Ten findings as a manager reads them: what they wrote, what is marked in it, and why."""

from collections.abc import Iterator, Mapping
from typing import Any

from screening.domain.request import texts_read
from screening.gate.assessment import Assessment, Finding
from screening.gate.case import Case, read_case
from screening.gate.explain import render
from tests.gate.builders import PLACE, case_data, judge

FOUND = {"platform": "Facebook", "address": "facebook.com/rosa.lind", "supplied_by": "found"}
EXAMPLES: Mapping[str, dict[str, Any]] = {
    "protected": {"question": "Are the posts accurate, and is she likely to start a family soon?"},
    "fishing": {"relevance": "Writing is E1. We also want to know if there are any red flags."},
    "covert": {"searcher": {"kind": "manager", "name": "Asha, who will send a friend request"}},
    "routine": {"relevance": "We do this for everyone on the shortlist before interview."},
    "blanket": {"looking_at": "All her accounts and everything she has posted under any name"},
    "excessive": {"from": "2015-01-01", "to": "2026-06-30"},
    "no-claim": {"source": "none", "quote": ""},
    "not-relevant": {"places": [PLACE, FOUND]},
    "unexplained": {"relevance": "To verify."},
    "no-alternative": {"places": [{**PLACE, "supplied_by": "found"}], "alternatives": ""},
}
"""By the rule that speaks, what is changed of a request that passes."""


def lines() -> Iterator[str]:
    """The examples, as Markdown."""
    for number, (rule, changes) in enumerate(EXAMPLES.items(), start=1):
        case, assessment = read_case(case_data(**changes)), judge(**changes)
        finding = first(assessment, rule)
        said = render(finding)
        yield f"{number}. **{rule}**, {finding.verdict.value}. {_written(case, finding)}"
        yield f"   {said.message} *{said.mend}* ({said.basis})"


def first(assessment: Assessment, rule: str) -> Finding:
    """What ``rule`` says first. Raises StopIteration where it says nothing."""
    return next(finding for finding in assessment.findings if finding.rule == rule)


def _written(case: Case, finding: Finding) -> str:
    text = texts_read(case.request, case.claim.quote).get(finding.field, "")
    start, end = finding.start, finding.end
    if start == end:
        return f"In `{finding.field}`, which says “{text}”:" if text else f"In `{finding.field}`:"
    return f"In `{finding.field}`: “{text[:start]}**{text[start:end]}**{text[end:]}”"
