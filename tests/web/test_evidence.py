"""Files that candidates give, by the pages: what is said to them, and how HR is given one."""

import io
import logging
from typing import Any

import pytest

from screening.domain import evidence
from screening.domain.words import Answered, State
from screening.services.own_page.evidence import give_out
from screening.services.reading.checks.evidence import list_evidence
from screening.web import own_page
from tests.reading_age import grade
from tests.services.candidates import answers_with, link_to
from tests.web.page import Page, Visitor, as_it_stands
from tests.web.test_own_page import FROM_HERE, at, own_words
from tests.web.townspeople import TownPages

PDF = b"%PDF-1.7 quokka"
WORDS = "It is in the file, on page 2."


@pytest.fixture
def check(pages: TownPages) -> str:
    return pages.town.told(pages.town.vacancy())


@pytest.fixture
def key(pages: TownPages, check: str) -> str:
    return link_to(pages.town, check)


def answer_form(visitor: Visitor, key: str) -> Any:
    return visitor.get(at(key, "/answer")).form()


def file(content: bytes, name: str = "My passport of 1990.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_files_are_given_and_saved(
    pages: TownPages, check: str, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor, hugh = Visitor(pages.app), pages.visitor("hugh")
    form = answer_form(visitor, key)
    assert form.get("enctype") == "multipart/form-data"
    files = {"file_1": file(PDF), "file_3": file(b"\xff\xd8\xff\xe0", "me.html\x00.exe")}
    page = visitor.send(form, {"answer": "evidence", "words": WORDS, **files})
    assert "You gave us 2 files." in page.text
    assert "The candidate gave 2 files." in hugh.get(f"/checks/{check}/objection").text
    assert "See the files that the candidate gave" in hugh.get(f"/checks/{check}").links()
    page = hugh.get(f"/checks/{check}/evidence")
    assert "Nobody has saved it yet." in page.text and "passport" not in page.html
    form = page.form(f"/checks/{check}/evidence/1")
    answer = hugh.client.post(form.get("action"), data=as_it_stands(form), headers=FROM_HERE)
    assert answer.data == PDF
    assert {name: answer.headers[name] for name in (
        "Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control",
        "Content-Security-Policy")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename=evidence-1.pdf",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Content-Security-Policy":
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    }  # fmt: skip
    assert "Saved by hugh on" in hugh.get(f"/checks/{check}/evidence").text
    assert "quokka" not in caplog.text and "passport" not in caplog.text
    shown = pages.visitor("mara").get(f"/checks/{check}")
    assert "The candidate gave" not in shown.text and "/evidence" not in shown.html
    assert "evidence-1" not in pages.visitor("edith").get(f"/checks/{check}").html


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<html><script>alert(1)</script>", "cv.pdf", "We cannot take this kind of file."),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "x.png",
            "We cannot take this kind of file.",
        ),
        (b"PK\x03\x04\x14\0\0\0", "photos.zip", "We cannot take this kind of file."),
        (PDF.ljust(101), "cv.pdf", "This file is larger than 2 MB."),
        (PDF.ljust(9000), "photo.jpg", "This file is larger than 2 MB."),
        (b"", "cv.pdf", "There is nothing in this file."),
    ],
)
def test_what_is_not_taken_is_said_and_no_word_is_lost(
    pages: TownPages,
    check: str,
    key: str,
    content: bytes,
    name: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evidence, "LARGEST", 100)
    visitor = Visitor(pages.app)
    sent = {
        "answer": "evidence",
        "words": WORDS,
        "file_1": file(PDF),
        "file_2": file(content, name),
    }
    page = visitor.send(answer_form(visitor, key), sent, 400)
    (problem,) = [link for words, link in page.links().items() if words.startswith(said)]
    assert problem == "#file_2" and page.all("//textarea")[0].text.strip() == WORDS
    assert page.all("//input[@value='evidence'][@checked]")
    assert "Choose them again" in page.text
    assert name not in page.text.replace(said, "")
    assert pages.town.see("hugh", check).state is State.NOTIFIED
    assert list_evidence(pages.town.call("hugh"), check) == ()


def test_files_and_an_answer_without_one(pages: TownPages, check: str, key: str) -> None:
    visitor = Visitor(pages.app)
    form = answer_form(visitor, key)
    page = visitor.send(form, {"answer": "go-ahead", "file_1": file(PDF)}, 400)
    assert any(words.startswith("A file goes with an answer") for words in page.links())
    page = visitor.send(form, {"words": WORDS, "file_1": file(PDF)}, 400)
    assert "Choose them again" in page.text and WORDS in page.text
    page = visitor.send(form, {"answer": "go-ahead"})  # boxes that are left alone are no files
    assert pages.town.see("hugh", check).state is State.READY


def test_too_many_and_far_too_much_are_refused(pages: TownPages, check: str, key: str) -> None:
    visitor = Visitor(pages.app)
    token = answer_form(visitor, key).xpath(".//input[@name='csrf_token']")[0].get("value")
    known = {"answer": "object", "csrf_token": token}
    for more in ({"file_4": file(PDF)}, {"file_1": [file(PDF), file(PDF)]}):
        assert posted(visitor, key, known | more).status == 400
    sent = {
        "data": bytes(own_page.MOST_SENT + 1),
        "content_type": "multipart/form-data; boundary=x",
    }
    page = Page(visitor.client.post(at(key, "/answer"), headers=FROM_HERE, **sent))
    assert page.status == 413 and "up to 2 MB" in page.text
    here = at(key, "/reply")
    assert (
        visitor.client.post(here, data={"file_1": file(PDF)}, headers=FROM_HERE).status_code == 400
    )
    assert pages.town.see("hugh", check).state is State.NOTIFIED


def posted(visitor: Visitor, key: str, data: dict[str, Any]) -> Page:
    return Page(visitor.client.post(at(key, "/answer"), data=data, headers=FROM_HERE))


def test_who_comes_too_late_learns_that_files_are_not_kept(
    pages: TownPages, check: str, key: str
) -> None:
    visitor = Visitor(pages.app)
    form = answer_form(visitor, key)
    answers_with(pages.town, key, Answered.OBJECT)
    page = visitor.send(form, {"answer": "evidence", "words": WORDS, "file_1": file(PDF)}, 409)
    assert WORDS in page.text and "We did not keep your files." in page.text
    sent = {"answer": "evidence", "words": WORDS, "file_1": file(PDF)}
    page = posted(Visitor(pages.app), key, sent)
    assert page.status == 400 and "We did not keep your files." in page.text


def test_it_is_plain_and_says_who_sees_them(pages: TownPages, key: str) -> None:
    page = Visitor(pages.app).get(at(key, "/answer"))
    for told in ("The panel does not see them", "we write down who does", "passport",
                 "a photo of you", "your health, your faith", "up to 2 MB"):  # fmt: skip
        assert told in page.text, told
    assert grade(dict.fromkeys(own_words(page))) <= 6.0


def test_opening_a_page_gives_nothing_out(pages: TownPages, check: str, key: str) -> None:
    answers_with(pages.town, key, Answered.EVIDENCE, "", PDF)
    hugh = pages.visitor("hugh")
    assert hugh.client.get(f"/checks/{check}/evidence/1").status_code == 405
    assert "quokka" not in hugh.get(f"/checks/{check}/evidence").html
    assert list_evidence(pages.town.call("hugh"), check)[0].opened == ()
    assert give_out(pages.town.call("hugh"), check, 1).content == PDF
