"""``evaluate FILE``: how often the gate agrees with labelled cases."""

import argparse
import json
import sys

from screening.cli.agreement import Agreement, Judged
from screening.cli.case_lines import BadLine, CaseLine, FileUnreadable, case_lines
from screening.cli.main import MISUSED, NO, YES
from screening.cli.policy_file import add_policy_argument, chosen_policy
from screening.domain.policy import Policy
from screening.domain.words import Verdict
from screening.gate.gate import assess


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="labelled cases; - for standard input")
    add_policy_argument(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")


def run(args: argparse.Namespace) -> int:
    """Print the figures. 0 when every line was a labelled case, 1 when not, 2 without a file."""
    policy = chosen_policy(args.policy)
    judged: list[Judged] = []
    status = YES
    try:
        for line in case_lines(args.file):
            found = line if isinstance(line, BadLine) else _judge(line, policy)
            if isinstance(found, BadLine):
                print(f"line {found.number}: {found.error}", file=sys.stderr)
                status = NO
            else:
                judged.append(found)
    except FileUnreadable as error:
        print(error, file=sys.stderr)
        return MISUSED
    agreement = Agreement(judged)
    print(json.dumps(agreement.as_data()) if args.json else agreement.as_text())
    return status


def _judge(line: CaseLine, policy: Policy) -> Judged | BadLine:
    label = line.data.get("label")
    try:
        if not isinstance(label, dict):
            raise ValueError("label")
        verdict = Verdict(label["verdict"])
        reasons = frozenset(str(reason) for reason in label.get("reasons", []))
    except (KeyError, TypeError, ValueError):
        return BadLine(line.number, "The case has no label with a verdict and reasons.")
    assessment = assess(line.case, policy)
    return Judged(
        identity=line.identity,
        label=verdict,
        label_reasons=reasons,
        verdict=assessment.verdict,
        reasons=frozenset(assessment.reasons),
    )
