"""What was typed comes back: after a session that ended, a sign-out elsewhere, a lost token."""

from typing import Any

import pytest
from flask import Blueprint, render_template_string, request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired

from screening.domain.words import Role
from screening.services.people.roles import give_role
from screening.web.access import who_may
from screening.web.forms import DateField, Form
from tests.web.page import Page, Visitor
from tests.web.people import Townhall

WORDS = "Did she run it? <i>Three</i> posts\na week"
HEADERS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
PAGE = """
{% extends "layout.html" %}{% from "components/form.html" import post_form, button %}
{% block title %}Note{% endblock %}
{% block content %}<h1>Note</h1>
{% for action, form in forms %}
  {% call post_form(action) %}
    {% for field in form %}{{ field(id=action ~ field.id) }}{% endfor %}
    {{ button("Send") }}
  {% endcall %}
{% endfor %}{% endblock %}
"""
room = Blueprint("notes", __name__)
sent: list[tuple[str, str]] = []


class NoteForm(Form):
    """A form of the usual kind."""

    words = TextAreaField("Words", validators=[InputRequired()])
    place = StringField("Place", default="nowhere")
    urgent = BooleanField("Urgent", default=True)


class OtherForm(Form):
    """Another one on the same page."""

    words = TextAreaField("Other words")
    title = StringField("Title", default="untouched")


class DayForm(Form):
    """A form with a date in three boxes."""

    day = DateField("Day")


@room.route("/note", methods=["GET", "POST"])
@who_may(Role.MANAGER)
def note() -> ResponseReturnValue:
    form = NoteForm()
    if form.validate_on_submit():
        sent.append((form.words.data or "", form.place.data or ""))
        return "sent"
    return render_template_string(PAGE, forms=[("/note", form)])


@room.get("/two/<int:number>")
@who_may(Role.MANAGER)
def two(number: int) -> str:
    forms = [("/two/1/note", NoteForm()), ("/two/1/other", OtherForm())]
    return render_template_string(PAGE, forms=forms, number=number)


@room.post("/two/<int:number>/note")
@who_may(Role.MANAGER)
def two_note(number: int) -> str:
    sent.append((request.form["words"], str(number)))
    return "sent"


@room.route("/day", methods=["GET", "POST"])
@who_may(Role.MANAGER)
def day() -> str:
    return render_template_string(
        '{% extends "layout.html" %}{% block title %}D{% endblock %}{% block content %}<h1>D</h1>'
        "{{ typed }}{% endblock %}",
        typed=DayForm().day.typed,
    )


@pytest.fixture(autouse=True)
def notes(townhall: Townhall) -> None:
    sent.clear()
    townhall.app.register_blueprint(room)


def typed(page: Page, name: str = "words") -> list[str]:
    """What stands in the boxes called ``name``."""
    boxes = page.all(f"//main//*[@name='{name}']")
    return [box.get("value") or (box.text or "").removeprefix("\n") for box in boxes]


def is_back(page: Page) -> None:
    """The page has what was typed, and says that nothing was sent."""
    assert page.h1 == "Note"
    assert typed(page) == [WORDS]
    assert typed(page, "place") == ["Flickr"]
    assert page.all("//input[@name='urgent']/@checked") == []
    assert sent == []


def send(visitor: Visitor, form: Any, status: int = 200) -> Page:
    return visitor.send(form, {"words": WORDS, "place": "Flickr"}, status)


def opened(visitor: Visitor) -> Any:
    """The form as it was opened, its box no longer ticked."""
    form = visitor.get("/note").form("/note")
    form.xpath(".//input[@name='urgent']")[0].attrib.pop("checked")
    return form


