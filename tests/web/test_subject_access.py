"""A data protection officer looks at what is held about a candidate, and downloads the copy."""

import io
import zipfile

import pytest

from tests.services.town import QUOTE
from tests.web.page import SITE, Page, Visitor, as_it_stands
from tests.web.townspeople import TownPages

HOSTILE = '<script>alert(1)</script>=cmd|"/C calc"!A0'


@pytest.fixture
def candidate(pages: TownPages) -> str:
    """Somebody with a check gone all the way."""
    return pages.town.see("hugh", pages.town.closed(pages.town.vacancy())).candidate_ref


def opened(
    pages: TownPages, candidate: str, reason: str = "LIB-7/R-1", by: Visitor | None = None
) -> Page:
    """The page once a reason is given."""
    visitor = by or pages.visitor("dara")
    address = f"/candidates/{candidate}/subject-access"
    return visitor.send(visitor.get(address).form(address), {"reason": reason})


def test_it_is_reached_from_the_candidates_page(pages: TownPages, candidate: str) -> None:
    links = pages.visitor("dara").get(f"/candidates/{candidate}").links()
    assert (
        links["What is held about this person, for them"]
        == f"/candidates/{candidate}/subject-access"
    )
    for name in ("hugh", "edith", "mara"):
        page = pages.visitor(name).get(f"/candidates/{candidate}")
        assert "subject-access" not in page.html


def test_a_reason_is_asked_for_first(pages: TownPages, candidate: str) -> None:
    visitor = pages.visitor("dara")
    address = f"/candidates/{candidate}/subject-access"
    page = visitor.get(address)
    assert QUOTE not in page.html
    assert "Say why you open it" in visitor.send(page.form(address), {}, 400).text


def test_it_shows_what_the_person_gets_but_not_who_they_are(
    pages: TownPages, candidate: str
) -> None:
    page = opened(pages, candidate)
    assert QUOTE in page.html.replace("&#39;", "'")
    assert "Not looked through yet" in page.text
    (left_out,) = page.all("//dt[contains(., 'Texts left out')]/following-sibling::dd")
    assert int(left_out.text_content()) > 5
    assert "Quillfeather" not in page.html
    assert "ada@example.test" not in page.html
    assert "Three posts a week throughout." not in page.html


def test_the_copy_is_downloaded_and_kept_by_nobody_on_the_way(
    pages: TownPages, candidate: str
) -> None:
    visitor = pages.visitor("dara")
    page = opened(pages, candidate, by=visitor)
    form = page.form(f"/candidates/{candidate}/subject-access/file")
    answer = visitor.client.post(
        form.get("action"),
        data=as_it_stands(form),
        headers={"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == "attachment; filename=data-lib-7-c-01.zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert b"Ada Quillfeather" in archive.read("lib-7-c-01.html")


def test_what_is_typed_stays_text(pages: TownPages, candidate: str) -> None:
    opened(pages, candidate, HOSTILE)
    page = opened(pages, candidate)
    assert "<script>alert" not in page.html
    assert "alert(1)" in page.text
