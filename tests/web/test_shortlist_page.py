"""The page of a candidate on a school's shortlist, as somebody without an account sees it."""

import re
from urllib.parse import urlsplit

import pytest

from screening.services.due_diligence import passing, telling
from screening.services.reading.schools.search import read_due_diligence
from tests.reading_age import grade
from tests.services import schools
from tests.web.page import Page, Visitor
from tests.web.test_own_page import own_words
from tests.web.townspeople import TownPages

TELLING = "That is right. My wife complained too."
PANELS = "Ask about supervision at the club that closed."


@pytest.fixture
def school(pages: TownPages) -> TownPages:
    schools.in_force(pages.town)
    return pages


def at(key: str, more: str = "") -> str:
    return f"/your-page/{key}/shortlist{more}"


def sent(pages: TownPages, by: str, address: str, status: int = 200, /, **fields: str) -> Page:
    """Send the form at ``address``."""
    visitor = pages.visitor(by)
    return visitor.send(visitor.get(address).form(address), fields, status)


def test_hr_makes_the_link_and_the_letter_and_it_opens_this_page_alone(school: TownPages) -> None:
    _vacancy, (first, *_others) = schools.handed_over(school.town)
    link = f"/due-diligence/{first}/link"
    assert "There is no link yet." in school.visitor("hugh").get(link).text
    sent(school, "hugh", link, number="0")
    made = school.visitor("hugh").get(link).text
    found = re.search(r"/your-page/[a-z2-7-]+/shortlist", made)
    assert found is not None
    assert "/your-page/" not in school.visitor("hetty").get(link).text
    late = sent(school, "hetty", link, 409, number="0")
    assert "Somebody else has just made a new link." in late.text
    letter = school.visitor("hugh").client.get(f"{link}.pdf")
    assert letter.mimetype == "application/pdf" and letter.data.startswith(b"%PDF-")
    visitor = Visitor(school.app)
    page = visitor.get(found[0])
    assert PANELS in page.text and schools.FOUND not in page.text and "Ada" not in page.text
    visitor.get(found[0].removesuffix("/shortlist"), 404)
    for to in page.links().values():
        assert not to.startswith("/") or urlsplit(to).path in {
            found[0], f"{found[0]}/reply", "/accessibility", "/cookies", "/privacy"}  # fmt: skip
    school.town.wait(days=28)
    visitor.get(found[0], 404)


def test_somebody_objects_and_reads_what_was_decided_and_why(school: TownPages) -> None:
    vacancy, (first, *_others) = schools.told(school.town)
    key, visitor = schools.page_key(school.town, first), Visitor(school.app)
    page = visitor.get(at(key))
    for told in ("30 November 2026", "You need give no reasons to object", "hugh@example.test",
                 "01632 960 001", "does not mean that you said yes", "sam", "Why we may do this",
                 "If you do not get the job, we erase it 365 days after"):  # fmt: skip
        assert told in page.text, told
    form, tab = (visitor.get(at(key, "/answer")).form() for _each in range(2))
    assert "Choose what you want to tell us" in visitor.send(form, {}, 400).links()
    nothing = visitor.send(form, {"kind": "says"}, 400)
    assert "#words" in nothing.links().values()
    done = visitor.send(form, {"kind": "objects", "words": "I am in hiding."})
    assert "You objected." in done.text and "I am in hiding." in done.text
    again = visitor.send(tab, {"kind": "objects", "words": "And I mean it."}, 409)
    assert again.h1 == "We did not take this down" and "And I mean it." in again.text
    assert at(key) in again.links().values()
    offered = visitor.get(at(key, "/answer"))
    assert "I object" not in offered.text and "I want to say something" in offered.text
    assert "I am in hiding." not in school.visitor("mara").get(f"/vacancies/{vacancy}").text
    telling.decide(school.town.call("hetty"), first, upheld=True, reasons="You are right.")
    over = visitor.get(at(key))
    assert "We decided: this is called off for everybody" in over.text
    assert "You are right." in over.text and "no record that anyone looked you up" in over.text
    assert visitor.get(at(key, "/answer")).h1 == over.h1


def test_an_answer_is_seen_as_the_panel_would_read_it_and_then_sent(school: TownPages) -> None:
    town = school.town
    vacancy, (first, *_others) = schools.handed_over(town)
    key, visitor = schools.page_key(town, first), Visitor(school.app)
    form = visitor.get(at(key, "/reply")).form()
    seen = visitor.send(form, {"words": TELLING})
    assert "It is not sent yet." in seen.text and "[…] complained too" in seen.text
    assert not read_due_diligence(town.call("hugh"), vacancy).waits
    assert "We have your answer" in visitor.send(seen.form()).text
    hugh = school.visitor("hugh")
    assert f"/vacancies/{vacancy}/due-diligence" in hugh.get("/").links().values()
    desk = f"/due-diligence/{first}/answer"
    shown = hugh.get(desk)
    assert TELLING in shown.text and "[…] complained too" in shown.form(desk).text_content()
    held = sent(school, "hugh", desk, 400, words=TELLING)
    assert "Some of these words must not reach the panel" in held.text
    sent(school, "hugh", desk)
    passing.lock_scores(town.call("mara"), vacancy)
    panel = school.visitor("mara").get(f"/vacancies/{vacancy}/due-diligence").text
    assert "What they answered, as HR passed it on: That is right. […] complained too." in panel
    assert "We gave the panel this part of your answer" in visitor.get(at(key)).text
    assert "This step is over" in hugh.get(desk).text


def test_an_answer_is_kept_back_with_reasons_that_the_candidate_reads(school: TownPages) -> None:
    _vacancy, (first, *_others) = schools.handed_over(school.town)
    key = schools.answered(school.town, first)
    sent(school, "hugh", f"/due-diligence/{first}/answer/keep-back", reasons="It names a child.")
    page = Visitor(school.app).get(at(key)).text
    assert "We did not give your answer to the panel" in page and "It names a child." in page


def test_it_is_written_for_everybody(school: TownPages) -> None:
    town, visitor = school.town, Visitor(school.app)
    _vacancy, (first, *_others) = schools.told(town)
    key = schools.page_key(town, first)
    seen = [visitor.get(at(key)), visitor.get(at(key, "/answer"))]
    schools.says(town, key, objects=True)
    seen.append(visitor.get(at(key)))
    _vacancy, (first, *_others) = schools.handed_over(town, "SCH-2")
    key = schools.page_key(town, first)
    seen += [visitor.get(at(key)), visitor.get(at(key, "/reply"))]
    lines = dict.fromkeys(line for page in seen for line in own_words(page))
    assert len(lines) > 20
    assert grade(lines) <= 6.0
