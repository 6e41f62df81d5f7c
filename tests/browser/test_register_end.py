"""Until when the register of a vacancy is kept is read without scripts, and on a narrow screen."""

import pytest

from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser


def test_until_when_its_register_is_kept_is_read(desks: Desks) -> None:
    for script in (False, True):
        rashid = desks.of("rashid", script=script)
        rashid.open("/retention")
        rashid.has("Everybody’s data in it goes first: then its register ends.")
        rashid.follow("EDU-2026-005")
        rashid.has("It ends once everybody’s data is erased, and not before")
        rashid.follow("Put a hold on this vacancy")
        rashid.type("Your reason", "A claim was announced.")
        rashid.press("Put the hold on")
        rashid.has("It does not end while a hold is on.")
        rashid.follow("Lift hold 1" if not script else "Lift hold 2")
        rashid.type("Your reason", "It is settled.")
        rashid.press("Lift the hold")
        rashid.has("It ends once everybody’s data is erased, and not before")
