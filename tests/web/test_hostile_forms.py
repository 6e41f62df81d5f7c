"""Whatever is typed into whichever box, the answer is a page in order and nothing is broken."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from werkzeug.test import TestResponse

from tests.figures import say
from tests.web.hostile import ALONE, CHOSEN, EXTRA, RAW, TYPED, Found, encoded, forms
from tests.web.page import SITE, Page, as_it_stands, plain
from tests.web.rewinding import Street, honest_street

FOLLOWED = ("mark-up", "a template", "a tower", "both directions", "line ends", "noncharacters")
"""What is looked at where it is shown again, too."""
FORM = "application/x-www-form-urlencoded"
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0\ufffd-\uffff\U0010ffff]")
_BROKEN = "Traceback (most recent call last)"


@pytest.fixture(scope="module")
def town(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with honest_street(prepared_file, tmp_path_factory.mktemp("street")) as street:
        yield street


@pytest.fixture(scope="module")
def found(town: Street) -> list[Found]:
    return forms(town)


@pytest.fixture
def one_in() -> int:
    """Of how many texts one goes into a form: the next into the next. All do in the drill."""
    return 8


@dataclass
class Sending:
    """What was sent, how it was answered, and what was wrong with the answers."""

    street: Street
    answers: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    in_order: set[int] = field(default_factory=set)
    """Pages already found to be in order: most answers to what is malformed are alike."""

    def send(
        self, form: Found, what: str, body: bytes, kind: str = FORM, *, token: bool = True
    ) -> TestResponse:
        """Send ``body`` to where ``form`` goes; everything is put back afterwards."""
        if token and kind == FORM:
            body += b"&csrf_token=" + self.street.token(form.person).encode()
        answer = self.street.browser(form.person).post(
            form.action,
            data=body,
            content_type=kind,
            headers={"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
        )
        self.answers[answer.status_code] += 1
        self.look(form, what, answer)
        if what in FOLLOWED and answer.status_code in {302, 303}:
            self.look(form, what, self.street.ask(form.person, "GET", answer.location or "/"))
        if self.street.database.changed():
            self.street.database.rewind()
        return answer

    def fault(self, form: Found, what: str, wrong: str) -> None:
        self.faults.append(f"{what} into {form.action} of {form.person}: {wrong}")

    def look(self, form: Found, what: str, answer: TestResponse) -> None:
        if answer.status_code >= 500 or _BROKEN in answer.text:
            self.fault(form, what, f"{answer.status_code}")
        elif answer.headers.get("Content-Disposition", "").startswith("attachment"):
            return  # a file, and no page
        elif answer.status_code >= 400 or answer.status_code == 200:
            page = hash(plain(answer.text))
            try:
                assert page in self.in_order or Page(answer).all("//img[@src='x']") == []
                self.in_order.add(page)
            except AssertionError as disorder:
                self.fault(form, what, f"{answer.status_code}, {str(disorder)[:200]}")

    def close(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        """Say how many there were, and fail where any answer was wrong."""
        told = ", ".join(f"{status}: {number}" for status, number in sorted(self.answers.items()))
        say(capsys, f"{name}: {self.answers.total()} requests, faults {len(self.faults)} ({told})")
        assert "\n".join(self.faults) == ""


def test_every_form_is_found(town: Street, found: list[Found]) -> None:
    adapter = town.app.url_map.bind("localhost")
    reached = {adapter.match(form.action, "POST")[0] for form in found}
    sent = {rule.endpoint for rule in town.app.url_map.iter_rules() if "POST" in rule.methods}
    elsewhere = {"signing_in.sign_out", "signing_in.end_session"}
    elsewhere.add("subject_access.file")  # its button stands on an answer to a change
    elsewhere.add("policy_reading.to_read")  # everybody here has read the policy
    elsewhere.add("sending.test")  # no message leaves this town
    assert sent - reached <= elsewhere


def test_honest_words_are_mostly_taken(
    town: Street, found: list[Found], capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Sending(town)
    for form in found:
        sending.send(form, "honest words", encoded(form.fields()))
    assert sending.answers[303] + sending.answers[302] > len(found) / 2
    sending.close(capsys, "honest forms")


def test_everything_at_once(
    town: Street, found: list[Found], one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Sending(town)
    for first, form in enumerate(found):
        for what, text in islice(TYPED.items(), first % one_in, None, one_in):
            if not form.boxes and len(text) > 100:
                continue
            typed = dict.fromkeys(form.boxes, text)
            answer = sending.send(form, what, encoded(form.fields(**typed)))
            keeps(sending, form, what, typed, answer)
    sending.close(capsys, "every box at once")


def keeps(
    sending: Sending, form: Found, what: str, typed: dict[str, str], answer: TestResponse
) -> None:
    """What was typed stands in the boxes again when they are shown again; passwords never do."""
    again = _again(form, answer)
    for name, text in typed.items() if again is not None else ():
        shown = str(again.get(name, ""))
        if _readable(shown) != ("" if "password" in name else _readable(text)):
            sending.fault(form, what, f"{name} came back as {shown[:40]!r}")


def _again(form: Found, answer: TestResponse) -> dict[str, Any] | None:
    if answer.status_code not in {200, 400, 409} or answer.mimetype != "text/html":
        return None
    tree = lxml.html.document_fromstring(answer.data)
    same = tree.xpath(f"//main//form[@action='{form.action}']")
    return as_it_stands(same[0]) if same else None


def _readable(text: str) -> str:
    """What parsers agree about: neither white space nor characters that HTML does not know."""
    return UNREADABLE.sub("", "".join(text.split()))


def test_each_box_by_itself(
    town: Street, found: list[Found], one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Sending(town)
    for first, form in enumerate(found):
        alone = [*product(form.boxes, ALONE), *product(form.choices, CHOSEN)]
        for name, what in alone[first % one_in :: one_in]:
            fields = form.fields(**{name: TYPED[what]})
            sending.send(form, f"{what} ({name})", encoded(fields))
    sending.close(capsys, "each box by itself")


def test_what_no_browser_sends(
    town: Street, found: list[Found], one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Sending(town)
    for first, form in enumerate(found):
        for name in form.all_at_once[:1] or ("words",):
            for what, raw in islice(RAW.items(), first % one_in, None, one_in):
                answer = sending.send(form, what, encoded(form.fields(), {name: raw}))
                if answer.status_code != 400:
                    sending.fault(form, what, f"{answer.status_code} instead of 400")
        malformed = _malformed(form, town.token(form.person))
        for what, body, kind in islice(malformed, first % one_in, None, one_in):
            answer = sending.send(form, what, body, kind)
            if answer.status_code < 400 and what != "an empty form":
                sending.fault(form, what, f"{answer.status_code}: it was taken")
        for token in (b"", b"csrf_token=", b"csrf_token=forged"):
            body = encoded(form.fields()) + b"&" + token
            answer = sending.send(form, "without its token", body, token=False)
            if answer.status_code not in {302, 400}:
                sending.fault(form, "without its token", f"{answer.status_code}")
    sending.close(capsys, "what no browser sends")


def _malformed(form: Found, token: str) -> Iterator[tuple[str, bytes, str]]:
    whole = encoded(form.fields())
    yield "an empty form", b"", FORM
    doubled = form.boxes[:1] or ("csrf_token",)
    for name in doubled:
        yield "a field twice", whole + encoded({name: "a"}) + b"&" + encoded({name: "b"}), FORM
    yield "JSON", b'{"a": "b"}', "application/json"
    yield "plain text", whole, "text/plain"
    yield "XML", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"
    yield "no kind", whole, ""
    yield "another alphabet", whole, f"{FORM}; charset=utf-7"
    yield "a broken upload", b"--b\r\nContent-Disposition: form-data; nam", _multipart("b")
    yield "an upload without a boundary", b"--b--", "multipart/form-data"
    part = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}'
    yield "an unfinished upload", part.encode(), _multipart("b")
    many = "&".join(f"f{number}=x" for number in range(600)).encode()
    yield "six hundred fields", many, FORM


def _multipart(boundary: str) -> str:
    return f"multipart/form-data; boundary={boundary}"


def test_a_file_where_words_belong(
    town: Street, found: list[Found], capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Sending(town)
    headers = {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}
    for form in (form for form in found if form.boxes):
        fields = form.fields() | {"csrf_token": town.token(form.person)}
        files = {name: (io.BytesIO(b"PK\x03\x04"), "../a.exe") for name in form.boxes}
        answer = town.browser(form.person).post(
            form.action, data={**fields, **files}, headers=headers
        )
        sending.answers[answer.status_code] += 1
        sending.look(form, "a file", answer)
        if town.database.changed():
            town.database.rewind()
    assert set(sending.answers) == {400}
    sending.close(capsys, "files instead of words")


def test_fields_that_no_form_has_change_nothing(
    town: Street, found: list[Found], capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Sending(town)
    headers = {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}
    for form in found:
        became = []
        for extra in ({}, {name: text for name, text in EXTRA.items() if name not in form.values}):
            fields = {**form.fields(), **extra, "csrf_token": town.token(form.person)}
            answer = town.browser(form.person).post(form.action, data=fields, headers=headers)
            sending.answers[answer.status_code] += 1
            became.append((answer.status_code, town.database.codes()))
            if town.database.changed():
                town.database.rewind()
        if became[0] != became[1]:
            sending.fault(form, "extra fields", "they had an effect")
    sending.close(capsys, "fields that no form has")


ASKED = {
    "/vacancies": ("hugh", ("words", "after", "month", "kept")),
    "/checks": ("mara", ("words", "who", "candidate", "before")),
    "/checks/{draft}": ("mara", ("before",)),
    "/reviews": ("edith", ("words", "after")),
    "/reviews/{closed_vacancy}": (
        "edith",
        ("kind", "check", "before", "since-day", "since-month", "since-year", "until-year"),
    ),
    "/sign-in": ("nobody", ("next",)),
    "/candidates/{draft_candidate}/claims/new": ("mara", ("kept",)),
    "/checks/{draft}/write/places": ("mara", ("then", "kept")),
}


def test_addresses_with_anything_after_the_question_mark(
    town: Street, one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Sending(town)
    for path, (person, names) in ASKED.items():
        address = path.format(**town.planted.refs)
        here = Found(person, address, address, {}, (), ())
        every = [*((name,) for name in names), names]
        for first, (what, text) in enumerate(TYPED.items()):
            for asked in (dict.fromkeys(some, text) for some in every[first % one_in :: one_in]):
                query = encoded({name: words[:6000] for name, words in asked.items()}).decode()
                answer = town.ask(person, "GET", f"{address}?{query}")
                sending.answers[answer.status_code] += 1
                sending.look(here, what, answer)
                if not answer.headers.get("Location", "/").startswith("/"):
                    sending.fault(here, what, f"leads to {answer.headers['Location']}")
    sending.close(capsys, "addresses with anything behind them")
