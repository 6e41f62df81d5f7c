"""What the gate says of every open case, a line each: ``judged.txt``, made by ``make gate-report``.

A change to a rule or a word shows here what else it changed, before anybody is judged by it.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from screening.domain.policy import shipped_policy
from screening.gate.assessment import Assessment, Finding
from screening.gate.case import read_case
from screening.gate.gate import assess
from tests.gate.corpus import cases_of

FILE = Path(__file__).with_name("judged.txt")
_EACH = int(os.environ.get("JUDGE_EACH", "1"))
"""Where it is 6, only every sixth case is judged: for runs of the tests by the thousand."""


def lines() -> Iterator[str]:
    """The verdict on each case, and where each signal was seen."""
    for part in ("early", "open"):
        for file in cases_of(part):
            for data, found in found_in(file):
                yield " ".join((data["id"], found.verdict, *map(_seen, found.findings)))


@cache
def found_in(file: Path) -> list[tuple[dict[str, Any], Assessment]]:
    """Each case of ``file`` with what the gate finds by the policy that ships."""
    cases = list(map(json.loads, file.read_text("utf-8").splitlines()))[::_EACH]
    return [(data, assess(read_case(data), shipped_policy())) for data in cases]


def _seen(finding: Finding) -> str:
    field = finding.field.partition(".")[2] or finding.field
    return f"{finding.rule}.{finding.signal}@{field}:{finding.start}-{finding.end}"
