"""Columns are proposed by their headings, and what was made harmless is taken back as it was."""

import pytest

from screening.domain.importing import COLUMNS, EXAMPLES, ListKind, proposed
from screening.domain.neutral import neutral, plain


def test_headings_of_recruitment_systems_are_known() -> None:
    headings = ["Req ID", "Candidate ID", "First Name", "LAST NAME", "E-mail", "Notes", "Stage"]
    assert proposed(ListKind.CANDIDATES, headings) == {
        "vacancy": 0,
        "number": 1,
        "name": -1,
        "first_name": 2,
        "last_name": 3,
        "contact": 4,
        "status": 6,
    }


def test_what_occurs_twice_is_not_proposed_nor_anything_for_two_things() -> None:
    found = proposed(ListKind.CANDIDATES, ["Vacancy", "Status", "status", "", "Reference"])
    assert (found["vacancy"], found["status"], found["number"]) == (0, -1, 4)
    for kind in ListKind:
        chosen = proposed(kind, [column.label for column in COLUMNS[kind]])
        assert [*chosen.values()] == [*range(len(COLUMNS[kind]))]
        assert [*proposed(kind, [*chosen]).values()] == [*chosen.values()]
        assert {len(row) for row in EXAMPLES[kind]} == {len(chosen)}


@pytest.mark.parametrize("cell", ["=1", "+44", "-1", "@a", "'=1", "it's", "'quoted'", "", "'"])
def test_a_list_that_was_saved_can_be_brought_in_as_it_was(cell: str) -> None:
    assert plain(neutral(cell)) == (cell if cell != "'=1" else "=1")
