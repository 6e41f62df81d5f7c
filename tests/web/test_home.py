"""The first page: for everyone, and for each role."""

import pytest
from flask import Flask

from screening.domain.words import Role, State
from screening.web import home
from screening.web.access import roles_of
from tests.services.town import IMPROPER
from tests.web.page import Visitor
from tests.web.townspeople import TownPages


def test_the_first_page_sends_away_whom_it_is_not_for(shell: Flask) -> None:
    visitor = Visitor(shell)
    page = visitor.get("/")
    assert "Professional registration, criminal records and the right to work" in page.text
    page = visitor.get(page.links()["What to do instead"])
    assert page.h1 == "You may not need this service"
    for way in ("official register", "reference would say", "can show you", "can tell you"):
        assert way in page.text
    assert visitor.get("/about").h1 == "Online checks of job applicants"


@pytest.mark.parametrize(
    ("name", "said", "link"),
    [
        ("mara", "No outcome waits for your panel.", "Vacancies"),
        ("hugh", "No request waits for you.", "Vacancies"),
        ("edith", "Read any vacancy's whole trail", "Review vacancies"),
        ("dara", "Read any vacancy's whole trail", "Review vacancies"),
        ("alan", "Open accounts, and give or grant roles.", "People and roles"),
    ],
)
def test_an_empty_desk_says_where_to_go(pages: TownPages, name: str, said: str, link: str) -> None:
    visitor = pages.visitor(name)
    page = visitor.get("/")
    assert page.h1 == "What waits for you"
    assert said in page.text
    assert visitor.get(page.links()[link])
    assert page.links()["You don't need this service for that"] == "/not-needed"


def test_several_roles_have_several_lists(pages: TownPages) -> None:
    pages.town.add("petra", Role.MANAGER, Role.EQUALITY)
    page = pages.visitor("petra").get("/")
    assert "Handed over to your panel" in page.text
    assert "Review vacancies" in page.links()


def test_an_account_without_a_role(pages: TownPages) -> None:
    pages.town.add("nell")
    assert "Your account has no role yet" in pages.visitor("nell").get("/").text


def test_what_waits_leads_to_where_it_is_done(pages: TownPages) -> None:
    town = pages.town
    stopped = town.submitted(town.vacancy("A-1"), **IMPROPER)
    waiting = town.submitted(town.vacancy("A-2"))
    told = town.handed_over(town.vacancy("A-3"))
    mara, hugh = pages.visitor("mara").get("/").html, pages.visitor("hugh").get("/").html
    assert f"/checks/{stopped}/answer" in mara
    assert f"/checks/{told}/influence" in mara
    assert f'"/checks/{waiting}"' in mara
    assert f"/checks/{waiting}/decision" in hugh
    assert "Overdue" in hugh
    assert stopped not in hugh


def test_nobody_is_offered_their_own_request_to_decide(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy(), by="hugh")
    assert f"/checks/{check}/decision" not in pages.visitor("hugh").get("/").html
    assert f"/checks/{check}/decision" in pages.visitor("hetty").get("/").html


def test_every_list_leads_to_pages_of_its_readers(shell: Flask) -> None:
    for part in home.SECTIONS:
        assert set(part.page) <= set(State)
        for endpoint in part.page.values():
            roles = roles_of(shell, endpoint)
            assert roles
            assert roles.issuperset(part.roles), endpoint
    for way in home.WAYS:
        roles = roles_of(shell, way.endpoint)
        assert roles
        assert roles.issuperset(way.roles)
