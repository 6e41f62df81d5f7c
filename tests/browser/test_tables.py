"""Tables of the desks where columns are narrow: no name or word of usual length is broken."""

import pytest

from tests.browser.conftest import Desks

WIDTH = 1100
LONGEST = 18
"""Letters of a word of usual length; a longer one may break anywhere."""
_BROKEN = """longest => {
    const broken = [];
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (!text.parentElement.closest("table") || text.parentElement.closest("caption")) continue;
        for (const found of text.data.matchAll(/[^ \\n]+/g)) {
            const range = document.createRange();
            range.setStart(text, found.index);
            range.setEnd(text, found.index + found[0].length);
            const lines = new Set([...range.getClientRects()].map(one => Math.round(one.top)));
            if (found[0].length <= longest && lines.size > 1) broken.push(found[0]);
        }
    }
    return broken;
}"""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("key", "address"),
    [("helen", "/vacancies"), ("helen", "/"), ("helen", "/decisions"), ("edwina", "/reviews")],
)
def test_no_reference_word_or_count_is_broken(desks: Desks, key: str, address: str) -> None:
    page = desks.of(key).page
    page.set_viewport_size({"width": WIDTH, "height": 900})
    page.goto(address)
    assert page.locator("tbody tr").count() > 1
    assert page.evaluate(_BROKEN, LONGEST) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
