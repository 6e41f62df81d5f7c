"""The equality officer's pages: the list, a trail, sign-off, the report."""

import pytest

from screening.domain.rights import Channel, RightsKind
from screening.services import candidates, reporting, rights
from screening.services.checks import deciding, notices, searching
from screening.services.checks.searching import VisitText
from screening.services.job_queue import claim, put_back, say_how_far
from screening.services.rights import Asked
from tests.databases import on_both
from tests.reported import ORGANISATION, issued, quick_reports
from tests.services.town import IMPROPER, QUOTE
from tests.web.page import Page
from tests.web.townspeople import TownPages

__all__ = ["quick_reports"]

HEADERS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def vacancy(pages: TownPages) -> str:
    """A vacancy with an attempt that was not ready."""
    ref = pages.town.vacancy()
    pages.town.submitted(ref, **IMPROPER)
    return ref


def rows(page: Page) -> list[str]:
    """The lines of the table on ``page``."""
    return [" ".join(row.text_content().split()) for row in page.all("//tbody/tr")]


def test_an_empty_list_says_so(pages: TownPages) -> None:
    page = pages.visitor("edith").get("/reviews")
    assert "No sign was seen in any vacancy" in page.text
    assert "No vacancies yet" in pages.visitor("edith").get("/reviews?order=newest").text


@on_both
def test_the_gravest_come_first_and_all_are_one_step_away(pages: TownPages, vacancy: str) -> None:
    town = pages.town
    check, sam = town.ready(town.vacancy("HSG-1")), town.call("sam")
    searching.record_visit(sam, check, VisitText(0, "", town.now, 2, "A page.", ""))
    searching.record_exposure(sam, check, town.now)
    town.wait(days=1)
    town.vacancy("ENV-1")
    town.wait(days=1)
    deciding.reject(town.call("hugh"), town.submitted(town.vacancy("FIN-1")), 1, "No.")
    edith = pages.visitor("edith")
    page = edith.get("/reviews")
    assert [row.split()[0] for row in rows(page)] == ["HSG-1", "FIN-1", "LIB-7"]
    assert "What calls for a look: Exposures: 1" in rows(page)[0], "the gravest of a vacancy too"
    by_date = edith.get(page.links()["Those without a sign and older ones too, newest first"])
    assert [row.split()[0] for row in rows(by_date)][:2] == ["FIN-1", "ENV-1"]
    assert "No sign was seen in a vacancy like that" in edith.get("/reviews?stage=closed").text
    assert len(rows(edith.get("/reviews?words=env"))) == 1, "who looks for words means all"
    assert "ENV-1" not in edith.get("/reviews?words=env&order=signs").text
    home = edith.get("/")
    waiting = rows(home)
    assert "HSG-1" in waiting[0] and "Exposures: 1" in waiting[0]
    assert "LIB-7" in waiting[2] and "Attempts not ready: 1" in waiting[2]


def test_the_list_counts_what_calls_for_a_look(pages: TownPages, vacancy: str) -> None:
    page = pages.visitor("edith").get("/reviews")
    assert page.h1 == "Reviews"
    (line,) = rows(page)
    assert "LIB-7 Communications Officer" in line
    assert "Attempts not ready: 1" in line
    assert "Signed off: Not yet" in line
    assert page.links()["LIB-7"] == f"/reviews/{vacancy}"


def test_a_sign_counts_what_its_link_opens(pages: TownPages, vacancy: str) -> None:
    town, edith = pages.town, pages.visitor("edith")
    deciding.reject(town.call("hugh"), town.submitted(vacancy), 1, "A reference shows it.")
    notices.cancel(town.call("hugh"), town.approved(town.vacancy("HSG-1")), "The post is gone.")
    link = edith.get("/reviews").links()["Refused: 1, LIB-7"]
    assert "1 of " in edith.get(link).text
    (line,) = [one for one in rows(edith.get("/reviews")) if "HSG-1" in one]
    assert "Refused" not in line, "what was cancelled was not refused"
    cancelled = next(
        href for words, href in edith.get("/reviews").links().items() if words == "HSG-1"
    )
    page = edith.get(f"{cancelled}?kind=ended")
    assert "1 of " in page.text and "Cancelled" in page.text


@on_both
def test_the_list_is_searched(pages: TownPages, vacancy: str) -> None:
    visitor = pages.visitor("edith")
    assert len(rows(visitor.get("/reviews?words=lib-7"))) == 1
    page = visitor.get("/reviews?words=%3Cscript%3E")
    assert "No vacancy is like that" in page.text
    assert not page.all("//script[not(@src)]")


