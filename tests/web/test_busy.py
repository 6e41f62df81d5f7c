"""While somebody writes for long: reading goes on, and whoever saves is told to try again."""

from pathlib import Path

import pytest

from screening.store import store as store_module
from screening.store.turn import Turn
from tests.web.townspeople import TownPages

LONG = "Three posts of the spring, and what became of them."


def test_pages_are_read_and_what_was_typed_is_shown_again(
    pages: TownPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a large database is written anew, which takes longer than a page may."""
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.2)
    candidate = pages.town.candidate(pages.town.vacancy())
    dara = pages.visitor("dara")
    address = f"/candidates/{candidate}/erase"
    form = dara.get(address).form(address)
    pages.town.wait(minutes=2)  # so that being here would be noted
    with Turn(tmp_path / "screening.db").taken(5):
        assert dara.get(address).status == 200
        page = dara.send(form, {"because": "asked", "why": LONG}, 503)
    assert page.response.headers["Retry-After"] == "60"
    assert LONG in page.text
    assert dara.get(address).status == 200
