"""Somebody at a computer of their own: a process with a browser, which speaks HTTP and no more."""

from collections.abc import Mapping
from http.cookiejar import CookieJar
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import lxml.html

from tests.web.page import as_it_stands

SECONDS = 120


class Answer(NamedTuple):
    """What came back in the end, after being led on."""

    status: int
    address: str
    html: str

    def heading(self) -> str:
        """What the page is called."""
        return " ".join(self.tree().xpath("//h1")[0].text_content().split())

    def tree(self) -> Any:
        """The page, parsed."""
        return lxml.html.document_fromstring(self.html)

    def form(self) -> Any:
        """The form of the main part, or None."""
        forms = self.tree().xpath("//main//form")
        return forms[0] if forms else None


class Browser:
    """One browser: its cookies, and what it is answered."""

    def __init__(self, url: str):
        self.url = url
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Answer:
        """Open ``path``."""
        return self._ask(Request(self.url + path))  # noqa: S310 - loopback

    def send(self, form: Any, fields: Mapping[str, Any]) -> Answer:
        """Send ``form`` with ``fields`` filled in."""
        data = urlencode({**as_it_stands(form), **fields}, doseq=True).encode()
        headers = {"Origin": self.url, "Sec-Fetch-Site": "same-origin"}
        request = Request(self.url + form.get("action"), data, headers)  # noqa: S310 - loopback
        return self._ask(request)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the page. Raises AssertionError when it does not let in."""
        form = self.get("/sign-in").form()
        answer = self.send(form, {"email": email, "password": password})
        assert urlsplit(answer.address).path == "/", f"{email}: {answer.heading()}"

    def _ask(self, request: Request) -> Answer:
        try:
            answer = self._opener.open(request, timeout=SECONDS)
        except HTTPError as error:
            answer = error
        with answer:
            return Answer(answer.status, answer.url, answer.read().decode())