@pytest.mark.parametrize("name", ["mara", "hugh", "alan"])
def test_others_stay_outside(pages: TownPages, vacancy: str, name: str) -> None:
    visitor = pages.visitor(name)
    for address in ("", f"/{vacancy}", f"/{vacancy}/sign-off", f"/{vacancy}/report"):
        page = visitor.get(f"/reviews{address}", 403)
        assert "LIB-7" not in page.html
    visitor.get(f"/reviews/{vacancy}/report/1.pdf", 403)


def test_a_vacancy_that_is_not_there(pages: TownPages) -> None:
    visitor = pages.visitor("edith")
    for address in (f"/{'0' * 32}", "/x", f"/{'0' * 32}/report", f"/{'0' * 32}/sign-off"):
        visitor.get(f"/reviews{address}", 404)


def test_a_trail_shows_attempts_and_no_name(pages: TownPages, vacancy: str) -> None:
    page = pages.visitor("edith").get(f"/reviews/{vacancy}")
    assert "Attempt: not ready to send" in page.text
    assert IMPROPER["question"] in page.text
    assert QUOTE in page.text
    assert "C-01" in page.text
    assert "Quillfeather" not in page.html


def test_an_equality_officer_is_told_how_many_records_are_not_shown(
    pages: TownPages, vacancy: str
) -> None:
    candidate = pages.town.candidate(vacancy)
    asked = Asked(RightsKind.COMPLAINT, Channel.EMAIL, pages.town.now.date(), "It is unfair.")
    rights.enter(pages.town.call("dara"), candidate, asked)
    edith, dara = pages.visitor("edith"), pages.visitor("dara")
    page = edith.get(f"/reviews/{vacancy}")
    assert "One record is not shown to you" in page.text
    assert "8 of 9 records, newest first" in page.text
    assert "complaint" not in page.text.lower()
    assert "One record is not shown to you" in edith.get(f"/reviews/{vacancy}/sign-off").text
    page = dara.get(f"/reviews/{vacancy}")
    assert "not shown to you" not in page.text
    assert "9 records, newest first" in page.text
    assert "Request or complaint entered" in page.text


@on_both
def test_a_trail_is_filtered_by_its_address(pages: TownPages, vacancy: str) -> None:
    visitor = pages.visitor("edith")
    page = visitor.get(f"/reviews/{vacancy}?kind=not-ready&check=1")
    assert "1 of 7 records" in page.text
    assert "Vacancy opened" not in page.text
    page = visitor.get(f"/reviews/{vacancy}?check=99")
    assert "Nothing of this kind is on record" in page.text
    assert "does not say that nobody looked" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense&check=-1&before=x",
        "kind=&check=%D9%A1&before=99999999999999999999",
        "check=1&since-day=1&since-month=1&since-year=0",
        "since-day=&since-month=&since-year=",
    ],
)
def test_a_filter_that_nobody_offered_shows_everything(
    pages: TownPages, vacancy: str, query: str
) -> None:
    page = pages.visitor("edith").get(f"/reviews/{vacancy}?{query}")
    assert page.h1 == "Everything on record"


def test_a_day_that_is_none_is_said(pages: TownPages, vacancy: str) -> None:
    query = "since-day=31&since-month=2&since-year=2026"
    page = pages.visitor("edith").get(f"/reviews/{vacancy}?{query}")
    assert "Enter a real date" in page.text
    assert page.all("//input[@name='since-day']/@value") == ["31"]


@on_both
def test_long_trails_come_in_pages(pages: TownPages, vacancy: str) -> None:
    for _one in range(30):
        pages.town.candidate(vacancy)
    visitor = pages.visitor("edith")
    page = visitor.get(f"/reviews/{vacancy}?kind=vacancy")
    older = next(href for words, href in page.links().items() if "Older" in words)
    assert "kind=vacancy" in older
    page = visitor.get(older)
    assert "Vacancy opened" in page.text
    newer = next(href for words, href in page.links().items() if "Newer" in words)
    assert newer == f"/reviews/{vacancy}?kind=vacancy"


