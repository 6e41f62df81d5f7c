"""The open cases, judged once for two questions.

The figures are a floor under what was reached; ``docs/gate.md`` has them all. And a change of the
gate's judgement is made on purpose, and read before it lands.
"""

from itertools import islice

import pytest

from screening.cli.agreement import Agreement
from screening.domain.words import Verdict
from tests.gate.corpus import cases_of
from tests.gate.judged import FILE, lines
from tests.gate.report import judged

_SHOWN = 20


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    return Agreement(list(judged(cases_of("early") + cases_of("open"))))


@pytest.mark.parametrize(
    ("figure", "least", "most"),
    [
        ("block recall", 0.88, 1.0),
        ("caught", 0.92, 1.0),
        ("false blocks", 0.0, 0.04),
        ("clean pass", 0.9, 1.0),
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


def test_every_open_case_is_judged_as_it_was() -> None:
    kept = frozenset(FILE.read_text("utf-8").splitlines())
    changed = list(islice((line for line in lines() if line not in kept), _SHOWN))
    assert not changed, "read the difference after `make gate-report`:\n" + "\n".join(changed)
    files = cases_of("early") + cases_of("open")
    assert len(kept) == sum(len(file.read_text("utf-8").splitlines()) for file in files)
