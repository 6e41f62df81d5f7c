"""However long a text is, no more of it is read than an honest one holds."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from screening.gate.bounds import ITEM, TEXT, within_bounds
from screening.gate.case import read_case
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


def test_every_text_of_a_case_is_cut_to_its_bound() -> None:
    case = read_case(
        case_data(
            title=LONG,
            quote=LONG,
            criteria=[{"code": "E1", "kind": "essential", "text": LONG}],
            earlier=[
                {"candidate": "C-02", "quote": LONG, "question": LONG, "relevance": LONG},
            ],
            context={"stopped": [{"rules": ["fishing"], "fields": [], **SCOPE}]},
            question=LONG,
            relevance=LONG,
            alternatives=LONG,
            why_not_supplied=LONG,
            why_now=LONG,
            searcher={"kind": "hr", "name": LONG},
            **SCOPE,
        )
    )
    long = [name for name, text in texts(case) if len(text) > TEXT]
    cut = [(name, len(text)) for name, text in texts(within_bounds(case)) if len(text) >= ITEM]
    assert [name for name, _ in cut] == long
    assert {length for _, length in cut} == {ITEM, TEXT}
    assert {name for name, length in cut if length == TEXT} == {
        *("quote", "question", "relevance", "alternatives"),
        *("why_not_supplied", "why_now", "looking_at"),
    }


def test_what_is_within_its_bounds_is_left_alone() -> None:
    case = read_case(case_data())
    assert within_bounds(case) == case
