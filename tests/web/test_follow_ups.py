"""Queries, actions, signs and pairs by the pages."""

import pytest

from screening.domain.words import FollowUpKind, Role
from screening.services.following_up import Asking, answer, ask
from screening.services.reading.equality.follow_ups import list_asked
from tests.services.town import IMPROPER
from tests.web.page import Visitor
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
    assert "LIB-7, Action 1" in page.links()


def saved(visitor: Visitor, query: str = "") -> str:
    """The list of all that was asked, as a file."""
    return visitor.client.get(f"/lists/follow-ups.csv?{query}").get_data(as_text=True)


def test_what_becomes_of_an_answer_is_said_on_its_page(pages: TownPages, vacancy: str) -> None:
    edith, town = pages.visitor("edith"), pages.town
    asked = Asking(FollowUpKind.QUERY, "Why C-01?", town.now.date(), town.people["hugh"].ref)
    ref = ask(town.call("edith"), vacancy, asked)
    address = f"/follow-ups/{ref}"
    assert edith.get("/follow-ups").links()["LIB-7, Query 1"] == address
    assert ",Query,1,,edith," in saved(edith) and "Why C-01?" not in saved(edith)
    assert "LIB-7" not in saved(edith, "kind=action")
    form = edith.get(address).form(address)
    assert edith.send(form, {"words": "x"}, 400).links()["Choose what becomes of it"] == "#what"
    assert edith.send(form, {"what": "withdraw"}, 400).links()
    late = edith.send(form, {"what": "satisfied", "words": "It is enough."}, 409)
    assert "Something else was done about this" in late.text
    assert "It is enough." in late.text
    answer(town.call("hugh"), ref, "They said.")
    page = edith.get(address)
    assert page.all("//input[@name='what']/@value") == ["satisfied", "again"]
    edith.send(page.form(address), {"what": "again", "words": "Who said?", "due": "3"})
    hugh = pages.visitor("hugh")
    assert "Asked of you by an equality officer" in hugh.get("/").text
    page = hugh.get(f"/asked/{ref}")
    assert "Officer not satisfied: asked again" in page.text
    assert "Who said?" in page.text
    hugh.send(page.form(f"/asked/{ref}"), {"words": "Mara said."})
    page = edith.send(edith.get(address).form(address), {"what": "satisfied"})
    assert "There is none" in page.text
    assert "Done" in edith.get("/follow-ups?state=satisfied").text
    [unchosen] = edith.get("/follow-ups").all("//select[@name='state']/option[@value='']")
    assert unchosen.text_content() == "Open", "it is not any that is shown"
    assert pages.visitor("dara").get(address).all("//main//form") == []


def test_signing_off_with_something_open_asks_first_and_keeps_what_was_typed(
    pages: TownPages, vacancy: str
) -> None:
    edith, mara, town = pages.visitor("edith"), pages.visitor("mara"), pages.town
    ask(town.call("edith"), vacancy, Asking(FollowUpKind.QUERY, "Why C-01?", town.now.date()))
    address = f"/reviews/{vacancy}/sign-off"
    page = edith.send(edith.get(address).form(address), {"words": "I read it.", "add": "row"})
    page = edith.send(page.form(address), {"conditions-0-words": "Tell them."})
    assert page.h1 == "Some of it is still open"
    assert "LIB-7, Query 1" in page.links()
    assert "not been signed off yet" in edith.get(address).text
    page = edith.send(page.form(address), {})
    assert page.links()["Choose whom you ask"] == "#conditions-0-owner"
    page = edith.send(page.form(address), {"conditions-0-owner": town.people["mara"].ref})
    assert "You signed this vacancy off." in page.text
    assert "Condition 2" in page.text
    assert "I read it." in page.text
    assert "1 condition open" in edith.get("/reviews").text
    (link,) = mara.get("/asked").all("//tbody//a/@href")
    assert "Tell them." in mara.get(str(link)).text


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
    assert "No sign was seen in a vacancy like that" in edith.get("/reviews?sign=exposure").text
    by_date = "/reviews?order=newest"
    assert "No vacancy is like that" in edith.get(f"{by_date}&sign=exposure").text
    assert "HSG-1" in edith.get(f"{by_date}&sign=nonsense").text
    page = edith.get("/reviews?order=signs")
    assert "LIB-7" in page.text and "HSG-1" not in page.text
    assert "Gravest and most signs first: 1 of 1" in page.text
    assert "order=signs" in next(href for words, href in page.links().items() if "CSV" in words)


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


def test_whose_requests_were_stopped_is_shown_for_a_reason(pages: TownPages, vacancy: str) -> None:
    for _time in range(4):
        pages.town.submitted(vacancy, **IMPROPER)
    edith, address = pages.visitor("edith"), "/reviews/attempts"
    form = edith.get(address).form(address)
    assert edith.send(form, {"reason": ""}, 400).links()["Give your reason"] == "#reason"
    page = edith.send(form, {"reason": "Its report <b>shows</b> many."})
    (line,) = page.all("//tbody/tr")
    assert "mara" in line.text_content() and "Not ready still: 5" in line.text_content()
    assert "Its report <b>shows</b> many." in pages.visitor("dara").get(address).text
    told = pages.visitor("mara").get("/what-officers-see").text
    assert "fewer than 5 attempts" in told and "gives a reason" in told
    edith.send(form, {"reason": "Why not.", "year": "1999"}, 400)


def test_whoever_is_asked_is_not_offered_to_end_it(pages: TownPages, vacancy: str) -> None:
    town = pages.town
    eva = town.add("eva", Role.EQUALITY, Role.HR)
    asked = Asking(FollowUpKind.ACTION, "Train the panel.", town.now.date(), eva.ref)
    address = f"/follow-ups/{ask(town.call('edith'), vacancy, asked)}"
    assert pages.visitor("edith").get(address).all("//main//form")
    page = pages.visitor("eva").get(address)
    assert "This is asked of you." in page.text and not page.all("//main//form")
