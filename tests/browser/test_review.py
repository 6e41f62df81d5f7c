"""An equality officer's way: from a sign to the trail, a query and its answer, and a sign-off."""

import pytest

from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser

VACANCY = "HOU-2026-022"


def test_from_a_sign_to_the_sign_off(desks: Desks) -> None:
    edwina = desks.of("edwina")
    edwina.follow("Reviews")
    edwina.page.get_by_text("Narrow the list down").click()
    edwina.page.get_by_label("Only vacancies with").select_option(label="Declarations missing")
    edwina.press("Show these")
    edwina.see("reviews-declarations")
    sign = edwina.page.locator("main a", has_text=f"Declarations missing: 1, {VACANCY}")
    with edwina.page.expect_navigation():
        sign.click()
    edwina.see("trail-panel")
    edwina.follow("Queries, conditions and actions")
    edwina.follow("Ask a query")
    edwina.press("Ask it")
    edwina.has("There is something to correct")
    edwina.type("What do you ask?", "Who has not given their word, and when will they?")
    edwina.press("Ask it")
    edwina.has("Who has not given their word")

    helen = desks.plain("helen")
    helen.goto("/notifications")
    query = "A query from an equality officer for you to answer"
    helen.get_by_role("link", name=query).first.click()
    assert "Who has not given their word" in helen.locator("main").inner_text()
    helen.get_by_label("Your answer").fill("Tom Ashdown. He is back on Monday.")
    helen.get_by_role("button", name="Send the answer").click()
    assert "Your answer is recorded." in helen.locator("body").inner_text()

    edwina.open("/notifications")
    edwina.follow("An answer to what you asked")
    edwina.has("Tom Ashdown. He is back on Monday.")
    edwina.page.get_by_label("I am not satisfied: I ask again").check()
    edwina.type("What is missing", "Which Monday?")
    edwina.press("Record it")
    edwina.see("all-that-is-open")
    edwina.follow(f"{VACANCY}, Query 1")
    edwina.page.get_by_label("They have more time").check()
    edwina.type("Why", "He is on leave.")
    edwina.see("more-time")
    edwina.press("Record it")
    edwina.follow(f"{VACANCY}, Query 1")
    edwina.follow("All that was asked about it")
    edwina.follow("Ask for an action")
    edwina.type("What do you ask?", "Give your word about searches of your own.")
    owner = edwina.page.get_by_label("Of whom?")
    tom = desks.council["tom"]
    owner.select_option(label=f"{tom.name} ({tom.email})")
    edwina.press("Ask it")
    edwina.follow(VACANCY)
    edwina.follow("Sign-off")
    edwina.type("Your remarks", "I read every record.")
    edwina.press("Add a condition")
    edwina.type("What has to be so, or be done?", "One declaration is still to come.")
    edwina.page.get_by_label("Who sees to it?").select_option(label=f"{tom.name} ({tom.email})")
    edwina.press("Sign off")
    edwina.has("Some of it is still open")
    edwina.see("sign-off-with-something-open")
    edwina.press("Sign off, and leave it open")
    edwina.has("One declaration is still to come.")
    edwina.see("signed-off")
    edwina.open("/reviews")
    edwina.has("1 condition open")


def test_who_looks_whose_requests_were_stopped_says_why_and_staff_know(desks: Desks) -> None:
    plain = desks.plain("edwina")
    plain.goto("/reviews")
    plain.get_by_role("link", name="Whose requests were not ready").click()
    plain.get_by_label("Why do you look?").fill("Its report shows many.")
    plain.get_by_role("button", name="Look").click()
    assert "your reason are on record" in plain.locator("main").inner_text()
    edwina = desks.of("edwina")
    edwina.open("/reviews/attempts")
    edwina.has("Its report shows many.")
    edwina.see("attempts-by-requester")


def test_from_a_department_to_its_vacancies_and_to_figures_of_another_year(desks: Desks) -> None:
    edwina = desks.of("edwina")
    edwina.follow("Reviews")
    edwina.follow("What calls for a look, by department")
    edwina.see("signs-by-department")
    edwina.page.get_by_text("Narrow the list down").click()
    edwina.page.get_by_label("Department").select_option(label="Housing")
    edwina.press("Show these")
    edwina.see("signs-of-one-department")
    sign = edwina.page.locator("main a", has_text="Declarations missing: ")
    with edwina.page.expect_navigation():
        sign.first.click()
    edwina.has(VACANCY)
    plain = desks.plain("edwina")
    plain.goto("/figures")
    plain.get_by_text("Narrow the list down").click()
    plain.get_by_label("Department").select_option(label="Housing")
    month = plain.get_by_label("Twelve months up to").locator("option").nth(2)
    plain.get_by_label("Twelve months up to").select_option(value=month.get_attribute("value"))
    plain.get_by_role("button", name="Show these").click()
    assert "department=Housing" in plain.url and "month=" in plain.url
    assert month.inner_text() in plain.locator("main").inner_text()
    edwina.open("/figures")
    edwina.see("figures")
