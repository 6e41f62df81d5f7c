"""A visitor who checks every page they are given, and fills in forms as a browser would."""

import re
from collections.abc import Mapping
from typing import Any

import html5lib
import lxml.html
from flask import Flask
from werkzeug.test import TestResponse

SITE = "http://localhost"
_NONCE = re.compile(r"script-src 'nonce-([\w-]{16,})'")
_REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls")
# html5lib knows an older HTML: it takes self-closed SVG shapes for mistakes.
_NOT_MISTAKES = {"non-void-element-with-trailing-solidus"}
_OF_THIS_ANSWER = re.compile(
    r'nonce="[^"]*"|name="(?:csrf_token|idempotency_key)" value="[^"]*"|[0-9a-f]{32}'
)
_in_order: set[str] = set()
"""The pages of this session in which there is no mistake: most are read many times."""


class Page:
    """An answer with HTML, parsed. Reading one that is not in order raises AssertionError."""

    def __init__(self, response: TestResponse):
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self.tree = parsed(self.html)
        self.title = self._only("//title").text_content()
        self.h1 = self._only("//h1").text_content()
        self.text = " ".join(self._only("//main").text_content().split())
        self._check()

    def all(self, path: str) -> list[Any]:
        """The elements at ``path`` (XPath)."""
        return list(self.tree.xpath(path))

    def links(self) -> dict[str, str]:
        """Where the links go, by their words."""
        return {" ".join(a.text_content().split()): a.get("href") for a in self.all("//a[@href]")}

    def form(self, action: str = "") -> Any:
        """The form of the main part, or the one that is sent to ``action``."""
        path = f"//form[@action='{action}']" if action else "//main//form"
        return self._only(path)

    def _only(self, path: str) -> Any:
        found = self.all(path)
        assert len(found) == 1, f"{path}: {len(found)} of them"
        return found[0]

    def _check(self) -> None:
        assert self.tree.get("lang"), "a page without a language"
        assert self.title.strip() and self.h1.strip()
        self._check_ids()
        self._check_forms()
        self._check_scripts()
        self._check_headers()

    def _check_ids(self) -> None:
        ids = [element.get("id") for element in self.all("//*[@id]")]
        assert len(ids) == len(set(ids)), f"twice: {sorted(i for i in ids if ids.count(i) > 1)}"
        for attribute in _REFERENCES:
            for element in self.all(f"//*[@{attribute}]"):
                missing = set(element.get(attribute).split()) - set(ids)
                assert not missing, f"{attribute} names nothing: {missing}"

    def _check_forms(self) -> None:
        for form in self.all("//form"):
            assert form.get("action", "").startswith("/"), "a form without an address"
            tokens = form.xpath(".//input[@name='csrf_token'][@value!='']")
            assert len(tokens) == (1 if form.get("method", "get").lower() == "post" else 0)

    def _check_scripts(self) -> None:
        found = _NONCE.search(self.response.headers["Content-Security-Policy"])
        assert found, "no nonce in the policy"
        for element in self.all("//script | //link[@rel='stylesheet']"):
            assert element.get("nonce") == found.group(1), "a script or style without its nonce"
            assert element.get("src") or element.get("href"), "a script in the page itself"
        inline = self.all("//style | //*[@style] | //@*[starts-with(name(), 'on')]")
        assert inline == [], "styles or handlers in the page itself"

    def _check_headers(self) -> None:
        assert self.response.headers["Cache-Control"] == "no-store"
        assert self.response.headers["X-Content-Type-Options"] == "nosniff"


class Visitor:
    """One browser: its cookies, and the page it looks at."""

    def __init__(self, app: Flask):
        self.client = app.test_client()

    def get(self, address: str, status: int = 200) -> Page:
        """Open ``address``, following where it leads."""
        return self._looked_at(self.client.get(address, follow_redirects=True), status)

    def send(
        self, form: Any, fields: Mapping[str, Any] | None = None, status: int = 200, press: str = ""
    ) -> Page:
        """Send ``form`` with ``fields`` typed in, by its button called ``press``."""
        response = self.client.post(
            form.get("action"),
            data={**as_it_stands(form, press), **(fields or {})},
            headers={"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
            follow_redirects=True,
        )
        return self._looked_at(response, status)

    def _looked_at(self, response: TestResponse, status: int) -> Page:
        page = Page(response)
        assert page.status == status, f"{page.status} instead of {status}: {page.text[:300]}"
        return page


def as_it_stands(form: Any, press: str = "") -> dict[str, Any]:
    """What a browser would send for ``form`` if nothing were touched."""
    values: dict[str, Any] = {}
    for box in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        kind, name = box.get("type", ""), box.get("name")
        if box.tag == "select":
            chosen = box.xpath(".//option[@selected]") or box.xpath(".//option")
            values[name] = chosen[0].get("value", "") if chosen else ""
        elif box.tag == "textarea":
            values[name] = (box.text or "").removeprefix("\n")
        elif kind == "checkbox":
            values.setdefault(name, [])
            values[name] += [box.get("value", "on")] if box.get("checked") is not None else []
        elif kind not in {"radio", "submit", "file"} or box.get("checked") is not None:
            values[name] = box.get("value", "")
    for button in form.xpath(f".//button[@name='{press}']") if press else []:
        values[press] = button.get("value", "")
    return values


def plain(html: str) -> str:
    """``html`` without what is new in each answer, or names an object."""
    return _OF_THIS_ANSWER.sub("*", html)


def parsed(html: str) -> Any:
    """The tree of ``html``; raises AssertionError naming every mistake in it."""
    words = plain(html)
    if words not in _in_order:  # reading it takes far longer than all that follows
        parser = html5lib.HTMLParser()
        parser.parse(html)
        mistakes = [
            f"line {line}: {mistake} {details}"
            for (line, _column), mistake, details in parser.errors
            if mistake not in _NOT_MISTAKES
        ]
        assert mistakes == []
        _in_order.add(words)
    # The mark-up is in order: lxml's own tree of it has what tests ask for.
    return lxml.html.document_fromstring(
        html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
