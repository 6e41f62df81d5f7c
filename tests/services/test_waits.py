"""How long one waited for what comes after a decision, and what may be said of a part."""

from collections import Counter
from datetime import date

import pytest

from screening.services import vacancies
from screening.services.checks import notices
from screening.services.reading.equality.overview import FiguresWanted, read_overview
from screening.services.reading.equality.told_in_part import Part, told_of
from screening.services.reading.equality.waits import Wait, WaitedFor, spread
from tests.databases import on_both
from tests.services.town import Town


def ended(town: Town, name: str = "edith", wanted: FiguresWanted | None = None) -> dict[Wait, int]:
    found = read_overview(town.call(name), wanted or FiguresWanted()).other_waits
    return {one.wait: one.ended for one in found}


@on_both
def test_each_wait_is_counted_once_it_is_over(town: Town) -> None:
    check = town.approved(town.vacancy("A-1"))
    assert set(ended(town).values()) == {0}
    second, third = town.vacancy("A-2"), town.vacancy("A-3")
    town.handed_over(second)
    told = town.told(third)
    notices.raise_objection(town.call("hugh"), told, "Not mine.")
    assert ended(town)[Wait.OBJECTION] == 0
    town.wait(days=7)
    notices.decide_objection(town.call("hugh"), told, upheld=False, reasons="It is hers.")
    assert ended(town) == {
        Wait.NOTICE: 2,
        Wait.OBJECTION: 1,
        Wait.OUTCOME: 1,
        Wait.HAND_OVER: 1,
    }
    assert town.see("hugh", check).state == "approved"
    october, zoo = FiguresWanted(month=date(2026, 10, 1)), FiguresWanted("Zoo")
    for wanted in (october, zoo):
        assert set(ended(town, wanted=wanted).values()) == {0}
    assert ended(town, wanted=FiguresWanted("Libraries")) == ended(town)
    seats = [town.people[name].ref for name in ("mara", "hetty")]
    for vacancy in (second, third):
        vacancies.set_panel(town.call("hugh"), vacancy, seats)
    assert set(ended(town, "hetty").values()) == {0}, "of one's own panel nothing"


def test_days_are_told_from_the_fifth_on_and_are_working_days(town: Town) -> None:
    told = [town.told(town.vacancy(f"A-{number}")) for number in range(5)]
    for check in told:
        notices.raise_objection(town.call("hugh"), check, "Not mine.")
    for number, check in enumerate(told):
        town.wait(days=number)  # from a Monday or later: 0, 1, 3, 6 and 10 days in all
        found = {one.wait: one for one in read_overview(town.call("edith")).other_waits}
        assert found[Wait.OBJECTION] == WaitedFor(Wait.OBJECTION, number, None, None)
        notices.decide_objection(town.call("hugh"), check, upheld=True, reasons="Not hers.")
    found = {one.wait: one for one in read_overview(town.call("edith")).other_waits}
    waited = found[Wait.OBJECTION]
    assert (waited.ended, waited.nine_in_ten) == (5, 8)
    assert waited.median is not None and waited.median < 3.5, "a weekend is not waited for"


def test_half_and_nine_in_ten() -> None:
    assert spread(Counter({1: 4}), 5) == (None, None)
    assert spread(Counter({1: 5, 3: 4, 9: 1}), 5) == (2.0, 3)
    assert spread(Counter({0: 1, 7: 4}), 5) == (7.0, 7)


@pytest.mark.parametrize(
    ("number", "part", "told"),
    [(8, 8, Part.UNSAID), (8, 0, Part.UNSAID), (9, 4, Part.FEW), (9, 0, Part.FEW),
     (9, 5, Part.MOST), (9, 9, Part.MOST), (10, 5, Part.COUNTED), (10, 6, Part.MOST)],
)  # fmt: skip
def test_of_a_part_no_more_is_said_than_may_be(number: int, part: int, told: Part) -> None:
    assert told_of(number, part, 5) is told
