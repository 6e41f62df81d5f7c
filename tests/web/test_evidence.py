"""Files that candidates give, by the pages: what is said to them, and how HR is given one."""

import io
import logging
from typing import Any

import pytest
from flask import Flask

from screening.domain import evidence
from screening.domain.words import Answered, State
from screening.services.checks import notices
from screening.services.own_page.evidence import give_out
from screening.services.people import throttling
from screening.services.reading.checks.evidence import list_evidence
from screening.web import own_page, security
from tests.reading_age import grade
from tests.services.candidates import answers_with, link_to
from tests.web.bodies import sends_file
from tests.web.page import Page, Visitor, as_it_stands
from tests.web.test_own_page import FROM_HERE, at, own_words
from tests.web.townspeople import TownPages

PDF = b"%PDF-1.7 quokka"
TOO_MUCH = 2 * security.LARGEST_BODY
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


class Sends:
    """Sends an answer with a file that is larger than usual, and says what became of it."""

    def __init__(self, app: Flask) -> None:
        self.visitor = Visitor(app)

    def __call__(
        self, key: str, more: str = "/answer", *, told: bool = True, size: int = TOO_MUCH
    ) -> tuple[Page, int]:
        """The page, and how many bytes were read. ``told``: how many there are is said before."""
        answer, read = sends_file(self.visitor.client, at(key, more), "file_1", size, told=told)
        return Page(answer), read


@pytest.fixture
def sends(pages: TownPages) -> Sends:
    return Sends(pages.app)


def test_only_for_a_link_that_works_is_more_than_usual_read(
    pages: TownPages, check: str, key: str, sends: Sends
) -> None:
    page, read = sends(key)
    assert page.status == 400 and read > TOO_MUCH  # a form without its token, read to its end
    old, new = key, link_to(pages.town, check)
    pages.town.wait(days=29)
    for wrong in (old, new, "never", "a" * 52):
        page, read = sends(wrong)
        assert (page.status, page.h1, read) == (404, "This link does not work", 0)
        page, read = sends(wrong, told=False)
        assert page.status == 404 and read <= security.LARGEST_BODY + 1
    assert (sends(new, "/reply")[1], sends(new, "")[1]) == (0, 0)


def test_nothing_is_read_of_who_is_held_up(
    pages: TownPages, key: str, sends: Sends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sent to links that do not work counts as opening them does."""
    monkeypatch.setattr(throttling, "MOST_LINKS", 3)
    for number in range(3):
        assert sends(f"wrong-{number}")[0].status == 404
    for here in (key, "wrong"):
        page, read = sends(here)
        assert (page.status, read) == (429, 0) and page.response.headers["Retry-After"]
    assert Page(sends.visitor.client.get(at(key))).status == 429


def test_nor_where_no_files_are_taken_now(pages: TownPages, key: str, sends: Sends) -> None:
    answers_with(pages.town, key, Answered.OBJECT)
    page, read = sends(key)
    assert (page.status, read) == (409, 0)
    assert "If you sent this twice, the first time counts." in page.text
    assert at(key) in page.links().values()
    page, read = sends(key, size=1000)  # as much as usual is read, so that no word is lost
    assert page.status == 400 and read > 1000
    for staff in ("hugh", "alan"):
        sends.visitor = pages.visitor(staff)
        refused = [sends(one) for one in (key, "wrong")]
        assert {(page.status, read) for page, read in refused} == {(413, 0)}


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


def test_how_many_more_can_be_given_is_said(pages: TownPages, check: str, key: str) -> None:
    visitor, hugh = Visitor(pages.app), pages.town.call("hugh")
    for given in (3, 3, 2):
        answers_with(pages.town, key, Answered.OBJECT, "", *(PDF,) * given)
        notices.decide_objection(hugh, check, upheld=False, reasons="It shows less.")
    page = visitor.get(at(key, "/answer"))
    assert "We can take one more about this check." in page.text
    assert len(page.all("//input[@type='file']")) == 1
    assert grade(dict.fromkeys(own_words(page))) <= 6.0
    sent = {"answer": "evidence", "file_1": file(PDF), "file_2": file(PDF)}
    answer = visitor.send(page.form(), sent, 400)
    assert "#file_1" in answer.links().values()
    visitor.send(page.form(), {"answer": "evidence", "file_1": file(PDF)})
    notices.decide_objection(hugh, check, upheld=False, reasons="It shows less.")
    page = visitor.get(at(key, "/answer"))
    assert "You have given us nine files" in page.text and "hugh@example.test" in page.text
    assert not page.all("//input[@type='file']")
    assert grade(dict.fromkeys(own_words(page))) <= 6.0
    sent = {"answer": "evidence", "words": WORDS, "file_1": file(PDF)}
    answer = visitor.send(page.form(), sent, 400)
    assert "#words" in answer.links().values() and WORDS in answer.html


def test_whoever_searches_is_told_to_leave_it_to_others(
    pages: TownPages, check: str, key: str
) -> None:
    answers_with(pages.town, key, Answered.EVIDENCE, "", PDF)
    sam = pages.visitor("sam")
    page = sam.get(f"/checks/{check}/objection")
    assert "Somebody else in HR deals with the candidate here" in page.text
    assert f"/checks/{check}/evidence" not in page.links().values()
    assert f"/checks/{check}/evidence" not in sam.get(f"/checks/{check}").links().values()
    assert "the one who searches" in sam.get(f"/checks/{check}/evidence", 403).text
    assert "Somebody else in HR" not in pages.visitor("hugh").get(f"/checks/{check}/objection").text


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
