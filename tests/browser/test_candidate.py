"""All that a candidate does on their own page: on a phone, by keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, FilePayload

from tests.browser.conftest import Desk, Desks
from tests.browser.looking import NARROW, Looking
from tests.serving import Served

pytestmark = pytest.mark.browser

_FOCUSED = """(() => {
    const here = document.activeElement;
    return [here.labels?.[0]?.innerText || here.innerText, here.tagName];
})()"""
MY_FILE = b"%PDF-1.7 My plan of three years."
THEIRS = "That is right. My wife took two of the pictures."


class Candidate:
    """Somebody without an account and without a mouse, on a small screen.

    Without JavaScript axe cannot run: then only how wide a page is is looked at.
    """

    def __init__(self, browser: Browser, served: Served, address: str, *, scripts: bool):
        self.scripts = scripts
        self.context = browser.new_context(
            base_url=served.url, java_script_enabled=scripts, viewport=NARROW
        )
        self.page = self.context.new_page()
        self.looking = Looking(self.page)
        for language in ("cy", "en-GB"):
            self.page.goto(f"{address}?language={language.replace('-', '_')}")
            assert self.page.locator("html").get_attribute("lang") == language
            self.see(f"own-page-{language}")

    def see(self, name: str) -> None:
        if self.scripts:
            self.looking.look(f"candidate-{name}")
            self.page.set_viewport_size(NARROW)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

    def tab_to(self, name: str, role: str = "") -> None:
        """Press Tab until something called ``name`` is reached."""
        for _step in range(60):
            self.page.keyboard.press("Tab")
            called, tag = self.page.evaluate(_FOCUSED)
            if (called or "").strip() == name and role in ("", tag):
                return
        raise AssertionError(f"no Tab leads to {name!r}")

    def press(self, name: str, see: str) -> None:
        self.tab_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.see(see)

    def rewrite(self, label: str, words: str) -> None:
        self.tab_to(label, "TEXTAREA")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose_file(self, label: str, name: str, content: bytes) -> None:
        """Reach the box by Tab, and choose a file there as its own window would."""
        self.tab_to(label, "INPUT")
        file: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": content}
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def says(self, words: str) -> bool:
        return words in re.sub(r"\s+", " ", self.page.locator("main").inner_text())


def link_of(desk: Desk, check: str, button: str) -> str:
    desk.open(f"{check}/link")
    desk.press(button)
    return desk.page.locator("main p.app-words strong").inner_text()


def test_a_candidate_stops_a_check(desks: Desks, browser: Browser, served: Served) -> None:
    helen = desks.of("helen")
    notice = helen.page.locator("a[href$='/notice']").first.get_attribute("href")
    assert notice is not None
    check = notice.removesuffix("/notice")
    helen.open(f"{check}/link/e-mail")
    helen.has("No e-mail can leave this service")
    ada = Candidate(browser, served, link_of(helen, check, "Make the link"), scripts=False)
    ada.press("Tell us what you think", "answer")
    ada.press("Send this", "answer-nothing-chosen")
    assert ada.page.title().startswith("Error:")
    ada.tab_to("Yes, go ahead. You need not wait")
    for _below in range(2):
        ada.page.keyboard.press("ArrowDown")
    ada.press("Send this", "answer-no-words")
    assert ada.says("Say what is wrong, or what you can show us instead")
    ada.rewrite("In your own words", "That is a page of somebody else.")
    ada.choose_file("First file", "mine.pdf", b"<html>No PDF at all</html>")
    ada.press("Send this", "answer-wrong-file")
    assert ada.says("We cannot take this kind of file") and ada.says("Choose them again")
    ada.choose_file("First file", "mine.pdf", MY_FILE)
    ada.press("Send this", "stopped")
    assert ada.says("Nobody looks until we have decided") and ada.says("You gave us one file.")
    helen.open(f"{check}/objection")
    helen.has("That is a page of somebody else.")
    helen.follow("See the files that the candidate gave")
    with helen.page.expect_download() as saved:
        helen.page.get_by_role("button", name="Save evidence-1.pdf", exact=True).click()
    assert saved.value.suggested_filename == "evidence-1.pdf"
    assert saved.value.path().read_bytes() == MY_FILE
    helen.open(f"{check}/evidence")
    helen.has(f"Saved by {helen.person.name} on")
    helen.open("/advert-words")
    ada.context.close()
    looking = desks.nobody(helen.person)
    for address in ("/your-page/nowhere", "/your-page/nowhere/answer/x"):
        looking.open(address)
        assert looking.page.locator("header a").count() == 0


def test_a_candidate_sees_what_the_panel_would_read(
    desks: Desks, browser: Browser, served: Served
) -> None:
    joseph = desks.of("joseph")
    waiting = joseph.page.locator("a[href$='/their-answer']").first.get_attribute("href")
    assert waiting is not None
    check = waiting.removesuffix("/their-answer")
    joseph.open(waiting)
    joseph.choose("Pass it on to the panel, in the words below")
    joseph.press("Record this")
    ada = Candidate(browser, served, link_of(joseph, check, "Make a new link"), scripts=True)
    ada.press("Answer this", "reply")
    ada.rewrite("Your answer", THEIRS)
    ada.press("See what the panel would read", "preview")
    read, marked = ada.page.locator("main blockquote").all()[:2]
    assert "wife" not in read.inner_text()
    assert "My wife" in marked.locator("mark").first.inner_text()
    ada.press("Send your answer", "replied")
    assert ada.says("We have your answer") and ada.says(THEIRS)
    joseph.open(waiting)
    assert "wife" in joseph.page.locator("mark").first.inner_text()
    box = joseph.page.get_by_label("If you pass it on: what the panel reads", exact=True)
    assert "wife" not in box.input_value()
    ada.context.close()
