"""A council moves to PostgreSQL, and everything of it; or it stays where it is, whole."""

import io
import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from screening.domain.errors import (
    NotPossible,
    NotValid,
    OlderThanKnown,
    SealBroken,
    SettingsInvalid,
    Unavailable,
)
from screening.domain.people import OPERATOR
from screening.ledger.verify import Outcome, verify
from screening.services import checkpointing, proposing
from screening.services.call import Call
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store import migrate, seen, tables
from screening.store.engine import database_file, open_engine
from screening.store.export import export
from screening.store.guards import GUARDS
from screening.store.relocation import move as moving
from screening.store.relocation.checking import Log
from screening.store.relocation.move import move, place_of
from screening.store.relocation.rows import NotTheSame
from screening.store.store import Store
from screening.store.vault import open_vault
from tests.databases import MASTER_KEY, Server
from tests.reported import worker_of
from tests.services.amendments import amendment
from tests.services.town import MONDAY, Town, populated

Move = Callable[..., Log]


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """A council in which nearly everything has happened, and one candidate was erased."""
    town = populated(sqlite_store)
    town.reviewed()
    town.told(town.vacancy("ENV-1"))
    gone = town.candidate(town.vacancy("HSG-1"))
    town.erase(gone)
    for version, end in (("2027-1", proposing.confirm), ("2027-2", proposing.reject)):
        ref = proposing.propose(town.call("alan"), amendment(version=version, day="2027-01-04"))
        worker_of(town).do_one()
        end(town.call("edith"), ref, "It is what the board decided.")
    proposing.propose(town.call("alan"), amendment(version="2027-3", day="2027-02-01"))
    checkpointing.make(Call(town.store, OPERATOR, town.clock))
    checkpointing.rotate_key(Call(town.store, OPERATOR, town.clock))
    town.vacancy("ENV-2")
    checkpointing.make(Call(town.store, OPERATOR, town.clock))
    return town


@pytest.fixture
def moved(town: Town, sqlite_url: str, vault_url: str) -> Move:
    """Moves the town, which nobody has open."""
    town.store.close()

    def to(url: str, say: Callable[[str], None] = lambda _said: None) -> Log:
        return move(sqlite_url, vault_url, MASTER_KEY, url, MONDAY, say)

    return to


def serving(town: Town, url: str, vault_url: str) -> Town:
    """The town as it is at ``url``."""
    return replace(town, store=Store.open(url, vault_url, MASTER_KEY))


def verified(town: Town) -> Outcome:
    file = io.BytesIO()
    with town.call("edith").look() as work:
        export(work.session, file, work.vault, everything=True)
    return verify(file.getvalue().splitlines(keepends=True))


def test_everything_is_there_and_goes_on(
    town: Town, moved: Move, empty_url: str, vault_url: str
) -> None:
    with closing(town.store):
        before = verified(town)
    said: list[str] = []
    log = moved(empty_url, said.append)
    assert log.size == before.records > 40
    there = serving(town, empty_url, vault_url)
    with closing(there.store):
        assert verified(there) == before
        assert before.refusal is None
        assert before.checkpoints == 2
        assert migrate.check(empty_url) == []
        there.submitted(there.vacancy("LIB-9"))  # the numbers of wordings go on
        checkpointing.make(Call(there.store, OPERATOR, there.clock))
        after = verified(there)
        assert after.refusal is None
        assert after.records > before.records
    assert any(re.fullmatch(r"2 checkpoints are the same.*", line) for line in said)
    assert any("0 are erased" not in line and "are erased" in line for line in said)


def test_the_old_one_says_where_it_went_and_serves_no_more(
    town: Town, moved: Move, empty_url: str, sqlite_url: str, vault_url: str
) -> None:
    moved(empty_url)
    with pytest.raises(SettingsInvalid, match=re.escape(place_of(empty_url))):
        Store.open(sqlite_url, vault_url, MASTER_KEY)
    assert "was moved to" in migrate.check(sqlite_url)[0]
    with pytest.raises(SettingsInvalid, match="was moved to"):
        migrate.create(sqlite_url, vault_url, MASTER_KEY)
    moved(empty_url)  # once more, and nothing is done
    serving(town, empty_url, vault_url).store.close()


def test_a_place_is_said_without_its_password() -> None:
    said = place_of("postgresql+psycopg://ann:secret@db.example:5433/screening?password=x&host=y")
    assert said == "postgresql+psycopg://ann@db.example:5433/screening?host=y"


@pytest.mark.parametrize("url", ["", "x", "sqlite:///other.db", "mysql://h/d", "postgresql://h"])
def test_what_is_no_address_to_move_to(moved: Move, url: str) -> None:
    with pytest.raises(NotValid, match="must be PostgreSQL's"):
        moved(url)


