"""A design that was tried and not taken: the same signals with fitted weights.

``python -m tests.gate.fitted`` prints it beside the weights that ship. A case's score is the
largest of its rules' sums (smoothed, so that it has a slope); the loss is that of a logistic
regression of "blocked" and of "at least a caution" on that score, plus the squared distance of each
weight from the one that ships. It is made smaller by Adam (Kingma and Ba 2015) in a fixed number of
steps, in the order of the files, in plain Python: the same to the last bit on every machine. Sealed
cases are only measured.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log, sqrt
from typing import NamedTuple

from screening.cli.agreement import Agreement, Judged
from screening.domain.policy import shipped_policy
from screening.domain.words import Verdict
from screening.gate.case import read_case
from screening.gate.rule import Mark
from screening.gate.rules import RULES
from screening.gate.study import Study
from screening.gate.terms import SignalTerms, terms_of
from screening.gate.weighing import Weighing
from tests.gate.corpus import cases_of

STEPS = 300
RATE = 0.01  # of a step
SHARPNESS = 6.0  # how steeply the score turns from one verdict into the next
TRUST = 0.02  # in the weights that ship; the higher, the less a weight moves
MOST = 2.0  # the largest weight
UNIT = SignalTerms(weight=1.0, source="", message="", mend="")

Key = tuple[str, str]
"""A rule and one of its signals."""
Weights = Mapping[Key, float]


class Row(NamedTuple):
    """One case: what each signal would add to its rule's sum if it weighed 1; and its label."""

    seen: Mapping[Key, float]
    label: Verdict


def rows(*parts: str) -> list[Row]:
    """The cases of ``parts``, as the rules see them."""
    return [
        Row(_seen(json.loads(line)), Verdict(json.loads(line)["label"]["verdict"]))
        for part in parts
        for file in cases_of(part)
        for line in file.read_text("utf-8").splitlines()
    ]


def _seen(data: dict[str, object]) -> dict[Key, float]:
    study = Study(read_case(data), shipped_policy())
    weighing = Weighing(study)
    found: defaultdict[Key, list[Mark]] = defaultdict(list)
    for rule in RULES:
        for mark in rule.look(study):
            found[rule.name, mark.signal].append(mark)
    return {key: weighing.total(key[0], found[key], {key[1]: UNIT}) for key in sorted(found)}


def shipped() -> dict[Key, float]:
    """The weights that ship."""
    terms = terms_of(shipped_policy(), tuple(RULES))
    return {
        (rule.name, name): terms[rule.name].signals[name].weight
        for rule in RULES
        for name in sorted(rule.signals)
    }


def fitted(cases: Sequence[Row], start: Weights) -> dict[Key, float]:
    """The weights that fit ``cases``, beginning from ``start``, to two decimals."""
    weights = dict(start)
    first, second = (dict.fromkeys(start, 0.0) for _ in range(2))
    for step in range(1, STEPS + 1):
        slope = {key: TRUST * (weights[key] - start[key]) for key in start}
        for case in cases:
            _add_slope(slope, case, weights, len(cases))
        for key in start:
            first[key] = 0.9 * first[key] + 0.1 * slope[key]
            second[key] = 0.99 * second[key] + 0.01 * slope[key] ** 2
            size = sqrt(second[key] / (1 - 0.99**step)) + 1e-6
            moved = weights[key] - RATE * first[key] / (1 - 0.9**step) / size
            weights[key] = min(MOST, max(0.0, moved))
    return {key: round(weight, 2) for key, weight in weights.items()}


def _add_slope(slope: dict[Key, float], case: Row, weights: Weights, number: int) -> None:
    """Add to ``slope`` what one case says of each weight."""
    sums = _sums(case, weights)
    if not sums:
        return
    top = max(sums.values())
    parts = {rule: exp(SHARPNESS * (total - top)) for rule, total in sums.items()}
    whole = sum(parts.values())
    score = top + log(whole) / SHARPNESS
    blocked = _share(score - _at("block")) - (case.label is Verdict.BLOCK)
    warned = _share(score - _at("caution")) - (case.label is not Verdict.PASS)
    pull = SHARPNESS * (blocked + 0.5 * warned) / number
    for (rule, signal), amount in case.seen.items():
        slope[rule, signal] += pull * amount * parts[rule] / whole


def _sums(case: Row, weights: Weights) -> Counter[str]:
    sums: Counter[str] = Counter()
    for (rule, signal), amount in case.seen.items():
        sums[rule] += weights[rule, signal] * amount  # type: ignore[assignment]  # not whole
    return sums


def _at(verdict: str) -> float:
    return shipped_policy().number("gate", f"{verdict}_at")


def _share(score: float) -> float:
    return 1 / (1 + exp(-SHARPNESS * score))


def _judged(case: Row, weights: Weights) -> Judged:
    total = max(_sums(case, weights).values(), default=0)
    verdict = Verdict.CAUTION if total >= _at("caution") else Verdict.PASS
    verdict = Verdict.BLOCK if total >= _at("block") else verdict
    return Judged("", case.label, frozenset(), verdict, frozenset())


def main() -> None:
    """Print the figures of both."""
    start = shipped()
    made = fitted(rows("open", "later"), start)
    for part in ("open", "later", "sealed"):
        cases = rows(part)
        for name, weights in (("shipped", start), ("fitted", made)):
            agreement = Agreement([_judged(case, weights) for case in cases])
            figures = ", ".join(
                f"{figure} {agreement.figures[figure]}"
                for figure in ("block recall", "false blocks", "clean pass")
            )
            sys.stdout.write(f"{part:8}{name:9}{figures}\n")


if __name__ == "__main__":
    main()
