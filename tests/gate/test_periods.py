"""Which years a claim speaks of, and how far a request goes beyond them."""

import pytest

from screening.domain.request import Scope
from screening.gate.case import read_case
from screening.gate.periods import (
    Claimed,
    claimed_years,
    years_asked,
    years_away,
    years_beyond,
)
from tests.gate.builders import case_data


def scope(first: str, last: str) -> Scope:
    return read_case(case_data(**{"from": first or None, "to": last or None})).request.scope


@pytest.mark.parametrize(
    ("quote", "claimed"),
    [
        ("I ran the page.", None),
        ("In 2021 I ran the page.", (2021, 2021)),
        ("From 2019 to 2022 I ran it, most of all in 2020.", (2019, 2022)),
        ("I ran it in 2019/21.", (2019, 2021)),
        ("I ran it in 2019-2021.", (2019, 2021)),
        ("Since 2019 I have run it.", (2019, None)),
        ("From 2019 and still in 2022.", (2019, 2022)),
        ("I qualified in 2009 and run the page.", None),
        ("In 2009 I graduated; from 2012 to 2014 I kept a blog.", (2012, 2014)),
        ("I set up the page in 2012.", (2012, None)),
        ("I run the page, which won a prize in 2019.", (2019, None)),
        ("I've kept the blog for the last two years, as I did in 2018.", (2018, None)),
        ("From 2012 to 2014 I ran it, and I still run another.", (2012, 2014)),
        ("It cost \u00a32,019 and 2020,5 a year.", None),
    ],
)
def test_the_years_of_a_claim_are_those_that_it_names(quote: str, claimed: Claimed | None) -> None:
    assert claimed_years(quote) == claimed


@pytest.mark.parametrize(
    ("claimed", "text", "years"),
    [
        (None, "since 1999", 0),
        ((2019, 2021), "the posts of that year", 0),
        ((2019, 2021), "2019, 2020 and 2021", 0),
        ((2019, 2021), "2015 and 2020", 4),
        ((2019, 2021), "2018 to 2024", 3),
        ((2019, None), "2026", 0),
        ((2019, None), "2017 to 2026", 2),
    ],
)
def test_the_farthest_year_counts_and_a_claim_that_runs_has_no_end(
    claimed: Claimed | None, text: str, years: int
) -> None:
    assert years_away(claimed, text) == years


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [("", "", 0), ("2019-01-01", "", 0), ("", "2021-01-01", 0), ("2019-01-01", "2020-12-31", 2)],
)
def test_a_scope_with_an_open_end_asks_for_no_number_of_years(
    first: str, last: str, years: float
) -> None:
    assert years_asked(scope(first, last)) == pytest.approx(years)


@pytest.mark.parametrize(
    ("claimed", "first", "last", "years"),
    [
        (None, "2001-01-01", "2026-01-01", 0),
        ((2020, 2021), "", "", 0),
        ((2020, 2021), "2020-01-01", "2021-12-31", 0),
        ((2020, 2021), "2019-01-01", "2021-12-31", 1),
        ((2020, 2021), "2020-06-01", "2023-12-31", 2),
        ((2020, 2021), "2019-01-01", "2022-12-31", 2),
        ((2020, 2021), "", "2022-12-31", 1),
        ((2020, 2021), "2019-01-01", "", 1),
        ((2020, None), "2020-01-01", "2026-12-31", 0),
        ((2020, None), "2019-01-01", "2026-12-31", 1),
    ],
)
def test_what_lies_before_and_after_the_claim_is_added(
    claimed: Claimed | None, first: str, last: str, years: float
) -> None:
    assert years_beyond(claimed, scope(first, last)) == pytest.approx(years, abs=0.01)
