"""The figures on our own labelled cases. Each batch was written before the rules saw it."""

import json
from pathlib import Path

import pytest

from screening.cli.agreement import Agreement, Judged
from screening.domain.policy import shipped_policy
from screening.domain.words import Verdict
from screening.gate.case import read_case
from screening.gate.gate import assess

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    judged = []
    for file in sorted(CASES.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            data = json.loads(line)
            assessment = assess(read_case(data), shipped_policy())
            judged.append(
                Judged(
                    data["id"],
                    Verdict(data["label"]["verdict"]),
                    frozenset(data["label"]["reasons"]),
                    assessment.verdict,
                    frozenset(assessment.reasons),
                )
            )
    return Agreement(judged)


@pytest.mark.parametrize(
    ("figure", "least", "most"),
    [
        ("block recall", 0.95, 1.0),
        ("caught", 0.97, 1.0),
        ("false blocks", 0.0, 0.03),
        ("clean pass", 0.93, 1.0),
        ("right reason", 0.9, 1.0),
    ],
)
def test_the_figures_hold(agreement: Agreement, figure: str, least: float, most: float) -> None:
    value = agreement.figures[figure].value
    assert value is not None
    assert least <= value <= most, agreement.as_text()


def test_there_are_cases_of_every_kind(agreement: Agreement) -> None:
    labels = [label for (label, _), count in agreement.table.items() for _ in range(count)]
    assert len(labels) >= 80
    assert set(labels) == set(Verdict)
