"""What will be erased, and when: the pages, and the holds on them."""

import pytest

from screening.domain.words import CandidateStatus
from screening.services import candidates, vacancies
from screening.services.erasure import holds
from screening.services.reading import retention as reading
from screening.services.reading.retention import read_vacancy_kept
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
    assert "1095 days by the policy. This release does not end it" in page.text
    for who in ("Quillfeather", "Fennimore"):
        assert who not in page.html
    assert ("Put a hold on LIB-7" in page.links()) == (name == "dara")
    assert page.links()["Erasing"] == "/retention"


def test_nothing_is_kept(pages: TownPages) -> None:
    page = pages.visitor("dara").get("/retention")
    assert "No closed vacancy has data about anybody." in page.text


def test_it_is_paged(pages: TownPages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 1)
    for reference in ("A-1", "B-2"):
        closed(pages, reference)
        pages.town.wait(days=1)
    visitor = pages.visitor("dara")
    page = visitor.get("/retention")
    assert "A-1" in page.links()
    [later] = [href for words, href in page.links().items() if "Later" in words]
    page = visitor.get(later)
    assert "B-2" in page.links()
    assert "A-1" not in page.links()
    assert not any("Later" in words for words in page.links())
    [first] = [href for words, href in page.links().items() if "beginning" in words]
    assert "A-1" in visitor.get(first).links()


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
    assert "Held" in visitor.get("/retention").text
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
