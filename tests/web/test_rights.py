"""The pages of the register, and of texts that are looked through for other people's details."""

from functools import partial

import pytest

from screening.services import rights
from screening.services.calendar import day_of
from screening.services.checks import notices
from screening.services.reading.pages import Turning
from screening.services.reading.rights.redaction import read_redaction
from screening.web import filtering
from screening.web import rights as rights_pages
from tests.databases import on_both
from tests.services.town import FAIR
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

RECEIVED = {"received-day": "23", "received-month": "11", "received-year": "2026"}
ASKED = {"kind": "access", "channel": "email", "words": "Send me <b>all</b> of it."} | RECEIVED


@pytest.fixture
def candidate(pages: TownPages) -> str:
    """Somebody whose request names another person."""
    vacancy = pages.town.vacancy()
    question = "Do these posts read better than Bertram Vole’s & his sister’s?"
    check = pages.town.submitted(vacancy, **(FAIR | {"question": question}))
    ada = pages.town.see("hugh", check).candidate_ref
    pages.town.candidate(vacancy, "Bertram Vole")
    return ada


def entered(pages: TownPages, candidate: str, by: str = "dara", **fields: str) -> Page:
    """The page after a request was entered."""
    visitor = pages.visitor(by)
    page = visitor.get(f"/candidates/{candidate}/rights/new")
    return visitor.send(page.form(f"/candidates/{candidate}/rights/new"), ASKED | fields)


def ref_of(page: Page) -> str:
    """The entry that ``page`` shows."""
    address = next(link for link in page.links().values() if link.endswith("/step"))
    return address.split("/")[2]


def stepped(visitor: Visitor, ref: str, status: int = 200, **fields: str) -> Page:
    """Send the form for a step."""
    address = f"/rights/{ref}/step"
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_a_request_is_entered_listed_and_answered(pages: TownPages, candidate: str) -> None:
    page = entered(pages, candidate)
    assert page.h1 == "A copy of what is held (Article 15)"
    assert "Answer by 23 December 2026" in page.text
    assert "Send me <b>all</b> of it." in page.text
    assert "Quillfeather" not in page.html
    dara = pages.visitor("dara")
    for address in ("/", "/rights"):
        listed = dara.get(address)
        assert listed.links()["LIB-7/R-1"] == f"/rights/{ref_of(page)}"
        assert "23 December 2026" in listed.text
    done = stepped(dara, ref_of(page), step="answer", words="We sent it.")
    assert "Answered" in done.text and "We sent it." in done.text
    assert "No request, objection or complaint waits" in dara.get("/").text
    assert "What is over" in dara.get("/rights").text


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    pages: TownPages, candidate: str
) -> None:
    visitor = pages.visitor("dara")
    address = f"/candidates/{candidate}/rights/new"
    page = visitor.send(visitor.get(address).form(address), ASKED | {"kind": ""}, 400)
    assert "Choose what it is" in page.text
    assert "Send me <b>all</b> of it." in page.text
    ref = ref_of(entered(pages, candidate))
    page = stepped(visitor, ref, 400, step="extend")
    assert "Fill this in" in page.text
    page = stepped(visitor, ref, 400, words="Long and typed.")
    assert "Choose what you did" in page.text and "Long and typed." in page.text


def test_whoever_comes_too_late_keeps_their_words(pages: TownPages, candidate: str) -> None:
    ref = ref_of(entered(pages, candidate))
    visitor = pages.visitor("dara")
    form = visitor.get(f"/rights/{ref}/step").form(f"/rights/{ref}/step")
    rights.take_step(pages.town.call("dara"), ref, 1, rights.Step.ACKNOWLEDGE, "")
    page = visitor.send(form, {"step": "answer", "words": "All is sent to you."}, 409)
    assert "Somebody else has just taken a step here" in page.text
    assert "All is sent to you." in page.text
    again = visitor.send(page.form(f"/rights/{ref}/step"), {"step": "answer"})
    assert "Answered" in again.text


def test_a_clock_that_stands_still_is_said(pages: TownPages, candidate: str) -> None:
    ref = ref_of(entered(pages, candidate))
    page = stepped(pages.visitor("dara"), ref, step="ask-identity")
    assert "The clock stands still since 23 November 2026" in page.text
    pages.town.wait(days=40)
    ref = ref_of(entered(pages, candidate, kind="complaint"))
    assert "Overdue" in pages.visitor("dara").get(f"/rights/{ref}").text


