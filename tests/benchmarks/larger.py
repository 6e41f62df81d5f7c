"""An installation made larger: what was made is copied, and gets what a council has besides."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Column, Table, make_url

from screening.domain.list_words import words_in
from screening.domain.people import Actor
from screening.domain.platforms import CLASSES
from screening.store.tables import metadata
from screening.store.types import UtcTime
from tests.benchmarks.made import CHECKS_EACH
from tests.services.town import Town

MADE = 10_000
"""Checks that are made; all others are copies of theirs."""

COPIED = (
    "vacancy", "panel_member", "criterion", "candidate", "claim", "check_",
    "revision", "revision_place", "revision_term", "decision", "counted_decision", "authorisation",
    "authorised_place", "authorised_term", "notice", "visit", "outcome", "hand_over",
    "notification", "record", "payload", "vacancy_head",
)  # fmt: skip


def again(file: Path, copy: int) -> None:
    """The rows of what was made, once more: of other vacancies, persons and an earlier time."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "CREATE TEMP TABLE kept AS SELECT ref FROM account UNION SELECT person_ref FROM account"
        )
        with _unguarded(connection):
            for name in COPIED:
                table = metadata.tables[name]
                columns = ", ".join(column.name for column in table.columns)
                values = ", ".join(_once_more(column, copy) for column in table.columns)
                connection.execute(
                    f"INSERT INTO {name} ({columns}) "  # noqa: S608 - names of our own
                    f"SELECT {values} FROM {name} WHERE {_first_made(table)}"
                )
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Without the triggers, which come back."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = connection.execute(made).fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        connection.execute(sql)


_DIGITS = "ghijklmnopqrstuvwxyz"
"""Each copy's references begin with one of these: none that was made does."""


def _first_made(table: Table) -> str:
    """Which rows of ``table`` are no copies."""
    named = [name for name in ("ref", "vacancy_ref", "check_ref") if name in table.columns]
    return f"{named[0]} < 'g'" if named else "seq >= 0"


def _once_more(column: Column[Any], copy: int) -> str:
    """What stands in ``column`` of the row again. Nobody of those with a role sits there too, and
    what is in hand has not waited for years.
    """
    name, digit, days = column.name, _DIGITS[copy], copy * MADE // CHECKS_EACH // 8
    other = f"'{digit}' || substr({name}, 2)"
    known = f"{name} IN (SELECT ref FROM kept)"  # noqa: S608 - names of our own
    if name == "seq":
        return f"seq - {copy * 10**8}"
    if name in {"reference", "reference_folded"}:
        return f"{name} || '-{copy}'"
    moment = isinstance(column.type, UtcTime)
    if (moment and name != "state_since") or name.endswith("_on"):
        form = "%Y-%m-%dT%H:%M:%S.000000Z" if moment else "%Y-%m-%d"
        return f"strftime('{form}', {name}, '-{days} days')"
    if name == "person_ref" or name.endswith("_person"):
        return f"CASE WHEN {name} <> '' AND {known} THEN {other} ELSE {name} END"
    if name in {"ref", "about", "owner"} or name.endswith("_ref"):
        return f"CASE WHEN {name} = '' OR {known} THEN {name} ELSE {other} END"
    return name


def finish(file: Path, town: Town) -> None:
    """What was made and copied becomes a council: with accounts, words, registers and messages."""
    sam, edith = town.people["sam"], town.people["edith"]
    with closing(sqlite3.connect(file)) as connection:
        _take_in(connection)
        _name(connection)
        _sign_off(connection, edith)
        _leave_to_search(connection, sam)
        _fill_registers(connection, town.people["mara"])
        _object(connection)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _take_in(connection: sqlite3.Connection) -> None:
    """Everybody who asked or decided has an account."""
    connection.execute("""
        INSERT INTO account
            (ref, person_ref, email, email_folded, name, password_hash, opened_at)
        SELECT person, person, person, person, 'Person ' || person, '',
            '2020-01-01T00:00:00.000000Z'
        FROM (SELECT requester_person AS person FROM check_
            UNION SELECT decided_person FROM decision)
        WHERE person NOT IN (SELECT person_ref FROM account)
    """)


def _name(connection: sqlite3.Connection) -> None:
    """Every vacancy is found by its words, as ``vacancy_words`` keeps them."""
    found = connection.execute("SELECT ref, folded FROM vacancy").fetchall()
    words = ((ref, word) for ref, text in found for word in words_in(text))
    connection.execute("DELETE FROM vacancy_word")
    connection.executemany("INSERT INTO vacancy_word (vacancy_ref, word) VALUES (?, ?)", words)


