"""A sound case, and what the gate says when some of its words are changed."""

from typing import Any

from screening.domain.policy import Policy, shipped_policy
from screening.domain.words import Verdict
from screening.gate.assessment import Assessment
from screening.gate.case import Case, read_case
from screening.gate.explain import finding_of
from screening.gate.gate import RELEASE, assess
from screening.gate.rules import RULES
from screening.gate.seen import Looking, Seen
from screening.gate.study import Study

QUOTE = (
    "From March to September 2024 I ran the Harbour Museum's Instagram and wrote a post on one "
    "object each week."
)
PLACE = {
    "platform": "Instagram",
    "address": "instagram.com/harbourmuseum",
    "supplied_by": "candidate",
}


def case_data(**changes: Any) -> dict[str, Any]:
    """A case that passes, as JSON gives it; ``changes`` replace parts of the request.

    ``quote``, ``source``, ``title``, ``criteria``, ``earlier``, ``context`` go where they belong.
    """
    data: dict[str, Any] = {
        "id": "built",
        "vacancy": {
            "title": changes.pop("title", "Digital Content Officer"),
            "applicants": 14,
            "stage": "shortlisted",
            "criteria": changes.pop(
                "criteria",
                [{"code": "E1", "kind": "essential", "text": "Writes posts about collections"}],
            ),
        },
        "claim": {
            "source": changes.pop("source", "application"),
            "quote": changes.pop("quote", QUOTE),
        },
        "earlier": changes.pop("earlier", []),
        "context": changes.pop("context", {}),
        "request": {
            "criterion": "E1",
            "question": "Was there a post on one object each week, and is each accurate?",
            "relevance": "Writing about objects is E1, and the museum posts are the example given.",
            "places": [PLACE],
            "terms": [],
            "looking_at": "The weekly object posts on the museum's account",
            "from": "2024-03-01",
            "to": "2024-09-30",
            "minutes": 20,
            "alternatives": "A writing exercise is set too, on an object that we choose.",
            "searcher": {"kind": "hr", "name": "Recruitment team"},
        },
    }
    data["request"].update(changes)
    return data


def judge(**changes: Any) -> Assessment:
    """What the gate says of the sound case with ``changes``."""
    return assess(read_case(case_data(**changes)), shipped_policy())


def assess_by_rules(case: Case, policy: Policy) -> Assessment:
    """What each rule would say of ``case`` alone: nothing is balanced."""
    study = Study(case, policy)
    told = [(each, _alone(each, policy)) for each in Looking(study, policy, RULES).seen()]
    findings = [
        finding_of(each.rule, each.terms, mark, verdict, study.original(mark.field))
        for each, verdict in told
        if verdict is not Verdict.PASS
        for mark in each.marks
    ]
    ranks = [Verdict.PASS, Verdict.CAUTION, Verdict.BLOCK]
    worst = max((verdict for _, verdict in told), key=ranks.index)
    return Assessment(worst, tuple(findings), policy.version, policy.digest, RELEASE)


def _alone(seen: Seen, policy: Policy) -> Verdict:
    """The verdict of a rule from what it saw."""
    if seen.total >= policy.gate["block_at"]["value"]:
        return Verdict.BLOCK
    return Verdict.CAUTION if seen.total >= policy.gate["caution_at"]["value"] else Verdict.PASS


def by_rules(**changes: Any) -> Assessment:
    """What the rules say of the sound case with ``changes``, each alone."""
    return assess_by_rules(read_case(case_data(**changes)), shipped_policy())


def signals(assessment: Assessment, rule: str) -> set[str]:
    """The signals that ``rule`` found."""
    return {finding.signal for finding in assessment.findings if finding.rule == rule}
