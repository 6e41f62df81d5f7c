"""Towns are put where others went before, and only where they would have come by themselves."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screening.domain.words import CandidateStatus, State
from screening.services import candidates
from screening.store.ledger_store import heads
from screening.store.store import Store
from tests.databases import MASTER_KEY
from tests.services.town import Town, populated


@pytest.fixture
def another(
    prepared_file: Path, prepared_vault: Path, tmp_path: Path
) -> Iterator[Callable[[], Town]]:
    """Makes a town with files of its own."""
    stores: list[Store] = []

    def made() -> Town:
        folder = tmp_path / f"town-{len(stores)}"
        folder.mkdir()
        files = (shutil.copy(file, folder) for file in (prepared_file, prepared_vault))
        stores.append(Store.open(*(f"sqlite:///{file}" for file in files), MASTER_KEY))
        return populated(stores[-1])

    yield made
    for store in stores:
        store.close()


def size(town: Town) -> int:
    """How many records there are."""
    with town.call("hugh").look() as work:
        return heads(work.session).log.size


def test_who_goes_the_same_way_comes_to_the_same_place(another: Callable[[], Town]) -> None:
    first, second = another(), another()
    vacancy = first.vacancy()
    check = first.waiting(vacancy)
    assert (second.vacancy(), second.waiting(vacancy)) == (vacancy, check)
    assert (second.now, second.people, size(second)) == (first.now, first.people, size(first))
    assert second.see("sam", check) == first.see("sam", check)
    assert second.see("sam", check).state is State.READY


def test_what_a_test_does_by_itself_parts_their_ways(another: Callable[[], Town]) -> None:
    first, second = another(), another()
    vacancy = first.vacancy()
    assert second.vacancy() == vacancy
    status = CandidateStatus.SHORTLISTED
    candidates.add_candidate(second.call("hugh"), vacancy, "Bo Tern", "bo@example.test", status)
    assert first.submitted(vacancy) != second.submitted(vacancy)
    assert size(second) == size(first) + 1


def test_another_moment_is_another_way(another: Callable[[], Town]) -> None:
    first, second = another(), another()
    vacancy = first.vacancy()
    assert second.vacancy() == vacancy
    second.wait(hours=1)
    assert first.candidate(vacancy) != second.candidate(vacancy)


def test_where_a_test_changes_the_product_every_step_is_its_own(
    another: Callable[[], Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    first, second = another(), another()
    assert first.vacancy() != second.vacancy()
