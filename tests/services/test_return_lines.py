"""The table of a third party: what is made for it, and what is read of what comes back."""

from dataclasses import replace
from datetime import datetime

import pytest

from screening.domain.errors import NotValid
from screening.domain.request import Place
from screening.domain.words import SuppliedBy
from screening.services.checks.return_lines import HEADER, RowsWrong, empty_lines, read_lines

TITLE = ",".join(HEADER)
PLACES = {0: Place("Instagram", "instagram.com/harbourmuseum", SuppliedBy.CANDIDATE)}


def test_the_empty_table_is_read_as_no_visit() -> None:
    assert read_lines(empty_lines(PLACES), PLACES).visits == ()
    formula = {4: replace(PLACES[0], address="=HYPERLINK(1)")}
    assert "1,'=HYPERLINK(1)," in empty_lines(formula)
    filled = empty_lines(formula).replace(",,,,,,", ",2026-12-05,8:30,5,,Captions,")
    (visit,) = read_lines(filled, formula).visits
    assert (visit.position, visit.elsewhere) == (4, "")


@pytest.mark.parametrize("day", ["2026-07-05", "05/07/2026", "5/7/2026"])
def test_days_as_spreadsheets_write_them(day: str) -> None:
    text = f'{TITLE}\r\n\r\n1,,{day},14:30,5,,"a, b",\r\n,x.com,{day},8:05:00,5,,c,why\r\n'
    lines = read_lines(text, PLACES)
    assert lines.rows == (3, 4)
    assert lines.visits[0].occurred_at == datetime.fromisoformat("2026-07-05T13:30+00:00")
    assert (lines.visits[0].read, lines.visits[1].elsewhere) == ("a, b", "x.com")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2,,2026-12-05,8:30,5,,a,", "no place"),
        ("-1,,2026-12-05,8:30,5,,a,", "no place"),
        ("1,x.com,2026-12-05,8:30,5,,a,", "not the address"),
        (",,2026-12-05,8:30,5,,a,", "number of the place"),
        ("1,,5 December,8:30,5,,a,", "date as"),
        ("1,,2026-02-30,8:30,5,,a,", "no such date"),
        ("1,,0000-01-01,0:00,5,,a,", "no such date"),
        ("1,,2026-12-05,25:00,5,,a,", "no such date"),
        ("1,,2026-12-05,half past,5,,a,", "time as"),
        ("1,,2026-12-05,8:30,five,,a,", "whole number"),
        ("1,,2026-12-05,8:30,٥,,a,", "whole number"),
        ("1,,2026-12-05,8:30,5,,a", "as many columns"),
        ("1,,2026-12-05,8:30,5,,a,b,c", "as many columns"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: str, said: str) -> None:
    with pytest.raises(RowsWrong, match=said) as wrong:
        read_lines(f"{TITLE}\n1,,2026-12-05,8:30,5,,a,\n{row}\n", PLACES)
    assert [number for number, _said in wrong.value.rows] == [3]


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n", TITLE.replace(",", ";"), f'{TITLE}\n1,"', f"{TITLE}\n" + "x" * 200_001]
    + [f"{TITLE}\n" + "1,,2026-12-05,8:30,5,,a,\n" * 101],
)
def test_what_is_not_the_table_is_refused(text: str) -> None:
    with pytest.raises(NotValid) as refused:
        read_lines(text, PLACES)
    assert set(refused.value.fields) == {"lines"}


def test_search_words_are_held_against_those_that_were_authorised() -> None:
    terms = ("Harbour Museum", "museum posts 2024")
    words = '"museum  POSTS 2024; Ada Quillfeather; ""harbour museum"""'
    text = f"{TITLE}\n1,,2026-12-05,8:30,5,{words},a,why\n1,,2026-12-05,9:30,5,,a,\n"
    first, second = read_lines(text, PLACES, terms).visits
    assert (first.terms, first.other_terms) == (terms[::-1], "Ada Quillfeather")
    assert (first.look.other_words, second.look.other_words) == (True, False)


def test_a_table_that_was_given_out_before_words_were_asked_for_is_read_too() -> None:
    older = TITLE.replace(",search words", "")
    (visit,) = read_lines(f"{older}\n1,,2026-12-05,8:30,5,Captions,why\n", PLACES).visits
    assert (visit.read, visit.explanation, visit.other_terms) == ("Captions", "why", "")
    with pytest.raises(RowsWrong, match="as many"):
        read_lines(f"{older}\n1,,2026-12-05,8:30,5,x,Captions,why\n", PLACES)
