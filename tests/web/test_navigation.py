"""The navigation: every room has a place that lights up, and a page has one name."""

import pytest
from flask import Flask

from screening.web.access import OPEN, roles_of
from screening.web.navigation import PLACES
from screening.web.ways import WAYS
from tests.web.page import Page
from tests.web.townspeople import TownPages

BESIDE_THE_NAME = {"lists", "notifications", "receipts", "signing_in", "verifying"}
"""Rooms of somebody's own account, which the header leads to; and files."""


def lit(page: Page) -> list[str]:
    """The places that the navigation shows as current."""
    active = "govuk-service-navigation__item--active"
    return [one.text_content().strip() for one in page.all(f"//li[contains(@class, '{active}')]")]


def test_every_room_of_staff_has_one_place(shell: Flask) -> None:
    rooms = {
        endpoint.partition(".")[0]
        for endpoint in shell.view_functions
        if roles_of(shell, endpoint) not in (None, OPEN)
    }
    assert rooms - set().union(*(place.rooms for place in PLACES)) == BESIDE_THE_NAME


@pytest.mark.parametrize(
    ("name", "address", "place"),
    [
        ("hugh", "/rights", "More"),
        ("hugh", "/sourcing", "More"),
        ("hugh", "/looked-up", "More"),
        ("hugh", "/substitutes", "Requests to decide"),
        ("alan", "/substitutes", "More"),
        ("alan", "/messages", "More"),
        ("alan", "/service-health", "Health"),
        ("edith", "/reviews/signs", "Reviews"),
    ],
)
def test_the_place_lights_up(pages: TownPages, name: str, address: str, place: str) -> None:
    assert lit(pages.visitor(name).get(address)) == [place]


@pytest.mark.parametrize("name", ["mara", "hugh", "edith", "dara", "alan"])
def test_what_has_no_place_is_under_more(pages: TownPages, name: str) -> None:
    visitor = pages.visitor(name)
    page = visitor.get("/more")
    places = {place.endpoint for place in PLACES}
    actor = pages.town.people[name]
    labels = {
        str(way.label) for way in WAYS if actor.has(*way.roles) and way.endpoint not in places
    }
    assert "I looked somebody up without authorisation" in labels
    assert labels == {one.text_content() for one in page.all("//main//h2/a")}
    for label in labels:
        assert visitor.get(page.links()[label])


def test_health_is_called_so_wherever_it_is(pages: TownPages) -> None:
    alan = pages.visitor("alan")
    home = alan.get("/")
    links = [one.text_content().strip() for one in home.all("//a[@href='/service-health']")]
    assert links == ["Health", "See that all is well", "Health"], "the step is what is done there"
    assert alan.get("/service-health").h1 == "Health"


def test_notifications_stand_beside_the_name(pages: TownPages) -> None:
    page = pages.visitor("hugh").get("/notifications")
    [link] = page.all("//div[contains(@class, 'app-header__account')]/a[@href='/notifications']")
    assert link.get("aria-current") == "page"
    assert lit(page) == []
