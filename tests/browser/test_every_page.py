"""Every page there is, of a town in which each has something to show.

In English and in Welsh axe is content with it, and with what it says of a form sent empty; nothing
scrolls sideways on a narrow screen, no console complains, and no link leads nowhere. A route of
which no page was looked at fails. Each page is looked at in one of the two languages, and in both
in the drill.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import lxml.html
import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from screening.domain.notifying import Language
from screening.web.languages import SESSION_KEY
from screening.web.steps import STEPS
from tests.browser.showing import Showing
from tests.figures import say
from tests.web.access_table import IN, ROWS, Row
from tests.web.every_address import rules
from tests.web.page import as_it_stands
from tests.web.rewinding import PEOPLE, Street, honest_street
from tests.web.sent import SENT

pytestmark = pytest.mark.browser

ANSWERED: tuple[tuple[str, dict[str, str]], ...] = (
    ("/verify", {}),
    ("/reviews/attempts", {}),
    ("/find-by-name", {}),
    ("/candidates/{draft_candidate}/name", {}),
    ("/candidates/{closed_candidate}/subject-access", {}),
    ("/monitoring/vacancies/{draft_vacancy}", {}),
    ("/checks/{third_party}/search/return", {"stage": ""}),
    ("/your-page/{replying_key}/reply", {"seen": ""}),
    ("/your-page/{school_read_key}/shortlist/reply", {"seen": ""}),
)
"""What is answered with a page of its own: ``SENT``, but for this."""
REFUSALS = ("403", "404", "409")
READERS = ("mara", "hugh", "hana", "edith", "dara", "alan", "nobody")
"""Whose pages differ from one another's; others are asked for where none of these may read."""
PAGES, EMPTY = 150, 80
"""So many pages there are at least, and forms that say what is missing when sent empty."""
_REF = re.compile("[0-9a-f]{32}")
_ELEMENT = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')


