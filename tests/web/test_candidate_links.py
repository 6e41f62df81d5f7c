"""Sending the link to a candidate's own page by e-mail, as HR sees it."""

from dataclasses import replace

import pytest

from screening.domain.words import Role
from screening.services.candidates import Person, write_person
from screening.services.outbox.by_smtp import MailServer
from screening.services.settings import Settings
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from tests.services import schools
from tests.services.candidates import link_to
from tests.services.outbox import Pretending, send
from tests.services.town import QUOTE
from tests.web.conftest import made
from tests.web.page import SITE, Visitor
from tests.web.townspeople import TownPages

SERVER = MailServer("mail.example.test", 25, False, "", "", "screening@example.test")


@pytest.fixture
def sending(settings: Settings, pages: TownPages) -> TownPages:
    """The same pages where e-mail can leave the service."""
    town = pages.town
    return TownPages(made(replace(settings, sending=SERVER), town.store, town.clock), town)


@pytest.fixture
def check(pages: TownPages) -> str:
    return pages.town.approved(pages.town.vacancy())


def test_the_link_is_sent_and_a_wrong_address_put_right(sending: TownPages, check: str) -> None:
    hugh, town, address = sending.visitor("hugh"), sending.town, f"/checks/{check}/link/e-mail"
    page = hugh.get(address)
    (box,) = page.all("//input[@name='to']")
    assert box.get("value") == "ada@example.test"  # as the application gave it
    assert "It is made when you send this" in page.text and QUOTE not in page.text
    form = page.form()
    for wrong in ("", "ada at home"):
        refused = hugh.send(form, {"to": wrong}, 400)
        assert refused.all("//*[contains(@class, 'govuk-error-summary')]//a[@href='#to']")
    page = hugh.send(form, {"to": "bo@example.test"})
    assert "The e-mail is written" in page.text and "Waiting to be sent" in page.text
    late = hugh.send(form, {"to": "cy@example.test", "idempotency_key": "7" * 32}, 409)
    assert "has just made a new link" in late.text
    hugh.send(hugh.get(address).form(), {"to": "ada@example.test"})
    channel = Pretending()
    send(town, channel)
    (letter,) = [one for one in channel.letters if SITE in one.text]
    assert letter.to == "ada@example.test"
    link, *_in_other_languages = [
        line for line in letter.text.splitlines() if line.startswith(SITE)
    ]
    assert Visitor(sending.app).get(link.removeprefix(SITE)).h1
    shown = hugh.get(f"/checks/{check}/link").text
    assert "bo@example.test" in shown and "a newer link took its place" in shown
    assert "Sent on" in shown
    assert "ada@example.test" not in sending.visitor("edith").get(f"/checks/{check}").text


def test_who_last_changed_the_address_is_said_before_it_is_sent_there(
    sending: TownPages, check: str
) -> None:
    town, address = sending.town, f"/checks/{check}/link/e-mail"
    assert "was last changed" not in sending.visitor("hugh").get(address).text
    with town.call("hetty").change(Role.HR) as work:
        ref = work.session.get_one(Check, check).candidate_ref
        candidate = work.session.get_one(Candidate, ref)
        write_person(work, candidate, Person("Ada Quillfeather", "cy@example.test"))
        work.commit()
    page = sending.visitor("hugh").get(address).text
    assert "How to reach this candidate was last changed here on" in page and "by hetty." in page


def test_where_nothing_leaves_the_service_that_is_said_before(pages: TownPages, check: str) -> None:
    link_to(pages.town, check)
    hugh = pages.visitor("hugh")
    page = hugh.get(f"/checks/{check}/link/e-mail")
    assert "No e-mail can leave this service" in page.text and page.all("//main//form") == []
    link = hugh.get(f"/checks/{check}/link").form()
    link.set("action", f"/checks/{check}/link/e-mail")
    assert "No e-mail can leave" in hugh.send(link, {"to": "ada@example.test"}, 409).text


def test_the_link_of_somebody_on_a_shortlist_is_sent_and_a_failure_said(
    sending: TownPages,
) -> None:
    town = sending.town
    schools.in_force(town)
    _vacancy, (part, *_others) = schools.told(town)
    hugh, address = sending.visitor("hugh"), f"/due-diligence/{part}/link/e-mail"
    form = hugh.get(address).form()
    refused = hugh.send(form, {"to": "ada at home"}, 400)
    assert refused.all("//*[contains(@class, 'govuk-error-summary')]//a[@href='#to']")
    page = hugh.send(form, {"to": "ada@example.test"})
    assert "The e-mail is written" in page.text and "Waiting to be sent" in page.text
    send(town, Pretending("550 no such mailbox"))
    told = sending.visitor("hetty").get("/notifications").links()
    link = told["An e-mail to somebody on a school’s shortlist that could not be sent"]
    assert "Could not be sent." in sending.visitor("hetty").get(link).text
    assert "They may not know of this search." in hugh.get(f"/due-diligence/{part}").text
    hugh.send(hugh.get(address).form(), {"to": "bo@example.test"})
    channel = Pretending()
    send(town, channel)
    (letter,) = [one for one in channel.letters if SITE in one.text]
    at, *_others = [line for line in letter.text.splitlines() if line.startswith(SITE)]
    assert "/shortlist" in at and Visitor(sending.app).get(at.removeprefix(SITE)).h1
