"""The sheet for a third party, and what HR enters of its return."""

from io import BytesIO

import pytest

from screening.domain.events import Event
from screening.domain.words import State
from screening.services.checks.return_lines import HEADER
from tests.services.town import ADDRESS, QUOTE
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

TITLE = ",".join(HEADER)
GOOD = f'{TITLE}\n1,{ADDRESS},2026-11-23,9:00,5,,"Captions, 2023",\n'
BEYOND = GOOD + ",x.com/ada,2026-11-01,9:00,5,Ada Quillfeather,A page,It led <b>there</b>\n"


@pytest.fixture
def outside(pages: TownPages) -> str:
    check = pages.town.outside(pages.town.vacancy())
    pages.town.wait(minutes=30)
    return check


def enter(visitor: Visitor, check: str, status: int = 200, **fields: object) -> Page:
    address = f"/checks/{check}/search/return"
    return visitor.send(visitor.get(address).form(address), {"kept": "yes"} | fields, status)


def test_the_sheet_holds_what_they_need_and_no_more(pages: TownPages, outside: str) -> None:
    page = pages.visitor("hugh").get(f"/checks/{outside}/search/instructions")
    for words in (ADDRESS, "at most 30 minutes", "Never use an account", "screenshots", "hugh"):
        assert words in page.text, words
    for words in ("Quillfeather", QUOTE, "We asked for a portfolio", "It tests the claim"):
        assert words not in page.html, words


def test_the_table_comes_as_a_file(pages: TownPages, outside: str) -> None:
    answer = pages.visitor("hugh").client.get(f"/checks/{outside}/search/return.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=return.csv"
    assert answer.get_data().decode("utf-8-sig") == f"{TITLE}\r\n1,{ADDRESS},,,,,,\r\n"


def test_a_return_is_shown_before_it_is_recorded(pages: TownPages, outside: str) -> None:
    hugh, address = pages.visitor("hugh"), f"/checks/{outside}/search/return"
    preview = enter(hugh, outside, file=(BytesIO(b"\xef\xbb\xbf" + BEYOND.encode()), "r.csv"))
    assert preview.h1 == "What the return comes to"
    assert "It led <b>there</b>" in preview.text
    assert "outside the days" in preview.text
    assert pages.town.see("hugh", outside).state is State.READY
    changed = hugh.send(preview.form(address), {"stage": "change"})
    assert "It led <b>there</b>" in changed.text
    done = hugh.send(preview.form(address), {"stage": "record"})
    assert "The return is recorded." in done.text
    assert len(pages.town.see("hugh", outside).every(Event.VISIT_RECORDED)) == 2


def test_rows_are_named_and_nothing_is_lost(pages: TownPages, outside: str) -> None:
    hugh = pages.visitor("hugh")
    wrong = GOOD + "1,,2026-11-23,9:00,five,,Captions,\n,x.com,2026-11-23,9:00,5,,A,\n"
    page = enter(hugh, outside, 400, file=(BytesIO(wrong.encode()), "r.csv"))
    assert "Row 3: Give the minutes as a whole number" in page.text
    assert "1,,2026-11-23,9:00,five" in page.text
    page = enter(hugh, outside, 400, lines=wrong.replace("five", "5"))
    assert "Row 4: This place was not approved" in page.text
    assert pages.town.see("hugh", outside).state is State.READY


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose the file"),
        ({"lines": "a,b"}, "not the table"),
        ({"lines": GOOD, "kept": "no"}, "did that the rules do not allow"),
        ({"file": b"\xff\xfe1"}, "no text in UTF-8"),
        ({"file": b"x" * 300_000}, "longer than a return"),
    ],
)
def test_what_is_no_return_is_refused(
    pages: TownPages, outside: str, fields: dict[str, object], said: str
) -> None:
    sent = {
        name: (BytesIO(value), "r.csv") if isinstance(value, bytes) else value
        for name, value in fields.items()
    }
    assert said in enter(pages.visitor("hugh"), outside, 400, **sent).text


def test_who_comes_second_is_told(pages: TownPages, outside: str) -> None:
    hugh, hetty = pages.visitor("hugh"), pages.visitor("hetty")
    address = f"/checks/{outside}/search/return"
    both = [enter(visitor, outside, lines=GOOD) for visitor in (hugh, hetty)]
    hugh.send(both[0].form(address), {"stage": "record"})
    late = hetty.send(both[1].form(address), {"stage": "record"}, 409)
    assert "Captions, 2023" in late.text
    assert hetty.get(address).h1 == "Search for check 1"
    assert len(pages.town.see("hugh", outside).every(Event.VISIT_RECORDED)) == 1


def test_before_the_days_there_is_no_sheet(pages: TownPages) -> None:
    check = pages.town.approved(pages.town.vacancy(), third_party="Vetters Ltd")
    for page in ("instructions", "instructions.pdf", "return.csv", "return"):
        shown = pages.visitor("hugh").get(f"/checks/{check}/search/{page}")
        assert shown.h1 == "Search for check 1"