def test_hr_enters_one_and_cannot_answer_it(pages: TownPages, candidate: str) -> None:
    visitor = pages.visitor("hugh")
    page = entered(pages, candidate, by="hugh")
    assert not [link for link in page.links().values() if link.endswith("/step")]
    listed = visitor.get("/rights")
    assert "You see what you entered" in listed.text
    assert "LIB-7/R-1" in listed.links()
    assert "LIB-7/R-1" not in pages.visitor("hetty").get("/rights").html


def texts_page(pages: TownPages, candidate: str, visitor: Visitor) -> Page:
    return visitor.get(f"/candidates/{candidate}/subject-access/texts")


def test_texts_are_looked_through_one_by_one(pages: TownPages, candidate: str) -> None:
    visitor = pages.visitor("dara")
    page = texts_page(pages, candidate, visitor)
    marked = [each.text_content() for each in page.all("//blockquote/mark")]
    assert marked == ["Bertram", "Vole’s", "sister"]
    form = page.form(f"/candidates/{candidate}/subject-access/texts")
    page = visitor.send(form, {"decision": "marked"}, 400)
    assert "Fill this in" in page.text
    page = visitor.send(
        page.form(f"/candidates/{candidate}/subject-access/texts"),
        {"decision": "marked", "reason": "Others"},
    )
    assert "That is decided." in page.text
    assert page.all("//blockquote/mark") == []
    while read_redaction(pages.town.call("dara"), candidate).waiting:
        form = page.form(f"/candidates/{candidate}/subject-access/texts")
        page = visitor.send(form, {"decision": "left"})
    assert "Nothing waits to be looked through." in page.text
    assert "0 texts" not in page.text
    decided = next(text for text in page.links() if "What they wanted to know" in text)
    page = visitor.get(page.links()[decided])
    assert "Decided before: Withhold what is marked" in page.text


def test_a_text_that_was_decided_meanwhile(pages: TownPages, candidate: str) -> None:
    visitor, other = pages.visitor("dara"), pages.visitor("dara")
    address = f"/candidates/{candidate}/subject-access/texts"
    mine, theirs = (texts_page(pages, candidate, each).form(address) for each in (visitor, other))
    other.send(theirs, {"decision": "whole", "reason": "Others"})
    page = visitor.send(mine, {"decision": "left", "reason": "Nothing of theirs"}, 409)
    assert "Somebody else has just decided on this text" in page.text
    assert "Nothing of theirs" in page.html


def test_a_text_that_is_not_there(pages: TownPages, candidate: str) -> None:
    visitor = pages.visitor("dara")
    page = visitor.get(f"/candidates/{candidate}/subject-access/texts?text=%3Cscript%3E")
    assert "<script>" not in page.html.replace("<script type", "")
    assert page.all("//blockquote") == []


def test_what_was_answered_late_is_marked(pages: TownPages, candidate: str) -> None:
    ref = ref_of(entered(pages, candidate))
    complaint = ref_of(entered(pages, candidate, kind="complaint"))
    pages.town.wait(days=32)
    dara = pages.visitor("dara")
    page = stepped(dara, complaint, step="acknowledge")
    assert "Late It was to be acknowledged by 22 December 2026" in page.text
    assert "Not acknowledged in time" in dara.get("/").text
    page = stepped(dara, ref, step="answer", words="We sent it.")
    assert "Was to be answered by 23 December 2026" in page.text
    assert "25 December 2026 Late by 1 working day" in page.text
    stepped(dara, complaint, step="answer", words="We looked into it.")
    listed = dara.get("/rights").text
    assert "Due: 23 Dec 2026" in listed
    assert "2 entries are over. 2 were answered after their day." in listed
    assert "1 complaint was not acknowledged by its day." in listed


def test_an_objection_to_a_check_stands_there_once_it_is_decided(pages: TownPages) -> None:
    town = pages.town
    check = town.told(town.vacancy("LIB-8"))
    notices.raise_objection(town.call("hugh"), check, "That is not my account.")
    town.wait(days=40)
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It is theirs.")
    dara = pages.visitor("dara")
    page = dara.get("/rights?kind=objection&year=2026")
    assert page.links()["LIB-8, check 1"] == f"/checks/{check}"
    assert "Not upheld" in page.text and "Late by" in page.text
    assert "Of the kind and time that you chose: 1 entry is over. 1 was answered" in page.text
    assert "0 entries are over" in dara.get("/rights?kind=objection&year=2025").text
    assert "LIB-8" not in pages.visitor("hugh").get("/rights").text
    file = dara.client.get("/lists/rights.csv?kind=objection&year=2026").get_data(as_text=True)
    (line,) = [line for line in file.splitlines() if line.startswith("LIB-8")]
    day = day_of(town.now).isoformat()
    assert line.startswith("LIB-8,C-01,1,") and "Not upheld" in line and day in line