def test_a_server_that_is_not_there(moved: Move, town: Town, sqlite_url: str) -> None:
    with pytest.raises(Unavailable):
        moved("postgresql://nobody@127.0.0.1:1/nothing")
    assert migrate.check(sqlite_url) == []


def test_only_an_empty_database_is_moved_to(
    moved: Move, postgres: Server, empty_url: str, postgres_url: str, sqlite_url: str
) -> None:
    with pytest.raises(NotPossible, match="not empty"):
        moved(postgres.as_owner(postgres_url))  # prepared: it has a log of its own
    engine = open_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW theirs AS SELECT 1"))
    engine.dispose()
    with pytest.raises(NotPossible, match="not empty"):
        moved(empty_url)
    assert migrate.check(sqlite_url) == []


def test_only_the_owner_moves(
    moved: Move, postgres: Server, empty_url: str, sqlite_url: str
) -> None:
    name = f"guest_{uuid4().hex}"
    postgres.tell(f"CREATE ROLE {name} LOGIN PASSWORD 'a-guest'")
    guest = make_url(empty_url).set(username=name, password="a-guest")
    with pytest.raises(NotPossible, match="the one that owns it"):
        moved(guest.render_as_string(hide_password=False))
    postgres.tell(f"DROP ROLE {name}")
    assert migrate.check(sqlite_url) == []


def test_an_installation_that_is_not_in_order(
    moved: Move, empty_url: str, sqlite_url: str, postgres_url: str, vault_url: str, tmp_path: Path
) -> None:
    with pytest.raises(NotPossible, match="on SQLite"):
        move(postgres_url, vault_url, MASTER_KEY, empty_url, MONDAY, print)
    with pytest.raises(SettingsInvalid, match="migrate"):
        move(f"sqlite:///{tmp_path}/no.db", vault_url, MASTER_KEY, empty_url, MONDAY, print)
    with pytest.raises(SettingsInvalid, match="master key"):
        move(sqlite_url, vault_url, bytes(32), empty_url, MONDAY, print)
    with closing(sqlite3.connect(str(database_file(sqlite_url)))) as outside:
        outside.execute("DROP TRIGGER record_never_goes")
    with pytest.raises(SettingsInvalid, match="record_never_goes"):
        moved(empty_url)
    old = tmp_path / "old.db"
    migrate.upgrade(f"sqlite:///{old}", "0010")
    with pytest.raises(SettingsInvalid, match="revision 0010"):
        move(f"sqlite:///{old}", vault_url, MASTER_KEY, empty_url, MONDAY, print)


def test_what_is_older_than_the_vault_knows_is_not_moved(
    moved: Move, empty_url: str, sqlite_url: str, vault_url: str
) -> None:
    with closing(open_vault(vault_url, MASTER_KEY)) as vault:
        known = seen.seen(vault)
        assert known is not None
        seen.begin_again_from(vault, replace(known, size=known.size + 3))
    with pytest.raises(OlderThanKnown, match="are lost"):
        moved(empty_url)
    with closing(open_vault(vault_url, MASTER_KEY)) as vault:
        seen.begin_again_from(vault, known)
    assert moved(empty_url).size >= known.size


def test_a_service_that_runs_is_in_the_way(
    town: Town, moved: Move, empty_url: str, sqlite_url: str, vault_url: str
) -> None:
    running = serving(town, sqlite_url, vault_url)
    with closing(running.store), pytest.raises(NotPossible, match="Stop the service"):
        running.vacancy("ENV-8")
        moved(empty_url)
    moved(empty_url)


