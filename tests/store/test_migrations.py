"""Migrations: up, down, with data in the tables, and never past the log's guards."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from screening.domain.events import Event
from screening.services import sourcing
from screening.services.checks import deciding, handing_over
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.sourcing import Sourced
from screening.store import migrate, revisions
from screening.store.engine import open_engine
from screening.store.guards import LOG_GUARDS, missing_guards
from screening.store.store import Store
from screening.store.tables.checkpoint import CheckpointStamp, LogCheckpoint, LogKey
from screening.store.tables.decision import CountedDecision
from screening.store.tables.registers import SourcingQuestion
from screening.store.tables.vacancy import VacancyWord
from tests.databases import Server
from tests.services.town import populated
from tests.store.conftest import work_on


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that holds nothing."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("postgres")
    url = server.create()
    yield url
    server.drop(url)


def _schema(url: str) -> dict[str, str]:
    """Every object of an SQLite database, as the SQL that made it."""
    engine = open_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master"))
        found = {name: sql for name, sql in rows if sql and name != "alembic_version"}
    engine.dispose()
    return found


def _tables(url: str) -> set[str]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found - {"alembic_version"}


def test_models_and_head_agree(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    assert migrate.current(empty_url) == revisions.head()
    assert migrate.check(empty_url) == []


def test_down_undoes_up(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    full = _tables(empty_url)
    migrate.downgrade(empty_url, "base")
    assert _tables(empty_url) == set()
    assert migrate.current(empty_url) is None
    migrate.upgrade(empty_url)
    assert _tables(empty_url) == full
    assert migrate.check(empty_url) == []


def test_on_sqlite_up_and_down_and_up_yields_the_same_schema(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'again.db'}"
    migrate.upgrade(url, "0001")
    ledger = _schema(url)
    migrate.upgrade(url)
    full = _schema(url)
    assert full.items() >= ledger.items()
    migrate.downgrade(url, "0001")
    assert _schema(url) == ledger
    migrate.upgrade(url)
    assert _schema(url) == full


def test_going_up_twice_changes_nothing(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrate.upgrade(empty_url)
    assert migrate.check(empty_url) == []


def test_a_log_that_holds_records_cannot_be_taken_away(store: Store, owner_url: str) -> None:
    with work_on(store) as unit:
        unit.record(Event.VACANCY_OPENED, vacancy_ref="b" * 32, payload={"title": "Ranger"})
        unit.commit()
    store.engine.dispose()
    with pytest.raises(RuntimeError, match="cannot be taken away"):
        migrate.downgrade(owner_url, "base")
    assert migrate.check(owner_url) == []  # not even in part


def test_a_time_stamp_that_is_kept_cannot_be_taken_away(
    owner_url: str, open_store: Callable[[str], Store]
) -> None:
    store = open_store(owner_url)
    with work_on(store) as unit:
        key = LogKey(number=1, ref="c" * 32, public="d" * 64, made_at=unit.now)
        signed = LogCheckpoint(size=1, root="", note="", key_number=1, made_at=unit.now)
        stamp = CheckpointStamp(size=1, witness="w", answer=b"a", received_at=unit.now)
        for row in (key, signed, stamp):
            unit.session.add(row)
            unit.session.flush()
        unit.commit()
    store.engine.dispose()
    with pytest.raises(RuntimeError, match="time-stamped: what shows it cannot be taken away"):
        migrate.downgrade(owner_url, "0011")
    assert migrate.check(owner_url) == []


def test_the_rest_goes_and_comes_back_beside_the_log(
    owner_url: str, open_store: Callable[[str], Store]
) -> None:
    store = open_store(owner_url)
    with work_on(store) as unit:
        unit.record(Event.VACANCY_OPENED, vacancy_ref="b" * 32, payload={"title": "Ranger"})
        unit.commit()
    store.engine.dispose()
    migrate.downgrade(owner_url, "0001")
    with store.engine.connect() as connection:
        assert missing_guards(connection) & LOG_GUARDS == frozenset()
        assert connection.scalar(text("SELECT count(*) FROM record")) == 1
    store.engine.dispose()
    migrate.upgrade(owner_url)
    assert migrate.check(owner_url) == []
    with work_on(store) as unit:
        unit.record(Event.VACANCY_CLOSED, vacancy_ref="b" * 32, payload={})
        assert [each.seq for each in unit.commit()] == [1]


def test_words_let_through_are_kept_while_their_key_grows(
    owner_url: str, open_store: Callable[[str], Store]
) -> None:
    store = open_store(owner_url)
    town, words = populated(store), "Three posts a week by her wife."
    check = town.searched(town.vacancy())
    same = AllTheSame("They are an exhibit.", fingerprint(words))
    handing_over.hand_over(town.call("hugh"), check, words, same)
    kept = "SELECT check_ref, marks, recorded_at, recorded_person FROM let_through"
    with store.engine.connect() as connection:
        before = connection.execute(text(kept)).all()
    assert [row.check_ref for row in before] == [check]
    for change, to in ((migrate.downgrade, "0022"), (migrate.upgrade, "0023")):
        store.engine.dispose()
        change(owner_url, to)
        with store.engine.connect() as connection:
            assert connection.execute(text(kept)).all() == before
            assert not {name for name in missing_guards(connection) if "let_through" in name}
    with store.engine.connect() as connection:
        assert connection.scalar(text("SELECT number FROM let_through")) == 1


def test_decisions_are_counted_alike_by_the_service_and_by_the_migration(
    owner_url: str, open_store: Callable[[str], Store]
) -> None:
    store = open_store(owner_url)
    town = populated(store)
    town.now = datetime(2026, 6, 30, 22, 59, 59, 900_000, tzinfo=UTC)
    sent = town.submitted(town.vacancy("LIB-1"))
    town.now += timedelta(seconds=90, milliseconds=200)
    deciding.reject(town.call("hugh"), sent, 1, "Ask at interview.")
    town.searched(town.vacancy())
    with store.engine.connect() as connection:
        counted = select(CountedDecision.__table__).order_by(CountedDecision.approved)
        before = connection.execute(counted).all()
    days = (date(2026, 6, 30), date(2026, 7, 1))
    assert [row.approved for row in before] == [0, 1]
    assert (before[0].sent_on, before[0].decided_on, before[0].waited) == (*days, 90)
    for change, to in ((migrate.downgrade, "0028"), (migrate.upgrade, "head")):
        store.engine.dispose()
        change(owner_url, to)
    with store.engine.connect() as connection:
        assert connection.execute(counted).all() == before
        assert missing_guards(connection) == set()


def test_what_is_asked_about_searches_to_find_people_is_the_same_after_the_migration(
    owner_url: str, open_store: Callable[[str], Store]
) -> None:
    store = open_store(owner_url)
    town = populated(store)
    mara, today = town.call("mara"), town.now.date()
    said = Sourced("", "LinkedIn", "librarian", "Find people.", today)
    search = sourcing.enter(mara, "", said)
    sourcing.note(mara, search, "Ada Quillfeather", "linkedin.com/in/ada")
    sourcing.note(mara, search, "Quillfeather, Ada", "ada.example.test/me")
    town.candidate(town.vacancy())
    town.wait(minutes=1)
    sourcing.enter(mara, "", Sourced("LIB-7", "LinkedIn", "Ada Quillfeather", "Look.", today))
    columns = [each for each in SourcingQuestion.__table__.columns if each.name != "ref"]
    asked = select(*columns).order_by(SourcingQuestion.asked_at)
    with store.engine.connect() as connection:
        before = connection.execute(asked).all()
    assert len(before) == 2
    for change, to in ((migrate.downgrade, "0033"), (migrate.upgrade, "head")):
        store.engine.dispose()
        change(owner_url, to)
    with store.engine.connect() as connection:
        assert connection.execute(asked).all() == before


def test_the_migration_finds_vacancies_by_the_words_that_the_service_keeps(
    owner_url: str, open_store: Callable[[str], Store]
) -> None:
    store = open_store(owner_url)
    populated(store).vacancy("LIB-7")
    words = select(VacancyWord.word).order_by(VacancyWord.word)
    with store.engine.connect() as connection:
        before = connection.scalars(words).all()
    assert {"lib-7", "7", "munications"} <= set(before)
    store.engine.dispose()
    migrate.downgrade(owner_url, "0041")
    engine = open_engine(owner_url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM vacancy_word WHERE word <> 'lib-7'"))
    engine.dispose()
    migrate.upgrade(owner_url)
    with store.engine.connect() as connection:
        assert connection.scalars(words).all() == before


def test_what_is_wrong_is_said(empty_url: str) -> None:
    assert "has not been prepared" in migrate.check(empty_url)[0]
    migrate.upgrade(empty_url, "0001")
    assert "revision 0001" in migrate.check(empty_url)[0]


def test_a_lost_guard_and_a_lost_index_are_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lost.db'}"
    migrate.upgrade(url)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER record_never_goes"))
        connection.execute(text("DROP INDEX ix_record_check_ref_seq"))
    engine.dispose()
    assert migrate.check(url) == [
        "The database lacks the guard record_never_goes.",
        "The database differs from the models: add_index ix_record_check_ref_seq",
    ]
