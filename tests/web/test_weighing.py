"""The page on how the gate weighed an attempt: in plain words, and adding up as it is printed."""

from decimal import Decimal

import pytest
from flask import Flask

from screening.domain.name_masks import HIDDEN
from screening.domain.policy import shipped_policy
from screening.gate.balance.balance import CLAUSE, COUNTED, PART
from screening.gate.balance.weights import ALWAYS, learned
from screening.gate.rules import RULES
from screening.gate.terms import terms_of
from screening.services.checks import filing
from screening.services.reading.checks import weighed
from screening.web.wording_weighing import figure, worded
from tests.services.town import IMPROPER
from tests.web.page import Page
from tests.web.townspeople import TownPages

HOW = "How the gate weighed"


@pytest.fixture
def stopped(pages: TownPages) -> str:
    named = {**IMPROPER, "question": "What is Quillfeather like? Any red flags about Quillfeather?"}
    return pages.town.submitted(pages.town.vacancy(), **named)


def address(check: str, attempt: int = 1) -> str:
    return f"/checks/{check}/attempts/{attempt}/weighed"


def printed(page: Page, table: int) -> list[Decimal]:
    """The figures in the last column of one of the sums."""
    rows = page.all(f"(//table[.//th[normalize-space()='What was seen']])[{table}]/tbody/tr")
    cells = [row.xpath("string(td[last()])").replace("Adds:", "").strip() for row in rows]
    return [Decimal(cell.replace("−", "-")) for cell in cells]


def test_it_is_found_and_adds_up_as_printed(pages: TownPages, stopped: str) -> None:
    filing.refer(pages.town.call("mara"), stopped, "It is about the claim.")
    hugh = pages.visitor("hugh")
    for here in (f"/checks/{stopped}", f"/checks/{stopped}/referral"):
        assert address(stopped) in hugh.get(here).links().values()
    page = hugh.get(address(stopped))
    assert page.h1 == "How the gate weighed this"
    assert "Quillfeather" in page.text
    for table in (1, 2):
        *lines, whole = printed(page, table)
        assert len(lines) > 10
        assert sum(lines) == whole
        assert f"It came to {figure(int(whole * 1000))}. The line is 0" in page.text


def test_whoever_asked_is_not_led_there(pages: TownPages, stopped: str) -> None:
    for name in ("mara", "dara"):
        page = pages.visitor(name).get(f"/checks/{stopped}")
        assert HOW not in page.text
        pages.visitor(name).get(address(stopped), 403)
    for attempt in (0, 2, 10**30):
        pages.visitor("hugh").get(address(stopped, attempt), 404)


def test_an_officer_reads_no_name_there(pages: TownPages, stopped: str) -> None:
    edith = pages.visitor("edith")
    assert address(stopped) in edith.get(f"/checks/{stopped}").links().values()
    page = edith.get(address(stopped))
    assert "Quillfeather" not in page.text
    assert HIDDEN in page.text


def test_another_release_shows_no_figures(
    pages: TownPages, stopped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighed, "RELEASE", "another")
    page = pages.visitor("hugh").get(address(stopped))
    assert "Another release of the gate judged this attempt." in page.text
    assert "Not ready to send" in page.text
    for words in ("It came to", "Adds", "What decided it"):
        assert words not in page.text, words


def test_every_weight_that_ships_has_its_words(app: Flask) -> None:
    weights, terms = learned(shipped_policy()), terms_of(shipped_policy(), RULES)
    names = {*weights.block, *weights.caution} - {ALWAYS}
    names = {name for name in names if not name.startswith((PART, CLAUSE))}
    names |= {f"{what}{number}" for what in (PART, CLAUSE) for number in range(1, COUNTED + 1)}
    with app.test_request_context():
        said = {name: worded(name, terms) for name in names}
    assert len(set(said.values())) == len(names)
    assert not [words for name, words in said.items() if words == name or "%(" in words]
    assert said["minutes:0"] == "Minutes asked for: fewer than 11"
    assert said["question-claim:0"] == "Words of the claim in what they want to know: none"
    assert said["question-claim:1"] == "Words of the claim in what they want to know: 1"
    assert (
        said["new-reason:3"] == "Words of why it bears on the job that are not of the work: 7 to 11"
    )
    assert said["years:1"] == "Years asked for: from 0.2 to under 0.6"
    assert said["years:5"] == "Years asked for: 4.1 or more"
    assert said["shape:somebody,work2"].endswith(
        "about somebody, with two or more words of the work"
    )
