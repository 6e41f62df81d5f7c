"""What every page has, whichever room it is in."""

import re

import pytest
from flask import Flask, g, render_template_string

from screening.domain import errors
from screening.domain.people import Actor
from screening.domain.words import Role
from screening.web.access import open_to_all
from screening.web.security import LONG_CACHE
from tests.web.page import Page, Visitor

ERRORS = [
    (errors.NotFound("There is nothing here."), 404, "Page not found"),
    (errors.NotAllowed("You sit on its panel."), 403, "You cannot do this"),
    (errors.NotPossible("The vacancy is closed."), 409, "This can no longer be done"),
    (errors.Conflict("It was decided at 9am."), 409, "Somebody else was first"),
    (errors.NotValid({"end": "The end must not be before the start."}), 400, "to be corrected"),
    (errors.TooMany("Too many attempts.", 300), 429, "Too many attempts"),
    (errors.Unavailable("There is no room left."), 503, "cannot save anything"),
    (errors.KeyDestroyed("Erased in May."), 410, "This has been erased"),
]


@pytest.mark.parametrize("address", ["/", "/accessibility", "/cookies"])
def test_pages_are_in_order(shell: Flask, address: str) -> None:
    page = Visitor(shell).get(address)
    assert page.title.endswith("– Screening – Wexcombe Council")
    assert "GOV.UK" not in page.html
    assert "crown" not in page.html.lower()


def test_a_page_that_is_not_there(shell: Flask) -> None:
    assert Visitor(shell).get("/nothing/here", 404).h1 == "Page not found"


def test_a_method_that_is_not_offered(shell: Flask) -> None:
    page = Page(shell.test_client().delete("/"))
    assert (page.status, page.h1) == (405, "This page cannot be used that way")
    assert "GET" in page.response.headers["Allow"]


@pytest.mark.parametrize(("error", "status", "heading"), ERRORS)
def test_each_error_is_a_page(
    shell: Flask, error: errors.ScreeningError, status: int, heading: str
) -> None:
    page = raised(shell, error)
    assert page.status == status
    assert heading in page.h1
    assert str(error) in page.text


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (errors.TooMany("Too many attempts.", 300), "300"),
        (errors.Unavailable("The service is busy."), "60"),
    ],
)
def test_waiting_is_said_to_machines_too(
    shell: Flask, error: errors.ScreeningError, seconds: str
) -> None:
    page = raised(shell, error)
    assert page.response.headers["Retry-After"] == seconds


def test_our_own_fault_tells_nothing(shell: Flask, caplog: pytest.LogCaptureFixture) -> None:
    page = raised(shell, RuntimeError("secret"))
    assert (page.status, page.h1) == (500, "Something went wrong on our side")
    assert "secret" not in page.html
    assert "unexpected error" in caplog.text
    caplog.clear()


def raised(app: Flask, error: Exception) -> Page:
    """The page that ``error``, raised in a room, becomes."""

    @app.get("/raise")
    @open_to_all
    def raise_it() -> str:
        raise error

    return Page(app.test_client().get("/raise"))


def test_an_unknown_name_of_ours_is_noticed(
    shell: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template of ours may not use what nobody gave; this one pretends to be ours."""
    monkeypatch.setattr("screening.web.templating.TEMPLATES", "<template>")
    with shell.test_request_context():
        render_template_string("{% if nothing %}{% endif %}{{ actor and nobody }}")
    assert "'nothing' is undefined" in caplog.text
    caplog.clear()


def test_the_design_system_may_ask_for_what_is_not_there(shell: Flask) -> None:
    with shell.test_request_context():
        html = render_template_string(
            '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}'
            '{{ govukButton({"text": "Go"}) }}'
        )
    assert "Go" in html


def test_the_header_of_someone_signed_in(shell: Flask) -> None:
    @shell.get("/mine")
    @open_to_all
    def mine() -> str:
        g.actor = Actor("1" * 32, "2" * 32, "Mara <Quill>", frozenset({Role.MANAGER}))
        return render_template_string(
            '{% extends "layout.html" %}{% block title %}Mine{% endblock %}'
            "{% block content %}<h1>Mine</h1>{% endblock %}"
        )

    page = Visitor(shell).get("/mine")
    assert "Mara <Quill>" in page.all("//header")[0].text_content()
    assert page.links()["Home"] == "/"
    assert page.form("/sign-out") is not None


def test_built_files_are_kept_and_change_their_address(shell: Flask) -> None:
    client = shell.test_client()
    styles = re.findall(r'rel="stylesheet" href="([^"]+)"', client.get("/").text)
    assert len(styles) == 2
    for address in styles:
        with client.get(address.replace("&amp;", "&")) as response:
            assert response.status_code == 200, "run make setup"
            assert response.headers["Cache-Control"] == LONG_CACHE
            assert response.mimetype == "text/css"


def test_the_organisation_gives_the_colour(shell: Flask) -> None:
    assert "--govuk-brand-colour: #2d4a5e" in shell.test_client().get("/brand.css").text
