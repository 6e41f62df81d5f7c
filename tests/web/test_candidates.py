"""Candidates and their claims by the pages, and names for those who may see them."""

import pytest

from screening.domain.candidate_codes import code_of
from screening.domain.words import CandidateStatus
from screening.services import claims
from screening.services.reading.vacancies.candidate import read_candidate
from tests.databases import on_both
from tests.services.town import ADDRESS, QUOTE
from tests.web.page import Page
from tests.web.test_vacancies import errors, value
from tests.web.townspeople import TownPages

NAME = "Ada Quillfeather"
CLAIM = {
    "quote": QUOTE,
    "source": "application",
    "where": "Section 4",
    "criterion": "E1",
    "address": ADDRESS,
}


@pytest.fixture
def candidate(pages: TownPages) -> str:
    return pages.town.candidate(pages.town.vacancy())


def write_down(pages: TownPages, candidate: str, status: int = 200, **fields: str) -> Page:
    visitor = pages.visitor("mara")
    page = visitor.get(f"/candidates/{candidate}/claims/new")
    form = page.form(f"/candidates/{candidate}/claims/new")
    return visitor.send(form, {**CLAIM, **fields}, status)


def test_a_candidate_is_added(pages: TownPages) -> None:
    ref, visitor = pages.town.vacancy(), pages.visitor("hugh")
    page = visitor.get(f"/vacancies/{ref}/candidates/new")
    form = page.form(f"/vacancies/{ref}/candidates/new")
    page = visitor.send(form, {"name": "Zoë <i>", "contact": "", "status": "applied"})
    assert page.h1 == "Zoë <i>"
    assert "Nobody has asked to look this candidate up" in page.text


def test_a_candidate_without_name_or_status(pages: TownPages) -> None:
    ref, visitor = pages.town.vacancy(), pages.visitor("hugh")
    form = visitor.get(f"/vacancies/{ref}/candidates/new").form(f"/vacancies/{ref}/candidates/new")
    page = visitor.send(form, {"contact": "here"}, 400)
    assert set(errors(page)) == {"name", "status"}
    assert value(page, "contact") == "here"


def test_a_status_is_changed(pages: TownPages, candidate: str) -> None:
    visitor = pages.visitor("hugh")
    form = visitor.get(f"/candidates/{candidate}/status").form(f"/candidates/{candidate}/status")
    assert "Appointed" in visitor.send(form, {"status": "appointed"}).text
    shown = read_candidate(pages.town.call("hugh"), candidate)
    assert shown.status is CandidateStatus.APPOINTED


def test_a_claim_is_written_down_and_seen(pages: TownPages, candidate: str) -> None:
    page = write_down(pages, candidate)
    assert QUOTE in page.text
    assert "Not confirmed yet" in page.text
    assert "I have seen claim 1 there" not in page.text
    visitor = pages.visitor("hugh")
    form = visitor.get(f"/candidates/{candidate}").form(
        f"/candidates/{candidate}/claims/{_claim(pages, candidate)}/seen"
    )
    for _click in range(2):
        page = visitor.send(form)
        assert "Confirmed by hugh" in page.text
    assert "I have seen claim" not in page.text


def _claim(pages: TownPages, candidate: str) -> str:
    [claim] = read_candidate(pages.town.call("hugh"), candidate).claims
    return claim.ref


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"quote": ""}, {"quote"}),
        ({"quote": "x" * 5001}, {"quote"}),
        ({"source": "gossip"}, {"source"}),
        ({"criterion": ""}, {"criterion"}),
        ({"address": "a\x07b"}, {"address"}),
    ],
)
def test_a_claim_that_cannot_be_stored(
    pages: TownPages, candidate: str, wrong: dict[str, str], where: set[str]
) -> None:
    page = write_down(pages, candidate, 400, **wrong)
    assert set(errors(page)) == where
    assert value(page, "where") == "Section 4"


@on_both
def test_a_claim_is_corrected_and_seen_again(pages: TownPages, candidate: str) -> None:
    write_down(pages, candidate)
    claim = _claim(pages, candidate)
    pages.town.wait(minutes=1)
    claims.confirm_claim(pages.town.call("hugh"), claim, 1)
    visitor = pages.visitor("mara")
    page = visitor.get(f"/candidates/{candidate}")
    page = visitor.get(page.links()["Correct claim 1"])
    assert "hugh confirmed that these words were seen" in page.text
    assert (value(page, "where"), value(page, "address")) == ("Section 4", ADDRESS)
    form = page.form(f"/candidates/{candidate}/claims/{claim}/correct")
    assert set(errors(visitor.send(form, {"where": "x" * 201}, 400))) == {"where"}
    assert set(errors(visitor.send(form, {}, 400))) == {"quote"}
    for _click in range(2):
        page = visitor.send(form, {"where": "Section 5"})
        assert "Section 5" in page.text
        assert "Not confirmed since it was corrected" in page.text


