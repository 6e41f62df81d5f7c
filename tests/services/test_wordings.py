"""Wordings are kept with what was submitted, filled in where they lack, and go with the person."""

from collections.abc import Iterator
from pathlib import Path
from struct import Struct

import pytest
from sqlalchemy import delete, func, select

from screening.services.checks import deciding, filing
from screening.services.erasure import erasing
from screening.services.judging import wordings
from screening.store.store import Store
from screening.store.tables.wording import wording, wording_key
from screening.store.vault import Vault
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER, Town, populated

_KEY = Struct(">q")


def rows(town: Town) -> dict[tuple[str, int], tuple[str, bytes]]:
    """The form and the keys of every wording that is kept, by check and revision."""
    with town.call("hugh").look() as work:
        found = work.session.execute(select(wording).order_by(wording.c.id)).all()
    return {(row.check_ref, row.revision): (row.form, row.packed) for row in found}


def key_rows(town: Town) -> int:
    with town.call("hugh").look() as work:
        return work.session.scalar(select(func.count()).select_from(wording_key)) or 0


def forgotten(town: Town) -> None:
    """An installation as it was before wordings were kept."""
    with town.call("hugh").as_clock().change() as work:
        work.session.execute(delete(wording_key))
        work.session.execute(delete(wording))
        work.commit()


def sent_twice(town: Town) -> str:
    """A check that was stopped, and sent again."""
    check = town.submitted(town.vacancy(), **IMPROPER)
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    return check


def test_each_attempt_is_kept_the_stopped_one_too(town: Town) -> None:
    check = sent_twice(town)
    assert set(rows(town)) == {(check, 1), (check, 2)}
    assert key_rows(town) > 100


def test_what_is_refused_before_the_gate_leaves_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = town.draft(town.vacancy())
    version = town.type_in(check, **FAIR)
    monkeypatch.setattr(filing, "move", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filing.submit(town.call("mara"), check, version)
    assert (rows(town), key_rows(town)) == ({}, 0)


@on_both
def test_the_secret_is_the_installations_own(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same request under another secret has not one key in common with it."""
    check = town.submitted(town.vacancy())
    monkeypatch.setattr(Vault, "secret", lambda *_args: bytes(32))
    forgotten_keys = {packed for _form, packed in rows(town).values()}
    forgotten(town)
    wordings.fill(town.call("hugh"))
    [(_form, packed)] = rows(town).values()
    before, after = (set(_KEY.iter_unpack(each)) for each in (*forgotten_keys, packed))
    assert len(before) == len(after) > 90
    assert not before & after
    assert town.see("hugh", check)


@on_both
def test_what_an_earlier_release_submitted_is_filled_in(town: Town) -> None:
    check = sent_twice(town)
    deciding.return_for_change(town.call("hugh"), check, 2, "Say which posts.")
    kept, keys = rows(town), key_rows(town)
    forgotten(town)
    assert wordings.fill(town.call("hugh")) == 2
    assert (rows(town), key_rows(town)) == (kept, keys)
    assert wordings.fill(town.call("hugh")) == 0


def test_filling_in_goes_on_where_it_was_cut_short(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        town.submitted(town.vacancy(f"LIB-{number}"))
        town.wait(minutes=20)
    kept = rows(town)
    forgotten(town)
    keep, left = wordings.keep_wording, iter((True, True))

    def cut(*args: object) -> None:
        if not next(left, False):
            raise KeyboardInterrupt
        keep(*args)  # type: ignore[arg-type]  # passed on as given

    monkeypatch.setattr(wordings, "keep_wording", cut)
    with pytest.raises(KeyboardInterrupt):
        wordings.fill(town.call("hugh"))
    monkeypatch.undo()
    assert list(rows(town)) == list(kept)[:2], "the oldest first"
    assert wordings.fill(town.call("hugh")) == 2
    assert rows(town) == kept


def test_wordings_of_another_form_are_made_anew(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(wordings, "form", lambda: "of 2025")
        sent_twice(town)
    before = rows(town)
    assert {form for form, _keys in before.values()} == {"of 2025"}
    assert wordings.fill(town.call("hugh")) == 2
    after = rows(town)
    assert {form for form, _keys in after.values()} == {wordings.form()}
    assert [keys for _form, keys in after.values()] == [keys for _form, keys in before.values()]
    assert wordings.fill(town.call("hugh")) == 0


def test_those_that_others_have_kept_meanwhile_are_left_alone(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = town.submitted(town.vacancy())
    monkeypatch.setattr(wordings, "checks_without", lambda _session: [check])
    assert wordings.fill(town.call("hugh")) == 0
    assert len(rows(town)) == 1


def test_nothing_is_filled_in_of_anybody_erased(town: Town) -> None:
    vacancy = town.vacancy()
    gone, going = town.submitted(vacancy), town.submitted(vacancy)
    town.erase(candidate_of(town, gone))
    town.store.vault.destroy(candidate_of(town, going), erasing.CLASSES)
    forgotten(town)
    assert wordings.fill(town.call("hugh")) == 0
    assert rows(town) == {}


def candidate_of(town: Town, check: str) -> str:
    return town.see("hugh", check).candidate_ref


def test_no_key_is_left_in_any_file_once_the_person_is_erased(
    sqlite_store: Store, tmp_path: Path
) -> None:
    town = populated(sqlite_store)
    check = sent_twice(town)
    town.submitted(town.vacancy("HSG-1", panel=("miles",)), by="miles")
    mine = [packed for (ref, _number), (_form, packed) in rows(town).items() if ref == check]
    canaries = [*mine, *(_KEY.pack(key) for each in mine for (key,) in _KEY.iter_unpack(each))]
    assert len(canaries) > 150
    assert any(canary in content for content in contents(tmp_path) for canary in mine)

    assert town.erase(candidate_of(town, check))

    for content in contents(tmp_path):
        assert not [canary for canary in canaries if canary in content]
    assert len(rows(town)) == 1
    assert key_rows(town) == len(next(iter(rows(town).values()))[1]) // _KEY.size


def contents(folder: Path) -> Iterator[bytes]:
    """What the files of the installation hold."""
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())
