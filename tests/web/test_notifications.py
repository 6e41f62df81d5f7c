"""What somebody was told: the pages, the count in the navigation, and the history of messages."""

from functools import partial

import pytest
from sqlalchemy import select

from screening.domain.errors import Unavailable
from screening.domain.notifying import TOLD_NAMES, Told
from screening.services.reading.desk import notifications as reading
from screening.services.reading.pages import Turning
from screening.store.tables.outbox import Outgoing
from screening.web import filtering, navigation
from screening.web import notifications as choosing_page
from screening.web.calling import Behind, behind, set_up_calling
from screening.web.forms import notifications as choosing_form
from tests.databases import on_both
from tests.services.outbox import by_smtp, let_know, send
from tests.services.postbox import open_postbox
from tests.services.silent import nobody
from tests.web.townspeople import TownPages

pytestmark = on_both


def sending(pages: TownPages) -> None:
    """Let the pages know that messages can leave the service."""
    with pages.app.app_context():
        now = behind()
    set_up_calling(pages.app, Behind(now.store, now.clock, now.start, "SMTP"))


def test_what_was_told_is_counted_read_and_leads_to_the_check(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    visitor = pages.visitor("hugh")
    assert visitor.get("/").links()["Notifications (1)"] == "/notifications"
    page = visitor.get("/notifications")
    assert page.h1 == "Notifications"
    assert page.links()["A request for you to decide"] == f"/checks/{check}"
    assert "LIB-7" in page.text
    assert "New" in page.text
    for secret in ("Quillfeather", "C-01", "harbourmuseum"):
        assert secret not in page.html
    assert "This service sends no e-mails" in page.text
    after = visitor.send(page.form("/notifications/read"))
    assert "They are marked as read." in after.text
    assert after.links()["Notifications"] == "/notifications"
    assert "Read or done" in after.text
    assert "Mark all as read" not in after.text


def test_nothing_was_told(pages: TownPages) -> None:
    page = pages.visitor("dara").get("/notifications")
    assert "Nothing yet" in page.text
    assert page.links()["Notifications"] == "/notifications"


def test_what_comes_while_the_page_is_open_stays_unread(pages: TownPages) -> None:
    let_know(pages.town, "hugh")
    visitor = pages.visitor("hugh")
    form = visitor.get("/notifications").form("/notifications/read")
    pages.town.wait(minutes=1)
    let_know(pages.town, "hugh", times=2)
    assert "Notifications (2)" in visitor.send(form).links()


def test_it_is_paged(pages: TownPages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filtering, "Turning", partial(Turning, size=2))
    let_know(pages.town, "hugh", times=3)
    visitor = pages.visitor("hugh")
    page = visitor.get("/notifications")
    [older] = page.all("//a[@rel='next']/@href")
    second = visitor.get(older)
    assert (page.text.count("A request for you"), second.text.count("A request for you")) == (2, 1)
    assert second.all("//a[@rel='prev']")
    after = visitor.send(page.form("/notifications/read"))
    assert "A request for you" in after.text
    assert "You have read everything" in visitor.get("/notifications?unread=yes").text
    let_know(pages.town, "hugh")
    new = visitor.get("/notifications?unread=yes")
    assert (new.text.count("A request for you"), "1 of 1" in new.text) == (1, True)


def test_much_is_not_counted_to_the_end(pages: TownPages, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, navigation):
        monkeypatch.setattr(module, "MOST_COUNTED", 2)
    let_know(pages.town, "hugh", times=4)
    assert "Notifications (2+)" in pages.visitor("hugh").get("/").links()


def test_a_page_that_says_what_is_wrong_needs_no_count(
    pages: TownPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_call: object) -> int:
        raise Unavailable("The database cannot be reached.")

    visitor = pages.visitor("hugh")
    monkeypatch.setattr(navigation, "count_unread", away)
    assert visitor.get("/").links()["Notifications"] == "/notifications"


def test_somebody_chooses_how_often(pages: TownPages) -> None:
    sending(pages)
    visitor = pages.visitor("hugh")
    page = visitor.get("/notifications")
    assert "when something is new, and not more than four in an hour" in page.text
    choice = visitor.get(page.links()["Choose how often"])
    assert choice.form().fields["how_often"] == "at-once"
    wrong = visitor.send(choice.form(), {"how_often": "hourly"}, status=400)
    assert "Choose how often you want an e-mail" in wrong.text
    after = visitor.send(choice.form(), {"how_often": "daily"})
    assert "You are sent an e-mail once a day" in after.text
    after = visitor.send(choice.form(), {"how_often": "never"})
    assert "You are sent no e-mails." in after.text


def test_somebody_chooses_a_language_where_there_is_more_than_one(
    pages: TownPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = pages.visitor("hugh")
    with monkeypatch.context() as patch:
        for module in (choosing_page, choosing_form):
            patch.setattr(module, "offered_languages", lambda: {"en_GB": "English"})
        assert "In which language?" not in visitor.get("/notifications/choice").text
    choice = visitor.get("/notifications/choice")
    assert choice.form().fields["language"] == "en_GB"
    wrong = visitor.send(choice.form(), {"language": "fr"}, status=400)
    assert "Choose a language" in wrong.text
    visitor.send(choice.form(), {"language": "cy"})
    assert visitor.get("/notifications/choice").form().fields["language"] == "cy"
    assert reading.read_choice(pages.town.call("hugh")).language == "cy"


def test_every_kind_has_a_name_and_a_page(pages: TownPages) -> None:
    known = pages.app.view_functions
    for kind in Told:
        assert choosing_page._LEADS_TO.get(kind, "checks.check") in known, kind
        assert TOLD_NAMES[kind]


def test_an_administrator_sees_what_left_and_tries_again(pages: TownPages) -> None:
    town = pages.town
    sending(pages)
    let_know(town, "hugh")
    with open_postbox(refusal="550 5.1.1 Nobody of that name.") as refusing:
        send(town, by_smtp(refusing))
    visitor = pages.visitor("alan")
    home = visitor.get("/")
    assert "Messages that could not be sent" in home.text
    page = visitor.get(home.links()["Messages"])
    assert "127.0.0.1 refused: 550 5.1.1 Nobody of that name." in page.text
    assert "To: hugh" in page.text
    for secret in ("LIB-7", "A request for you", "hugh@example.test"):
        assert secret not in page.html
    with town.call("alan").look() as work:
        ref = work.session.scalars(select(Outgoing.ref)).one()
    after = visitor.send(page.form(f"/messages/{ref}/again"))
    assert "tried again within a minute or two" in after.text
    other_key = {"idempotency_key": "5" * 32}
    late = visitor.send(page.form(f"/messages/{ref}/again"), other_key, status=409)
    assert "does not wait to be tried again" in late.text
    with open_postbox() as postbox:
        send(town, by_smtp(postbox))
    assert len(postbox.messages) == 1
    assert "Messages that could not be sent" not in visitor.get("/").text
    assert "1 thing" in pages.visitor("hugh").get("/notifications").text


def test_what_may_have_arrived_is_told(pages: TownPages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filtering, "Turning", partial(Turning, size=1))
    let_know(pages.town, "hugh", "hetty")
    send(pages.town, by_smtp(nobody()))
    with pages.town.call("alan").as_clock().change() as work:
        for row in work.session.scalars(select(Outgoing)):
            row.handed_at = work.now
        work.commit()
    visitor = pages.visitor("alan")
    page = visitor.get("/messages")
    [older] = page.all("//a[@rel='next']/@href")
    both = page.text + visitor.get(older).text
    assert "It may have arrived: an attempt ended without an answer." in both
    assert "Nothing answers at 127.0.0.1" in both
    assert "Tried again after 23 November 2026 at 9:01am" in both
    assert "No way to send e-mail is set up" in both
    assert "1 of 2" in visitor.get("/messages?state=waiting").text
    assert "No message is like that" in visitor.get("/messages?state=sent").text