def test_who_corrects_second_keeps_their_words(pages: TownPages, candidate: str) -> None:
    write_down(pages, candidate)
    claim = _claim(pages, candidate)
    address = f"/candidates/{candidate}/claims/{claim}/correct"
    mara, hugh = pages.visitor("mara"), pages.visitor("hugh")
    slow, quick = mara.get(address).form(address), hugh.get(address).form(address)
    hugh.send(quick, {"where": "Section 5"})
    page = mara.send(slow, {"where": "Section 6"}, 409)
    assert "Somebody else has corrected this claim" in page.text
    assert "Section 5" in page.text
    assert value(page, "where") == "Section 6"
    assert "Section 6" in mara.send(page.form(address)).text


def test_a_claim_that_was_sent_is_not_corrected(pages: TownPages) -> None:
    town = pages.town
    check = town.submitted(town.vacancy())
    shown, visitor = town.see("mara", check), pages.visitor("mara")
    page = visitor.get(f"/candidates/{shown.candidate_ref}")
    assert "Correct claim 1" not in page.links()
    address = f"/candidates/{shown.candidate_ref}/claims/{shown.claim.ref}/correct"
    assert "a check on it was sent" in visitor.get(address, 409).text
    assert visitor.get(f"/candidates/{shown.candidate_ref}/claims/{'0' * 32}/correct", 404)


@pytest.mark.parametrize("name", ["edith", "dara"])
def test_officers_ask_for_a_name_with_a_reason(pages: TownPages, candidate: str, name: str) -> None:
    visitor = pages.visitor(name)
    page = visitor.get(f"/candidates/{candidate}")
    assert page.h1 == "C-01"
    assert NAME not in page.html
    assert "ada@example.test" not in page.html
    page = visitor.get(page.links()["Show the name"])
    form = page.form(f"/candidates/{candidate}/name")
    page = visitor.send(form, {"reason": " "}, 400)
    assert NAME not in page.html
    page = visitor.send(form, {"reason": "A complaint by name"})
    assert NAME in page.text
    assert NAME not in visitor.get(f"/candidates/{candidate}").html


@pytest.mark.parametrize(
    ("name", "status"), [("miles", 404), ("alan", 403), ("mara", 200), ("edith", 200)]
)
def test_who_sees_a_candidate(pages: TownPages, candidate: str, name: str, status: int) -> None:
    page = pages.visitor(name).get(f"/candidates/{candidate}", status)
    assert (NAME in page.html) == (name == "mara")


@pytest.mark.parametrize(
    ("name", "room", "status"),
    [
        ("mara", "status", 403),
        ("mara", "name", 403),
        ("hugh", "name", 403),
        ("edith", "claims/new", 403),
        ("miles", "claims/new", 404),
        ("edith", "check", 403),
        ("miles", "check", 404),
    ],
)
def test_rooms_that_are_shut(
    pages: TownPages, candidate: str, name: str, room: str, status: int
) -> None:
    page = pages.visitor(name).get(f"/candidates/{candidate}/{room}", status)
    assert NAME not in page.html


def test_another_vacancys_claim_is_not_confirmed_from_here(
    pages: TownPages, candidate: str
) -> None:
    write_down(pages, candidate)
    visitor = pages.visitor("hugh")
    token = visitor.get("/vacancies/new").all("//main//*[@name='csrf_token']/@value")[0]
    answer = visitor.client.post(
        f"/candidates/{candidate}/claims/{'0' * 32}/seen",
        data={"csrf_token": token},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert Page(answer).status == 404


def test_hostile_words_are_shown_as_words(pages: TownPages, candidate: str) -> None:
    quote = "<script>alert(1)</script> {{ 7*7 }} \u202edesrever"
    page = write_down(pages, candidate, quote=quote)
    shown = quote.replace("\u202e", "⟨U+202E⟩")
    assert shown in page.all("//blockquote")[0].text_content()
    assert code_of(1) in page.text
