"""However long a text is, no more of it is read than an honest one holds."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from screening.domain.policy import shipped_policy
from screening.domain.words import Verdict
from screening.gate.bounds import ITEM, TEXT, WHOLE, within_bounds
from screening.gate.case import read_case
from screening.gate.gate import assess
from screening.gate.study import Study
from tests.gate.builders import PLACE, case_data

LONG = "x" * 2 * TEXT
SCOPE = {
    "places": [{**PLACE, "platform": LONG, "address": LONG}],
    "terms": [LONG],
    "looking_at": LONG,
    "minutes": 20,
}


def texts(part: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in ``part``, with the name of what it is."""
    if isinstance(part, str):
        yield name, part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item, name)
    elif is_dataclass(part):
        for each in fields(part):
            yield from texts(getattr(part, each.name), each.name)


CUT = {
    **dict.fromkeys(("title", "criterion", "platform", "address", "terms", "searcher_name"), ITEM),
    **dict.fromkeys(("quote", "question", "relevance", "alternatives"), TEXT),
    **dict.fromkeys(("why_not_supplied", "why_now", "looking_at"), TEXT),
}


def long_case(name: str) -> dict[str, Any]:
    """A case in which what is called ``name`` is far longer than it may be."""
    match name:
        case "criterion":
            return case_data(criteria=[{"code": "E1", "kind": "essential", "text": LONG}])
        case "platform" | "address":
            return case_data(places=[{**PLACE, name: LONG}])
        case "terms":
            return case_data(terms=[LONG])
        case "searcher_name":
            return case_data(searcher={"kind": "hr", "name": LONG})
        case _:
            return case_data(**{name: LONG})


@pytest.mark.parametrize("name", CUT)
def test_every_text_is_cut_to_its_bound(name: str) -> None:
    case = read_case(long_case(name))
    assert [len(text) for _, text in texts(case) if len(text) > TEXT] == [len(LONG)]
    lengths = [len(text) for _, text in texts(within_bounds(case))]
    assert max(lengths) == CUT[name]


def test_earlier_requests_are_cut_each_by_itself() -> None:
    earlier = {"candidate": "C-02", "quote": LONG, "question": LONG, "relevance": LONG}
    stopped = {"rules": ["fishing"], "fields": [], **SCOPE}
    data = case_data(earlier=[earlier, earlier], context={"stopped": [stopped, stopped]})
    case = within_bounds(read_case(data))
    assert [len(text) for _, text in texts(case.earlier) if len(text) > ITEM] == 6 * [TEXT]
    lengths = sorted(len(text) for _, text in texts(case.context.stopped))[-8:]
    assert lengths == [ITEM] * 6 + [TEXT] * 2


def test_no_more_is_read_of_a_request_however_it_is_spread() -> None:
    part = "x" * (WHOLE // 4)
    spread = dict.fromkeys(("question", "relevance", "looking_at"), part)
    terms, places = ["y" * ITEM] * 100, [{**PLACE, "address": "z" * ITEM}] * 100
    case = read_case(case_data(**spread, terms=terms, places=places, alternatives=""))
    study = Study(case, shipped_policy())
    read = sum(map(len, study.fields.values()))
    assert WHOLE - ITEM < read <= WHOLE
    assert study.original("request.question") == part
    assert {"request.terms[99]", "claim.quote"} <= set(study.unread)
    assessment = assess(case, shipped_policy())
    assert assessment.verdict is Verdict.BLOCK
    late = [each.field for each in assessment.findings if each.signal == "too-long"]
    assert len(late) == len({field.partition("[")[0] for field in late}), "one finding a list"


def test_what_is_within_its_bounds_is_left_alone() -> None:
    case = read_case(case_data())
    assert within_bounds(case) == case
