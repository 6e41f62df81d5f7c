"""Ways round append-only: what somebody who speaks to the database as the service does may try.

A way is a statement, some of them one after another, or something done to the connection.
"""

from collections.abc import Callable

from sqlalchemy import Connection, text

from tests.store.forging import following, spelled

Way = str | tuple[str, ...] | Callable[[Connection], object]

_AGAIN = (
    "vacancy_ref, vacancy_seq + {further}, subject_ref, check_ref, event_type, canonical,"
    " commitments, leaf, link, vacancy_link FROM record WHERE seq = 1"
)

# With these the database itself says no, whoever asks, on SQLite and PostgreSQL alike.
BY_TRIGGER: dict[str, Way] = {
    "change a record": "UPDATE record SET event_type = 'vacancy_closed' WHERE seq = 0",
    "change it from another row": (
        "UPDATE record SET leaf = other.leaf FROM record AS other WHERE other.seq = 1"
    ),
    "change it in a common expression's company": (
        "WITH first AS (SELECT 0 AS seq) UPDATE record SET link = '' WHERE seq IN"
        " (SELECT seq FROM first)"
    ),
    "give a record another number": "UPDATE record SET seq = 9 WHERE seq = 1",
    "take a record away": "DELETE FROM record WHERE seq = 1",
    "take it away and ask for it": "DELETE FROM record WHERE seq = 1 RETURNING *",
    "repeat the last record one further": (
        f"INSERT INTO record SELECT seq + 1, {_AGAIN.format(further=1)}"
    ),
    "leave a gap": f"INSERT INTO record SELECT seq + 7, {_AGAIN.format(further=7)}",
    "insert or update": (
        "INSERT INTO record SELECT * FROM record WHERE true"
        " ON CONFLICT (seq) DO UPDATE SET event_type = 'x'"
    ),
    "turn the head back": "UPDATE log_head SET size = 1",
    "move the head on": "UPDATE log_head SET size = size + 1",
    "give the log another name": "UPDATE log_head SET log_id = 'another'",
    "take the head away": "DELETE FROM log_head",
    "begin a second log": "INSERT INTO log_head VALUES (2, 'second', 0, '')",
    "turn a vacancy's head back": "UPDATE vacancy_head SET size = 1",
    "take a vacancy's head away": "DELETE FROM vacancy_head",
    "begin a chain without a record": "INSERT INTO vacancy_head VALUES ('x', 1, 'x')",
    "change a payload": (
        "UPDATE payload SET sealed = (SELECT sealed FROM payload WHERE seq = 1) WHERE seq = 0"
    ),
    "give a payload to another key": "UPDATE payload SET owner = 'x', sealed = NULL",
    "take a payload away": "DELETE FROM payload",
}


def forged(**other: str) -> Callable[[Connection], None]:
    """Insert a row that would come next, but for ``other``."""

    def insert(connection: Connection) -> None:
        fields = following(connection, **other)
        row = text(
            "INSERT INTO record VALUES (:seq, :vacancy_ref, :vacancy_seq, :subject_ref, :check_ref,"
            " :event_type, :canonical, '{}', :leaf, :link, :link)"
        )
        numbers = {"seq": int(fields["seq"]), "vacancy_seq": int(fields["vacancy_seq"])}
        hashes = {"canonical": spelled(fields), "leaf": "0" * 64, "link": "0" * 64}
        connection.execute(row, fields | numbers | hashes)

    return insert


FORGED: dict[str, dict[str, str]] = {
    "after another record": {"prev_hash": "0" * 64},
    "after another record of its vacancy": {"prev_vacancy_hash": "0" * 64},
    "in another log": {"log_id": "0" * 32},
    "earlier": {"seq": "1"},
    "later": {"seq": "7"},
    "earlier in its vacancy": {"vacancy_seq": "0"},
    "later in its vacancy": {"vacancy_seq": "7"},
    "as the first of another vacancy": {"vacancy_ref": "c" * 32},
}
BY_TRIGGER |= {f"forge a record {where}": forged(**other) for where, other in FORGED.items()}