def test_the_form_for_a_step_is_worded_for_what_was_entered(
    pages: TownPages, candidate: str
) -> None:
    complaint = entered(pages, candidate, kind="complaint")
    assert "Acknowledge it by the day below, and answer without undue delay." in complaint.text
    dara = pages.visitor("dara")
    page = dara.get(f"/rights/{ref_of(complaint)}/step")
    for word in ("refuse", "extend", "longer", "first month"):
        assert word not in page.text.lower()
    assert "I told them the outcome, and why" in page.text
    assert "It has to be acknowledged by 22 December 2026. The outcome follows" in page.text
    stepped(dara, ref_of(complaint), step="acknowledge")
    page = dara.get(f"/rights/{ref_of(complaint)}/step")
    assert "acknowledged by" not in page.text
    assert "This organisation gives itself until 23 December 2026." in page.text
    asked = ref_of(entered(pages, candidate, kind="rectification"))
    page = dara.get(f"/rights/{asked}/step")
    assert "To refuse, extend or answer, write down" in page.text
    assert "The first month is over on 23 December 2026" in page.text
    assert "section 164A" not in page.text
    stepped(dara, asked, step="extend", words="It takes longer.")
    assert "The first month" not in dara.get(f"/rights/{asked}/step").text
    access = ref_of(entered(pages, candidate))
    assert "or to ask what it is about" in dara.get(f"/rights/{access}/step").text


def test_a_complaint_cannot_be_extended_whatever_is_sent(pages: TownPages, candidate: str) -> None:
    ref = ref_of(entered(pages, candidate, kind="complaint"))
    dara = pages.visitor("dara")
    page = dara.get(f"/rights/{ref}/step")
    fields = {"step": "extend", "words": "It takes longer."}
    refused = dara.send(page.form(f"/rights/{ref}/step"), fields, 409)
    assert "This is no step on what was entered here." in refused.text
    assert "It takes longer." in refused.text


@on_both
def test_all_that_waits_can_be_gone_through(
    pages: TownPages, candidate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights_pages, "PAGE", 1)
    monkeypatch.setattr(filtering, "Turning", partial(Turning, size=1))
    for _time in range(2):
        entered(pages, candidate)
        pages.town.wait(minutes=1)
    dara = pages.visitor("dara")
    page = dara.get("/rights")
    assert "LIB-7/R-1" in page.links() and "LIB-7/R-2" not in page.links()
    assert "These are the 1 that are due soonest" in page.text
    page = dara.get("/rights?state=open")
    assert "LIB-7/R-2" in page.links() and "1 of 2" in page.text
    [older] = page.all("//a[@rel='next']/@href")
    assert older.startswith("/rights?state=open&")
    assert "1 of 2" in dara.get(older).text
    assert "No entry is like that" in dara.get("/rights?state=refused").text
    for query, rows in (("", 2), ("?state=open", 2), ("?state=refused", 0)):
        answer = dara.client.get(f"/lists/rights.csv{query}")
        assert len(answer.text.splitlines()) == 1 + rows


def test_somebody_who_has_no_page_here_is_entered_from_the_register(pages: TownPages) -> None:
    hugh = pages.visitor("hugh")
    address = "/rights/new"
    assert address in hugh.get("/rights").links().values()
    typed = ASKED | {"who": "Jane <i>Smith</i>", "about": "A search"}
    page = hugh.send(hugh.get(address).form(address), typed | {"who": ""}, 400)
    assert "Write down who writes" in page.text and "Send me <b>all</b> of it." in page.text
    page = hugh.send(page.form(address), typed)
    assert "Answer by 23 December 2026" in page.text
    assert "Jane <i>Smith</i>" in page.text and "has no page here" in page.text
    dara = pages.visitor("dara")
    listed = dara.get("/rights")
    (name,) = (link for link in listed.links() if link.startswith("R-"))
    assert "No page here" in listed.text and "Smith" not in listed.html
    page = dara.get(listed.links()[name])
    assert "/candidates/" not in page.html
    done = stepped(dara, page.response.request.path.split("/")[2], step="answer", words="Sent.")
    assert "Answered" in done.text


def test_somebody_erased_is_entered_there(pages: TownPages, candidate: str) -> None:
    pages.town.erase(candidate)
    page = pages.visitor("dara").get(f"/candidates/{candidate}/rights/new")
    assert "outside this service" not in page.text
    assert "/rights/new" in page.links().values()
