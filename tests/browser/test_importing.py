"""HR brings a list in from a file, without JavaScript: looks, mends, brings it in, and again."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from screening.cli.demo.people import read_people
from tests.browser.conftest import Desks
from tests.serving import Served

pytestmark = pytest.mark.browser

VACANCIES = "Requisition ID;Post title;Dept;Closing date\nMUS-9;Curator;Culture;{day}\n"


def test_a_list_is_brought_in_and_again(
    desks: Desks, browser: Browser, served: Served, tmp_path: Path
) -> None:
    helen = desks.of("helen")
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/sign-in?next=/import")
    plain.get_by_label("E-mail address", exact=True).fill(helen.person.email)
    plain.get_by_label("Password", exact=True).fill(read_people()[0])
    press(plain, "Sign in")
    plain.goto("/import")
    press(plain, "Read the file")
    assert "Choose the file, or paste" in plain.locator("main").inner_text()

    choose(plain, tmp_path, VACANCIES.format(day="soon"))
    press(plain, "Show what becomes of each row")
    assert "Column D, Applications close on" in plain.locator("main").inner_text()
    helen.open(plain.url)
    helen.see("import-refused")
    press(plain, "Put the file away")

    for said in ("1 row\n", "All of this is there already"):
        choose(plain, tmp_path, VACANCIES.format(day="27/03/2027"))
        again = said.startswith("All")
        assert ("the same headings before" in plain.locator("main").inner_text()) is again
        helen.open(plain.url)
        helen.see("import-columns-again" if again else "import-columns")
        press(plain, "Show what becomes of each row")
        assert said.strip() in plain.locator("main").inner_text()
        helen.open(plain.url)
        helen.see("import-rows")
        press(plain, "Bring the file in")
        assert "The file is brought in" in plain.locator("main").inner_text()
    context.close()
    helen.open("/import")
    helen.see("import")
    helen.open("/vacancies")
    helen.has("MUS-9")
    with helen.page.expect_download() as saved:
        helen.page.get_by_role("link", name="CSV", exact=True).click()
    assert saved.value.suggested_filename == "vacancies.csv"
    assert "MUS-9,Curator,Culture" in saved.value.path().read_text("utf-8-sig")


def choose(page: Page, folder: Path, text: str) -> None:
    file = folder / "requisitions.csv"
    file.write_text(text)
    page.goto("/import")
    page.get_by_label("Vacancies", exact=True).check()
    page.get_by_label("The file", exact=True).set_input_files(file)
    press(page, "Read the file")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
