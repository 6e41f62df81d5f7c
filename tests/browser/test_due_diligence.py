"""A school's due-diligence search in a browser that runs no script, from the regime to the panel.

The policy that ships has it off, and nobody is looked up before days have passed: so this is a
town with a clock that obeys, behind the same pages.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from threading import Thread

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from screening.services.due_diligence import looking, passing, regime_by_two, telling
from screening.services.settings import read_settings
from screening.store.store import Store
from screening.web import create_app
from tests.browser.looking import NARROW, Looking
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
    press(hugh, "Record it")
    has(hugh, "It is not in force")
    edith = school.desk("edith")
    edith.goto("/")
    edith.get_by_role("link", name="SCH-1").click()
    edith.get_by_label("Confirm it").check()
    edith.get_by_label("Your reason").fill("It is a primary school.")
    press(edith, "Record this decision")
    has(edith, "Schools regime: beside checks of claims")
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
    early, waits = schools.applied(town, "SCH-1")[0], town.vacancy("SCH-7")
    regime_by_two.propose(town.call("hugh"), waits, "It is a post in a school.")
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
        ("hugh", f"/vacancies/{waits}/regime/decision"),
        ("sam", f"/vacancies/{waits}/regime/decision"),
        ("sam", f"/vacancies/{waits}"),
        ("hugh", f"/due-diligence/{first}/link/e-mail"),
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


def on_their_page(school: School, key: str, *, script: bool) -> Page:
    """Somebody without an account, with a small screen, on their page about the search."""
    context = school.browser.new_context(
        base_url=school.url, java_script_enabled=script, viewport=NARROW
    )
    page = context.new_page()
    page.goto(f"/your-page/{key}/shortlist")
    return page


def test_a_candidate_objects_and_later_answers_without_script(school: School) -> None:
    town = school.town
    vacancy, (first, *_others) = schools.told(town)
    school.desk("hugh").goto(f"/due-diligence/{first}/link")
    press(school.desk("hugh"), "Make the link")
    school.desk("hugh").goto(f"/due-diligence/{first}/link")
    address = school.desk("hugh").locator("main p.app-words strong").inner_text()
    ada = on_their_page(school, address.split("/")[-2], script=False)
    ada.get_by_role("button", name="Tell us what you think").first.click()
    press(ada, "Send this")
    assert ada.title().startswith("Error:")
    ada.get_by_label("I object. I do not want to be looked up").check()
    press(ada, "Send this")
    has(ada, "You objected.")
    assert ada.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    school.desk("hugh").goto(f"/due-diligence/{first}/objection")
    school.desk("hugh").get_by_label("No: the search goes on").check()
    school.desk("hugh").get_by_label("Your reasons").fill("It is asked of everybody.")
    press(school.desk("hugh"), "Decide")
    ada.reload()
    has(ada, "It is asked of everybody.")
    town.wait(days=12)
    school.close()
    for part in schools.parts(town, vacancy):
        schools.look_up(town, part, schools.SOMETHING if part == first else schools.NOTHING)
    passing.pass_on(town.call("hugh"), first, "Ask about the club that closed.")
    passing.hand_over(town.call("hugh"), vacancy)
    ada.reload()
    press(ada, "Answer this")
    ada.get_by_label("Your answer").fill("Nothing came of it. My wife was there.")
    press(ada, "See what the panel would read")
    has(ada, "What we would leave out")
    press(ada, "Send your answer")
    hugh = school.desk("hugh")
    hugh.goto(f"/due-diligence/{first}")
    press(hugh, "Decide what becomes of their answer")
    press(hugh, "Let it go to the panel")
    ada.reload()
    has(ada, "We gave the panel this part of your answer")
    ada.context.close()


def test_the_pages_of_a_candidate_are_sound_in_both_languages(school: School) -> None:
    town = school.town
    _vacancy, (waits, *_others) = schools.told(town, "SCH-1")
    _vacancy, (objected, *_others) = schools.told(town, "SCH-2")
    schools.says(town, schools.page_key(town, objected), "I moved house.", objects=True)
    over, (called_off, *_others) = schools.told(town, "SCH-3")
    telling.call_off(town.call("hugh"), over, "The school decided otherwise.")
    _vacancy, (looked, *_others) = schools.written_down(town, "SCH-4")
    _vacancy, (told, nothing, _third) = schools.handed_over(town, "SCH-5")
    _vacancy, (answered, *_others) = schools.handed_over(town, "SCH-6")
    schools.answered(town, answered, "Nothing came of it. My wife was there.")
    hugh = Looking(school.desk("hugh", script=True))
    for end in ("link", "answer", "answer/keep-back", "said"):
        hugh.page.goto(f"/due-diligence/{answered if 'answer' in end else told}/{end}")
        hugh.look(f"school-hr-{end.replace('/', '-')}")
    states = {
        "waits": waits,
        "objected": objected,
        "over": called_off,
        "looked": looked,
        "told": told,
        "nothing": nothing,
        "answered": answered,
    }
    page = on_their_page(school, schools.page_key(town, waits), script=True)
    looking_at = Looking(page)
    for state, part in states.items():
        at = f"/your-page/{schools.page_key(town, part)}/shortlist"
        more = {"waits": ("", "/answer"), "told": ("", "/reply")}.get(state, ("",))
        for end, language in product(more, ("en_GB", "cy")):
            page.goto(f"{at}{end}?language={language}")
            looking_at.look(f"school-own-{state}{end.replace('/', '-')}-{language}")
    page.context.close()
