"""A backup of an installation on PostgreSQL, brought back to an empty database, or not at all."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, make_url, text

from screening.domain.errors import (
    NotPossible,
    NotValid,
    OlderThanKnown,
    SettingsInvalid,
    Unavailable,
)
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.services import checkpointing
from screening.services.backups import backing_up, restoring
from screening.services.backups.backing_up import back_up
from screening.services.backups.manifest import DUMP, FILE, VAULT, Manifest, digest
from screening.services.backups.restoring import Restored, Wanted, open_older, restore
from screening.services.call import Call
from screening.services.opening import open_store, system_clock
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.settings import Settings, read_settings
from screening.store import filling, grants, migrate
from screening.store.dumping import dump_of
from screening.store.granting import grant
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tools import Tools
from tests.databases import APP_PASSWORD, MASTER_KEY, Server
from tests.services.town import Town, populated

pytestmark = pytest.mark.postgres


@dataclass
class Installation:
    """One that was backed up while somebody came: its people, its vault, and what was said."""

    town: Town
    vacancy: str
    ada: str
    ben: str
    folder: Path
    said: Manifest

    @property
    def vault(self) -> Path:
        return Path(str(self.town.store.vault.engine.url.database))

    @property
    def operator(self) -> Call:
        return Call(self.town.store, OPERATOR, self.town.clock)


@pytest.fixture
def one(
    postgres: Server,
    postgres_url: str,
    open_store: Callable[[str], Store],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Installation:
    """Its account has the rights that the service has, and no others."""
    town = populated(open_store(postgres_url))
    vacancy = town.vacancy()
    town.submitted(vacancy)
    ada, ben = town.candidate(vacancy, "Ada Gone"), town.candidate(vacancy, "Ben Stays")
    operator = Call(town.store, OPERATOR, town.clock)
    checkpointing.make(operator)

    def meanwhile(connection: Connection, path: Path, tools: Tools) -> None:
        town.candidate(vacancy, "Cleo Late")
        dump_of(connection, path, tools)

    monkeypatch.setattr(backing_up, "dump_of", meanwhile)
    said = back_up(operator, tmp_path / "backup", postgres.tools)
    return Installation(town, vacancy, ada, ben, tmp_path / "backup", said)


@pytest.fixture
def settings(empty_url: str, postgres: Server, tmp_path: Path) -> Settings:
    """Of a service that is to be on that database, its vault in a folder of its own."""
    return settings_for(empty_url, postgres, tmp_path / "new")


def settings_for(url: str, postgres: Server, folder: Path) -> Settings:
    return read_settings(
        {
            "SCREENING_MASTER_KEY": MASTER_KEY.hex(),
            "SCREENING_INSTANCE": str(folder),
            "SCREENING_DATABASE_URL": url,
            "SCREENING_PG_BIN": postgres.tools.path or "",
        }
    )


def restored(one: Installation, settings: Settings, **but: bool) -> Restored:
    return restore(settings, Wanted(one.folder, **but), one.town.clock, [])


def asked(url: str, question: str) -> str:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return str(connection.scalar(text(question)))
    finally:
        engine.dispose()


def there(settings: Settings) -> list[str]:
    """What is in the database that ``settings`` name, and in the folder of its vault."""
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            found = filling.things_in(connection)
    finally:
        engine.dispose()
    return found + [
        path.name for path in settings.instance.glob("*.db*") if "lock" not in path.name
    ]


def test_it_is_of_one_moment_and_brought_back_with_its_guards_and_rights(
    one: Installation, settings: Settings, postgres: Server
) -> None:
    """Who came while the database was copied has a key in the vault, and is not in the copy."""
    assert {path.name for path in one.folder.iterdir()} == {FILE, DUMP, VAULT}
    assert {path.stat().st_mode & 0o777 for path in one.folder.iterdir()} == {0o600}
    content = (one.folder / DUMP).read_bytes()
    assert b"Ben Stays" not in content

    found = restored(one, settings)

    assert (found.records, found.without_key, found.signs) == (one.said.size + 1, 0, True)
    url = settings.database_url
    assert asked(url, "SELECT count(*) FROM candidate") == "3"
    assert migrate.check(url) == []
    anybody = "SELECT count(*) FROM pg_proc, aclexplode(proacl) WHERE grantee = 0"
    assert asked(url, f"{anybody} AND prosecdef") == "0"
    assert asked(url, "SELECT count(*) FROM pg_proc WHERE prosecdef AND proacl IS NULL") == "0"
    assert grant(url, postgres.app, postgres.owner).wrong == []
    own = make_url(url).set(username=postgres.app, password=APP_PASSWORD)
    own_url = own.render_as_string(hide_password=False)
    assert grants.check(own_url) == []
    with closing(Store.open(own_url, settings.vault_url, MASTER_KEY)) as store:
        again = Town(store, one.town.now, one.town.people)
        assert read_candidate(again.call("hugh"), one.ben).name == "Ben Stays"
        again.submitted(again.vacancy("LIB-8"))  # its wordings are counted on from those there were
        checkpointing.make(Call(store, OPERATOR, again.clock))


def test_who_was_erased_since_is_erased_in_it(
    one: Installation, settings: Settings, tmp_path: Path
) -> None:
    """The vault in place knows of it; the backup has the key."""
    one.town.erase(one.ada)
    one.town.store.close()
    shutil.copy(one.vault, settings.instance / "vault.db")
    with pytest.raises(NotValid, match="Add --replace: the vault is .* the backup's.$"):
        restored(one, settings)
    found = restored(one, settings, replace=True, older=True)
    assert (found.erased, found.without_key) == (1, 0)
    with closing(open_store(settings)) as store:
        town = Town(store, one.town.now, one.town.people)
        assert read_candidate(town.call("hugh"), one.ada).name == ""
        assert read_candidate(town.call("hugh"), one.ben).name == "Ben Stays"
        with town.call("edith").look() as work:
            said = repr([open_records(work.session, work.vault, event=each) for each in Event])
        assert ("Ada Gone" in said, "Ben Stays" in said) == (False, True)
        assert one.ada in {key.owner for key in store.vault.tombstones()}


def test_what_is_older_than_what_is_known_is_not_left_there(
    one: Installation, settings: Settings
) -> None:
    one.town.vacancy("LIB-8")
    size = checkpointing.make(one.operator)
    one.town.store.close()
    shutil.copy(one.vault, settings.instance / "vault.db")
    with pytest.raises(OlderThanKnown, match=f"Records {one.said.size} to {size - 1} are lost"):
        restored(one, settings, replace=True)
    assert there(settings) == ["vault.db"]
    found = restored(one, settings, replace=True, older=True)
    assert found.older is not None
    assert found.older.known.size == size
    open_store(settings).close()  # which it is from now on


def test_what_is_in_use_is_never_filled(
    one: Installation, postgres: Server, empty_url: str, tmp_path: Path
) -> None:
    used = postgres.as_owner(one.town.store.engine.url.render_as_string(hide_password=False))
    before = asked(used, "SELECT size FROM log_head")
    with pytest.raises(NotPossible, match="is not empty"):
        restored(one, settings_for(used, postgres, tmp_path / "a"), replace=True, older=True)
    assert asked(used, "SELECT size FROM log_head") == before
    own = make_url(empty_url).set(username=postgres.app, password=APP_PASSWORD)
    settings = settings_for(own.render_as_string(hide_password=False), postgres, tmp_path / "b")
    with pytest.raises(NotPossible, match="may make no tables"):
        restored(one, settings)
    assert there(settings) == []


def _other(folder: Path, **said: object) -> None:
    found = json.loads((folder / FILE).read_text())
    found["files"][DUMP] = digest(folder / DUMP)
    (folder / FILE).write_text(json.dumps(found | said))


def _in_the_middle(folder: Path) -> None:
    content = bytearray((folder / DUMP).read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2000] = bytes(2000)
    (folder / DUMP).write_bytes(content)


def _cut(folder: Path) -> None:
    (folder / DUMP).write_bytes((folder / DUMP).read_bytes()[:-3000])


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "spoilt": (_in_the_middle, "is not the file that the manifest speaks of"),
    "spoilt, as it is said": (lambda at: (_in_the_middle(at), _other(at))[-1], "to its end"),
    "cut, as it is said": (lambda at: (_cut(at), _other(at))[-1], "did not come to its end"),
    "none": (lambda at: ((at / DUMP).write_bytes(b"x" * 99), _other(at))[-1], "to its end"),
    "another root": (lambda at: _other(at, root="f" * 64), "not the one that its manifest"),
}


def test_what_is_damaged_is_refused_and_nothing_stays(
    one: Installation, settings: Settings, tmp_path: Path
) -> None:
    for number, (spoil, why) in enumerate(BAD.values()):
        one.folder = shutil.copytree(tmp_path / "backup", tmp_path / f"bad-{number}")
        spoil(one.folder)
        with pytest.raises((NotPossible, NotValid), match=why):
            restored(one, settings)
        assert there(settings) == [], why


def test_killed_before_its_end_it_does_not_serve_and_is_done_again(
    one: Installation, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_all: object) -> None:
        raise Killed

    empty = filling._empty
    with monkeypatch.context() as until:
        until.setattr(restoring, "put_in_place", killed)
        until.setattr(filling, "_empty", lambda *all_, mark=False: mark and empty(*all_, mark=mark))
        with pytest.raises(Killed):
            restored(one, settings)
    shutil.copy(one.folder / VAULT, settings.instance / "vault.db")
    with pytest.raises(SettingsInvalid, match="has begun and has not come to its end"):
        open_older(settings)
    assert "Run the same restore again" in migrate.check(settings.database_url)[0]
    assert restored(one, settings, replace=True).records == one.said.size + 1
    open_store(settings).close()


def test_two_do_not_fill_it_at_once(one: Installation, settings: Settings) -> None:
    """Nor does one that was killed leave its ``pg_restore`` to another that begins."""
    for other in (
        f"SELECT pg_advisory_lock({filling._ONE_AT_A_TIME})",
        "SET application_name = 'pg_restore'",
    ):
        engine = create_engine(settings.database_url)
        with engine.connect() as connection:
            connection.execute(text(other))
            with pytest.raises(Unavailable, match="Another restore is under way"):
                restored(one, settings)
        engine.dispose()
        assert there(settings) == []


def test_the_other_kind_of_database_is_not_filled(one: Installation, tmp_path: Path) -> None:
    env = {"SCREENING_MASTER_KEY": MASTER_KEY.hex(), "SCREENING_INSTANCE": str(tmp_path / "new")}
    with pytest.raises(NotPossible, match="of PostgreSQL; the settings name an SQLite"):
        restored(one, read_settings(env))


def _tool(folder: Path, release: str, then: str = "exit 1") -> Path:
    """A pg_dump that says which it is, and what it is told."""
    folder.mkdir()
    tool = folder / "pg_dump"
    says = f'[ "$1" = --version ] && echo "pg_dump (PostgreSQL) {release}" && exit 0'
    tool.write_text(f"#!/bin/sh\n{says}\n{then}\n")
    tool.chmod(0o700)
    return folder


def test_tools_that_are_not_there_or_too_old_are_said(
    postgres_url: str, open_store: Callable[[str], Store], tmp_path: Path
) -> None:
    call = Call(open_store(postgres_url), OPERATOR, system_clock)
    (tmp_path / "none").mkdir()
    for folder, why in (
        (tmp_path / "none", "pg_dump was not found.*SCREENING_PG_BIN"),
        (_tool(tmp_path / "old", "9.6.24"), "is of release 9 and the server of [0-9]+"),
    ):
        with pytest.raises(NotPossible, match=why):
            back_up(call, tmp_path / "backup", Tools(str(folder)))
        assert not (tmp_path / "backup" / FILE).exists()


def test_the_password_is_no_argument_and_no_key_goes_along(
    postgres_url: str, open_store: Callable[[str], Store], tmp_path: Path
) -> None:
    told = tmp_path / "told"
    then = f'echo "$@" > {told}; env > {told}.env; echo "pg_dump: a" >&2; echo b >&2; exit 1'
    env = {
        "SCREENING_MASTER_KEY": MASTER_KEY.hex(),
        "SCREENING_INSTANCE": str(tmp_path),
        "SCREENING_PG_BIN": str(_tool(tmp_path / "bin", "99.1", then)),
        "PATH": "/usr/bin:/bin",
        "PGSSLMODE": "prefer",
    }
    call = Call(open_store(postgres_url), OPERATOR, system_clock)
    with pytest.raises(NotPossible, match="did not come to its end. It said: pg_dump: a$"):
        back_up(call, tmp_path / "backup", read_settings(env).tools)
    words, given = told.read_text(), Path(f"{told}.env").read_text().splitlines()
    assert "--format=custom" in words
    assert APP_PASSWORD not in words
    url = make_url(postgres_url)
    assert {f"PGPASSWORD={APP_PASSWORD}", f"PGUSER={url.username}", "PGSSLMODE=prefer"} <= {*given}
    assert f"PGDATABASE={url.database}" in given
    assert not [line for line in given if line.startswith("SCREENING_")]
