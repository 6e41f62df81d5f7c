"""What will be erased, and when: the pages, and the holds on them."""

from functools import partial

import pytest

from screening.domain.words import CandidateStatus, ErasedBecause
from screening.services import candidates, vacancies
from screening.services.erasure import erasing_by_two, holds
from screening.services.erasure.after_restoring import have_erasing_wait
from screening.services.reading.keeping.retention import read_vacancy_kept
from screening.services.reading.pages import Turning
from screening.web import filtering
from tests.databases import on_both
from tests.reported import worker_of
from tests.web.townspeople import TownPages


def closed(pages: TownPages, reference: str = "LIB-7") -> str:
    """A closed vacancy with somebody shortlisted and somebody appointed."""
    town = pages.town
    vacancy = town.vacancy(reference)
    town.candidate(vacancy)
    candidates.add_candidate(
        town.call("hugh"), vacancy, "Bo Fennimore", "", CandidateStatus.APPOINTED
    )
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    return vacancy


@pytest.mark.parametrize("name", ["dara", "hugh"])
def test_the_calendar(pages: TownPages, name: str) -> None:
    closed(pages)
    pages.town.candidate(pages.town.vacancy("HSG-1"))
    visitor = pages.visitor(name)
    page = visitor.get(visitor.get("/").links()["What will be erased, and when"])
    assert page.h1 == "What will be erased, and when"
    assert "1 person, and 1 appointed or with an offer" in page.text
    assert "When it goes: 23 Nov 2027" in page.text
    assert "Soon" not in page.text
    assert "1 vacancy with candidates is not closed" in page.text
    assert "365 days after the vacancy closed, then erased. Limitation period" in page.text
    assert "1095 days after the vacancy closed, then erased. Accountability" in page.text
    for who in ("Quillfeather", "Fennimore"):
        assert who not in page.html
    assert ("Put a hold on LIB-7" in page.links()) == (name == "dara")
    assert page.links()["Erasing"] == "/retention"


def test_nothing_is_kept(pages: TownPages) -> None:
    page = pages.visitor("dara").get("/retention")
    assert "No closed vacancy has data about anybody." in page.text


@on_both
def test_it_is_paged_and_narrowed_down(pages: TownPages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filtering, "Turning", partial(Turning, size=1))
    for reference in ("A-1", "B-2"):
        closed(pages, reference)
        pages.town.wait(days=1)
    visitor = pages.visitor("dara")
    page = visitor.get("/retention")
    assert "A-1" in page.links() and "1 of 2" in page.text
    [later] = page.all("//a[@rel='next']/@href")
    page = visitor.get(later)
    assert "B-2" in page.links()
    assert "A-1" not in page.links()
    assert page.all("//a[@rel='next']") == []
    [earlier] = page.all("//a[@rel='prev']/@href")
    assert "A-1" in visitor.get(earlier).links()
    page = visitor.get("/retention?words=b-2")
    assert "B-2" in page.links() and "A-1" not in page.links()
    assert page.all("//main//a[text()='CSV']/@href") == ["/lists/retention.csv?words=b-2"]
    assert "No vacancy is like that" in visitor.get("/retention?words=c-3").text


def test_the_warning_is_on_first_pages_a_month_before(pages: TownPages) -> None:
    closed(pages)
    pages.town.wait(days=335)
    worker_of(pages.town).tick()
    for name in ("dara", "hugh"):
        visitor = pages.visitor(name)
        page = visitor.get("/")
        assert "Data whose time is over, or soon will be" in page.text
        assert "Soon" in page.text
        page = visitor.get(page.links()["LIB-7"])
        assert page.h1 == "What is kept, and until when"
        assert "Kept until two people decide" in page.text
        assert "When it goes: 23 Nov 2027" in page.text
    assert "Data whose time" not in pages.visitor("edith").get("/").text


def test_a_hold_is_put_on_and_lifted(pages: TownPages) -> None:
    vacancy = closed(pages)
    visitor = pages.visitor("dara")
    page = visitor.get(visitor.get("/retention").links()["Put a hold on LIB-7"])
    assert page.h1 == "Put a hold on this vacancy"
    address = f"/retention/{vacancy}/hold"
    refused = visitor.send(page.form(address), {}, 400)
    assert "Give your reason" in refused.text
    page = visitor.send(refused.form(address), {"reason": "Claim 2700123."})
    assert "The hold is on." in page.text
    assert "Hold 1 has been on since 23 November 2026. dara put it there: ask them." in page.text
    assert "Claim 2700123." in page.text
    assert "Hold stands" in visitor.get("/retention").text
    hugh = pages.visitor("hugh").get(f"/retention/{vacancy}")
    assert "dara put it there" in hugh.text
    assert "Claim 2700123." not in hugh.html
    assert "Lift hold 1" not in hugh.links()
    lift = f"/retention/{vacancy}/holds/1/lift"
    form = visitor.get(page.links()["Lift hold 1"]).form(lift)
    page = visitor.send(form, {"reason": "It is settled."})
    assert "The hold is lifted." in page.text
    assert "Hold 1, lifted" in page.text
    assert "It was lifted on" in visitor.get(lift).text
    visitor.send(form, {"reason": "Once more.", "idempotency_key": "f" * 32}, 409)
    trail = pages.visitor("edith").get(f"/reviews/{vacancy}")
    assert "Claim 2700123." in trail.text
    assert "Hold lifted" in trail.text
    assert read_vacancy_kept(pages.town.call("dara"), vacancy).row is not None


