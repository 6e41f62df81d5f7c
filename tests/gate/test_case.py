from typing import Any

import pytest

from screening.domain.errors import CaseInvalid
from screening.domain.words import Source
from screening.gate.case import LONGEST_LIST, LONGEST_TEXT, Context, read_case
from tests.gate.builders import case_data


def changed(path: str, value: object) -> dict[str, Any]:
    data = case_data()
    *parents, last = path.split(".")
    part = data
    for name in parents:
        part = part[name]
    part[last] = value
    return data


def test_a_case_is_read_whole() -> None:
    case = read_case(case_data(context={"shortlisted": 6, "same_criterion": 2}))
    assert case.claim.source is Source.APPLICATION
    assert case.request.scope.minutes == 20
    assert case.request.scope.from_date == "2024-03-01"
    assert case.context == Context(6, 2)


def test_what_may_be_left_out() -> None:
    data = case_data()
    del data["earlier"], data["context"]
    data["request"].update({"criterion": None, "from": None, "to": None})
    data["claim"]["source"] = "none"
    case = read_case(data)
    assert case.claim.source is None
    assert (case.criterion, case.request.scope.from_date, case.earlier) == ("", "", ())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("vacancy", None),
        ("vacancy", []),
        ("vacancy.title", 3),
        ("vacancy.applicants", "many"),
        ("vacancy.applicants", -1),
        ("vacancy.stage", "soon"),
        ("vacancy.criteria", {"E1": "text"}),
        ("vacancy.criteria", ["E1"]),
        ("claim.source", "hearsay"),
        ("claim.quote", None),
        ("request.question", ["a", "list"]),
        ("request.question", "x" * (LONGEST_TEXT + 1)),
        ("request.places", [{"platform": "X"}]),
        ("request.terms", [1]),
        ("request.terms", ["x"] * (LONGEST_LIST + 1)),
        ("request.minutes", True),
        ("request.minutes", 2.5),
        ("request.from", "last spring"),
        ("request.to", 2024),
        ("request.searcher", "HR"),
        ("request.searcher.kind", "robot"),
        ("earlier", "none"),
        ("earlier", [{"candidate": "C-01"}]),
        ("context", [1]),
        ("context.shortlisted", "6"),
    ],
)
def test_what_is_no_case_is_refused_in_a_sentence(path: str, value: object) -> None:
    with pytest.raises(CaseInvalid, match=r"^[\w ]+\b(is|are|has)\b.*\.$"):
        read_case(changed(path, value))


@pytest.mark.parametrize("nothing", [None, [], "case", 7, {}])
def test_nothing_is_no_case(nothing: object) -> None:
    with pytest.raises(CaseInvalid):
        read_case(nothing)
