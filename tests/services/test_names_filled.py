"""Those whom an earlier release added are found by name too, once that was made up for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from screening.services import names_filled
from screening.services.by_name import find_by_name
from screening.services.erasure import erasing
from screening.services.names_filled import count_without, fill
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.name_word import name_word
from screening.store.vault import Vault
from tests.databases import on_both
from tests.services.town import Town, populated


def rows(town: Town) -> set[tuple[int, str]]:
    with town.call("hugh").look() as work:
        found = work.session.execute(select(name_word.c.key, name_word.c.candidate_ref))
        return {(key, ref) for key, ref in found}


def lacking(town: Town) -> int:
    with town.call("hugh").look() as work:
        return count_without(work.session)


def as_before(town: Town) -> None:
    """An installation as it was before names were kept."""
    with town.call("hugh").as_clock().change() as work:
        work.session.execute(delete(name_word))
        work.session.execute(update(Candidate).values(name_form=None))
        work.commit()


@on_both
def test_whom_an_earlier_release_added_is_found(town: Town) -> None:
    for reference in ("LIB-7", "PRK-1"):
        vacancy = town.vacancy(reference)
        for name in ("Ada Quillfeather", "Ben Trovato", "J."):
            town.candidate(vacancy, name)
    kept = rows(town)
    assert (len(kept), lacking(town)) == (8, 0)
    as_before(town)
    assert (rows(town), lacking(town)) == (set(), 6)
    assert fill(town.call("hugh")) == 6
    assert (rows(town), lacking(town)) == (kept, 0)
    assert fill(town.call("hugh")) == 0
    assert len(find_by_name(town.call("hugh"), "trovato", "They rang.").rows) == 2


def test_it_goes_on_where_it_was_cut_short(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        town.candidate(town.vacancy(f"LIB-{number}"))
    kept = rows(town)
    as_before(town)
    keep, left = names_filled.keep_words, iter((True, True))

    def cut(*args: object) -> None:
        if not next(left, False):
            raise KeyboardInterrupt
        keep(*args)  # type: ignore[arg-type]  # passed on as given

    monkeypatch.setattr(names_filled, "keep_words", cut)
    with pytest.raises(KeyboardInterrupt):
        fill(town.call("hugh"))
    monkeypatch.undo()
    assert lacking(town) == 1
    assert fill(town.call("hugh")) == 1
    assert rows(town) == kept


def test_names_of_another_form_are_read_anew(town: Town) -> None:
    town.candidate(town.vacancy())
    kept = rows(town)
    with town.call("hugh").as_clock().change() as work:
        work.session.execute(update(Candidate).values(name_form="of 2025"))
        work.session.execute(update(name_word).values(key=name_word.c.key + 1))
        work.commit()
    assert rows(town) & kept == set()
    assert fill(town.call("hugh")) == 1
    assert rows(town) == kept


def test_nothing_is_filled_in_of_anybody_erased(town: Town) -> None:
    vacancy = town.vacancy()
    gone, going = town.candidate(vacancy), town.candidate(vacancy)
    town.erase(gone)
    town.store.vault.destroy(going, erasing.CLASSES)
    as_before(town)
    assert fill(town.call("hugh")) == 0
    assert rows(town) == set()


def test_an_erasure_that_was_cut_short_takes_the_keys_of_the_name(town: Town) -> None:
    vacancy = town.vacancy()
    going, stays = town.candidate(vacancy), town.candidate(vacancy)
    with town.call("hugh").as_clock().change() as work:
        work.session.execute(  # nothing sealed is left, only what was derived
            update(Candidate).where(Candidate.ref == going).values(erased_at=work.now)
        )
        work.commit()
    town.store.vault.destroy(going, erasing.CLASSES)
    erasing.finish(town.call("hugh"))
    assert {ref for _key, ref in rows(town)} == {stays}


@on_both
def test_the_secret_is_the_installations_own(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.candidate(town.vacancy())
    kept = rows(town)
    as_before(town)
    monkeypatch.setattr(Vault, "secret", lambda *_args: bytes(32))
    fill(town.call("hugh"))
    assert len(rows(town)) == 2
    assert not rows(town) & kept


def test_no_key_is_left_in_any_file_once_the_person_is_erased(
    sqlite_store: Store, tmp_path: Path
) -> None:
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy)
    town.candidate(vacancy, "Ben Trovato")
    own = [key.to_bytes(8, "big", signed=True) for key, ref in rows(town) if ref == candidate]
    assert len(own) == 2
    assert any(key in content for content in contents(tmp_path) for key in own)

    assert town.erase(candidate)

    assert not [key for content in contents(tmp_path) for key in own if key in content]
    assert len(rows(town)) == 2


def contents(folder: Path) -> Iterator[bytes]:
    """What the files of the installation hold."""
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())
