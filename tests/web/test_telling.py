"""HR tells a candidate what came of it, from its first page; and the list of all it does next."""

from dataclasses import replace

import pytest

from screening.services.outbox.by_smtp import MailServer
from screening.services.settings import Settings
from tests.services.candidates import link_to
from tests.services.outbox import Pretending, send
from tests.web.conftest import made
from tests.web.page import SITE, Visitor
from tests.web.townspeople import TownPages

SERVER = MailServer("mail.example.test", 25, False, "", "", "screening@example.test")
TELL = "Tell the candidate what came of it: Check 1 of C-01, A-1"


@pytest.fixture
def sending(settings: Settings, pages: TownPages) -> TownPages:
    """The same pages where e-mail can leave the service."""
    town = pages.town
    return TownPages(made(replace(settings, sending=SERVER), town.store, town.clock), town)


def test_from_the_first_page_it_takes_one_press(sending: TownPages) -> None:
    town = sending.town
    check = town.handed_over(town.vacancy("A-1"))
    hugh = sending.visitor("hugh")
    for first in ("/", "/in-hand"):
        assert hugh.get(first).links()[TELL] == f"/checks/{check}/tell"
    page = hugh.get(f"/checks/{check}/tell")
    assert "Handed over to the panel" in page.text and "There is no link yet" in page.text
    assert "Tell them by" in page.text
    form = page.form()
    refused = hugh.send(form, {"to": "ada at home"}, 400)
    assert refused.all("//*[contains(@class, 'govuk-error-summary')]//a[@href='#to']")
    page = hugh.send(form, {})
    assert "The e-mail is written" in page.text and TELL not in page.links()
    channel = Pretending()
    send(town, channel)
    (letter,) = [one for one in channel.letters if SITE in one.text]
    assert letter.to == "ada@example.test"
    link = next(line for line in letter.text.splitlines() if line.startswith(SITE))
    assert "told the panel the answer" in Visitor(sending.app).get(link.removeprefix(SITE)).text
    assert hugh.get(f"/checks/{check}/tell").all("//main//form") == []


def test_without_a_way_out_it_is_said_how_they_were_told(pages: TownPages) -> None:
    town = pages.town
    check = town.searched(town.vacancy("A-1"))
    link_to(town, check)
    hugh = pages.visitor("hugh")
    hugh.send(
        hugh.get(f"/checks/{check}/withhold").form(),
        {"because": "tainted", "reasons": "It was seen before."},
    )
    page = hugh.get(f"/checks/{check}/tell")
    assert "No e-mail can leave this service" in page.text
    assert [box.get("value") for box in page.all("//input[@name='way']")] == [
        "post",
        "email",
        "by-hand",
    ]
    assert not page.all("//input[@name='way'][@checked]") and not page.all("//input[@name='to']")
    form = page.form()
    for wrong in ("", "send-now", "own-page"):
        hugh.send(form, {"way": wrong}, 400)
    told = hugh.send(form, {"way": "post"})
    assert "recorded that the candidate was told" in told.text
    shown = hugh.get(f"/checks/{check}")
    assert "Candidate told what came of it" in shown.text
    assert (
        "Candidate told what came of it" not in pages.visitor("mara").get(f"/checks/{check}").text
    )
    late = hugh.send(form, {"way": "by-hand", "idempotency_key": "7" * 32}, 409)
    assert "told already" in late.text


def test_all_that_waits_has_a_list_with_its_days(pages: TownPages) -> None:
    town, hugh = pages.town, pages.visitor("hugh")
    assert "Nothing waits for HR" in hugh.get("/in-hand").text
    town.approved(town.vacancy("A-1"))
    town.told(town.vacancy("A-2"))
    page = hugh.get("/in-hand")
    assert "Send the notice: Check 1 of C-01, A-1" in page.links() and "A-2" not in page.text
    assert "0 working days due" in page.text and "Overdue with HR" not in page.text
    assert "Nothing that waits is like that" in hugh.get("/in-hand?overdue=yes").text
    town.wait(days=8)
    hugh = pages.visitor("hugh")
    assert "Overdue with HR" in hugh.get("/in-hand?overdue=yes&mine=yes&words=a-1").text
    first = hugh.get("/")
    assert first.links()["See all of them: For HR to do next"] == "/in-hand"
    assert "Checks whose candidate was told" in page.links()
