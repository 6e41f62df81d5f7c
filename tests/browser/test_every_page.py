"""Every page that anybody can get to by links: axe is content, and nothing scrolls sideways.

People of several roles read many of the same words, beside the links of their own role. A page is
looked at unless each of its parts was looked at before: its title, what it says, and what stands
above and below that. No page has an id twice, on whatever page it stands: ``tests/web`` sees to it.
In Welsh, whose words are longer, one page of each kind is looked at.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Desk, Desks
from tests.web.page import plain

ALIKE = 2
"""How many pages of one kind are looked at for each person."""
FEWEST = {
    "helen": 30,
    "marian": 12,
    "edwina": 8,
    "rashid": 4,
    "alan": 5,
}
_REF = re.compile(r"[0-9a-f]{32}|(?<=/receipts/)[0-9]+")
_NOT_PAGES = re.compile(r"\.(pdf|csv|xlsx|jsonl|toml|txt)$|/static/|/file$")
_LISTS = re.compile(r"/words/.*")
"""The word lists of a policy: pages of one kind."""

pytestmark = pytest.mark.browser


_PARTS = """() => {
    const main = document.querySelector("main");
    const within = part => part !== main && part.contains(main) ? [...part.children] : [part];
    const parts = [...document.body.children].flatMap(within).map(part => part.outerHTML);
    return [document.title, ...parts];
}"""


@dataclass
class Parts:
    """What pages that were looked at are put together from."""

    seen: set[str] = field(default_factory=set)

    def new(self, page: Page) -> bool:
        """Whether a part of ``page`` was not looked at yet; from now on it was."""
        parts = {plain(part) for part in page.evaluate(_PARTS)}
        new = not parts <= self.seen
        self.seen |= parts
        return new


@pytest.fixture(scope="module")
def parts() -> Parts:
    return Parts()


@pytest.fixture(scope="module")
def seen_in_welsh() -> set[str]:
    """The kinds of page that were looked at in Welsh."""
    return set()


@pytest.mark.parametrize("key", FEWEST)
def test_every_page_is_in_order(
    desks: Desks, parts: Parts, seen_in_welsh: set[str], key: str
) -> None:
    desk = desks.of(key)
    found = _crawl(desk, parts)
    assert len(found) >= FEWEST[key], sorted(found)
    kinds = {_LISTS.sub("/words", kind): address for kind, address in found.items()}
    welsh = desks.of(key)
    welsh.page.goto("/?language=cy")
    for kind in sorted(kinds.keys() - seen_in_welsh):
        welsh.page.goto(kinds[kind])
        assert welsh.page.locator("html").get_attribute("lang") == "cy"
        welsh.see(f"cy-{key}{kind.replace('/', '-')}")
    seen_in_welsh.update(kinds)


def test_signed_out_pages_are_in_order(desks: Desks, parts: Parts) -> None:
    desk = desks.nobody(desks.council["helen"])
    desk.open("/sign-in")
    assert len(_crawl(desk, parts)) >= 3


def _crawl(desk: Desk, parts: Parts) -> dict[str, str]:
    """Follow every link from here, looking at up to ``ALIKE`` pages of each kind.

    What comes is each kind, with the first address of it.
    """
    first: dict[str, str] = {}
    start = desk.page.url
    host = urlsplit(start).netloc
    kinds: Counter[str] = Counter()
    waiting, known = deque([start]), {start}
    faults: list[str] = []
    while waiting:
        address = waiting.popleft()
        kind = _REF.sub("*", urlsplit(address).path)
        if kinds[kind] >= ALIKE:
            continue
        kinds[kind] += 1
        first.setdefault(kind, address)
        answer = desk.page.goto(address)
        assert answer is not None and answer.status == 200, f"{address}: {answer}"
        try:
            if parts.new(desk.page):
                desk.see(f"{desk.person.key}{kind.replace('/', '-')}-{kinds[kind]}")
        except AssertionError as fault:  # gathered, so that one run shows them all
            faults.append(str(fault))
        for link in desk.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            found = link.split("#")[0]
            elsewhere = urlsplit(found).netloc != host or _NOT_PAGES.search(urlsplit(found).path)
            if not elsewhere and "language=" not in found and found not in known:
                known.add(found)
                waiting.append(found)
    faults += desk.looking.complaints
    assert not faults, "\n".join(faults)
    return first
