"""The one way through the gate: ``assess``."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from screening.domain.policy import Policy
from screening.domain.words import Verdict
from screening.gate.assessment import Assessment, Finding
from screening.gate.balance.balance import Balance, balance
from screening.gate.balance.naming import alike_marks, most_alike
from screening.gate.balance.weights import learned
from screening.gate.case import Case
from screening.gate.explain import NO_RULES, finding_of
from screening.gate.rule import Mark, Rule
from screening.gate.rules import RULES
from screening.gate.seen import Looking, Seen, apart, overlap, signals
from screening.gate.study import Study

RELEASE = "9"  # raised whenever the gate would judge some case otherwise
_RANKS = (Verdict.PASS, Verdict.CAUTION, Verdict.BLOCK)


class Certain(NamedTuple):
    """What the certain signs of ``rule`` add up to, and what they alone would say."""

    rule: str
    amount: float
    verdict: Verdict


class Weighed(NamedTuple):
    """All that a verdict comes from: the balance, what it says, and the certain signs beside it."""

    balance: Balance
    by_sum: Verdict
    certain: tuple[Certain, ...]


class _Levels(NamedTuple):
    """The sums from which a rule speaks of a block, and of a caution."""

    block: float
    caution: float

    def reached(self, total: float) -> Verdict:
        """The verdict of a rule whose signs add up to ``total``."""
        if total >= self.block:
            return Verdict.BLOCK
        return Verdict.CAUTION if total >= self.caution else Verdict.PASS


def assess(case: Case, policy: Policy, rules: Sequence[Rule] = RULES) -> Assessment:
    """What ``rules``, and the balance of all that they see, say of ``case``, by ``policy``.

    The balance decides, and beside it the few signs that are certain; the rules say why.
    Deterministic, and the same whatever the order of the rules. Without any rule everything is
    refused: a gate that lost its rules must not stand open. Raises PolicyInvalid when the policy
    does not explain a rule.
    """
    if not rules:
        return _assessment([NO_RULES], policy)
    study = Study(case, policy)
    looking = Looking(study, policy, rules)
    seen = looking.seen()
    weights = learned(policy)
    balanced = balance(study, signals(seen), apart(seen), weights)
    levels = _levels(policy)
    verdict = _worst((_of_balance(balanced), *(levels.reached(each.certain) for each in seen)))
    if verdict is Verdict.PASS:
        return _assessment([], policy)
    alike = alike_marks(balanced.alike, weights.naming, study.limit("alike"))
    seen = looking.with_marks(seen, _unsaid(alike, seen))
    if not any(each.marks for each in seen):
        seen = looking.with_marks(seen, [most_alike(balanced.alike, weights.naming)])
    return _assessment(_findings(_told(seen, verdict, levels), levels, study), policy)


def weigh(case: Case, policy: Policy, rules: Sequence[Rule] = RULES) -> Weighed:
    """What everything in ``case`` adds up to: that by which ``assess`` decides."""
    study = Study(case, policy)
    seen = Looking(study, policy, rules).seen()
    balanced = balance(study, signals(seen), apart(seen), learned(policy))
    levels = _levels(policy)
    certain = (Certain(one.rule.name, one.certain, levels.reached(one.certain)) for one in seen)
    return Weighed(balanced, _of_balance(balanced), tuple(one for one in certain if one.amount > 0))


def _unsaid(alike: Iterable[tuple[str, Mark]], seen: Sequence[Seen]) -> Iterator[tuple[str, Mark]]:
    """Those of ``alike`` of whose words their own rule has not spoken already."""
    marks = {each.rule.name: each.marks for each in seen}
    for name, mark in alike:
        if not any(overlap(mark, other) for other in marks.get(name, ())):
            yield name, mark


def _told(
    seen: Sequence[Seen], verdict: Verdict, levels: _Levels
) -> Iterator[tuple[Seen, Verdict]]:
    """What each rule adds to ``verdict``: no more than that, and one of them all of it."""
    heaviest = max(seen, key=lambda each: (each.total, each.rule.name))
    alone = {each.rule.name: levels.reached(each.total) for each in seen}
    if verdict not in alone.values():
        alone[heaviest.rule.name] = verdict
    for each in seen:
        yield each, min(verdict, alone[each.rule.name], key=_RANKS.index)


def _findings(
    told: Iterable[tuple[Seen, Verdict]], levels: _Levels, study: Study
) -> Iterator[Finding]:
    """The findings of each rule that says something.

    Beside one that is enough to stop the request, weaker ones of the same rule on other words only
    warn; where signs stop it together, each is told as one that does. Of the same words each sign
    is told once.
    """
    for each, verdict in told:
        if verdict is Verdict.PASS:
            continue
        enough = [mark for mark in each.marks if levels.reached(_weight(mark, each)) is verdict]
        for mark in _once(each.marks):
            weaker = enough and not any(mark == other or overlap(mark, other) for other in enough)
            own = Verdict.CAUTION if weaker else verdict
            yield finding_of(each.rule, each.terms, mark, own, study.original(mark.field))


def _once(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Those of ``marks`` that do not lie within another of the same sign."""
    widest: dict[tuple[str, str], tuple[int, int]] = {}
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        sign, words = (mark.signal, mark.field), (mark.start, mark.end)
        before = widest.setdefault(sign, words)
        if words == before or mark.end > before[1]:
            widest[sign] = words
            yield mark


def _weight(mark: Mark, seen: Seen) -> float:
    return seen.terms.signals[mark.signal].weight


def _assessment(findings: Iterable[Finding], policy: Policy) -> Assessment:
    found = sorted(findings, key=lambda each: (each.rule, each.field, each.start, each.signal))
    return Assessment(
        verdict=_worst(finding.verdict for finding in found),
        findings=tuple(found),
        policy_version=policy.version,
        policy_digest=policy.digest,
        release=RELEASE,
    )


def _of_balance(balanced: Balance) -> Verdict:
    if balanced.block >= 0:
        return Verdict.BLOCK
    return Verdict.CAUTION if balanced.caution >= 0 else Verdict.PASS


def _levels(policy: Policy) -> _Levels:
    return _Levels(policy.number("gate", "block_at"), policy.number("gate", "caution_at"))


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts, key=_RANKS.index, default=Verdict.PASS)
