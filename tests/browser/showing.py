"""A browser that is shown what pages answered, without a server between the two.

It goes to an address and gets the answer held for it, with its headers: it is laid out, keeps to
the answer's policy about scripts and styles, and runs the page's own script as from a server.
"""

from playwright.sync_api import Browser, Route
from werkzeug.test import TestResponse

from tests.browser.looking import WIDE, Looking
from tests.web.page import SITE
from tests.web.rewinding import Street


class Showing:
    """A browser's page, to look at answers with."""

    def __init__(self, browser: Browser, street: Street):
        self._street = street
        self._beside: dict[str, TestResponse] = {}
        self._held: TestResponse | None = None
        self.context = browser.new_context(base_url=SITE, viewport=WIDE)
        self.context.route("**/*", self._serve)
        self.looking = Looking(self.context.new_page())

    def look(self, answer: TestResponse, name: str = "") -> None:
        """Look at ``answer`` closely; ``name`` keeps a picture of it. Raises AssertionError."""
        self._held = answer
        self.looking.page.goto(answer.request.path)
        self.looking.look(name)

    def _serve(self, route: Route) -> None:
        address = route.request.url.removeprefix(SITE)
        answer = self._held if route.request.is_navigation_request() else self._beside.get(address)
        if answer is None:  # a style, a script or an image: the same for every page
            answer = self._beside[address] = self._street.ask("nobody", "GET", address)
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.data)
