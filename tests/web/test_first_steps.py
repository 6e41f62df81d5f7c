"""Somebody's first steps: each leads to a page that they may open, and what is done is ticked."""

import pytest
from flask import Flask

from screening.domain.first_steps import STEPS_OF, FirstStep
from screening.domain.people import Actor
from screening.domain.words import Role
from screening.services.outbox import tidying
from screening.services.people import roles
from screening.web.access import may_open
from screening.web.first_steps import STEP_WORDS
from tests.databases import on_both
from tests.services.kept import set_all
from tests.services.town import IMPROPER
from tests.web.page import Page
from tests.web.townspeople import TownPages

AWAY = "/first-steps/put-away"


def ticked(page: Page) -> dict[str, str]:
    """What stands beside each step on ``page``."""
    items = page.all("//li[contains(@class, 'govuk-task-list__item')]")
    return {
        str(each.xpath("string(.//a)")): " ".join(
            each.xpath("string(.//*[@class='govuk-task-list__status'])").split()
        )
        for each in items
    }


@pytest.mark.parametrize("role", Role)
def test_each_step_leads_to_a_page_of_that_role(shell: Flask, role: Role) -> None:
    actor = Actor("a" * 32, "b" * 32, "Somebody", frozenset({role}))
    with shell.app_context():
        for step in STEPS_OF[role]:
            assert may_open(actor, STEP_WORDS[step].endpoint), step


def test_every_step_has_words_and_a_role() -> None:
    assert set(STEP_WORDS) == set(FirstStep) == {each for of in STEPS_OF.values() for each in of}


@on_both
def test_they_stand_open_on_the_first_page_with_what_is_done(pages: TownPages) -> None:
    town = pages.town
    new = ticked(pages.visitor("mara").get("/"))
    assert new["Read the policy"] == "Done"  # in a town everybody has
    assert new["Ask for a check"] == new["Mend a request"] == "To do"
    assert new["Look at the examples"] == ""
    assert "Set a vacancy up" not in new
    check = town.submitted(town.vacancy(), **IMPROPER)
    page = pages.visitor("mara").get("/")
    assert ticked(page)["Ask for a check"] == "Done"
    assert ticked(page)["Mend a request"] == "To do"
    assert "2 of 5 steps that this service can tell of are done" in page.text
    assert "It waits on your first page" in page.text
    assert "how a good request differs" not in page.text  # only the next one is explained
    assert check in page.html
    whole = ticked(pages.visitor("mara").get("/first-steps"))
    assert whole == ticked(page)


def test_what_others_did_is_not_ticked(pages: TownPages) -> None:
    town = pages.town
    town.closed(town.vacancy())
    assert ticked(pages.visitor("mara").get("/"))["Take in what was found"] == "Done"
    assert ticked(pages.visitor("miles").get("/"))["Take in what was found"] == "To do"
    decided = {name: ticked(pages.visitor(name).get("/")) for name in ("hugh", "sam")}
    for step in ("Decide requests", "Screen what was found, and hand it over"):
        assert (decided["hugh"][step], decided["sam"][step]) == ("Done", "To do")
    assert decided["sam"]["Set a vacancy up"] == "Done"  # that is done once for all of HR


@on_both
def test_they_are_put_away_role_by_role_and_stay_away(pages: TownPages) -> None:
    town = pages.town
    petra = town.add("petra", Role.EQUALITY)
    visitor = pages.visitor("petra")
    page = visitor.send(visitor.get("/").form(AWAY))
    assert "They are put away" in page.text
    assert ticked(page) == {}
    assert ticked(pages.visitor("edith").get("/"))
    told = visitor.get("/notifications").links()["Your first steps, which you put away"]
    assert ticked(visitor.get(told))
    town.wait(days=400)
    tidying.tidy(town.call("alan"))
    roles.give_role(town.call("alan"), petra.ref, Role.MANAGER)
    offered = ticked(pages.visitor("petra").get("/"))
    assert "Ask for a check" in offered
    assert "Read one trail" not in offered


def test_nothing_is_offered_once_all_is_done(pages: TownPages) -> None:
    visitor = pages.visitor("alan")
    assert ticked(visitor.get("/"))["Say whose service this is"] == "To do"
    set_all(pages.town)
    assert ticked(visitor.get("/")) == {}
    assert ticked(visitor.get("/first-steps"))["Say whose service this is"] == "Done"


def test_they_are_one_click_from_the_first_page(pages: TownPages) -> None:
    visitor = pages.visitor("mara")
    page = visitor.get(visitor.get("/").links()["Your first steps"])
    assert page.links()["Look at the examples"] == "/help"
    assert "Set a vacancy up" not in page.text
