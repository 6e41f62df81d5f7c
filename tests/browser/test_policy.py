"""A version of the policy is proposed and decided on, by two people in front of the pages."""

import pytest

from screening.domain.policy import shipped_policy
from tests.browser.conftest import Desk, Desks
from tests.services.amendments import amendment

pytestmark = pytest.mark.browser

CHANGES = f"""
[gate.caution_at]
value = 0.15
source = "Decided by the HR board on 7 December"

[gate.texts.fishing.signals.hunt]
message = "“%(excerpt)s” looks for something against the person, whatever it may turn out to be."
source = "{"A long word: " + "x" * 60}"

[gate.lexicon.aims.hunt]
add = ["cupboard love"]
remove = ["red flag*"]
source = "Disagreement on a check"
"""


def test_a_version_is_proposed_and_rejected(desks: Desks) -> None:
    alan, edwina = desks.of("alan"), desks.of("edwina")
    alan.follow("Policy")
    alan.follow("Propose another version")
    alan.type("Or paste it here", "version = 1")
    alan.press("Propose this version")
    alan.has("This policy cannot be proposed.")
    words = amendment(CHANGES, version="2090-1", day="2090-01-02").decode()
    alan.type("Or paste it here", words)
    alan.press("Propose this version")
    alan.has("The version is proposed.")
    edwina.open("/")
    edwina.follow("2090-1")
    _judged(edwina)
    edwina.see("policy-version")
    edwina.has("would be judged otherwise")
    edwina.follow("Confirm or reject it")
    edwina.choose("Reject it for good")
    edwina.type("Your reasons", "It was only tried out.")
    edwina.press("Record this decision")
    edwina.has("It was only tried out.")
    alan.open("/policy")
    alan.has("2090-1 Rejected")


def test_a_word_list_is_unfolded(desks: Desks) -> None:
    desk = desks.of("helen")
    desk.open(f"/policy/read/{shipped_policy().digest}")
    desk.page.locator("details summary").first.click()
    desk.see("policy-rule")
    desk.follow("aims")
    desk.page.locator("details summary").first.click()
    desk.see("policy-words")


def _judged(desk: Desk) -> None:
    """Wait until the worker has judged past requests by it."""
    for _try in range(60):
        if desk.page.get_by_text("Attempts by verdict").count():
            return
        desk.page.wait_for_timeout(500)
        desk.page.reload()
    raise AssertionError("no result after half a minute")
