"""A database that is older than the newest checkpoint known is not served; one may be accepted."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from screening.domain.errors import NotAllowed, OlderThanKnown, SettingsInvalid, Unavailable
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.ledger.checkpoint import Checkpoint, origin_of, sign_checkpoint
from screening.services import checkpointing
from screening.services.backups import older
from screening.services.backups.older import accept_older, check_newest, find_older
from screening.services.call import Call
from screening.services.reading.administration.losses import Loss, list_losses
from screening.services.reporting import fetch_report
from screening.services.witnesses import leaving
from screening.services.witnesses.folder import Folder, folders_of
from screening.store import checkpoints, seen
from screening.store.ledger_store import open_records
from screening.store.seen import Seen
from screening.store.store import Store
from screening.store.vault_file import create_vault
from tests.databases import MASTER_KEY, on_both
from tests.reported import issued
from tests.services.town import Town, populated


def operator(town: Town) -> Call:
    return Call(town.store, OPERATOR, lambda: town.now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "write-once"
    path.mkdir()
    return path


def signed(town: Town, reference: str, folder: Path | None = None) -> int:
    """Let something be recorded and signed; the number of records then."""
    town.vacancy(reference)
    size = checkpointing.make(operator(town))
    leaving.leave(operator(town), [Folder(folder)] if folder else [])
    return size


def known(town: Town, **but: object) -> Seen:
    """What the vault remembers, made to remember something else."""
    found = seen.seen(town.store.vault)
    assert found is not None
    if but:
        seen.begin_again_from(town.store.vault, replace(found, **but))  # type: ignore[arg-type]  # test
    return found


def opened(town: Town) -> None:
    """Open what ``town`` is in once more."""
    url = town.store.engine.url.render_as_string(hide_password=False)
    vault_url = town.store.vault.engine.url.render_as_string(hide_password=False)
    Store.open(url, vault_url, MASTER_KEY).close()


def test_the_vault_remembers_each_checkpoint(town: Town) -> None:
    assert seen.seen(town.store.vault) is None
    opened(town)
    for reference in ("NEW-1", "NEW-2"):
        size = signed(town, reference)
        with operator(town).look() as work:
            newest = checkpoints.newest(work)
        assert newest is not None
        assert known(town) == Seen(town.store.log_id, size, newest.root)
        opened(town)


def test_what_the_vault_was_not_told_it_is_told_later(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: object) -> None:
        raise Unavailable("stopped")

    first = signed(town, "NEW-1")
    town.vacancy("NEW-2")
    with monkeypatch.context() as stopped:
        stopped.setattr(checkpointing, "remember", stop)
        with pytest.raises(Unavailable):
            checkpointing.make(operator(town))
    assert known(town).size == first
    opened(town)
    assert not checkpointing.tick(operator(town))
    assert known(town).size > first


def test_it_forgets_no_longer_log_for_a_shorter_one(town: Town) -> None:
    size = signed(town, "NEW-1")
    seen.remember(town.store.vault, Seen(town.store.log_id, size - 1, "0" * 64))
    assert known(town).size == size


WRONG: dict[str, tuple[Callable[[Seen], dict[str, object]], str]] = {
    "shorter": (lambda it: {"size": it.size + 7}, r"Records \d+ to \d+ are lost"),
    "rewritten": (lambda it: {"root": "0" * 64}, "are not those that were signed"),
    "another log": (lambda it: {"log_id": "f" * 32}, "of another one, f{32}"),
}


@on_both
@pytest.mark.parametrize("wrong", WRONG)
def test_a_database_that_is_not_the_newest_is_not_opened(town: Town, wrong: str) -> None:
    signed(town, "NEW-1")
    but, why = WRONG[wrong]
    known(town, **but(known(town)))
    with pytest.raises(OlderThanKnown, match=why) as refused:
        opened(town)
    assert "restore --accept-older" in str(refused.value)
    with pytest.raises(OlderThanKnown, match=why):
        check_newest(operator(town), [])


@pytest.mark.parametrize("wrong", WRONG)
def test_it_is_accepted_on_record(town: Town, wrong: str) -> None:
    size = signed(town, "NEW-1")
    but, _why = WRONG[wrong]
    known(town, **but(known(town)))
    said = known(town)
    found = accept_older(operator(town), [])
    assert found is not None
    assert found.known == said
    opened(town)
    with town.call("edith").look() as work:
        (record,) = open_records(work.session, work.vault, event=Event.OLDER_ACCEPTED)
    assert record.actor_role == "operator"
    assert record.payload == {
        "known_log": said.log_id,
        "known_size": str(said.size),
        "known_root": said.root,
        "size": str(size),
    }
    for name in ("edith", "alan"):
        (loss,) = list_losses(town.call(name))
        expected = (size, size + 6) if wrong == "shorter" else (0, 0)
        assert loss == Loss(town.now, *expected)
    assert accept_older(operator(town), []) is None
    town.wait(days=31)
    assert list_losses(town.call("edith")) == ()
    with pytest.raises(NotAllowed):
        list_losses(town.call("mara"))


@pytest.mark.usefixtures("quick_reports")
def test_a_report_says_so_for_good(town: Town) -> None:
    size = signed(town, "NEW-1")
    known(town, size=size + 7)
    accept_older(operator(town), [])
    town.wait(days=100)
    vacancy = town.vacancy()
    number = issued(town, vacancy)
    printed = fetch_report(town.call("edith"), vacancy, number).content.decode()
    on = town.now.date() - timedelta(days=100)
    assert f"losses=(Loss(on={on!r}, first={size}, last={size + 6})" in printed


def test_stopped_while_accepting_it_is_refused_still_and_recorded_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: object) -> None:
        raise Unavailable("stopped")

    signed(town, "NEW-1")
    known(town, size=known(town).size + 7)
    with monkeypatch.context() as stopped:
        stopped.setattr(older, "settle", stop)
        with pytest.raises(Unavailable):
            accept_older(operator(town), [])
    with pytest.raises(OlderThanKnown):
        opened(town)
    assert accept_older(operator(town), []) is not None
    opened(town)
    assert len(list_losses(town.call("edith"))) == 1


@on_both
def test_a_witness_knows_what_the_vault_forgot(town: Town, folder: Path) -> None:
    first = signed(town, "NEW-1", folder)
    keepers = folders_of([f"folder:{folder}", f"folder:{folder.parent / 'not mounted'}"])
    check_newest(operator(town), keepers)
    _pretend_longer(town, folder, first + 9)
    with pytest.raises(OlderThanKnown, match=f"Records {first} to {first + 8} are lost"):
        check_newest(operator(town), keepers)
    opened(town)  # this is known to the folder alone
    assert accept_older(operator(town), keepers) is not None
    check_newest(operator(town), keepers)
    for number in range(12):
        signed(town, f"AGAIN-{number}", folder)
    check_newest(operator(town), keepers)
    assert known(town).size > first + 9


def test_what_this_log_did_not_sign_says_nothing(town: Town, folder: Path) -> None:
    size = signed(town, "NEW-1", folder)
    begins = f"screening-{town.store.log_id}"
    (file,) = folder.iterdir()
    forged = file.read_text().replace(f"\n{size}\n", f"\n{size + 5}\n")
    (folder / f"{begins}-{size + 5:012d}.checkpoint").write_text(forged)
    (folder / f"{begins}-{size + 6:012d}.checkpoint").write_bytes(b"\xff\xfe" * 100)
    (folder / f"{begins}-{size + 7:012d}.checkpoint").mkdir()
    (folder / f"screening-{'f' * 32}-{size + 8:012d}.checkpoint").write_text(file.read_text())
    assert find_older(operator(town), [Folder(folder)]) is None


def _pretend_longer(town: Town, folder: Path, size: int) -> None:
    """Let the log's own key have signed a longer log, of which there is nothing any more."""
    with operator(town).look() as work:
        key = checkpoints.private_half(work.vault, checkpoints.key_in_use(work))
    longer = Checkpoint(origin_of(town.store.log_id), size, bytes(32))
    note = sign_checkpoint(longer, key)
    Folder(folder).leave(note, size, town.now)


