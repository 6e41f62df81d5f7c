"""Another master key is on the log: once, whoever was stopped in between."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from screening.domain.errors import NotPossible, NotValid, SettingsInvalid, Unavailable
from screening.domain.people import OPERATOR
from screening.ledger.record import ORGANISATION
from screening.ledger.verify import verify
from screening.services import master_key
from screening.services.call import Call
from screening.services.settings import Settings, read_settings
from screening.store.export import export
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.store import Store
from screening.store.vault_file import key_id
from tests.databases import MASTER_KEY, on_both
from tests.services.town import Town
from tests.statements import remembering

NEW, LATER = bytes(range(1, 33)), bytes(range(2, 34))


@pytest.fixture
def settings(town: Town, database_url: str, vault_url: str, tmp_path: Path) -> Settings:
    """Those of the town, in which something was said; nobody has it open."""
    town.submitted(town.vacancy())
    town.store.close()
    read = read_settings({"SCREENING_INSTANCE": str(tmp_path / "instance")})
    return replace(read, database_url=database_url, vault_url=vault_url, master_key=MASTER_KEY)


def reopened(settings: Settings, town: Town, key: bytes) -> Call:
    store = remembering(Store.open(settings.database_url, settings.vault_url, key))
    return Call(store, OPERATOR, lambda: town.now)


def changes(call: Call) -> list[OpenedRecord]:
    """The records of changes of the master key; all records are looked at, and can be read."""
    with call.look() as work:
        records = open_records(work.session, work.vault)
        file = io.BytesIO()
        export(work.session, file, work.vault, everything=True)
    assert verify(file.getvalue().splitlines(keepends=True)).refusal is None
    assert all(each.payload is not None for each in records)
    return [each for each in records if each.event == "master_key_changed"]


@on_both
def test_what_was_said_can_be_read_and_the_change_is_on_the_log(
    town: Town, settings: Settings
) -> None:
    done = master_key.rotate(settings, NEW, lambda: town.now)
    assert (done.before, done.after) == (key_id(MASTER_KEY), key_id(NEW))
    call = reopened(settings, town, NEW)
    (said,) = changes(call)
    assert said.payload is not None
    assert said.payload["after"] == key_id(NEW)
    assert int(said.payload["keys"]) == done.keys > 2
    assert (said.actor_role, said.vacancy_ref) == ("operator", ORGANISATION)
    assert NEW.hex() not in str(said)
    call.store.close()
    with pytest.raises(SettingsInvalid, match="earlier"):
        reopened(settings, town, MASTER_KEY)


@on_both
def test_asked_again_it_says_what_was_done(town: Town, settings: Settings) -> None:
    first = master_key.rotate(settings, NEW, lambda: town.now)
    town.now += timedelta(hours=1)
    assert master_key.rotate(settings, NEW, lambda: town.now) == first
    started_anew = replace(settings, master_key=NEW)
    assert master_key.rotate(started_anew, NEW, lambda: town.now) == first
    last = master_key.rotate(started_anew, LATER, lambda: town.now)
    assert last.before == first.after
    call = reopened(settings, town, LATER)
    assert len(changes(call)) == 2
    call.store.close()


@on_both
def test_whoever_was_stopped_before_the_log_was_told(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_call: Call) -> int:
        raise Unavailable("stopped")

    with monkeypatch.context() as stopped:
        stopped.setattr(master_key, "finish", stop)
        with pytest.raises(Unavailable):
            master_key.rotate(settings, NEW, lambda: town.now)
    call = reopened(settings, town, NEW)
    assert changes(call) == []
    assert master_key.finish(call) == 1
    assert master_key.finish(call) == 0
    assert len(changes(call)) == 1
    call.store.close()


def test_two_who_find_it_missing_record_it_once(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    master_key.rotate(settings, NEW, lambda: town.now)
    call = reopened(settings, town, NEW)
    monkeypatch.setattr(master_key, "_recorded", lambda _work: set())
    master_key.finish(call)
    assert len(changes(call)) == 1
    call.store.close()


def test_the_key_in_use_is_no_new_one(town: Town, settings: Settings) -> None:
    with pytest.raises(NotValid, match="the one in use"):
        master_key.rotate(settings, MASTER_KEY, lambda: town.now)
    with pytest.raises(SettingsInvalid, match="not the one"):
        master_key.rotate(replace(settings, master_key=LATER), NEW, lambda: town.now)


@on_both
def test_a_service_that_runs_is_in_the_way(town: Town, settings: Settings) -> None:
    town.store = reopened(settings, town, MASTER_KEY).store
    town.vacancy("HSG-1")
    with pytest.raises(NotPossible, match="Stop the service"):
        master_key.rotate(settings, NEW, lambda: town.now)
    town.vacancy("HSG-2")
    assert changes(town.call("edith")) == []
    town.store.close()
