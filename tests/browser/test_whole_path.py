"""One check from draft to influence, by three people, and its report in an officer's hands.

Every page on the way is looked at by axe and on a narrow screen.
"""

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest

from screening.services.calendar import LONDON
from tests.browser.conftest import Desk, Desks

pytestmark = pytest.mark.browser

QUOTE = (
    "From 2021 to 2023 I ran the Bramble Theatre's public Facebook page, posting what was on "
    "each week."
)
IMPROPER = "What is she like as a person, and is there anything embarrassing?"
FAIR = "Did the Bramble Theatre's page carry a weekly post of what was on from 2021 to 2023?"
REPORT_SECONDS = 90


def test_a_check_from_draft_to_report(desks: Desks, tmp_path: Path) -> None:
    marian, helen, wendy = (desks.of(key) for key in ("marian", "helen", "wendy"))
    check = _ask_improperly(marian)
    _mend(marian)
    _decide_narrower(helen, check)
    _tell_the_candidate(helen, check)
    _search_with_a_variance(wendy, check)
    helen.open(f"{check}/hand-over")
    helen.has("before the candidate's time to reply is over")
    _say_what_it_changed(desks.of("priya"), _hand_over_what_waited(helen))
    text = _report(desks.of("edwina"), tmp_path)
    for words in (FAIR, IMPROPER, "The page linked to it.", "outside the scope"):
        assert words in text


def _ask_improperly(marian: Desk) -> str:
    """Start a check with a question about the person; the answer is its address."""
    marian.follow("Vacancies")
    marian.follow("LIB-2026-014")
    with marian.page.expect_navigation():
        marian.page.get_by_role("link", name=re.compile("C-05")).first.click()
    marian.see()
    with marian.page.expect_navigation():
        marian.page.get_by_role("button", name="Ask for an online check").click()
    marian.see("filing-1-claim")
    marian.has("also when it is not ready yet")
    marian.type("Their own words", QUOTE)
    marian.choose("Covering letter")
    marian.type("Where in it?", "Second paragraph")
    marian.page.get_by_role("radio", name=re.compile("E1:")).check()
    marian.page.get_by_role("textbox", name=re.compile("An address")).fill(
        "facebook.com/brambletheatre"
    )
    marian.press("Continue")
    marian.type("Your question", IMPROPER)
    marian.press("Save and continue")
    marian.press("Save and continue")
    marian.type(
        "Why asking would not settle it",
        "We asked for examples of her posts and she gave us this page as the example.",
    )
    marian.press("Save and continue")
    marian.type("Why now", "The interviews turn on this work; after them it is too late to ask.")
    marian.press("Save and continue")
    marian.see("filing-5-confirm")
    marian.press("Send")
    marian.see("not-ready")
    marian.has("Not ready to send")
    marian.has("Something to change")
    assert marian.page.locator("mark").count() > 0
    found = re.search("/checks/[0-9a-f]{32}", marian.page.url)
    assert found
    return found.group(0)


def _mend(marian: Desk) -> None:
    with marian.page.expect_navigation():
        marian.page.get_by_role("link", name=re.compile("Change this")).first.click()
    marian.see()
    marian.type("Your question", FAIR)
    marian.press("Save and continue")
    marian.press("Send")
    marian.has("Sent to HR")
    marian.see("sent")


def _decide_narrower(helen: Desk, check: str) -> None:
    helen.follow("Vacancies")
    helen.follow("LIB-2026-014")
    with helen.page.expect_navigation():
        helen.page.get_by_role("link", name=re.compile("C-05")).first.click()
    helen.see()
    with helen.page.expect_navigation():
        helen.page.get_by_role("button", name=re.compile("seen|saw")).click()
    helen.see()
    helen.follow("Requests to decide")
    helen.see("queue")
    with helen.page.expect_navigation():
        helen.page.locator(f"a[href='{check}/decision']").click()
    helen.see("decide")
    helen.has("Earlier attempts at this check")
    helen.has(IMPROPER)
    helen.choose("Approve it, as far as set out below")
    helen.type("Minutes at most", "15")
    helen.page.get_by_label("Who searches?").select_option(label="Wendy Coyle, HR")
    helen.press("Record my decision")
    helen.has("There is something to correct")  # no reasons were given
    assert helen.page.get_by_label("Minutes at most").input_value() == "15"
    helen.type("Your reasons", "It tests the claim on the theatre's own page. 15 minutes will do.")
    helen.press("Record my decision")
    helen.has("The request is approved")