def test_what_was_shown_and_refused_is_on_the_trail(pages: TownPages, vacancy: str) -> None:
    town = pages.town
    candidate = town.candidate(vacancy, "Zebedee Xylophone")
    candidates.show_name(town.call("dara"), candidate, "A complaint names them.")
    other = town.vacancy("HSG-1")
    deciding.reject(town.call("hugh"), town.submitted(other), 1, "A reference shows it.")
    visitor = pages.visitor("edith")
    page = visitor.get(f"/reviews/{vacancy}?kind=review")
    assert "A complaint names them." in page.text
    assert "Zebedee" not in page.html
    assert "A reference shows it." in visitor.get(f"/reviews/{other}?kind=refused").text


def test_signing_off(pages: TownPages, vacancy: str) -> None:
    visitor = pages.visitor("edith")
    address = f"/reviews/{vacancy}/sign-off"
    form = visitor.get(address).form(address)
    page = visitor.send(form, {"words": "<b>Read in full.</b>"})
    assert "You signed this vacancy off." in page.text
    assert "<b>Read in full.</b>" in page.text
    assert page.all("//main//form") == []
    assert "Nothing has happened since" in page.text
    page = visitor.send(form, {"words": "<b>Read in full.</b>"})
    assert page.text.count("Sign-off of") == 1, "a second click does nothing"


def test_remarks_that_are_missing(pages: TownPages, vacancy: str) -> None:
    visitor = pages.visitor("edith")
    address = f"/reviews/{vacancy}/sign-off"
    page = visitor.send(visitor.get(address).form(address), {"words": "   "})
    assert "There is something to correct" in page.text
    assert "not been signed off yet" in page.text


def test_the_data_protection_officer_only_reads(pages: TownPages, vacancy: str) -> None:
    visitor = pages.visitor("dara")
    page = visitor.get(f"/reviews/{vacancy}/sign-off")
    assert "An equality officer signs vacancies off." in page.text
    assert page.all("//main//form") == []
    page = visitor.get(f"/reviews/{vacancy}/report")
    assert "An equality officer asks for it." in page.text
    assert page.all("//main//form") == []


@pytest.mark.usefixtures("quick_reports")
def test_the_report_from_asking_to_the_file(pages: TownPages, vacancy: str) -> None:
    visitor = pages.visitor("edith")
    address = f"/reviews/{vacancy}/report"
    form = visitor.get(address).form(address)
    page = visitor.send(form)
    assert "Edition 1 is waiting to be made." in page.text
    assert visitor.send(form).text == page.text, "a second click does nothing"
    mine = claim(pages.town.call("edith"))
    assert mine is not None
    say_how_far(pages.town.call("edith"), mine, 40)
    page = visitor.get(address)
    assert page.all("//progress/@value") == ["40"]
    reporting.build_and_issue(pages.town.call("edith"), mine, ORGANISATION)
    page = visitor.get(address)
    assert page.all("//progress") == []
    response = visitor.client.get(page.links()["Download edition 1 (PDF)"])
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=audit-lib-7-edition-1.pdf"
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert response.data.startswith(b"%PDF")
    assert "no newer edition to ask for" in page.text
    pages.town.candidate(vacancy)
    page = visitor.get(address)
    assert "Something has happened since it was made." in page.text
    assert "Edition 2 is waiting" in visitor.send(page.form(address)).text


def test_a_report_that_could_not_be_made(pages: TownPages, vacancy: str) -> None:
    reporting.request_report(pages.town.call("edith"), vacancy)
    mine = claim(pages.town.call("edith"))
    assert mine is not None
    put_back(pages.town.call("edith"), mine, "A font is missing.", hopeless=True)
    page = pages.visitor("edith").get(f"/reviews/{vacancy}/report")
    assert "Edition 1 could not be made. A font is missing." in page.text
    assert page.form(f"/reviews/{vacancy}/report") is not None


@pytest.mark.usefixtures("quick_reports")
@pytest.mark.parametrize("number", ["0", "2", "99999", "x", "-1"])
def test_an_edition_that_is_not_there(pages: TownPages, vacancy: str, number: str) -> None:
    issued(pages.town, vacancy)
    pages.visitor("edith").get(f"/reviews/{vacancy}/report/{number}.pdf", 404)


def test_only_the_equality_officer_asks(pages: TownPages, vacancy: str) -> None:
    visitor = pages.visitor("dara")
    token = visitor.get(f"/reviews/{vacancy}").all("//input[@name='csrf_token']/@value")[0]
    response = visitor.client.post(
        f"/reviews/{vacancy}/report", data={"csrf_token": token}, headers=HEADERS
    )
    assert response.status_code == 403
    assert claim(pages.town.call("edith")) is None
