"""What an attacker can work out of a hidden count, by trying and by the formula."""

from itertools import product

import pytest

from screening.equality.protection import interval, is_protected, is_shown, rounded


def test_the_interval_is_what_can_be() -> None:
    for whole in range(7):
        for inside, group in product(range(whole + 1), repeat=2):
            possible = {
                len([one for one in range(inside) if one in chosen])
                for start in range(whole + 1)
                for chosen in [{(start + step) % whole for step in range(group)} if whole else ()]
            }
            low, high = interval(inside, group, whole)
            assert (min(possible), max(possible)) == (low, high)


@pytest.mark.parametrize(
    ("low", "high", "people", "protected"),
    [
        (0, 5, 30, True),
        (0, 4, 30, False),  # under the threshold for certain
        (0, 3, 3, True),  # as much as there are people
        (0, 2, 3, False),  # not all of them
        (1, 3, 3, False),  # somebody
        (1, 9, 30, False),  # somebody, and not enough that could be shown
        (1, 10, 30, True),
        (5, 10, 30, True),
        (25, 30, 30, True),  # as many as all
        (26, 30, 30, False),  # all but a few
        (20, 25, 30, True),
        (22, 29, 30, False),  # somebody is not
        (7, 7, 30, False),
    ],
)
def test_what_protects(low: int, high: int, people: int, protected: bool) -> None:
    assert is_protected(low, high, people, 5) is protected
    assert is_protected(people - high, people - low, people, 5) is protected


@pytest.mark.parametrize(
    ("count", "people", "shown"),
    [(5, 10, True), (4, 50, False), (0, 50, False), (46, 50, False), (50, 50, False)],
)
def test_groups_of_none_and_of_all_are_small_groups_too(
    count: int, people: int, shown: bool
) -> None:
    assert is_shown(count, people, 5) is shown


def test_rounding_goes_to_the_nearest() -> None:
    assert [rounded(each, 5) for each in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]