def test_a_vault_of_an_earlier_release_is_brought_up_to_date(sqlite_store: Store) -> None:
    town = populated(sqlite_store)
    signed(town, "NEW-1")
    file = str(sqlite_store.vault.engine.url.database)
    with closing(sqlite3.connect(file)) as outside:
        outside.execute("DROP TABLE checkpoint_seen")
        outside.execute("DROP TABLE swept")
        outside.commit()
    with pytest.raises(SettingsInvalid, match="earlier release.*migrate"):
        opened(town)
    create_vault(f"sqlite:///{file}", MASTER_KEY)
    opened(town)
    checkpointing.tick(operator(town))
    assert known(town).log_id == town.store.log_id


def test_a_witness_that_knows_another_course_of_it_is_heard_once(town: Town, folder: Path) -> None:
    """A copy was gone on with before anything told of it, and has grown past what was signed."""
    first = signed(town, "NEW-1")
    for size in (first - 2, first - 1):
        _pretend_longer(town, folder, size)
    keepers = [Folder(folder)]
    with pytest.raises(OlderThanKnown, match="are not those that were signed"):
        check_newest(operator(town), keepers)
    assert accept_older(operator(town), keepers) is not None
    check_newest(operator(town), keepers)
    signed(town, "NEW-2", folder)
    check_newest(operator(town), keepers)


def test_what_another_log_lost_excuses_no_loss_of_this_one(town: Town, folder: Path) -> None:
    first = signed(town, "NEW-1")
    known(town, log_id="f" * 32, size=first + 100)
    assert accept_older(operator(town), []) is not None
    assert list_losses(town.call("edith")) == (Loss(town.now, 0, 0),)
    _pretend_longer(town, folder, first + 50)
    with pytest.raises(OlderThanKnown, match="are lost"):
        check_newest(operator(town), [Folder(folder)])
