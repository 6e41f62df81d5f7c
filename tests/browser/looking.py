"""Looking at a page closely: by axe, on a narrow screen, and in pictures when asked."""

import json
import os
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = os.environ.get("SCREENING_PICTURES", "")
"""A folder to keep pictures of the pages in; none are taken when it is not set."""

_RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
_ELEMENTS = """[...new Set([document.documentElement.lang, ...Array.from(
    document.querySelectorAll("*"),
    each => [each.tagName, each.className, each.type, ...each.getAttributeNames()].join(" ")
)])].sort().join()"""
_REF = re.compile("[0-9a-f]{32}")
_SEEN: set[tuple[str, str]] = set()
"""The pages that axe was content with, by address, kinds of element and their attributes."""
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


class Looking:
    """A page that is looked at, and what went wrong in its console.

    Axe is a ``script``: where none runs, the page is only measured.
    """

    def __init__(self, page: Page, *, script: bool = True):
        self.page = page
        self._script = script
        if script:
            page.add_init_script(_axe())  # compiled once: far cheaper than with each page anew
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def look(self, name: str = "") -> None:
        """Fail when axe finds something, the page scrolls sideways or its console complains."""
        where = self.page.url
        assert self.complaints == [], f"{where}: {self.complaints}"
        if self._script:
            self._by_axe(where)
        self.page.set_viewport_size(NARROW)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if PICTURES and name:
            self.page.screenshot(path=f"{PICTURES}/{name}-320.png", full_page=True)
        assert width <= NARROW["width"], f"{where} is {width} px wide on a screen of 320 px"
        self.page.set_viewport_size(WIDE)
        if PICTURES and name:
            self.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)

    def _by_axe(self, where: str) -> None:
        """Let axe look at it, unless it has seen a page of this address with such elements."""
        kind = _REF.sub("*", urlsplit(where).path), self.page.evaluate(_ELEMENTS)
        if kind in _SEEN:
            return
        found = self.page.evaluate(_RUN)
        violations = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
        assert violations == [], f"{where}: {json.dumps(violations, indent=1)}"
        _SEEN.add(kind)

    def _hear(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # A refused form answers 400 or 409 and the browser notes that: it is what we want.
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.complaints.append(text)