def _tell_the_candidate(helen: Desk, check: str) -> None:
    helen.open(f"{check}/notice")
    helen.see("notice")
    helen.choose("By e-mail")
    helen.press("Record the delivery")
    helen.open(f"{check}/reply")
    helen.page.get_by_role("radio", name=re.compile("Go ahead")).check()
    helen.type("In their words", "By e-mail: please go ahead.")
    helen.press("Record the reply")


def _search_with_a_variance(wendy: Desk, check: str) -> None:
    wendy.follow("My searches")
    wendy.open(f"{check}/search")
    wendy.follow("Read the rules and begin")
    wendy.see("begin")
    wendy.page.get_by_label("I have read these rules and keep to them").check()
    wendy.press("Begin the search")
    wendy.see("search")
    with wendy.page.expect_navigation():
        wendy.page.get_by_role("link", name=re.compile("Look here")).click()
    wendy.see("visit")
    away = wendy.page.get_by_role("link", name="Open this place (opens in a new tab)")
    assert away.get_attribute("rel") == "noreferrer noopener"
    wendy.press("Record this visit")
    wendy.follow("Say what you read")
    wendy.type("What did you read?", "The posts of each week, one in four.")
    wendy.press("Record what you read")
    wendy.follow("Record a visit, also one to another place")
    wendy.choose("Somewhere else")
    wendy.type("If it was somewhere else: where?", "brambletheatre.example")
    _now(wendy, "At what time did you begin?")
    wendy.type("How many minutes did it take?", "2")
    wendy.type("What did you read?", "The front page.")
    wendy.press("Record this visit")
    wendy.has("This place was not approved")
    wendy.type("If you went beyond what was approved: why?", "The page linked to it.")
    wendy.press("Record this visit")
    wendy.follow("Record the outcome")
    wendy.choose("Borne out")
    wendy.type("The answer to the question", "A post of what was on for most weeks.")
    wendy.choose("High")
    wendy.choose("Certain")
    wendy.press("Record the outcome")


def _hand_over_what_waited(helen: Desk) -> str:
    """Hand over what was found days ago, when its candidate could reply no more; its address."""
    helen.open("/")
    with helen.page.expect_navigation():
        helen.page.get_by_role("link", name="Check 5 of C-04").first.click()
    helen.see()
    check = urlsplit(helen.page.url).path.removesuffix("/hand-over")
    helen.open(f"{check}/exposure-step")
    helen.choose("A barrier: they tell nobody what they saw")
    helen.type("What was arranged, and why is it enough?", "They sit on no panel, and tell nobody.")
    helen.press("Record what follows")
    helen.open(f"{check}/hand-over")
    helen.type("What the panel will read", "The notes are regular and deal with accessible design.")
    helen.press("Hand this to the panel")
    return check


def _say_what_it_changed(priya: Desk, check: str) -> None:
    priya.open("/")
    priya.has("Handed over to your panel")
    priya.open(f"{check}/influence")
    priya.see("lock-scores")
    priya.press("My scores for this candidate are locked")
    priya.see("influence")
    for number in range(3):
        priya.page.locator(f"[name=changed_{number}]").first.check()
    priya.type("Why did it, or why did it not?", "It agrees with what she said at interview.")
    priya.press("Record what it changed")
    priya.open(check)
    priya.see("check-closed")


def _report(edwina: Desk, folder: Path) -> str:
    """The text of the report, downloaded."""
    edwina.follow("Reviews")
    edwina.follow("LIB-2026-014")
    edwina.see("timeline")
    edwina.follow("The audit report")
    edwina.press("Make the report – English")
    download_it = edwina.page.get_by_role("button", name="Download edition 1 (PDF)")
    for _ in range(REPORT_SECONDS):
        if download_it.count():
            break
        edwina.page.wait_for_timeout(1000)
        edwina.page.reload()
    edwina.see("report")
    with edwina.page.expect_download() as download:
        download_it.click()
    file = folder / "report.pdf"
    download.value.save_as(file)
    pages = pypdfium2.PdfDocument(file)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in pages))


def _now(desk: Desk, time_label: str) -> None:
    """Type today and this minute."""
    now = datetime.now(LONDON)
    desk.type("Day", str(now.day))
    desk.type("Month", str(now.month))
    desk.type("Year", str(now.year))
    desk.type(time_label, now.strftime("%H:%M"))