def _sign_off(connection: sqlite3.Connection, edith: Actor) -> None:
    """All but the newest vacancies were looked at."""
    connection.execute(
        "INSERT INTO sign_off SELECT ref, 9999, opened_at, ?, ? FROM vacancy "
        "WHERE ref NOT IN (SELECT ref FROM vacancy ORDER BY opened_at DESC LIMIT 60)",
        (edith.ref, edith.person_ref),
    )


def _leave_to_search(connection: sqlite3.Connection, sam: Actor) -> None:
    """Thirty searches wait for one who made all the others that were not copied."""
    connection.execute(
        "UPDATE check_ SET state = 'ready' WHERE ref IN (SELECT ref FROM check_ "
        "WHERE searcher_person = ? AND state = 'closed' ORDER BY started_at DESC LIMIT 30)",
        (sam.person_ref,),
    )


def _fill_registers(connection: sqlite3.Connection, mara: Actor) -> None:
    """For ten checks a search to find people, and for each a message. Sixty of the first are
    mara's, and twenty of the newest messages were not sent. Of reports there are fifty, of which
    ten are open, and one more for five hundred checks.
    """
    checks = connection.execute(
        "SELECT ref, vacancy_ref, started_at, requester, requester_person FROM check_ "
        "ORDER BY started_at DESC, ref"
    ).fetchall()
    for at, (ref, vacancy, moment, account, person) in enumerate(checks):
        day, place = moment[:10], CLASSES[at // 10 % len(CLASSES)]
        if at % 10 == 0:
            who = (mara.ref, mara.person_ref) if at < 600 else (account, person)
            row = (ref, vacancy, day, place, at % 70 == 0, "", moment, *who)
            connection.execute(_SOURCING, row)
        if at % (20 if at < 1000 else 500) == 0:
            state = ("open", None, None) if at < 200 else ("closed", "none", "no-breach")
            row = (ref, vacancy, state[0], day, moment, account, person, *state[1:])
            connection.execute(_REPORT, row)
        state = "failed" if at < 20 else "sent"
        connection.execute(_MESSAGE, (ref, account, state, moment, moment))


def _object(connection: sqlite3.Connection) -> None:
    """The candidates of one check in fifty objected, which was not upheld: so the log says, and
    nothing else.
    """
    with _unguarded(connection):
        for at, (before, event) in enumerate(_OBJECTED, 1):
            connection.execute(_RECORD, (at * 10**9, at * 10**6, event, before, event, before))


_OBJECTED = (("notice_sent", "objection_raised"), ("influence_recorded", "objection_not_upheld"))
"""What a record tells of that becomes one of an objection."""
_RECORD = (
    "INSERT INTO record (seq, vacancy_ref, vacancy_seq, subject_ref, check_ref, event_type, "
    "canonical, commitments, leaf, link, vacancy_link) SELECT seq + ?, vacancy_ref, "
    "vacancy_seq + ?, subject_ref, check_ref, ?, replace(canonical, ?, ?), '{}', leaf, link, "
    "vacancy_link FROM record WHERE event_type = ? AND check_ref IN "
    "(SELECT ref FROM check_ WHERE rowid % 50 = 0)"
)
_SOURCING = (
    "INSERT INTO sourcing_search (ref, vacancy_ref, made_on, platform, attempt, looks_like, "
    "entered_at, entered_by, entered_person) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_REPORT = (
    "INSERT INTO unauthorised_search (ref, vacancy_ref, state, version, made_by, looked_on, "
    "reported_at, reported_by, reported_person, looker_person, breach, effect, ruling) "
    "VALUES (?, ?, ?, 1, 'somebody-else', ?, ?, ?, ?, '', 'no', ?, ?)"
)
_MESSAGE = (
    "INSERT INTO outgoing (ref, kind, account_ref, items, state, channel, attempts, made_at, "
    "due_at, note) VALUES (?, 'staff', ?, 1, ?, 'smtp', 1, ?, ?, '')"
)


def copy_over(file: Path, url: str) -> None:
    """Every row of an SQLite database into a prepared one of PostgreSQL, past its guards."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    names = [table.name for table in metadata.sorted_tables]
    with closing(sqlite3.connect(file)) as source, psycopg.connect(plain, autocommit=True) as into:
        into.execute("SET session_replication_role = replica")
        into.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        for name in names:
            rows = source.execute(f"SELECT * FROM {name}")  # noqa: S608 - names of our own
            columns = ", ".join(column[0] for column in rows.description)
            with (
                into.cursor() as cursor,
                cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        into.execute("VACUUM ANALYZE")
