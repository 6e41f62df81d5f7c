"""The one way through the gate: ``assess``."""

from collections.abc import Iterable, Sequence

from screening.domain.policy import Policy
from screening.domain.words import Verdict
from screening.gate.assessment import Assessment, Finding
from screening.gate.case import Case
from screening.gate.explain import NO_RULES, finding_of
from screening.gate.rule import Rule
from screening.gate.rules import RULES
from screening.gate.study import Study
from screening.gate.terms import RuleTerms, terms_of
from screening.gate.weighing import Weighing

RELEASE = "2"  # raised whenever the gate would judge some case otherwise


def assess(case: Case, policy: Policy, rules: Sequence[Rule] = RULES) -> Assessment:
    """What ``rules`` say of ``case``, by the words, weights and texts of ``policy``.

    Deterministic, and the same whatever the order of the rules. Without any rule everything
    is refused: a gate that lost its rules must not stand open. Raises PolicyInvalid when the
    policy does not explain a rule.
    """
    study = Study(case, policy)
    terms = terms_of(policy, tuple(rules))
    weighing = Weighing(study)
    findings = [
        finding
        for rule in rules
        for finding in _findings(rule, study, weighing, terms[rule.name], policy)
    ]
    if not rules:
        findings = [NO_RULES]
    findings.sort(key=lambda found: (found.rule, found.field, found.start, found.signal))
    return Assessment(
        verdict=_worst(finding.verdict for finding in findings),
        findings=tuple(findings),
        policy_version=policy.version,
        policy_digest=policy.digest,
        release=RELEASE,
    )


def _findings(
    rule: Rule, study: Study, weighing: Weighing, terms: RuleTerms, policy: Policy
) -> list[Finding]:
    """The findings of one rule: all of them carry the verdict their weights add up to."""
    marks = list(dict.fromkeys(rule.look(study)))
    verdict = _verdict(weighing.total(rule.name, marks, terms.signals), policy)
    if verdict is Verdict.PASS:
        return []
    return [finding_of(rule, terms, mark, verdict, study.original(mark.field)) for mark in marks]


def _verdict(total: float, policy: Policy) -> Verdict:
    if total >= policy.number("gate", "block_at"):
        return Verdict.BLOCK
    return Verdict.CAUTION if total >= policy.number("gate", "caution_at") else Verdict.PASS


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    for verdict in (Verdict.BLOCK, Verdict.CAUTION):
        if verdict in found:
            return verdict
    return Verdict.PASS
