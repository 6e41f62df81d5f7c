"""The outer door: who comes in by which route."""

import pytest
from flask import Flask, g
from werkzeug.test import TestResponse

from screening.domain.people import Actor
from screening.domain.words import Role
from screening.web.access import (
    OPEN,
    guard,
    may_open,
    open_to_all,
    roles_of,
    who_is_signed_in,
    who_may,
)
from tests.web.page import Page

HR = Actor("1" * 32, "2" * 32, "Priya", frozenset({Role.HR}))
NOBODY_YET = Actor("3" * 32, "4" * 32, "New", frozenset())


@pytest.fixture
def doors(shell: Flask) -> Flask:
    """One room behind each kind of door, and a place to sign in."""
    shell.add_url_rule("/unmarked", "unmarked", lambda: "in")
    shell.add_url_rule("/all", "all", open_to_all(lambda: "in"))
    shell.add_url_rule("/hr", "hr", who_may(Role.HR)(lambda: "in"))
    shell.add_url_rule("/signed-in", "signed_in", who_is_signed_in(lambda: "in"))
    return shell


def came(app: Flask, actor: Actor | None, address: str) -> TestResponse:
    """What ``actor`` is answered at ``address``."""

    def arrive() -> None:
        g.actor = actor

    # Right before the door: what comes earlier makes everybody signed out.
    steps = app.before_request_funcs[None]
    steps.insert(steps.index(guard), arrive)
    return app.test_client().get(address)


@pytest.mark.parametrize("actor", [None, HR])
def test_a_view_that_says_nothing_is_shut(doors: Flask, actor: Actor | None) -> None:
    assert Page(came(doors, actor, "/unmarked")).status == 404


@pytest.mark.parametrize(
    ("actor", "address", "status"),
    [
        (None, "/all", 200),
        (HR, "/all", 200),
        (HR, "/hr", 200),
        (HR, "/signed-in", 200),
        (NOBODY_YET, "/hr", 403),
        (NOBODY_YET, "/signed-in", 403),
    ],
)
def test_doors(doors: Flask, actor: Actor | None, address: str, status: int) -> None:
    response = came(doors, actor, address)
    assert response.status_code == status
    assert (response.text == "in") == (status == 200)


def test_someone_signed_out_is_sent_to_sign_in_and_back(doors: Flask) -> None:
    response = came(doors, None, "/hr?page=2")
    assert response.status_code == 302
    assert response.headers["Location"] == "/sign-in?next=/hr?page%3D2"


def test_a_role_is_needed_to_make_a_door() -> None:
    with pytest.raises(ValueError, match="needs a role"):
        who_may()


def test_links_are_shown_to_those_who_may_follow_them(doors: Flask) -> None:
    with doors.app_context():
        assert may_open(None, "all")
        assert may_open(HR, "hr")
        assert not may_open(None, "hr")
        assert not may_open(NOBODY_YET, "hr")
        assert not may_open(HR, "unmarked")


def test_every_route_says_who_may_use_it(shell: Flask) -> None:
    endpoints = {rule.endpoint for rule in shell.url_map.iter_rules()}
    assert {name for name in endpoints if roles_of(shell, name) is None} == set()
    assert roles_of(shell, "static") == OPEN