def test_while_a_hold_is_on_nobody_is_said_to_wait_for_two_people(pages: TownPages) -> None:
    vacancy = closed(pages)
    address = f"/retention/{vacancy}"
    assert "Kept until two people decide" in pages.visitor("hugh").get(address).text
    holds.place(pages.town.call("dara"), vacancy, "A claim.")
    assert "Kept until two people decide" not in pages.visitor("hugh").get(address).text


def test_an_open_vacancy_can_be_held_too(pages: TownPages) -> None:
    vacancy = pages.town.vacancy()
    pages.town.candidate(vacancy)
    visitor = pages.visitor("dara")
    page = visitor.get(f"/vacancies/{vacancy}")
    page = visitor.get(page.links()["What is kept, and until when"])
    assert "This vacancy is not closed." in page.text
    assert "No time runs yet" in page.text
    form = visitor.get(page.links()["Put a hold on this vacancy"]).form(
        f"/retention/{vacancy}/hold"
    )
    assert "The hold is on." in visitor.send(form, {"reason": "A complaint."}).text


def test_when_everybody_is_erased(pages: TownPages) -> None:
    vacancy = closed(pages)
    for one in read_vacancy_kept(pages.town.call("dara"), vacancy).people:
        pages.town.erase(one.ref)
    page = pages.visitor("hugh").get(f"/retention/{vacancy}")
    assert "Nothing about anybody is kept of this vacancy any more." in page.text
    assert page.text.count("Erased on 23 November 2026") == 2


def test_no_such_vacancy_or_hold(pages: TownPages) -> None:
    dara = pages.visitor("dara")
    for address in ("", "/hold", "/holds/1/lift"):
        dara.get(f"/retention/{'0' * 32}{address}", 404)
    dara.get(f"/retention/{pages.town.vacancy()}/holds/1/lift", 404)


@on_both
def test_erasing_waits_until_holds_are_said_to_be_back(pages: TownPages) -> None:
    vacancy = closed(pages)
    town = pages.town
    town.wait(days=335)
    worker_of(town).tick()
    town.wait(days=31)
    have_erasing_wait(town.call("dara"))
    title = "Nothing is erased until holds are put back"
    alan = pages.visitor("alan").get("/")
    assert title in alan.text
    assert "A data protection officer has to say that they are back" in alan.text
    assert "Put holds back, and say so" not in alan.links()
    hugh = pages.visitor("hugh")
    assert title not in hugh.get("/").text
    for address in ("/retention", f"/retention/{vacancy}"):
        page = hugh.get(address)
        assert "Nothing is erased for now." in page.text
        assert "Put holds back, and say so" not in page.links()
    visitor = pages.visitor("dara")
    page = visitor.get(visitor.get("/").links()["Put holds back, and say so"])
    assert page.h1 == "Put holds back, and say so"
    assert "Its last record is of 24 October 2027" in page.text
    assert "Candidate: C-01 Because: The time is over" in page.text
    assert "C-02" not in page.text
    refused = visitor.send(page.form("/retention/go-on"), {}, 400)
    assert "Say which holds you put back" in refused.text
    form = refused.form("/retention/go-on")
    page = visitor.send(form, {"words": "None was on, by the list of cases."})
    assert "Erasing goes on." in page.text
    assert "Nothing is erased for now." not in page.text
    visitor.send(form, {"words": "Once more.", "idempotency_key": "f" * 32}, 409)
    assert "Erasing does not wait" in visitor.get("/retention/go-on").text
    assert title not in pages.visitor("alan").get("/").text


def test_a_second_person_is_told_that_erasing_waits(pages: TownPages) -> None:
    candidate = pages.town.candidate(pages.town.vacancy())
    have_erasing_wait(pages.town.call("dara"))
    dara = pages.town.call("dara")
    erasing_by_two.propose(dara, candidate, ErasedBecause.ASKED, "They asked.")
    visitor = pages.visitor("hetty")
    assert "Nothing is erased for now." in visitor.get(f"/candidates/{candidate}/erase").text
    address = f"/candidates/{candidate}/erase/decision"
    page = visitor.get(address)
    assert "Nothing is erased for now." in page.text
    said = {"ruling": "confirm", "sure": "y", "reasons": "Their letter."}
    assert "put them back and said so" in visitor.send(page.form(address), said, 409).text
    said = {"ruling": "decline", "reasons": "Their letter."}
    assert "You declined." in visitor.send(visitor.get(address).form(address), said).text
