"""``assess FILE``: what the gate says of each case, as JSON Lines."""

import argparse
import json
import sys
from typing import Any

from screening.cli.case_lines import BadLine, FileUnreadable, case_lines
from screening.cli.main import MISUSED, NO, YES
from screening.cli.policy_file import add_policy_argument, chosen_policy
from screening.gate.assessment import Assessment, Finding
from screening.gate.balance.balance import COUNTED, Amounts, Balance
from screening.gate.balance.weights import ALWAYS, Learned, Weights, learned
from screening.gate.explain import render
from screening.gate.gate import assess, weigh


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="cases as JSON Lines; - for standard input")
    add_policy_argument(parser)
    parser.add_argument(
        "--evidence", action="store_true", help="also print what was added up, and its weights"
    )


def run(args: argparse.Namespace) -> int:
    """Answer each line in order. 0 when every line was a case, 1 when not, 2 without a file."""
    policy = chosen_policy(args.policy)
    status = YES
    try:
        for line in case_lines(args.file):
            if isinstance(line, BadLine):
                _print({"line": line.number, "error": line.error})
                status = NO
            else:
                answer = as_answer(assess(line.case, policy))
                if args.evidence:
                    answer["evidence"] = evidence(weigh(line.case, policy).balance, learned(policy))
                _print({"id": line.identity, **answer})
    except FileUnreadable as error:
        print(error, file=sys.stderr)
        return MISUSED
    return status


def as_answer(assessment: Assessment) -> dict[str, Any]:
    """The assessment as ``assess`` prints it."""
    return {
        "verdict": assessment.verdict.value,
        "reasons": list(assessment.reasons),
        "findings": [_finding(finding) for finding in assessment.findings],
        "policy": f"{assessment.policy_version} {assessment.policy_digest}",
        "release": assessment.release,
    }


def evidence(balance: Balance, weights: Learned) -> dict[str, Any]:
    """Both sums of ``balance`` and what each name adds to them; so too of the parts most alike."""
    return {
        "block": _sum(balance.block, weights.block, balance.amounts),
        "caution": _sum(balance.caution, weights.caution, balance.amounts),
        "alike": [
            {
                "field": each.part.field,
                "start": each.part.start,
                "end": each.part.end,
                **_sum(each.amount, weights.parts, dict.fromkeys(each.part.names, 1.0)),
            }
            for each in balance.alike[:COUNTED]
        ],
    }


def _sum(whole: float, weights: Weights, amounts: Amounts) -> dict[str, Any]:
    added = {
        name: round(weights[name] * amount, 3)
        for name, amount in amounts.items()
        if name in weights
    }
    added[ALWAYS] = weights.get(ALWAYS, 0.0)
    strongest = sorted(added, key=lambda name: (-abs(added[name]), name))
    return {"sum": round(whole, 3), "adds": {name: added[name] for name in strongest}}


def _finding(finding: Finding) -> dict[str, str]:
    explained = render(finding)
    return {
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "field": finding.field,
        "excerpt": finding.excerpt,
        "message": explained.message,
        "basis": explained.basis,
        "mend": explained.mend,
    }


def _print(answer: dict[str, Any]) -> None:
    """One answer on one line; a lone surrogate, which no encoding can carry, is escaped."""
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(answer)
    print(text, flush=True)
