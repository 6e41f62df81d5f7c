"""Say which past requests another policy would judge otherwise, before it is proposed.

Reads this installation's database. Nothing is changed, and nothing of any request is printed:
references, numbers, verdicts and names of rules. Exit status 0 whatever came out; 2 when the file
is no policy that the gate can judge by.
"""

import argparse
import json
from collections import Counter
from contextlib import closing
from pathlib import Path

from screening.cli.main import YES
from screening.cli.policy_file import chosen_policy
from screening.domain.direction import written_out
from screening.domain.people import OPERATOR
from screening.services.call import Call
from screening.services.judging.replaying import Otherwise, Replay, replay
from screening.services.opening import open_store, system_clock
from screening.services.reading.naming import CheckName, checks_named
from screening.services.reading.policy import find_policy
from screening.services.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which policy, and for whom to print."""
    parser.add_argument(
        "--policy", type=Path, required=True, metavar="FILE", help="the policy, whole or amended"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")


def run(args: argparse.Namespace) -> int:
    """Judge everything by it and print what came out."""
    with closing(open_store(read_settings())) as store:
        call = Call(store, OPERATOR, system_clock)
        policy = chosen_policy(args.policy, lambda digest: find_policy(call, digest))
        found = replay(call, policy)
        names = checks_named(call, {one.check_ref for one in found.otherwise})
    print(json.dumps(found.as_data()) if args.json else _as_text(found, names))
    return YES


def _as_text(found: Replay, names: dict[str, CheckName]) -> str:
    lines = [
        f"Policy {found.version} {found.digest}",
        f"Revisions judged: {found.judged}; erased, so that they cannot be: {found.erased}",
        f"Judged otherwise: {len(found.otherwise)}",
    ]
    if found.unlike:
        lines.append(
            f"Not judged as they are on record by the policy of then either: {found.unlike}"
        )
    lines += [
        f"  {before:<8}-> {after:<8}{count:>7}"
        for (before, after), count in sorted(found.pairs.items())
    ]
    lines += _counted("Rules that find something new", found.came)
    lines += _counted("Rules that no longer find anything", found.went)
    lines += [_line(one, names) for one in found.otherwise]
    return "\n".join(lines)


def _counted(title: str, rules: Counter[str]) -> list[str]:
    if not rules:
        return []
    return [f"{title}:", *(f"  {rule:<16}{count:>7}" for rule, count in sorted(rules.items()))]


def _line(one: Otherwise, names: dict[str, CheckName]) -> str:
    rules = [*(f"+{rule}" for rule in one.came), *(f"-{rule}" for rule in one.went)]
    candidate, number = names[one.check_ref]
    name = written_out(f"{candidate}, check {number}")
    return (
        f"{one.check_ref} ({name}) revision {one.revision}: "
        f"{one.before} -> {one.after} {' '.join(rules)}".rstrip()
    )
