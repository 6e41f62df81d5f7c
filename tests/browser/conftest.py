"""Chromium, to look at the running service with, and people to sign in as."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from screening.cli.demo.people import Person, read_people
from tests.browser.looking import Looking
from tests.serving import Served

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def council() -> dict[str, Person]:
    """The people of the demonstration, by key."""
    return {person.key: person for person in read_people()[1]}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium: the one that playwright downloads cannot be had everywhere."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert chromium, "Chromium is needed: `make test` says how to get it"
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(FLAGS)}


@dataclass
class Desk:
    """Somebody's browser, signed in."""

    looking: Looking
    person: Person

    @property
    def page(self) -> Page:
        """The page they look at."""
        return self.looking.page

    def see(self, name: str = "") -> None:
        """Look at this page closely; ``name`` keeps a picture of it."""
        self.looking.look(name)

    def press(self, name: str) -> None:
        """Press the button called ``name``, and look at what comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        self.see()

    def follow(self, name: str) -> None:
        """Follow the link called ``name``, also one that looks like a button."""
        link = self.page.get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            link.or_(self.page.get_by_role("button", name=name, exact=True)).first.click()
        self.see()

    def open(self, address: str) -> None:
        """Go to ``address``, and look at it."""
        self.page.goto(address)
        self.see()

    def type(self, label: str, words: str) -> None:
        """Type ``words`` into the field called ``label``."""
        self.page.get_by_label(label, exact=True).fill(words)

    def choose(self, label: str) -> None:
        """Choose the radio button or checkbox called ``label``."""
        self.page.get_by_label(label, exact=True).check()

    def has(self, words: str) -> None:
        """Fail unless the main part of the page says ``words``."""
        text = re.sub(r"\s+", " ", self.page.locator("main").inner_text())
        assert words in text, f"{words!r} is not on the page:\n{text}"


@pytest.fixture
def desks(browser: Browser, served: Served, council: dict[str, Person]) -> Iterator["Desks"]:
    """Browsers for several people at once."""
    made = Desks(browser, served, council)
    yield made
    made.close()


class Desks:
    """Opens a browser for each person and signs them in."""

    def __init__(self, browser: Browser, served: Served, council: Mapping[str, Person]):
        self.browser = browser
        self.served = served
        self.council = council
        self.contexts: list[BrowserContext] = []

    def of(self, key: str, *, script: bool = True) -> Desk:
        """The desk of the person called ``key``, signed in."""
        desk = self.nobody(self.council[key], script=script)
        desk.page.goto("/sign-in")
        desk.page.get_by_label("E-mail address", exact=True).fill(desk.person.email)
        desk.page.get_by_label("Password", exact=True).fill(read_people()[0])
        desk.page.get_by_role("button", name="Sign in", exact=True).click()
        desk.page.wait_for_url(re.compile(r"/$"))
        desk.see()
        return desk

    def plain(self, key: str) -> Page:
        """A browser that runs no script, with the person called ``key`` signed in."""
        return self.of(key, script=False).page

    def nobody(self, person: Person, *, script: bool = True) -> Desk:
        """A browser in which nobody is signed in yet; it runs a ``script`` or none."""
        context = self.browser.new_context(base_url=self.served.url, java_script_enabled=script)
        self.contexts.append(context)
        return Desk(Looking(context.new_page(), script=script), person)

    def close(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            context.close()