def test_a_form_sent_when_the_session_was_over_comes_back(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    townhall.council.wait(minutes=16)
    page = send(visitor, form)
    assert page.h1 == "Sign in"
    assert "What you typed is kept." in page.text
    page = townhall.sign_in(visitor, "mara")
    is_back(page)
    assert "Nothing was sent" in page.text
    is_back(visitor.get(page.response.request.full_path))
    assert visitor.client.post("/note", data=as_sent(page), headers=HEADERS).text == "sent"
    assert sent == [(WORDS, "Flickr")]


def as_sent(page: Page) -> dict[str, str]:
    token = page.form("/note").xpath(".//input[@name='csrf_token']/@value")[0]
    return {"csrf_token": token, "words": typed(page)[0], "place": typed(page, "place")[0]}


def test_it_is_offered_once(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    townhall.council.wait(minutes=16)
    send(visitor, form)
    townhall.sign_in(visitor, "mara")
    visitor.send(visitor.get("/").form("/sign-out"))
    assert townhall.sign_in(visitor, "mara").h1 != "Note"


def test_signed_out_in_another_tab(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    visitor.send(visitor.get("/").form("/sign-out"))
    assert send(visitor, form).h1 == "Sign in"
    is_back(townhall.sign_in(visitor, "mara"))


def test_signed_out_and_in_again_in_another_tab(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    visitor.send(visitor.get("/").form("/sign-out"))
    townhall.sign_in(visitor, "mara")
    page = send(visitor, form, 400)
    assert page.h1 == "This page was open for too long"
    is_back(visitor.get(page.links()["Go on with what you typed"]))
    visitor.send(visitor.get("/").form("/sign-out"))
    assert townhall.sign_in(visitor, "mara").h1 != "Note", "it was shown already"


def test_somebody_else_at_the_same_browser_never_sees_it(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    visitor.send(visitor.get("/").form("/sign-out"))
    townhall.sign_in(visitor, "hugh")
    page = send(visitor, form, 403)
    assert WORDS not in page.html
    visitor.send(visitor.get("/").form("/sign-out"))
    is_back(townhall.sign_in(visitor, "mara"))


def test_nor_does_somebody_who_may_see_such_a_page(townhall: Townhall) -> None:
    council = townhall.council
    give_role(council.call("ann"), council.refs["hugh"], Role.MANAGER)
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    visitor.send(visitor.get("/").form("/sign-out"))
    townhall.sign_in(visitor, "hugh")
    page = send(visitor, form, 400)
    assert "Go on with what you typed" not in page.links()
    visitor.send(visitor.get("/").form("/sign-out"))
    is_back(townhall.sign_in(visitor, "mara"))


def test_a_form_without_its_token_is_refused_and_kept(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    token = form.xpath(".//input[@name='csrf_token']")[0]
    token.set("value", "")
    page = send(visitor, form, 400)
    is_back(visitor.get(page.links()["Go on with what you typed"]))


def test_a_stranger_cannot_leave_a_form_for_anybody(townhall: Townhall) -> None:
    townhall.visitor("mara")
    stranger = townhall.visitor()
    data = {"words": WORDS, "place": "x", "csrf_token": "mara"}
    assert stranger.client.post("/note", data=data, headers=HEADERS).status_code == 302
    assert townhall.sign_in(townhall.visitor(), "mara").h1 != "Note"


def test_a_kept_form_of_another_is_not_read_by_its_address(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = opened(visitor)
    townhall.council.wait(minutes=16)
    send(visitor, form)
    address = townhall.sign_in(visitor, "mara").response.request.full_path
    other = townhall.visitor("mara")
    is_back(other.get(address))
    council = townhall.council
    assert WORDS not in townhall.visitor("hugh").get(address, 403).html
    assert council.refs["mara"] not in address


def test_a_sign_in_form_is_never_kept(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = visitor.get("/account/password").form("/account/password")
    townhall.council.wait(minutes=16)
    secrets = {"present_password": "harbour lantern", "chosen_password": "meadow trumpet"}
    page = visitor.send(form, secrets)
    assert "is kept" not in page.text
    assert townhall.sign_in(visitor, "mara").h1 != "Change your password"


def test_on_a_page_of_several_forms_it_comes_back_to_its_own(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    form = visitor.get("/two/1").form("/two/1/note")
    townhall.council.wait(minutes=16)
    send(visitor, form)
    page = townhall.sign_in(visitor, "mara")
    assert typed(page) == [WORDS, ""]
    assert typed(page, "title") == ["untouched"]
    assert typed(page, "place") == ["Flickr"]


def test_a_date_comes_back_as_it_was_typed(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    townhall.council.wait(minutes=16)
    data = {"day-day": "31", "day-month": "2", "day-year": "26"}
    visitor.client.post("/day", data=data, headers=HEADERS)
    page = townhall.sign_in(visitor, "mara")
    assert "'day': '31', 'month': '2', 'year': '26'" in page.text
