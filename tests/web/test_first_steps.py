"""Somebody's first steps: each leads to a page that they may open."""

import pytest
from flask import Flask

from screening.domain.people import Actor
from screening.domain.words import Role
from screening.web.access import may_open
from screening.web.first_steps import FIRST_STEPS
from tests.web.townspeople import TownPages


@pytest.mark.parametrize("role", Role)
def test_each_step_leads_to_a_page_of_that_role(shell: Flask, role: Role) -> None:
    actor = Actor("a" * 32, "b" * 32, "Somebody", frozenset({role}))
    with shell.app_context():
        for step in FIRST_STEPS[role]:
            assert may_open(actor, step.endpoint), step.endpoint


def test_they_are_one_click_from_the_first_page(pages: TownPages) -> None:
    visitor = pages.visitor("mara")
    page = visitor.get(visitor.get("/").links()["Your first steps"])
    assert page.links()["Look at the examples"] == "/help"
    assert "Set a vacancy up" not in page.text
