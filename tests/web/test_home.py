"""The first page: for everyone, and for each role."""

from datetime import timedelta

import pytest
from babel import dates
from flask import Flask

from screening.domain.people import OPERATOR
from screening.domain.words import Answered, Role, State
from screening.services import checkpointing, vacancies
from screening.services.backups.older import accept_older
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.erasure.erasing import CLASSES
from screening.services.people import roles
from screening.store import seen
from screening.web import home
from screening.web.access import roles_of
from screening.web.ways import WAYS
from tests.databases import on_both
from tests.services.candidates import answers_with, link_to
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


@on_both
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


def test_hrs_rows_say_what_to_do_and_by_when(pages: TownPages) -> None:
    town = pages.town
    asked = town.approved(town.vacancy("A-1"), by="hetty")
    objecting = town.told(town.vacancy("A-2"))
    answers_with(town, link_to(town, objecting), Answered.OBJECT, "No.")
    links = pages.visitor("hugh").get("/").links()
    assert links["Send the notice: Check 1 of C-01, A-1"] == f"/checks/{asked}/notice"
    assert links["Decide the objection: Check 1 of C-01, A-2"] == f"/checks/{objecting}/objection"
    home = pages.visitor("hetty").get("/")
    assert home.links()["Check 1 of C-01"] == f"/checks/{asked}", (
        "who asked for it leaves that to others"
    )
    assert "Somebody else in HR does this" in home.text
    due = dates.format_date(day_of(town.now) + timedelta(days=7), "d MMM y", locale="en_GB")
    assert f"0 working days due {due}" in home.text
    town.wait(days=8)
    assert pages.visitor("hugh").get("/").text.count("Overdue with HR") == 2


def test_nobody_is_offered_their_own_request_to_decide(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy(), by="hugh")
    assert f"/checks/{check}/decision" not in pages.visitor("hugh").get("/").html
    assert f"/checks/{check}/decision" in pages.visitor("hetty").get("/").html


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("edith", "Nothing was recorded since the last sign-off"),
        ("dara", "No closed vacancy has data whose time is over"),
        ("dara", "No erasure is under way."),
        ("alan", "No role waits for a second administrator."),
        ("alan", "Everybody who has an account has a role"),
    ],
)
def test_nothing_waits_for_an_officer(pages: TownPages, name: str, said: str) -> None:
    assert said in pages.visitor(name).get("/").text


@on_both
def test_what_waits_for_officers_and_administrators(pages: TownPages) -> None:
    town = pages.town
    vacancy = town.vacancy()
    town.submitted(vacancy, **IMPROPER)
    candidate = town.candidate(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.store.vault.destroy(candidate, CLASSES)
    town.wait(days=366)
    roles.give_role(town.call("alan"), town.add("nell").ref, Role.HR)
    town.add("olaf")
    waits = {
        "edith": ("LIB-7", "Communications Officer", "Attempts not ready: 1", "Not yet"),
        "dara": ("LIB-7", "2 people", "Over", "C-02", "It cannot be read any more"),
        "alan": ("nell", "Another administrator has to grant it", "olaf", "olaf@example.test"),
    }
    links = {"edith": ["LIB-7"], "dara": ["LIB-7", "C-02"], "alan": ["nell", "olaf"]}
    for name, words in waits.items():
        visitor = pages.visitor(name)
        page = visitor.get("/")
        for said in words:
            assert said in page.text, said
        for link in links[name]:
            visitor.get(page.links()[link])


def test_every_list_leads_to_pages_of_its_readers(shell: Flask) -> None:
    for part in home.SECTIONS:
        assert set(part.acts) <= set(State)
        for act in part.acts.values():
            may = roles_of(shell, act.endpoint)
            assert may
            assert may.issuperset(part.roles), act
    for way in WAYS:
        may = roles_of(shell, way.endpoint)
        assert may
        assert may.issuperset(way.roles)


@on_both
def test_that_records_were_lost_is_said_for_a_while(pages: TownPages) -> None:
    town = pages.town
    call = Call(town.store, OPERATOR, town.clock)
    size = checkpointing.make(call)
    known = seen.Seen(town.store.log_id, size + 7, "0" * 64)
    seen.begin_again_from(town.store.vault, known)
    assert "Records that were lost" not in pages.visitor("edith").get("/").text
    accept_older(call, [])
    for name in ("edith", "alan"):
        page = pages.visitor(name).get("/")
        assert "Records that were lost" in page.text
        assert f"{size} to {size + 6}" in page.text
    assert "Records that were lost" not in pages.visitor("dara").get("/").text
    town.wait(days=31)
    assert "Records that were lost" not in pages.visitor("edith").get("/").text
