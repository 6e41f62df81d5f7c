"""Queries, actions, signs and pairs by the pages."""

import pytest

from screening.services.following_up import answer
from screening.services.reading.equality.follow_ups import list_asked
from tests.services.town import IMPROPER
from tests.web.townspeople import TownPages


@pytest.fixture
def vacancy(pages: TownPages) -> str:
    ref = pages.town.vacancy()
    pages.town.submitted(ref, **IMPROPER)
    return ref


def test_a_query_is_asked_answered_and_shown(pages: TownPages, vacancy: str) -> None:
    edith = pages.visitor("edith")
    address = f"/reviews/{vacancy}/queries/new"
    form = edith.get(address).form(address)
    assert edith.send(form, {"words": ""}, 400).links()["Write down what you ask"] == "#words"
    page = edith.send(form, {"words": "Why C-01?", "due": "0"}, 400)
    assert page.links()["Give a day between today and a year from now"] == "#due"
    page = edith.send(form, {"words": "Why C-01?", "check": "1", "due": "2"})
    assert "25 November 2026" in page.text  # two working days from Monday on
    pages.town.wait(days=3)
    hugh = pages.visitor("hugh")
    assert "Asked of you by an equality officer" in hugh.get("/").text
    (link,) = hugh.get("/asked").all("//tbody//a/@href")
    page = hugh.get(str(link))
    assert "Why C-01?" in page.text
    assert "Overdue" in page.text
    assert (
        "Your answer is recorded." in hugh.send(page.form(str(link)), {"words": "They said."}).text
    )
    page = pages.visitor("edith").get(f"/reviews/{vacancy}/follow-ups")
    assert "They said." in page.text
    assert "Late" in page.text
    assert "Query answered" in pages.visitor("edith").get(f"/reviews/{vacancy}").text


def test_who_comes_second_keeps_their_words(pages: TownPages, vacancy: str) -> None:
    edith = pages.visitor("edith")
    address = f"/reviews/{vacancy}/queries/new"
    edith.send(edith.get(address).form(address), {"words": "Why C-01?"})
    hugh, [row] = pages.visitor("hugh"), list_asked(pages.town.call("hugh"))
    form = hugh.get(f"/asked/{row.ref}").form(f"/asked/{row.ref}")
    answer(pages.town.call("hetty"), row.ref, "They said.")
    late = hugh.send(form, {"words": "My own words."}, 409)
    assert "This has been answered already." in late.text
    assert "They said." in late.text
    assert "My own words." in late.text


def test_an_action_names_its_owner(pages: TownPages, vacancy: str) -> None:
    edith = pages.visitor("edith")
    address = f"/reviews/{vacancy}/actions/new"
    form = edith.get(address).form(address)
    words = {"words": "Tell the panel what section 6 says."}
    assert edith.send(form, words, 400).links()["Choose whom you ask"] == "#owner"
    edith.send(form, words | {"owner": pages.town.people["mara"].ref})
    mara = pages.visitor("mara")
    (link,) = mara.get("/asked").all("//tbody//a/@href")
    page = mara.get(str(link))
    assert "What was done?" in page.text
    page = edith.get(f"/reviews/{vacancy}/sign-off")
    assert "1 waits for an answer" in page.text


def test_vacancies_are_looked_for_by_a_sign_that_stays_in_the_address(
    pages: TownPages, vacancy: str
) -> None:
    pages.town.vacancy("HSG-1")
    edith = pages.visitor("edith")
    page = edith.get("/reviews?sign=not-ready")
    assert "LIB-7" in page.text
    assert "HSG-1" not in page.text
    assert page.all("//option[@selected]/@value") == ["not-ready"]
    assert page.all(f"//a[@href='/reviews/{vacancy}?kind=not-ready']")
    assert "No vacancy is like that" in edith.get("/reviews?sign=exposure").text
    assert "HSG-1" in edith.get("/reviews?sign=nonsense").text


def test_staff_are_told_where_they_file_and_decide(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    draft = pages.town.draft(pages.town.vacancy("HSG-1"))
    pages.town.type_in(draft)
    for name, address in (
        ("hugh", f"/checks/{check}/decision"),
        ("mara", f"/checks/{draft}/confirm"),
    ):
        page = pages.visitor(name).get(address)
        assert page.links()["What they see"] == "/what-officers-see"
    told = pages.visitor("mara").get("/what-officers-see").text
    assert "fewer than 5 decisions" in told
    assert "from one decision on" in told, "the report names them however few they are"
    page = pages.visitor("edith").get("/reviews/pairs?year=1999")
    assert "No pair has enough decisions in 2026" in page.text
