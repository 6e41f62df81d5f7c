"""Every page that anybody can get to by links: axe is content, and nothing scrolls sideways."""

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Desk, Desks

ALIKE = 4
"""How many pages of one kind are looked at for each person."""
FEWEST = {
    "helen": 30,
    "marian": 12,
    "edwina": 8,
    "rashid": 4,
    "alan": 5,
}
_REF = re.compile(r"[0-9a-f]{32}|(?<=/receipts/)[0-9]+")
_NOT_PAGES = re.compile(r"\.(pdf|csv|jsonl|toml)$|/static/|/file$")

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("key", FEWEST)
def test_every_page_is_in_order(desks: Desks, key: str) -> None:
    desk = desks.of(key)
    seen = _crawl(desk)
    assert len(seen) >= FEWEST[key], sorted(seen)


def test_signed_out_pages_are_in_order(desks: Desks) -> None:
    desk = desks.nobody(desks.council["helen"])
    desk.open("/sign-in")
    assert len(_crawl(desk)) >= 3


def _crawl(desk: Desk) -> set[str]:
    """Follow every link from here, looking at up to ``ALIKE`` pages of each kind."""
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
        answer = desk.page.goto(address)
        assert answer is not None and answer.status == 200, f"{address}: {answer}"
        try:
            desk.see(f"{desk.person.key}{kind.replace('/', '-')}-{kinds[kind]}")
        except AssertionError as fault:  # gathered, so that one run shows them all
            faults.append(str(fault))
        for link in desk.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            found = link.split("#")[0]
            elsewhere = urlsplit(found).netloc != host or _NOT_PAGES.search(urlsplit(found).path)
            if not elsewhere and found not in known:
                known.add(found)
                waiting.append(found)
    assert not faults, "\n".join(faults)
    return set(kinds)
