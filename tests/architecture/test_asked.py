"""What keeps PostgreSQL from being asked less than SQLite in a run of the tests."""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects import postgresql, sqlite

from tests.asked import never_asked, plain

NOTE = Table(
    "note",
    MetaData(),
    Column("key", Text, primary_key=True),
    Column("made_at", DateTime(timezone=True)),
)


def test_what_sqlite_alone_was_asked_is_named() -> None:
    first = {"sqlite": {"SELECT a": "one", "SELECT b": "two"}, "postgresql": {}}
    second = {"sqlite": {"SELECT b": "three"}, "postgresql": {"SELECT b": "three"}}
    assert never_asked([first, second]) == {"SELECT a": "one"}
    assert never_asked([second]) == {}


def test_what_both_say_in_their_own_way_is_one_question() -> None:
    row = {"key": "k", "made_at": datetime(2026, 11, 23, tzinfo=UTC)}
    made = {
        plain(str(kind.insert(NOTE).values(row).on_conflict_do_nothing().returning(NOTE.c.key)))
        for kind in (sqlite, postgresql)
    }
    assert made == {"INSERT INTO note (key, made_at) VALUES (?) ON CONFLICT DO NOTHING"}