def test_nobody_writes_meanwhile(
    town: Town, moved: Move, empty_url: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[str] = []

    def write(_said: str) -> None:
        with closing(sqlite3.connect(str(database_file(sqlite_url)), timeout=0)) as outside:
            for statement in ("SELECT * FROM job", "DELETE FROM job"):
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    outside.execute(statement)
                refused.append(statement)

    moved(empty_url, write)
    assert refused


def _killed(rotating: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            rotating()
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    return status


@pytest.mark.parametrize("line", ["record:", "payload:", "The log that arrived"])
def test_killed_in_the_middle_it_is_where_it_was(
    town: Town,
    moved: Move,
    postgres: Server,
    empty_url: str,
    sqlite_url: str,
    vault_url: str,
    line: str,
) -> None:
    def die(said: str) -> None:
        if said.startswith(line):
            os.kill(os.getpid(), signal.SIGKILL)

    assert _killed(lambda: moved(empty_url, die)) == signal.SIGKILL
    with pytest.raises(SettingsInvalid, match="has not come to its end"):
        Store.open(empty_url, vault_url, MASTER_KEY)
    here = serving(town, sqlite_url, vault_url)
    with closing(here.store):
        here.vacancy("ENV-9")
    with pytest.raises(NotPossible, match="Drop it"):
        moved(empty_url)
    again = postgres.create()
    size = moved(again).size
    there = serving(town, again, vault_url)
    with closing(there.store):
        assert verified(there).records == size
    postgres.drop(again)


def test_killed_when_it_was_all_but_over_it_is_finished(
    town: Town,
    moved: Move,
    empty_url: str,
    sqlite_url: str,
    vault_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(moving, "_let_in", lambda *_args: os.kill(os.getpid(), signal.SIGKILL))
        assert _killed(lambda: moved(empty_url)) == signal.SIGKILL
    for url in (sqlite_url, empty_url):
        with pytest.raises(SettingsInvalid):
            Store.open(url, vault_url, MASTER_KEY)
    moved(empty_url)
    there = serving(town, empty_url, vault_url)
    with closing(there.store):
        assert verified(there).refusal is None


def test_killed_before_the_old_one_was_marked_it_is_where_it_was(
    town: Town,
    moved: Move,
    empty_url: str,
    sqlite_url: str,
    vault_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(moving.moved, "leave", lambda *_args: os.kill(os.getpid(), signal.SIGKILL))
        assert _killed(lambda: moved(empty_url)) == signal.SIGKILL
    with pytest.raises(SettingsInvalid):
        Store.open(empty_url, vault_url, MASTER_KEY)
    serving(town, sqlite_url, vault_url).store.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE candidate SET contact_sealed = NULL WHERE erased_at IS NULL", "rows of candidate"),
        ("DELETE FROM wording_key WHERE slot = 0", "rows of wording_key"),
        ("UPDATE payload SET sealed = NULL WHERE seq = 7", "rows of payload"),
        ("INSERT INTO tree_block VALUES (9, 'a')", "rows of tree_block"),
    ],
)
def test_what_was_altered_on_the_way_is_noticed(
    town: Town,
    moved: Move,
    empty_url: str,
    sqlite_url: str,
    vault_url: str,
    statement: str,
    said: str,
) -> None:
    def alter(line: str) -> None:
        if line.startswith("influence:"):  # the last table that is copied
            engine = create_engine(empty_url)
            with engine.begin() as connection:
                connection.execute(text(statement))
            engine.dispose()

    with pytest.raises(NotTheSame, match=said):
        moved(empty_url, alter)
    with pytest.raises(SettingsInvalid):
        Store.open(empty_url, vault_url, MASTER_KEY)
    serving(town, sqlite_url, vault_url).store.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("canonical = replace(canonical, '\"hr\"', '\"hs\"')", "record 20, check"),
        ("event_type = 'x'", "refuses a row of record"),
    ],
)
def test_a_log_that_was_not_good_is_not_moved(
    moved: Move, empty_url: str, sqlite_url: str, change: str, said: str
) -> None:
    """Somebody was at the file itself."""
    file = database_file(sqlite_url)
    with closing(sqlite3.connect(str(file))) as outside:
        outside.execute("DROP TRIGGER record_never_changes")
        outside.execute(f"UPDATE record SET {change} WHERE seq = 20")  # noqa: S608 - of our own
        outside.execute(
            "CREATE TRIGGER record_never_changes BEFORE UPDATE ON record "
            "BEGIN SELECT RAISE(ABORT, 'a record never changes'); END"
        )
        outside.commit()
    with pytest.raises(NotTheSame, match=said):
        moved(empty_url)


def test_a_vault_that_is_not_the_one_of_these_texts(
    town: Town, moved: Move, empty_url: str, vault_url: str, prepared_vault: Path
) -> None:
    for each in Path(str(database_file(vault_url))).parent.glob("vault.db*"):
        each.unlink()
    shutil.copy(prepared_vault, str(database_file(vault_url)))
    with pytest.raises(SealBroken, match="not in this vault"):
        moved(empty_url)


def test_who_was_erased_stays_erased(
    town: Town, moved: Move, empty_url: str, vault_url: str
) -> None:
    with closing(town.store), town.call("dara").look() as work:
        gone, name = work.session.execute(
            text("SELECT ref, name_sealed FROM candidate WHERE erased_at IS NOT NULL")
        ).one()
    assert name is None
    moved(empty_url)
    there = serving(town, empty_url, vault_url)
    with closing(there.store):
        assert read_candidate(there.call("hugh"), gone).erased_at is not None


def test_every_table_whose_rows_begin_in_one_way_says_in_which() -> None:
    begin = {guard.split("_begins_")[0] for guard in GUARDS if "_begins_" in guard}
    said = {table.name for table in tables.metadata.sorted_tables if "begins_as" in table.info}
    assert said == begin >= {"policy_version"}
