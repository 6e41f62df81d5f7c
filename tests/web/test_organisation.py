"""The organisation's pages: what is set there stands on every page, at once."""

import pytest

from screening.domain.errors import Unavailable
from screening.web import calling
from tests.services.kept import set_all
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

TYPED = {
    "name": "Môn <b>Council</b>",
    "colour": "#4a1f4f",
    "help": "01632 960 777",
    "officer": "Data protection, Town Hall",
    "staff_phone": "215662",
    "staff_email": "hr@example.org",
}


def changed(visitor: Visitor, status: int = 200, **typed: str) -> Page:
    """Send the form."""
    form = visitor.get("/organisation/change").form("/organisation/change")
    return visitor.send(form, TYPED | typed, status)


def test_an_administrator_sets_it_and_every_page_says_so(pages: TownPages) -> None:
    alan = pages.visitor("alan")
    assert "Nobody has set this here yet" in alan.get("/organisation").text
    page = changed(alan)
    assert page.h1 == "Organisation"
    assert "Name of the organisation; Colour" in page.text
    assert "Môn &lt;b&gt;Council&lt;/b&gt;" in page.html
    mara = pages.visitor("mara")
    for address in ("/", "/privacy", "/no-such-page"):
        answer = mara.get(address, 404 if address == "/no-such-page" else 200)
        assert "Môn <b>Council</b>" in answer.title
    assert "#4a1f4f" in mara.client.get("/brand.css").text
    assert "215662" in mara.get("/help").text
    assert "mailto:hr@example.org" in mara.get("/about").html
    assert "Data protection, Town Hall" in mara.get("/privacy").text


def test_what_cannot_be_read_on_is_said_beside_its_box_and_nothing_typed_is_lost(
    pages: TownPages,
) -> None:
    page = changed(pages.visitor("alan"), 400, colour="#ffee00")
    assert page.title.startswith("Error:")
    assert "too light" in page.text
    assert 'value="#ffee00"' in page.html
    assert 'value="01632 960 777"' in page.html


def test_whoever_comes_second_is_told_and_keeps_what_they_typed(pages: TownPages) -> None:
    alan = pages.visitor("alan")
    form = alan.get("/organisation/change").form("/organisation/change")
    set_all(pages.town)
    page = alan.send(form, TYPED, 409)
    assert "Somebody else has changed this" in page.text
    assert 'value="01632 960 777"' in page.html
    assert alan.send(page.form("/organisation/change"), TYPED).h1 == "Organisation"


def test_a_page_that_says_what_is_wrong_has_the_name_known_last(
    pages: TownPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = pages.visitor("mara")
    changed(pages.visitor("alan"), name="Known Council")

    def away(*_args: object) -> None:
        raise Unavailable("The database is away.")

    monkeypatch.setattr(calling, "organisation_now", away)
    assert "Known Council" in visitor.get("/about").title


def test_health_says_what_to_do_and_where_messages_leave(pages: TownPages) -> None:
    alan = pages.visitor("alan")
    page = alan.get("/service-health")
    assert "None was ever at work here." in page.text
    assert "python -m screening worker" in page.text
    settings = alan.get("/messages/settings")
    assert "None: what people are told shows in the pages alone." in settings.text
    assert not settings.all("//form[@action='/messages/test']")
    assert alan.get("/messages").links()["How messages leave the service, and a test"]


def test_a_test_message_is_asked_for(pages: TownPages) -> None:
    with pages.app.app_context():
        now = calling.behind()
    calling.set_up_calling(pages.app, calling.Behind(now.store, now.clock, now.start, "SMTP"))
    alan = pages.visitor("alan")
    page = alan.send(alan.get("/messages/settings").form("/messages/test"))
    assert "A test message to you is on its way." in page.text
    assert "alan" in page.text