@pytest.fixture(scope="module")
def town(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with honest_street(prepared_file, tmp_path_factory.mktemp("street")) as street:
        yield street


def speaking(town: Street, language: str) -> Street:
    """The same, with everybody's browser in that ``language``."""
    signer = SecureCookieSessionInterface().get_signing_serializer(town.app)
    assert signer is not None
    cookies = {name: {**each, SESSION_KEY: language} for name, each in town.cookies.items()}
    signed = {name: str(signer.dumps(cookie)) for name, cookie in cookies.items()}
    return replace(town, cookies=cookies, signed=signed)


@dataclass
class Round:
    """A round of all pages in one language: what was looked at, and what was wrong with it.

    One page ``one_in`` so many is looked at; which, the language tells.
    """

    street: Street
    showing: Showing
    language: str
    one_in: int
    looked: Counter[str] = field(default_factory=Counter)
    routes: set[str] = field(default_factory=set)
    """Those of which a page was looked at, or whose answer is a file."""
    known: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """The kinds of element that were looked at on pages of each route."""
    forms: set[tuple[str, ...]] = field(default_factory=set)
    followed: set[tuple[str, str]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def go_to(self, row: Row) -> None:
        """Look at the page of ``row`` as whoever may read it; in English as everybody else, too,
        for whom something on it is of a kind that was not looked at.
        """
        address = row.path.format(**self.street.planted.refs)
        route = self._route(address)
        self.street.make_way(row.path)
        for name in readers_of(row):
            answer = self.street.ask(name, "GET", address)
            if answer.status_code != 200:
                continue
            if answer.mimetype != "text/html":
                self.routes.add(route)
                return
            if (elements := set(_ELEMENT.findall(answer.text))) - self.known[route]:
                self.known[route] |= elements
                self.routes.add(route)
                self.look("pages", name, answer)
                self.follow_links(name, answer)
                self.send_empty(name, answer)
            if self.language != Language.ENGLISH:
                return

    def follow_links(self, name: str, answer: TestResponse) -> None:
        """See that links on the page lead its reader somewhere, one of each kind."""
        for link in _found(answer, "//a/@href"):
            kind = name, _REF.sub("*", link.partition("#")[0].partition("?")[0])
            if link.startswith("/") and kind not in self.followed:
                self.followed.add(kind)
                if (status := self.street.ask(name, "GET", link).status_code) >= 400:
                    self.faults.append(f"{name}, {answer.request.path}: {link} answers {status}")

    def send_empty(self, name: str, answer: TestResponse) -> None:
        """Send each form of the page ``answer`` with nothing in it, once; look at what it says."""
        for form in _found(answer, "//main//form[@method='post']"):
            kind = self._route(form.get("action"), "POST"), *sorted(set(form.xpath(".//@name")))
            if kind in self.forms:
                continue
            self.forms.add(kind)
            said = self.street.ask(name, "POST", form.get("action"), nothing_in(form))
            if "govuk-error-summary" in said.text:
                self.look("forms sent empty", name, said)
            self.put_back()

    def send(self, path: str, changed: dict[str, str]) -> None:
        """Look at the page that what ``SENT`` has for ``path`` is answered with."""
        row = next(row for row in ROWS if (row.method, row.path) == ("POST", path))
        refs = self.street.planted.refs
        fields = {each: text.format(**refs) for each, text in (SENT[path] | changed).items()}
        name = readers_of(row)[0]
        answer = self.street.ask(name, "POST", path.format(**refs), fields)
        if answer.status_code != 200:
            self.faults.append(f"{path} answers {answer.status_code}")
        self.look("answers", name, answer)
        self.put_back()

    def look(self, what: str, name: str, answer: TestResponse) -> None:
        """Look at what somebody was answered, where it is this language's turn."""
        address = answer.request.path
        turn = list(Language).index(Language(self.language))
        if crc32(f"{what} {_REF.sub('*', address)}".encode()) % self.one_in != turn % self.one_in:
            return
        self.looked[what] += 1
        try:
            assert f'<html lang="{self.language.replace("_", "-")}"' in answer.text, address
            self.showing.look(answer, f"{self.language}-{address.replace('/', '-')}")
        except AssertionError as fault:  # gathered, so that one run shows them all
            self.faults.append(f"{what}, {name}: {fault}")
            self.showing.looking.complaints.clear()

    def put_back(self) -> None:
        """Undo what was done."""
        if self.street.database.changed():
            self.street.database.rewind()

    def _route(self, address: str, method: str = "GET") -> str:
        adapter = self.street.app.url_map.bind("localhost")
        return str(adapter.match(address.partition("?")[0], method)[0])


def _found(answer: TestResponse, path: str) -> list[Any]:
    """What is at ``path`` (XPath) on a page."""
    return list(lxml.html.document_fromstring(answer.text).xpath(path))


def readers_of(row: Row) -> list[str]:
    """Who may open the page of ``row``; whoever may also send what is on it comes first."""
    sending = next((each for each in ROWS if each[:2] == ("POST", row.path)), row)
    readers = [name for name in PEOPLE if row.answers[name] == IN]
    readers = [name for name in readers if name in READERS] or readers
    return sorted(readers, key=lambda name: sending.answers[name] != IN)


def nothing_in(form: Any) -> dict[str, Any]:
    """What is sent with ``form`` where nothing is typed and nothing chosen."""
    typed = form.xpath(".//textarea/@name | .//input[@type!='hidden']/@name")
    return as_it_stands(form) | dict.fromkeys(typed, "")


def more_rows(town: Street) -> Iterator[Row]:
    """Pages that look otherwise by what they are about: each step, each own page, each state."""
    of = {row.path: row for row in ROWS if row.method == "GET"}
    refs = town.planted.refs
    step = of["/checks/{draft}/write/question"]
    yield from (step._replace(path=f"/checks/{{draft}}/write/{name}") for name in STEPS)
    for name in refs:
        if name.endswith("_key"):
            yield of["/your-page/{invited_key}"]._replace(path=f"/your-page/{{{name}}}")
        if name.endswith("_vacancy") and (check := name.removesuffix("_vacancy")) in refs:
            yield of["/checks/{awaiting}"]._replace(path=f"/checks/{{{check}}}")


@pytest.fixture(scope="module")
def one_in() -> int:
    """Of how many pages one is looked at in each language; all of them in the drill."""
    return len(Language)


@pytest.mark.parametrize("language", [language.value for language in Language])
def test_every_page_is_in_order(
    browser: Browser, town: Street, capsys: pytest.CaptureFixture[str], one_in: int, language: str
) -> None:
    street = speaking(town, language)
    here = Round(street, Showing(browser, street), language, one_in)
    for row in (row for row in (*ROWS, *more_rows(town)) if row.method == "GET"):
        here.go_to(row)
    for path, changed in ANSWERED:
        here.send(path, changed)
    for code in REFUSALS:
        row = next(row for row in ROWS if row.method == "GET" and code in row.answers.values())
        name = next(name for name in PEOPLE if row.answers[name] == code)
        here.look("refusals", name, street.ask(name, "GET", row.path.format(**town.planted.refs)))
    here.showing.context.close()
    say(capsys, f"looked at in {language}: {dict(here.looked)}")
    assert {each.endpoint for each in rules(town) if "GET" in each.methods} == here.routes
    assert not here.faults, "\n".join(here.faults)
    assert here.looked["pages"] > 0.8 * PAGES / one_in
    assert here.looked["forms sent empty"] > 0.8 * EMPTY / one_in
