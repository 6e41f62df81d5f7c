"""A school's due-diligence search in a browser that runs no script, from the regime to the panel.

The policy that ships has it off, and nobody is looked up before days have passed: so this is a
town with a clock that obeys, behind the same pages.
"""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from screening.services.due_diligence import looking
from screening.services.settings import read_settings
from screening.store.store import Store
from screening.web import create_app
from tests.browser.looking import Looking
from tests.services import schools
from tests.services.town import Town, populated
from tests.web.townspeople import TownPages

pytestmark = pytest.mark.browser


class School:
    """The town's pages on loopback, and a browser without script for each person."""

    def __init__(self, pages: TownPages, browser: Browser, url: str):
        self.pages, self.town, self.browser, self.url = pages, pages.town, browser, url
        self.desks: dict[str, Page] = {}

    def desk(self, name: str, *, script: bool = False) -> Page:
        """The browser of that person, who is signed in."""
        key = f"{name}{script}"
        if key not in self.desks:
            signer = SecureCookieSessionInterface().get_signing_serializer(self.pages.app)
            assert signer is not None
            with self.pages.visitor(name).client.session_transaction() as session:
                value = str(signer.dumps(dict(session)))
            context = self.browser.new_context(base_url=self.url, java_script_enabled=script)
            cookie = {"name": self.pages.app.config["SESSION_COOKIE_NAME"], "value": value}
            context.add_cookies([{**cookie, "url": self.url}])
            self.desks[key] = context.new_page()
        return self.desks[key]

    def close(self) -> None:
        """Close every browser."""
        for page in self.desks.values():
            page.context.close()
        self.desks.clear()


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    town = populated(sqlite_store)
    schools.in_force(town)
    return town


@pytest.fixture
def school(town: Town, browser: Browser, tmp_path: Path) -> Iterator[School]:
    app = create_app(read_settings({"SCREENING_INSTANCE": str(tmp_path)}), town.store, town.clock)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    made = School(TownPages(app, town), browser, f"http://127.0.0.1:{server.port}")
    yield made
    made.close()
    server.shutdown()
    thread.join()


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def has(page: Page, words: str) -> None:
    text = " ".join(page.locator("main").inner_text().split())
    assert words in text, text


def test_from_the_regime_to_the_panel_without_script(school: School) -> None:
    town = school.town
    vacancy = town.vacancy("SCH-1")
    hugh = school.desk("hugh")
    hugh.goto(f"/vacancies/{vacancy}/regime")
    hugh.get_by_label("Schools: section 6").check()
    hugh.get_by_label("Why?").fill("The post is in a primary school.")
    press(hugh, "Save")
    has(hugh, "Schools regime: beside checks of claims")
    for name in ("Ada Quill", "Bo Ash"):
        town.candidate(vacancy, name)
    hugh.goto(f"/vacancies/{vacancy}/stage")
    hugh.get_by_label("Shortlisted").check()
    press(hugh, "Save")
    hugh.get_by_role("link", name="See the due-diligence search").click()
    press(hugh, "Open the search")
    hugh.get_by_label("sam").check()
    press(hugh, "Open it")
    press(hugh, "Tell everybody")
    hugh.get_by_label("By post").check()
    press(hugh, "Everybody was told")
    has(hugh, "Candidates told")
    town.wait(days=12)
    school.close()  # nobody stays signed in so long
    hugh, sam, mara = (school.desk(name) for name in ("hugh", "sam", "mara"))
    for part, found in zip(schools.parts(town, vacancy), (True, False), strict=True):
        sam.goto(f"/due-diligence/{part}")
        press(sam, "Begin with this candidate")
        sam.locator("input[name=sure]").check()
        press(sam, "Begin with this candidate")
        press(sam, "Write down what came of it")
        sam.get_by_label("Which pages did you read?").fill("The first page of results.")
        sam.get_by_label("For how many minutes in all?").fill("20")
        if found:
            sam.get_by_label("Something to explore at interview").check()
            sam.get_by_label("If there is: what happened").fill(schools.FOUND)
        else:
            sam.get_by_label("Nothing to explore").check()
        press(sam, "Write it down")
    hugh.goto(f"/due-diligence/{schools.parts(town, vacancy)[0]}")
    press(hugh, "Screen it for the panel")
    hugh.get_by_label("What is the panel to explore").fill("Ask about the club that closed.")
    press(hugh, "Let it go to the panel")
    hugh.goto(f"/vacancies/{vacancy}/due-diligence")
    press(hugh, "Hand over to the panel")
    press(hugh, "Hand it over")
    mara.goto(f"/vacancies/{vacancy}/due-diligence")
    press(mara, "Lock your scores to read it")
    press(mara, "My scores of the shortlist are locked")
    has(mara, "Ask about the club that closed.")
    has(mara, "Nothing to explore.")


def test_its_pages_are_sound_for_everybody(school: School) -> None:
    town = school.town
    early, _applied = schools.applied(town, "SCH-1")
    opening, _people = schools.shortlisted(town, "SCH-2")
    new, _people = schools.opened(town, "SCH-3")
    ready, (first, second, _third) = schools.ready(town, "SCH-4")
    looking.begin(town.call("sam"), second)
    over, _parts = schools.handed_over(town, "SCH-5")
    written, (screened, *_others) = schools.written_down(town, "SCH-6")
    whole = {"open": opening, "tell": new, "notice": new, "call-off": new, "lock": over}
    desks = {name: Looking(school.desk(name, script=True)) for name in ("hugh", "sam", "mara")}
    for name, address in (
        ("hugh", f"/vacancies/{early}/regime"),
        *(
            ("mara" if end == "lock" else "hugh", f"/vacancies/{ref}/due-diligence/{end}")
            for end, ref in whole.items()
        ),
        ("hugh", f"/vacancies/{ready}/due-diligence"),
        ("hugh", f"/vacancies/{over}/due-diligence"),
        ("hugh", f"/vacancies/{written}"),
        ("hugh", f"/due-diligence/{first}/said"),
        ("sam", f"/due-diligence/{first}/begin"),
        ("sam", f"/due-diligence/{second}/write-down"),
        ("hugh", f"/due-diligence/{screened}"),
        ("hugh", f"/due-diligence/{screened}/pass-on"),
        ("hugh", f"/due-diligence/{screened}/keep-back"),
    ):
        desks[name].page.goto(address)
        desks[name].look(f"school-{address.rsplit('/', 1)[-1][:10]}")
