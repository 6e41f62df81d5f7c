"""The date that is typed in three boxes."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from screening.web.forms import DateField, Form
from tests.web.page import parsed


class Opening(Form):
    """A form with one date."""

    start = DateField("When does it open?", description="For example, 27 3 2027")


def filled(day: str = "", month: str = "", year: str = "") -> MultiDict[str, str]:
    return MultiDict({"start-day": day, "start-month": month, "start-year": year})


def form(app: Flask, *args: Any, **kwargs: Any) -> Opening:
    with app.test_request_context():
        made = Opening(*args, **kwargs)
        made.validate()
        return made


def test_a_date_is_read(shell: Flask) -> None:
    assert form(shell, filled("27", "3", "2027")).start.data == date(2027, 3, 27)


@pytest.mark.parametrize(
    "typed",
    [
        ("31", "2", "2027"),
        ("x", "3", "2027"),
        ("1", "", ""),
        ("1", "1", "9" * 5000),
        ("0", "1", "1"),
    ],
)
def test_what_is_no_date_is_said_and_kept(shell: Flask, typed: tuple[str, str, str]) -> None:
    made = form(shell, filled(*typed))
    assert made.start.errors == ["Enter a real date, such as 27 3 2027."]
    assert tuple(made.start.typed.values()) == typed


def test_nothing_typed_is_nothing(shell: Flask) -> None:
    made = form(shell, filled())
    assert made.start.data is None
    assert not made.errors


def test_half_a_form_does_no_harm(shell: Flask) -> None:
    assert form(shell, MultiDict({"start-day": "1"})).start.errors
    assert form(shell, MultiDict({"other": "1"})).start.data is None


def test_the_boxes_have_their_labels_and_the_message(shell: Flask) -> None:
    with shell.test_request_context():
        made = Opening(filled("31", "2", "2027"))
        made.validate()
        tree = parsed(f"<!DOCTYPE html><title>t</title><h1>t</h1>{made.start()}")
    assert [box.get("value") for box in tree.xpath("//input")] == ["31", "2", "2027"]
    assert tree.xpath("//legend")[0].text_content().strip() == "When does it open?"
    assert "Enter a real date" in tree.text_content()
    # The error summary leads to the field's id: the first box has it.
    assert tree.xpath("//input[@id='start']")


def test_a_date_that_is_given_is_shown(shell: Flask) -> None:
    made = form(shell, data={"start": date(2027, 3, 5)})
    assert list(made.start.typed.values()) == ["5", "3", "2027"]


def test_a_date_can_be_required(shell: Flask) -> None:
    class Needed(Form):
        """A form whose date must be there."""

        start = DateField("When?", validators=[InputRequired("Enter the date.")])

    with shell.test_request_context():
        made = Needed(filled())
        assert not made.validate()
        assert made.errors == {"start": ["Enter the date."]}
