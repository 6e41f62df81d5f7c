"""Ways round append-only that PostgreSQL alone knows."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from tests.store.forging import call_append, following, spelled
from tests.store.ways import FORGED, Way, forged

BY_TRIGGER: dict[str, Way] = {
    "empty the log": "TRUNCATE record CASCADE",
    "empty the heads": "TRUNCATE log_head, vacancy_head",
    "empty the payloads": "TRUNCATE payload",
    "merge over a record": (
        "MERGE INTO record USING (SELECT 0 AS seq) AS wanted ON record.seq = wanted.seq"
        " WHEN MATCHED THEN UPDATE SET event_type = 'x'"
    ),
    "change it in a block": "DO $$ BEGIN UPDATE record SET event_type = 'x'; END $$",
}
"""The triggers stop these even when whoever owns the tables does them."""


def _copy_in(connection: Connection) -> None:
    connection.begin()  # or the driver begins by itself
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy("COPY record FROM STDIN") as copying:
        copying.write_row((2, "b", 2, "", "", "x", "{}", "{}", "", "", ""))


def _alone(statement: str) -> Callable[[Connection], object]:
    """Where a transaction is in the way."""
    return lambda connection: connection.execution_options(
        isolation_level="AUTOCOMMIT"
    ).exec_driver_sql(statement)


def appended(**other: str) -> Callable[[Connection], None]:
    """Hand what would come next, but for ``other``, to the function that appends."""
    return lambda connection: call_append(connection, spelled(following(connection, **other)))


def _second_is_wrong(connection: Connection) -> None:
    right = spelled(following(connection))
    call_append(connection, right, right)


def _spelled_otherwise(connection: Connection) -> None:
    call_append(connection, spelled(following(connection)).replace(",", ", "))


def _with_a_name_twice(connection: Connection) -> None:
    source = spelled(following(connection))
    call_append(connection, source.replace("{", '{"actor_ref":"' + "d" * 32 + '",', 1))


BY_RIGHTS: dict[str, Way] = {
    "insert what would come next": forged(),
    "copy rows in": _copy_in,
    "copy from a program": "COPY record FROM PROGRAM 'true'",
    "copy to a program": "COPY record TO PROGRAM 'true'",
    "read a file of the server": "SELECT lo_import('/etc/hostname')",
    "write a file of the server": "SELECT lo_export(0, '/tmp/x')",
    "lock a record": "SELECT * FROM record FOR UPDATE",
    "lock the head": "SELECT * FROM log_head FOR UPDATE",
    "lock the table": "LOCK TABLE record IN ACCESS EXCLUSIVE MODE",
    "switch a trigger off": "ALTER TABLE record DISABLE TRIGGER record_never_changes",
    "switch all triggers off": "ALTER TABLE record DISABLE TRIGGER ALL",
    "be a replica": "SET session_replication_role = replica",
    "be a replica at the next sign-in": (
        "ALTER ROLE CURRENT_USER SET session_replication_role = 'replica'"
    ),
    "let the server be a replica": _alone("ALTER SYSTEM SET session_replication_role = 'replica'"),
    "drop a trigger": "DROP TRIGGER record_never_goes ON record",
    "a trigger that ignores": (
        "CREATE TRIGGER a BEFORE INSERT ON record FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    ),
    "a rule that ignores": "CREATE RULE a AS ON INSERT TO record DO INSTEAD NOTHING",
    "hide rows": "ALTER TABLE record ENABLE ROW LEVEL SECURITY",
    "a policy for rows": "CREATE POLICY a ON record USING (false)",
    "drop the table": "DROP TABLE record CASCADE",
    "rename the table": "ALTER TABLE record RENAME TO old_record",
    "move the table": "ALTER TABLE record SET SCHEMA pg_catalog",
    "drop a column": "ALTER TABLE record DROP COLUMN link",
    "inherit from it": "CREATE TABLE more () INHERITS (record)",
    "own the table": "ALTER TABLE record OWNER TO CURRENT_USER",
    "own everything": "REASSIGN OWNED BY {owner} TO CURRENT_USER",
    "drop everything": "DROP OWNED BY {owner} CASCADE",
    "rename the schema": "ALTER SCHEMA public RENAME TO old",
    "give oneself the right": (
        "GRANT UPDATE ON record TO CURRENT_USER",  # which is no error, and gives nothing
        "UPDATE record SET leaf = ''",
    ),
    "give oneself the role": "GRANT {owner} TO CURRENT_USER",
    "give oneself every power": "ALTER ROLE CURRENT_USER SUPERUSER",
    "make somebody more powerful": "CREATE ROLE somebody SUPERUSER",
    "act as the owner": "SET ROLE {owner}",
    "sign in as the owner": "SET SESSION AUTHORIZATION {owner}",
    "another function to append": (
        "CREATE OR REPLACE FUNCTION screening_append(text[], text[]) RETURNS void"
        " LANGUAGE sql AS 'UPDATE record SET link = link'"
    ),
    "loosen the function": "ALTER FUNCTION screening_append RESET search_path",
    "drop a trigger's function": "DROP FUNCTION screening_refuse CASCADE",
    "another function for a trigger": (
        "CREATE OR REPLACE FUNCTION screening_refuse() RETURNS trigger"
        " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
    ),
    "call a trigger's function": "SELECT screening_record_moves_heads()",
    "a temporary table in its stead": "CREATE TEMP TABLE record (seq bigint)",
    "a temporary view in its stead": "CREATE TEMP VIEW record AS SELECT 1 AS seq",
    "a temporary head before the function": (
        "SET search_path = pg_temp, public",
        "CREATE TEMP TABLE log_head AS SELECT 1 AS id, 'x' AS log_id, 0 AS size, '' AS link",
    ),
    "a temporary hash before the function": (
        "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'"
    ),
    "an operator of one's own": (
        "CREATE OPERATOR public.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = textne)"
    ),
    "a schema in its stead": "CREATE SCHEMA shadow",
    "a language of one's own": "CREATE LANGUAGE c2 HANDLER plpgsql_call_handler",
    "watch for commands": (
        "CREATE EVENT TRIGGER a ON ddl_command_start EXECUTE FUNCTION plpgsql_call_handler()"
    ),
    "edit the catalogue": "UPDATE pg_trigger SET tgenabled = 'D'",
    "edit the catalogue of tables": "UPDATE pg_class SET relhastriggers = false",
    "append the last record again": lambda connection: call_append(
        connection,
        connection.scalar(text("SELECT canonical FROM record WHERE seq = 1")),
    ),
    "append two in one place": _second_is_wrong,
    "append what is spelled otherwise": _spelled_otherwise,
    "append what names a field twice": _with_a_name_twice,
    "append nothing known": lambda connection: call_append(connection, None),
    "append without commitments": lambda connection: call_append(
        connection, spelled(following(connection)), fields=[]
    ),
    "append with commitments not known": lambda connection: call_append(
        connection, spelled(following(connection)), fields=[None]
    ),
} | {f"append {where}": appended(**other) for where, other in FORGED.items()}
"""What the application's account may try besides. ``{owner}`` is the role that owns the tables."""
